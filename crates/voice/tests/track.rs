//! A rendered track, heard: every cue begins on its millisecond, alone, and the walk is never silent for long.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // allowed in tests, so in what tests call

use voice::sound::RATE;
use voice::sound::motifs;
use voice::sound::pack::{Pack, Phrase, prepare};
use voice::sound::speech::{self, Spoken};
use voice::sound::track::{self, Plan, Renderer, Settings, Sound, Stretch};
use voice::sound::wav;
use walk::cues::{Motif, Options, Preset, schedule};

/// -35 dBFS: ten decibels over a tick, far under a cue.
const HEARD: u16 = 583;

fn pack() -> Pack {
    let mut pack = Pack::new("en", "a hum", "CC0");
    for (key, text, length) in [
        ("walk-backward", "Walk backward.", 17_600_u32),
        ("count.3", "three", 6400),
        ("of.5", "of five.", 9600),
    ] {
        let hum: Vec<f64> = (0..length).map(|n| (f64::from(n) * 0.07).sin() * 0.2).collect();
        pack.put(&Phrase { key: key.into(), text: text.into() }, &prepare(&hum, RATE));
    }
    pack
}

/// An hour of cues at odd samples, sparse and dense, with words and without.
fn hour(pack: &Pack) -> Plan {
    let mut plan = Plan { length: 3600 * u64::from(RATE), ..Plan::default() };
    let (mut at, mut n) = (0, 0_usize);
    loop {
        let clips: &[&str] =
            [&["walk-backward", "count.3", "of.5"][..], &[], &["no-such-clip", "of.5"]][n % 3];
        let clips: Vec<String> = clips.iter().map(|key| (*key).to_owned()).collect();
        let motif = Motif::ALL[n % Motif::ALL.len()];
        let length = track::length(motif, &clips, Some(pack)) as u64;
        if at + length > plan.length {
            break;
        }
        plan.sounds.push(Sound { at, motif, clips });
        at += length + [6400, 16_001, 163_333, 7, 480_017][n % 5].max(6400);
        n += 1;
    }
    let block = 60 * u64::from(RATE);
    plan.stretches =
        (0..60).map(|n| Stretch { from: n * block, to: (n + 1) * block, high: n % 2 == 1 }).collect();
    plan
}

/// Holds a decoded track against its plan, by energy alone.
fn check(samples: &[i16], plan: &Plan, pack: &Pack) {
    assert_eq!(samples.len() as u64, plan.length);
    let peak = samples.iter().map(|s| s.unsigned_abs()).max().unwrap();
    assert!(f64::from(peak) < 32768.0 * 10_f64.powf(-1.0 / 20.0), "peak {peak}");
    let mut before_end = 0;
    for sound in &plan.sounds {
        let at = usize::try_from(sound.at).unwrap();
        let end = at + track::length(sound.motif, &sound.clips, Some(pack));
        let quiet = &samples[before_end..at];
        assert!(quiet.iter().all(|s| s.unsigned_abs() < HEARD), "nothing is heard between cues before {at}");
        let near = &samples[at.saturating_sub(4800).max(before_end)..at];
        assert!(near.iter().all(|s| *s == 0), "no tick within 300 ms before the cue at {at}");
        let onset = samples[at..end].iter().position(|s| s.unsigned_abs() >= HEARD).unwrap();
        assert!(onset <= 16, "the cue at {at} is heard {onset} samples late");
        before_end = end;
    }
    // Where no cue sounds for four seconds, a tick does.
    let mut gap_start = 0;
    let mut ticks = 0;
    for sound in &plan.sounds {
        let at = usize::try_from(sound.at).unwrap();
        for four in samples[gap_start..at].chunks_exact(4 * RATE as usize + 9600 * 2) {
            assert!(four.iter().any(|s| s.unsigned_abs() > 120), "silence near {gap_start}");
            ticks += 1;
        }
        gap_start = at + track::length(sound.motif, &sound.clips, Some(pack));
    }
    assert!(ticks > 200, "the plan had long gaps: {ticks}");
}

#[test]
fn every_cue_of_an_hour_begins_within_a_millisecond_and_alone() {
    let pack = pack();
    let plan = hour(&pack);
    assert!(plan.sounds.len() > 200);

    let flac = track::flac(&plan, Some(&pack), Settings::default());
    let mut reader = claxon::FlacReader::new(&flac[..]).unwrap();
    let decoded: Vec<i16> = reader.samples().map(|s| i16::try_from(s.unwrap()).unwrap()).collect();
    check(&decoded, &plan, &pack);

    // The same through WAV, rendered in uneven chunks.
    let mut renderer = Renderer::new(&plan, Some(&pack), Settings::default());
    let mut file = wav::head(plan.length);
    let mut chunk = [0; 7777];
    loop {
        let count = renderer.fill(&mut chunk);
        file.extend(wav::body(&chunk[..count]));
        if count == 0 {
            break;
        }
    }
    let data = file[44..].as_chunks().0.iter().map(|pair| i16::from_le_bytes(*pair));
    assert!(data.eq(decoded), "WAV and FLAC carry the same samples");
}

#[test]
fn a_track_can_be_taken_up_anywhere() {
    let pack = pack();
    let mut plan = hour(&pack);
    plan.length = 60 * u64::from(RATE);
    plan.sounds.retain(|sound| sound.at + 64_000 < plan.length);
    let whole = render_from(&plan, &pack, 0);
    for at in [1, 777, 16_000, 20_000, 100_001, 959_999] {
        assert!(render_from(&plan, &pack, at) == whole[at..], "from {at}");
    }
}

fn render_from(plan: &Plan, pack: &Pack, at: usize) -> Vec<i16> {
    let mut renderer = Renderer::new(plan, Some(pack), Settings::default());
    renderer.seek(at as u64);
    let mut out = vec![0; 61 * RATE as usize];
    let count = renderer.fill(&mut out);
    out.truncate(count);
    out
}

#[test]
fn without_a_pack_only_tones_sound_and_keep_their_times() {
    let pack = pack();
    let plan = Plan {
        length: 10 * u64::from(RATE),
        sounds: vec![Sound { at: 32_001, motif: Motif::Backward, clips: vec!["walk-backward".into()] }],
        stretches: vec![],
    };
    let tones = Settings { words: false, ..Settings::default() };
    for (pack, settings) in [(None, Settings::default()), (Some(&pack), tones)] {
        let mut out = vec![0; 160_000];
        Renderer::new(&plan, pack, settings).fill(&mut out);
        assert!(out[32_002].unsigned_abs() > 300 && out[32_000] == 0);
        let after = 32_001 + motifs::length(Motif::Backward);
        assert!(out[after..].iter().all(|s| s.unsigned_abs() < HEARD), "no words");
    }
}

#[test]
fn a_cue_that_would_run_into_the_next_gives_way_to_it() {
    let pack = pack();
    let clips = vec!["walk-backward".to_owned()];
    let plan = Plan {
        length: 5 * u64::from(RATE),
        sounds: vec![
            Sound { at: 0, motif: Motif::Backward, clips: clips.clone() },
            Sound { at: 20_000, motif: Motif::End, clips: vec![] },
        ],
        stretches: vec![],
    };
    let mut out = vec![0; 80_000];
    Renderer::new(&plan, Some(&pack), Settings::default()).fill(&mut out);
    assert!(out[19_690..=20_000].iter().all(|s| *s == 0), "a breath before the next");
    assert!(out[19_000..19_600].iter().any(|s| s.unsigned_abs() > 1000), "it spoke as long as it could");
    assert!(out[20_001].unsigned_abs() > 300);
}

#[test]
fn ticks_say_which_way_is_walked_and_can_be_silenced() {
    let plan = Plan {
        length: 12 * u64::from(RATE),
        sounds: vec![],
        stretches: vec![
            Stretch { from: 0, to: 96_000, high: false },
            Stretch { from: 96_000, to: 192_000, high: true },
        ],
    };
    let render = |tick_every_s| {
        let mut out = vec![0; 192_000];
        Renderer::new(&plan, None, Settings { words: true, tick_every_s }).fill(&mut out);
        out
    };
    let crossings = |part: &[i16]| part.windows(2).filter(|pair| pair[0] < 0 && pair[1] >= 0).count();
    let out = render(3);
    assert!(crossings(&out[144_000..145_000]) > crossings(&out[48_000..49_000]) * 3 / 2);
    assert!(render(0).iter().all(|s| *s == 0));
}

#[test]
fn every_cue_of_real_walks_begins_on_its_millisecond_after_a_breath_of_silence() {
    let pack = Pack::from_folder(&std::fs::read(packs().join("manifest.json")).unwrap(), |key| {
        std::fs::read(packs().join("clips").join(format!("{key}.qoa"))).ok()
    })
    .unwrap();
    for (text, preset) in [
        ("5:1 x9", Preset::ManyWords),
        ("1:1 x8", Preset::NormalWords),
        ("hallway 5 m x6", Preset::ManyWords),
        ("block 1:1 x4", Preset::FewWords),
        ("treadmill 1 min x3 at 0.8 km/h", Preset::ManyWords),
        ("5:1 x3", Preset::TonesOnly),
    ] {
        let program = coach::program::parse(text).unwrap();
        let options = Options { preset, ..Options::default() };
        let cues = schedule(&program, &[], &options, &Spoken(Some(&pack)));
        let plan = speech::plan(&program, &[], &cues);
        assert!(cues.iter().flat_map(|cue| &cue.pieces).all(|piece| pack.clip(&piece.key()).is_some()));
        let bytes = track::flac(&plan, Some(&pack), Settings::default());
        let mut reader = claxon::FlacReader::new(&bytes[..]).unwrap();
        let samples: Vec<i16> = reader.samples().map(|s| i16::try_from(s.unwrap()).unwrap()).collect();
        assert_eq!(samples.len() as u64, plan.length);
        let mut end = 0;
        for (sound, cue) in plan.sounds.iter().zip(&cues) {
            let at = usize::try_from(sound.at).unwrap();
            let seconds = sound.at as f64 / f64::from(RATE);
            assert!((seconds - cue.at.as_secs_f64()).abs() < 0.001);
            assert!(at >= end, "{text}: {} at {seconds} s overlaps the one before", cue.id);
            let before = &samples[at.saturating_sub(1600).max(end)..at];
            assert!(
                at == 0 || before.len() == 1600,
                "{text}: {} at {seconds} s has no silence before it",
                cue.id
            );
            assert!(before.iter().all(|s| *s == 0), "{text}: sound just before {} at {seconds} s", cue.id);
            assert!(samples[at..at + 16].iter().any(|s| s.unsigned_abs() >= HEARD), "{text}: {}", cue.id);
            end = at + track::length(sound.motif, &sound.clips, Some(&pack));
        }
        let peak = samples.iter().map(|s| s.unsigned_abs()).max().unwrap();
        assert!(f64::from(peak) < 32768.0 * 10_f64.powf(-1.0 / 20.0), "{text}: peak {peak}");
    }
}

fn packs() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../voice-packs/en")
}
