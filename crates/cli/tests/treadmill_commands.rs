//! The treadmill commands as a person runs them: a whole simulated walk, DIRCON over loopback, and plain refusals.

#[cfg(test)]
mod commands {
    use std::io::{BufRead, BufReader};
    use std::process::{Child, Command, Output, Stdio};

    fn retrowalk(arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_retrowalk"));
        command.arg("treadmill").args(arguments).env("LC_ALL", "en").stdin(Stdio::null());
        command.output().expect("the binary runs")
    }

    fn text(bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// A served virtual treadmill, ended with the test.
    struct Served(Child, String);

    impl Served {
        fn new(arguments: &[&str]) -> Served {
            let mut command = Command::new(env!("CARGO_BIN_EXE_retrowalk"));
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
        assert!(out.contains("Some makers forbid walking backward"), "{out}");
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
