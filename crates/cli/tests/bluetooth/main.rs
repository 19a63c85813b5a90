//! The treadmill commands over Bluetooth, through btleplug, against a fake BlueZ: scan, read, walk, and what goes wrong.
#![cfg(all(target_os = "linux", feature = "bluetooth"))]

#[cfg(test)]
mod fake_bluez;
#[cfg(test)]
#[path = "../program/mod.rs"]
mod program;
#[cfg(test)]
#[path = "../under_way/mod.rs"]
mod under_way;

#[cfg(test)]
mod bluetooth {
    use crate::fake_bluez::{Calls, FakeBluez};
    use crate::program::program;
    use crate::under_way::Walk;
    use std::process::{Command, Output};
    use std::time::{Duration, Instant};

    const TREADMILL: Calls = Calls { name: "FS-BT-T4", address: "09:09:09:09:09:01", kind: [1, 1, 0] };
    const TWIN: Calls = Calls { name: "FS-BT-T4", address: "09:09:09:09:09:02", kind: [1, 1, 0] };
    const BIKE: Calls = Calls { name: "Some bike", address: "09:09:09:09:09:03", kind: [1, 0x20, 0] };

    fn command(fake: &FakeBluez, arguments: &[&str]) -> Command {
        let mut command = program();
        command.arg("treadmill").args(arguments).env("LC_ALL", "en");
        command.env("RETROWALK_DATA", fake.folder.path().join("data"));
        command.env("DBUS_SYSTEM_BUS_ADDRESS", &fake.address);
        command
    }

    fn run(fake: &FakeBluez, arguments: &[&str]) -> (Output, String) {
        let output = command(fake, arguments).output().expect("the binary runs");
        let said =
            String::from_utf8_lossy(if output.status.success() { &output.stdout } else { &output.stderr });
        let said = said.into_owned();
        (output, said)
    }

    #[test]
    fn machines_that_call_are_listed_and_told_apart() {
        let Some(fake) = FakeBluez::start(vec![TREADMILL, TWIN, BIKE]) else { return };
        let (_, said) = run(&fake, &["scan", "--seconds", "1"]);
        assert!(said.contains("FS-BT-T4  09:09:09:09:09:01  a treadmill"), "{said}");
        assert!(said.contains("Some bike  09:09:09:09:09:03  not a treadmill"), "{said}");
        let (_, said) = run(&fake, &["info", "FS-BT"]);
        assert!(said.contains("more than one treadmill") && said.contains("09:09:09:09:09:02"), "{said}");
        let (_, said) = run(&fake, &["info", "09:09:09:09:09:02"]);
        assert!(
            said.contains("It tells its live data.") && said.contains("0.50 km/h to 6.00 km/h"),
            "{said}"
        );
        assert_eq!(fake.state().goodbyes, 1, "the link is given back");
        assert!(fake.state().written.is_empty(), "nothing was sent but questions");
    }

    #[test]
    fn a_walk_is_prepared_and_stopped_and_a_link_that_broke_is_opened_again_to_stop_the_belt() {
        let Some(fake) = FakeBluez::start(vec![TREADMILL]) else { return };
        let walk =
            ["walk", "FS-BT-T4", "treadmill 1 min x1", "--test", "2.5", "--week", "3", "--json", "--quiet"];
        let mut walk = Walk::begin(command(&fake, &walk));
        walk.until("treadmill-read-the-manual");
        assert!(fake.state().written.is_empty(), "connecting sends no command");
        walk.press("n");
        walk.until("treadmill-probe-done");
        walk.press("c");
        walk.until("treadmill-ask-start-forward");
        walk.press("g");
        walk.until("treadmill-walk-forward");
        walk.press("s");
        walk.until("hazard-walker-stops");
        walk.until("treadmill-standing");
        {
            let state = fake.state();
            let starts = state.written.iter().filter(|bytes| **bytes == [7]).count();
            assert_eq!(
                (starts, state.written.last().map(Vec::as_slice)),
                (2, Some(&[8, 1][..])),
                "{:02x?}",
                state.written
            );
        }
        walk.until("treadmill-ask-start-forward");
        walk.press("g");
        walk.until("treadmill-walk-forward");
        fake.state().breaks = true;
        walk.until("hazard-link-lost");
        walk.until("hazard-link-lost");
        let before = fake.state().written.len();
        {
            let mut state = fake.state();
            (state.breaks, state.deaf_to) = (false, "StartNotify");
        }
        // What is only subscribed to hangs: the stop goes out after the first of it, not after all.
        let began = Instant::now();
        while fake.state().written.len() == before {
            assert!(began.elapsed() < Duration::from_secs(20), "no stop");
            std::thread::sleep(Duration::from_millis(100));
        }
        {
            let mut state = fake.state();
            (state.breaks, state.deaf_to) = (true, "");
        }
        std::thread::sleep(Duration::from_secs(2));
        let before = fake.state().written.len();
        fake.state().breaks = false;
        walk.until("treadmill-standing");
        // The stop, first of all; the link took the permission with it, so that is asked for, and the stop sent again.
        let written = fake.state().written[before..].to_vec();
        assert!(written.len() > 1 && written.first() == Some(&vec![8, 1]), "{written:02x?}");
        assert!(written.iter().all(|bytes| [&[8, 1][..], &[0]].contains(&&bytes[..])), "{written:02x?}");
        walk.press("q");
        assert!(walk.0.wait().unwrap().success(), "the belt stands");
    }

    #[test]
    fn no_await_outlasts_its_time() {
        let Some(fake) = FakeBluez::start(vec![TREADMILL]) else { return };
        for (deaf_to, wanted) in [
            ("GetManagedObjects", "Bluetooth"),
            ("StartDiscovery", "does not scan"),
            ("Connect", "close other apps"),
            ("StartNotify", "sends no treadmill data"),
        ] {
            fake.state().deaf_to = deaf_to;
            let began = Instant::now();
            let (output, said) = run(&fake, &["watch", "FS-BT-T4", "--seconds", "30"]);
            assert!(!output.status.success() && said.contains(wanted), "{deaf_to}: {said}");
            assert!(began.elapsed() < Duration::from_secs(25), "{deaf_to}: {:?}", began.elapsed());
        }
    }

    #[test]
    fn a_radio_that_is_off_or_not_there_is_told_with_what_to_do() {
        let Some(mut fake) = FakeBluez::start(vec![]) else { return };
        let (_, said) = run(&fake, &["info", "FS"]);
        assert!(said.contains("no treadmill calls. Wake it"), "{said}");
        fake.state().off = true;
        let (_, said) = run(&fake, &["scan", "--seconds", "1"]);
        assert!(said.contains("Switch it on"), "{said}");
        fake.address = "unix:path=/nowhere/at/all".into();
        let (_, said) = run(&fake, &["scan", "--seconds", "1"]);
        assert!(said.contains("bluetoothd must run"), "{said}");
    }
}
