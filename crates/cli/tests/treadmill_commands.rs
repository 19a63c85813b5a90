//! The treadmill commands as a person runs them: a whole simulated walk, DIRCON over loopback, and plain refusals.
#![cfg(unix)]

#[cfg(test)]
mod program;
#[cfg(test)]
mod under_way;

#[cfg(test)]
mod commands {
    use crate::program::program;
    use crate::under_way::Walk;
    use serde_json::{Value, json};
    use std::fs;
    use std::io::{BufRead, BufReader, Read, Write};
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::process::{Child, Command, Output, Stdio};
    use std::time::Duration;

    fn command(data: &Path, arguments: &[&str]) -> Command {
        let mut command = program();
        command.args(arguments).env("LC_ALL", "en").env("RETROWALK_DATA", data);
        command
    }

    /// A treadmill command of somebody of whom nothing is kept.
    fn retrowalk(arguments: &[&str]) -> Output {
        let nothing = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nothing-kept");
        command(&nothing, &[&["treadmill"], arguments].concat()).output().expect("the binary runs")
    }

    fn text(bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// A served virtual treadmill, ended with the test.
    struct Served(Child, String);

    impl Served {
        /// The same machine at the same address, once its port is free again.
        fn again(address: &str, seed: &str) -> Served {
            Served::new(&["--dircon", address, "--seed", seed])
        }

        fn new(arguments: &[&str]) -> Served {
            let mut command = program();
            command.args(["treadmill", "serve"]).args(arguments).stdout(Stdio::piped()).stderr(Stdio::null());
            let mut child = command.spawn().expect("the binary runs");
            let mut line = String::new();
            BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
            let port =
                line.split(':').nth(1).and_then(|rest| rest.split([',', ';']).next()).expect("an address");
            Served(child, format!("127.0.0.1:{}", port.trim()))
        }
    }

    impl Drop for Served {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }

    /// Waits for the end: whether it went well, all that was said, and why not.
    fn ends(mut walk: Walk) -> (bool, String, String) {
        let mut why = String::new();
        walk.0.stderr.take().unwrap().read_to_string(&mut why).unwrap();
        let ended = walk.0.wait().unwrap().success();
        walk.2.extend(walk.1.iter().map(|line| line + "\n"));
        (ended, std::mem::take(&mut walk.2), why)
    }

    /// The names of what was said, in order.
    fn sayings(out: &str) -> Vec<String> {
        let lines = out.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        lines.filter_map(|line| Some(line.get("say")?.as_str()?.to_owned())).collect()
    }

    /// Up to the start of the first stretch.
    fn get_ready(walk: &mut Walk) {
        for (said, key) in [("treadmill-read-the-manual", "n"), ("treadmill-probe-done", "c")] {
            walk.until(said);
            walk.press(key);
        }
    }

    fn walk_forward(walk: &mut Walk) {
        walk.until("treadmill-ask-start-forward");
        walk.press("g");
        walk.until("treadmill-walk-forward");
    }

    /// A walk whose belt moves, what happens to it then, and what was recorded.
    fn walked_until(happens: impl FnOnce(&mut Walk)) -> String {
        let folder = tempfile::tempdir().unwrap();
        let recording = folder.path().join("walk.jsonl");
        let served = Served::new(&["--dircon", "127.0.0.1:0", "--seed", "12"]);
        let walk = ["treadmill", "walk", "--dircon", &served.1, "treadmill 1 min x1", "--test", "2.5"];
        let record = ["--week", "3", "--json", "--quiet", "--record", recording.to_str().unwrap()];
        let mut walk = Walk::begin(command(&folder.path().join("data"), &[&walk[..], &record].concat()));
        get_ready(&mut walk);
        walk_forward(&mut walk);
        happens(&mut walk);
        let lines = fs::read_to_string(&recording).unwrap();
        lines.rsplit_once("\"input\":\"left\"").expect("nobody left").1.to_owned()
    }

    #[test]
    fn whoever_takes_the_keyboard_away_stops_the_belt() {
        let gone = |walk: &mut Walk| {
            drop(walk.0.stdin.take());
            walk.until("hazard-walker-stops");
            walk.until("treadmill-standing");
        };
        // Nobody reads what is printed either.
        let closed = |walk: &mut Walk| {
            walk.1 = std::sync::mpsc::channel().1;
            drop(walk.0.stdin.take());
            let pid = walk.0.id().to_string();
            assert!(Command::new("kill").args(["-HUP", &pid]).status().unwrap().success());
            assert!(walk.0.wait().unwrap().success(), "it ends once the belt stands");
        };
        let ended = |walk: &mut Walk| {
            let pid = walk.0.id().to_string();
            assert!(Command::new("kill").arg(pid).status().unwrap().success());
            walk.until("hazard-walker-stops");
            assert!(walk.0.wait().unwrap().success(), "it ends once the belt stands");
        };
        std::thread::scope(|scope| {
            let walks = [
                scope.spawn(|| walked_until(gone)),
                scope.spawn(|| walked_until(closed)),
                scope.spawn(|| walked_until(ended)),
            ];
            for walk in walks {
                let recorded = walk.join().unwrap();
                assert!(recorded.contains("\"hex\":\"0801\""), "{recorded}");
            }
        });
    }

    #[test]
    fn a_lost_link_is_said_again_and_opened_again_and_the_belt_is_stopped_and_the_walk_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (data, recording) = (folder.path().join("data"), folder.path().join("walk.jsonl"));
        let (player, heard) = (folder.path().join("aplay"), folder.path().join("heard"));
        fs::write(&player, format!("#!/bin/sh\nexec /bin/cat >> {}\n", heard.display())).unwrap();
        fs::set_permissions(&player, fs::Permissions::from_mode(0o755)).unwrap();

        let served = Served::new(&["--dircon", "127.0.0.1:0", "--seed", "12"]);
        let address = served.1.clone();
        let walk =
            ["treadmill", "walk", "--dircon", &address, "treadmill 1 min x1", "--test", "2.5", "--week", "3"];
        let record = ["--json", "--record", recording.to_str().unwrap()];
        let mut walk = command(&data, &[&walk[..], &record].concat());
        walk.env("PATH", folder.path());
        let mut walk = Walk::begin(walk);
        get_ready(&mut walk);
        walk.press("h1");
        walk_forward(&mut walk);
        std::thread::sleep(Duration::from_secs(2));
        drop(served);
        walk.until("hazard-link-lost");
        walk.until("hazard-link-lost");

        let served = Served::again(&address, "12");
        walk.until("treadmill-standing");
        walk.until("treadmill-refused-clip-not-on");
        walk.press("c");
        walk_forward(&mut walk);
        drop(served);
        walk.until("hazard-link-lost");
        walk.press("q");
        walk.until("treadmill-end-again");
        walk.press("q");
        let (ended, out, why) = ends(walk);
        assert!(!ended && why.contains("The belt goes on: step onto the side rails"), "{why}");

        // The moment the link was back the stop went out, before anything else was written.
        let lines = fs::read_to_string(&recording).unwrap();
        let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let up = |line: &&Value| line["dir"] == "link" && line["input"] == "up";
        let back = lines.iter().filter(up).nth(1).expect("linked again");
        let after = |line: &&Value| line["t"].as_f64() >= back["t"].as_f64() && line["dir"] == "write_req";
        let first = lines.iter().find(after).expect("a command");
        assert_eq!((&first["hex"], &first["t"]), (&Value::from("0801"), &back["t"]));

        let replayed = retrowalk(&["replay", recording.to_str().unwrap(), "--json"]);
        assert_eq!(sayings(&text(&replayed.stdout)), sayings(&out), "{}", text(&replayed.stderr));
        assert!(fs::metadata(&heard).is_ok_and(|heard| heard.len() > 10_000), "its tones were sounded");

        let said = |arguments: &[&str]| text(&command(&data, arguments).output().unwrap().stdout);
        assert!(said(&["history"]).contains("treadmill 1 min x1"), "{}", said(&["history"]));
        let shown = said(&["show", "last"]);
        assert!(shown.contains("Forward") && shown.contains("hands light on the rails"), "{shown}");
    }

    #[test]
    fn a_red_answer_that_is_kept_lets_nobody_on_a_belt_but_a_simulated_one() {
        let folder = tempfile::tempdir().unwrap();
        let mut screen = command(folder.path(), &["screen", "--short"]);
        let mut screen = screen.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        // Yes to everything; what is no answer to a question is asked again.
        let _ = screen.stdin.take().unwrap().write_all("yes\n0\n70\nwoman\n".repeat(60).as_bytes());
        assert!(screen.wait().unwrap().success());

        let served = Served::new(&["--dircon", "127.0.0.1:0", "--seed", "12"]);
        let walk = |which: &[&str]| {
            let walk = ["treadmill", "walk", "treadmill 1 min x1", "--test", "4.2", "--json"];
            command(folder.path(), &[&walk[..], which].concat()).output().unwrap()
        };
        let refused = walk(&["--dircon", &served.1]);
        assert!(!refused.status.success(), "{}", text(&refused.stdout));
        assert!(text(&refused.stderr).contains("retrowalk screen"), "{}", text(&refused.stderr));
        let simulated = text(&walk(&["--simulate", "12", "--auto"]).stdout);
        assert!(simulated.contains("Nobody stands on this belt"), "{simulated}");
        let kept = command(folder.path(), &["history", "--json"]).output().unwrap();
        assert!(text(&kept.stdout).is_empty(), "a simulated walk is nobody's");
    }

    #[test]
    fn a_server_that_holds_the_records_is_asked_by_every_command() {
        let folder = tempfile::tempdir().unwrap();
        let walk = ["treadmill", "walk", "--simulate", "12", "--auto", "treadmill 1 min x1", "--test", "2.5"];
        for arguments in [&walk[..], &["plan", "next"], &["history"]] {
            let mut command = command(folder.path(), arguments);
            let output =
                command.env("RETROWALK_DATABASE", "postgres://walker@127.0.0.1:1/walks").output().unwrap();
            assert!(!output.status.success(), "{arguments:?}: {}", text(&output.stdout));
            assert!(text(&output.stderr).contains("127.0.0.1:1/walks"), "{}", text(&output.stderr));
        }
        // But a folder that is asked for is asked, and an empty name is none.
        let there = folder.path().to_str().unwrap();
        for (arguments, server) in [
            (&["history", "--data", there][..], "postgres://walker@127.0.0.1:1/walks"),
            (&["plan", "next", "--data", there], "postgres://walker@127.0.0.1:1/walks"),
            (&["history"], ""),
        ] {
            let output =
                command(folder.path(), arguments).env("RETROWALK_DATABASE", server).output().unwrap();
            assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
        }
    }

    #[test]
    fn a_program_behind_simulate_is_told_where_it_goes() {
        let refused = retrowalk(&["walk", "--simulate", "treadmill 1 min x1"]);
        assert!(text(&refused.stderr).contains("Put it before --simulate"), "{}", text(&refused.stderr));
    }

    #[test]
    fn records_that_cannot_be_read_let_nobody_on_a_belt() {
        let folder = tempfile::tempdir().unwrap();
        let refused = || {
            let walk =
                ["treadmill", "walk", "--simulate", "12", "--auto", "treadmill 1 min x1", "--test", "2.5"];
            let output = command(folder.path(), &walk).output().unwrap();
            assert!(!output.status.success(), "{}", text(&output.stdout));
            text(&output.stderr)
        };
        fs::write(folder.path().join("retrowalk.sqlite"), "no database at all, but long enough for one")
            .unwrap();
        assert!(refused().contains("retrowalk.damaged-"));
        assert!(refused().contains("retrowalk screen"), "the new one that was begun is empty, and no leave");
        for file in fs::read_dir(folder.path()).unwrap().flatten() {
            if file.file_name().to_string_lossy().contains("damaged") {
                fs::remove_file(file.path()).unwrap();
            }
        }
        let mut entry = json!({
            "version": 1, "id": "0198c0de-0000-7000-8000-000000000001", "revision": 0,
            "started_at": "2026-01-05T10:00:00+00:00",
            "record": { "type": "screened", "day": "2026-01-05", "form": "short", "advice": "ask-first" },
        });
        let put = |entry: &Value| {
            let document = records::Document::read(&entry.to_string()).unwrap();
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let place = records::Place::Folder(folder.path().to_owned());
                let store = records::Opened::at(place).await.unwrap().store;
                store.of_coach().put(&document).await.unwrap();
                store.close().await;
            });
        };
        put(&entry);
        entry["record"]["advice"] = "a word of tomorrow".into();
        entry["id"] = "0198c0de-0000-7000-8000-000000000002".into();
        put(&entry);
        let said = refused();
        assert!(said.contains("000000000002") && said.contains("newest"), "{said}");
    }

    #[test]
    fn a_recorded_walk_is_replayed_with_the_same_words_in_the_same_order() {
        let folder = tempfile::tempdir().unwrap();
        let mut whole = 0;
        for seed in 1..=12 {
            let (seed, file) = (seed.to_string(), folder.path().join(format!("{seed}.jsonl")));
            let file = file.to_str().unwrap();
            let walk =
                ["walk", "--simulate", &seed, "--auto", "treadmill 1 min x2", "--test", "2.5", "--week", "3"];
            let walked = retrowalk(&[&walk[..], &["--json", "--record", file]].concat());
            let replayed = retrowalk(&["replay", file, "--json"]);
            assert!(replayed.status.success(), "{}", text(&replayed.stderr));
            let said = sayings(&text(&walked.stdout));
            assert!(!said.is_empty(), "{seed}: {}", text(&walked.stderr));
            assert_eq!(sayings(&text(&replayed.stdout)), said, "seed {seed}");
            whole += usize::from(said.contains(&"treadmill-walk-done".to_owned()));
        }
        assert!(whole > 2, "{whole} walks came to their end");
    }

    #[test]
    fn a_watched_treadmill_is_replayed_with_what_its_data_mean() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("watched.jsonl");
        let file = file.to_str().unwrap();
        retrowalk(&["watch", "--simulate", "3", "--seconds", "6", "--record", file]);
        let replayed = text(&retrowalk(&["replay", file]).stdout);
        assert!(replayed.lines().filter(|line| line.contains("hear   0 km/h")).count() >= 4, "{replayed}");
        assert!(
            replayed.contains("I can run this belt") && !replayed.contains("does not answer"),
            "{replayed}"
        );
    }

    #[test]
    fn the_commands_speak_the_language_of_the_machine_and_no_language_is_english() {
        let folder = tempfile::tempdir().unwrap();
        let spoken = |tag: &str, arguments: &[&str]| {
            let mut command = command(folder.path(), arguments);
            let output = command.env_remove("LC_ALL").env("LANG", tag).output().unwrap();
            text(&output.stdout) + &text(&output.stderr)
        };
        let mexico = |arguments: &[&str]| spoken("es_MX.UTF-8", arguments);
        assert!(mexico(&["treadmill", "info", "--simulate", "3"]).contains("lea el manual"));
        assert!(mexico(&["treadmill", "watch"]).contains("caminadora"));
        let walk = ["treadmill", "walk", "--simulate", "12", "--auto", "treadmill 1 min x1", "--test", "2.5"];
        assert!(mexico(&walk).contains("banda"));
        assert!(
            mexico(&["plan", "next"]).contains("Responda las preguntas"),
            "{}",
            mexico(&["plan", "next"])
        );
        for none in ["C.UTF-8", "POSIX", "C"] {
            assert!(spoken(none, &["treadmill", "info", "--simulate", "3"]).contains("read the manual"));
            spoken(none, &["walk", "15s:15s", "--faster", "10000", "--log", "json"]);
        }
        let kept = spoken("C", &["history", "--json"]);
        assert_eq!(kept.matches("\"language\":\"en\"").count(), 3, "{kept}");
        for command in [&["plan", "next"][..], &["screen"], &["assess", "show"], &["treadmill", "watch"]] {
            let refused = mexico(&[command, &["--lang", "xx"]].concat());
            assert!(refused.contains("English (en) and Spanish (es)"), "{command:?}: {refused}");
        }
    }

    #[test]
    fn a_whole_simulated_walk_ends_with_its_four_stretches() {
        let walked = (1..40).find_map(|seed: u64| {
            let seed = seed.to_string();
            let walk = [
                "walk",
                "--simulate",
                &seed,
                "--auto",
                "treadmill 1 min x2",
                "--test",
                "2.5",
                "--week",
                "3",
                "--json",
            ];
            Some(retrowalk(&walk)).filter(|output| output.status.success())
        });
        let out = text(&walked.expect("a seed with a belt slow enough").stdout);
        let legs: Vec<&str> = out.lines().filter(|line| line.contains("\"leg\"")).collect();
        assert_eq!(legs.len(), 4, "{out}");
        assert!(legs[1].contains("backward") && out.contains("treadmill-walk-done"), "{out}");
        assert!(out.contains("Many makers forbid walking backward"), "{out}");
    }

    #[test]
    fn a_belt_too_fast_for_the_walker_is_refused_in_words() {
        let refused = (1..40).find_map(|seed: u64| {
            let seed = seed.to_string();
            let output =
                retrowalk(&["walk", "--simulate", &seed, "--auto", "treadmill 1 min x1", "--test", "4.4"]);
            Some(output).filter(|output| !output.status.success())
        });
        let said = text(&refused.expect("a seed with a fast belt").stderr);
        assert!(said.contains("Walk backward on the floor"), "{said}");
    }

    #[test]
    fn what_is_wrong_is_said_plainly_with_what_to_do() {
        for (arguments, wanted) in [
            (&["walk", "--simulate", "1", "--auto", "5:1 x3", "--test", "4"][..], "no treadmill program"),
            (
                &["walk", "--simulate", "1", "--auto", "treadmill 1 min x1", "--test", "NaN"],
                "no time for three metres",
            ),
            (&["walk", "--simulate", "1", "--auto", "treadmill 1 min x1"], "three meter backward walk"),
            (&["walk", "--simulate", "1", "treadmill 1 min x1", "--week", "0"], "0 is not in 1..=255"),
            (&["watch", "--dircon", "nowhere"], "HOST:PORT"),
            (&["watch"], "--simulate"),
            (&["serve", "--dircon", "0.0.0.0:0"], "other computers"),
            (&["replay", "/does/not/exist"], "cannot read the recording"),
            (&["decode", "2acd", "8x"], "not hex"),
        ] {
            let output = retrowalk(arguments);
            assert!(!output.status.success(), "{arguments:?}");
            let said = text(&output.stderr);
            assert!(said.contains(wanted), "{arguments:?}: {said}");
        }
    }

    #[test]
    fn a_served_treadmill_is_read_over_tcp() {
        let served = Served::new(&["--dircon", "127.0.0.1:0", "--seed", "3"]);
        let info = text(&retrowalk(&["info", "--dircon", &served.1, "--json"]).stdout);
        assert!(
            info.contains("\"treadmill_data\":true") && info.contains("\"speed_can_be_set\":true"),
            "{info}"
        );
        let watched = text(&retrowalk(&["watch", "--dircon", &served.1, "--seconds", "3", "--json"]).stdout);
        assert!(watched.lines().filter(|line| line.contains("\"treadmill_data\"")).count() >= 2, "{watched}");
    }

    #[test]
    fn control_is_not_offered_beyond_loopback_unless_told() {
        let served = Served::new(&["--dircon", "0.0.0.0:0", "--beyond-loopback"]);
        let walk = ["walk", "--dircon", &served.1, "treadmill 1 min x1", "--test", "2.5", "--week", "3"];
        let said = text(&retrowalk(&walk).stderr);
        assert!(said.contains("cannot set this belt's speed"), "{said}");
    }
}
