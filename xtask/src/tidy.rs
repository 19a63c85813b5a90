//! The house rules that no compiler checks, each as one function over the files of the repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

/// Crates that decide: no clock, no input, no output.
const PURE: [&str; 6] = ["units", "gait", "treadmill", "coach", "formats", "walk"];
/// Crates that do not know one another; `walk` introduces them.
const STRANGERS: [&str; 3] = ["gait", "treadmill", "coach"];

/// Every text file that is in git, by its path.
pub(crate) struct Repository {
    files: BTreeMap<String, String>,
}

/// What was found.
#[derive(Default)]
pub(crate) struct Report {
    /// Broken rules.
    pub(crate) complaints: Vec<String>,
}

impl Repository {
    pub(crate) fn read(root: &Path) -> Result<Self> {
        let listed =
            Command::new("git").arg("-C").arg(root).args(["ls-files", "-z"]).output().context("no git")?;
        ensure!(listed.status.success(), "git ls-files: {}", String::from_utf8_lossy(&listed.stderr));
        let names = String::from_utf8(listed.stdout)?;
        let files = names.split('\0').filter(|name| !name.is_empty());
        let files =
            files.filter_map(|name| Some((name.to_owned(), fs::read_to_string(root.join(name)).ok()?)));
        Ok(Self { files: files.collect() })
    }

    pub(crate) fn check(&self) -> Report {
        let mut report = Report::default();
        self.pure_crates_are_no_std(&mut report);
        self.strangers_stay_strangers(&mut report);
        self.limits_name_their_source(&mut report);
        self.limits_have_their_rows(&mut report);
        self.nothing_is_left_undone(&mut report);
        self.no_path_of_one_machine(&mut report);
        self.links_resolve(&mut report);
        self.hazards_have_a_rule_and_a_test(&mut report);
        report
    }

    fn rust(&self) -> impl Iterator<Item = (&String, &String)> {
        self.files.iter().filter(|(path, _)| has_extension(path, "rs"))
    }

    fn pure_crates_are_no_std(&self, report: &mut Report) {
        for name in PURE {
            let lib = self.files.get(&format!("crates/{name}/src/lib.rs"));
            if !lib.is_some_and(|text| {
                text.contains("#![no_std]") || text.contains("#![cfg_attr(not(test), no_std)]")
            }) {
                report.complaints.push(format!("crates/{name} decides, so it must be #![no_std]"));
            }
        }
    }

    fn strangers_stay_strangers(&self, report: &mut Report) {
        for name in STRANGERS {
            let manifest = self.files.get(&format!("crates/{name}/Cargo.toml")).map_or("", String::as_str);
            let section = manifest.split("\n[").find_map(|section| section.strip_prefix("dependencies]"));
            for line in section.unwrap_or_default().lines() {
                let dependency = line.split(['.', '=', ' ']).next().unwrap_or_default();
                if dependency != name && (STRANGERS.contains(&dependency) || dependency == "walk") {
                    report.complaints.push(format!("crates/{name} must not depend on {dependency}"));
                }
            }
        }
    }

    fn limits_name_their_source(&self, report: &mut Report) {
        for (path, text) in self.rust().filter(|(path, _)| path.ends_with("/limits.rs")) {
            let mut comment = String::new();
            for (number, line) in text.lines().enumerate() {
                let code = line.trim();
                if code.starts_with("//") {
                    comment.push_str(code);
                } else if !code.starts_with("#[") {
                    let is_number = (code.starts_with("const ") || code.starts_with("pub"))
                        && code.contains("const ")
                        && !code.contains(" fn ")
                        && !code.contains("const ALL:");
                    if is_number && !names_its_source(&comment) {
                        report
                            .complaints
                            .push(format!("{path}:{}: a limit that names no source", number + 1));
                    }
                    comment.clear();
                }
            }
        }
    }

    /// Every public number of a `limits.rs` stands in EVIDENCE.md, in the section of its file, with the same value.
    fn limits_have_their_rows(&self, report: &mut Report) {
        let evidence = self.files.get("EVIDENCE.md").map_or("", String::as_str);
        for (path, text) in self.rust().filter(|(path, _)| path.ends_with("/limits.rs")) {
            let section = evidence.split("\n### ").find(|section| section.contains(path.as_str()));
            let mut doc: Vec<&str> = Vec::new();
            for line in text.lines() {
                if let Some(said) = line.strip_prefix("///") {
                    doc.push(said.trim());
                    continue;
                }
                let constant = line.strip_prefix("pub ").unwrap_or(line).strip_prefix("const ");
                let constant = constant.filter(|constant| !constant.starts_with("fn "));
                if let Some((name, value)) = constant.and_then(|constant| constant.split_once(" = ")) {
                    let name = name.split(':').next().unwrap_or(name);
                    let row = format!("| `{name}` | {} | {} |", value.trim_end_matches(';'), doc.join(" "));
                    if !section.is_some_and(|section| section.contains(&row)) {
                        report.complaints.push(format!("EVIDENCE.md does not have, for {path}: {row}"));
                    }
                }
                if !line.starts_with("#[") {
                    doc.clear();
                }
            }
        }
    }

    fn nothing_is_left_undone(&self, report: &mut Report) {
        let left = ["todo", "unimplemented", "dbg"].map(|name| format!("{name}!("));
        for (path, text) in self.rust() {
            for (number, line) in text.lines().enumerate() {
                if left.iter().any(|left| line.contains(left.as_str())) {
                    report.complaints.push(format!("{path}:{}: left undone: {}", number + 1, line.trim()));
                }
            }
        }
    }

    fn no_path_of_one_machine(&self, report: &mut Report) {
        let homes = ["work", "root", "home"].map(|folder| format!("/{folder}/"));
        for (path, text) in &self.files {
            for (number, line) in text.lines().enumerate() {
                let begins_a_path = |home: &String| {
                    line.match_indices(home.as_str()).any(|(at, _)| {
                        let before = line.get(..at).and_then(|before| before.chars().next_back());
                        before
                            .is_none_or(|before| !before.is_alphanumeric() && !"./}])-_$~*".contains(before))
                    })
                };
                if homes.iter().any(begins_a_path) {
                    report.complaints.push(format!("{path}:{}: a path of one machine", number + 1));
                }
            }
        }
    }

    fn links_resolve(&self, report: &mut Report) {
        for (path, text) in self.files.iter().filter(|(path, _)| has_extension(path, "md")) {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let pictures = text.split("src=\"").skip(1).filter_map(|rest| rest.split('"').next());
            let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#', ' ']).next());
            for link in links.chain(pictures) {
                if link.is_empty()
                    || link.contains("://")
                    || link.starts_with("mailto:")
                    || link.contains('`')
                {
                    continue;
                }
                let target = resolve(folder, link);
                let known =
                    self.files.keys().any(|file| *file == target || file.starts_with(&format!("{target}/")));
                // Pictures and sounds are in git but no text, so they are not among the files read.
                let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
                if !known && !root.join(&target).exists() {
                    report.complaints.push(format!("{path}: the link to {link} leads nowhere"));
                }
            }
        }
    }

    /// SAFETY.md: every file it names exists, and every test it names is a test.
    fn hazards_have_a_rule_and_a_test(&self, report: &mut Report) {
        let Some(safety) = self.files.get("SAFETY.md") else {
            report.complaints.push("SAFETY.md is missing".to_owned());
            return;
        };
        let parts: Vec<&str> = safety.split('`').collect();
        for pair in parts.chunks_exact(2) {
            let &[before, word] = pair else { continue };
            let is_file = has_extension(word, "rs") && word.contains('/');
            // What stands behind its file is what guards, not what proves it.
            let is_test = (word.matches('_').count() >= 3 || word.starts_with("hazard_"))
                && !before.ends_with(".rs ")
                && word
                    .chars()
                    .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
            if is_file
                && !self.files.contains_key(word)
                && !self.files.contains_key(&format!("crates/{word}"))
            {
                report.complaints.push(format!("SAFETY.md names the file {word}, which is not there"));
            }
            if is_test && !self.rust().any(|(_, text)| has_test(text, word)) {
                report.complaints.push(format!("SAFETY.md names the test {word}, which is none"));
            }
        }
    }
}

/// Whether a test of this name stands here: what is written above it, up to a line of code, says that it is one.
fn has_test(text: &str, name: &str) -> bool {
    let function = format!("fn {name}(");
    let mut above = text.match_indices(&function).filter_map(|(at, _)| text.get(..at));
    above.any(|above| {
        let lines = above.rsplit('\n').skip(1).map(str::trim);
        lines
            .take_while(|line| line.starts_with("#[") || line.starts_with("//"))
            .any(|line| line == "#[test]" || line.starts_with("#[tokio::test"))
    })
}

/// A source (a year, an id of EVIDENCE.md, an issue, a document) or, said openly, that the number is our own choice.
fn names_its_source(comment: &str) -> bool {
    let said = [
        "(P)",
        "Our choice",
        "Our own",
        "Design",
        "design",
        "Source",
        "source",
        "EVIDENCE.md",
        "FTMS",
        "UPST",
        "#",
    ];
    let mut words = comment.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    said.iter().any(|said| comment.contains(said))
        || words.any(|word| {
            let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
            let is_id = word.split('-').filter(|part| !part.is_empty()).count() >= 2
                && word.chars().any(|letter| letter.is_ascii_uppercase())
                && !word.chars().any(|letter| letter.is_ascii_lowercase());
            is_id || (is_year && word.bytes().all(|digit| digit.is_ascii_digit()))
        })
}

fn has_extension(path: &str, wanted: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == wanted)
}

/// `link` as seen from `folder`, without `.` and `..`.
fn resolve(folder: &str, link: &str) -> String {
    let mut parts: Vec<&str> = if link.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Repository;

    fn complaints(files: &[(&str, &str)]) -> String {
        let mut all = vec![("SAFETY.md", "")];
        let pure = super::PURE.map(|name| format!("crates/{name}/src/lib.rs"));
        all.extend(pure.iter().map(|path| (path.as_str(), "#![no_std]")));
        all.extend(files);
        let files = all.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        Repository { files }.check().complaints.join("\n")
    }

    #[test]
    fn this_repository_is_tidy() {
        let report = Repository::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap().check();
        assert!(report.complaints.is_empty(), "{}", report.complaints.join("\n"));
    }

    #[test]
    fn each_rule_catches_what_breaks_it() {
        assert_eq!(complaints(&[]), "");
        let breaks = [
            ("crates/gait/src/lib.rs", "//! std"),
            ("crates/gait/Cargo.toml", "[package]\n[dependencies]\ncoach.workspace = true\n"),
            ("crates/treadmill/src/limits.rs", "/// Fast. Source: FTMS 1.0, 4.16.\nconst TOP: u16 = 400;"),
            ("crates/walk/src/cues.rs", concat!("fn late() { to", "do!() }")),
            ("docs/notes.md", concat!("see /ro", "ot/notes")),
            ("README.md", "[the design](docs/nowhere.md)"),
            ("SAFETY.md", "| fall | 1 | `crates/walk/src/nowhere.rs` |"),
            ("SAFETY.md", "| fall | 1 | `a_test_nobody_ever_wrote` |"),
            ("SAFETY.md", "`links_lead_to_files_and_tests` proves it."),
        ];
        for (path, text) in breaks {
            assert_eq!(complaints(&[(path, text)]).lines().count(), 1, "{path}: {text}");
        }
        let limits = "crates/treadmill/src/limits.rs";
        let top = (limits, "/// Fast. Source: FTMS 1.0, 4.16.\npub const TOP: u16 = 400;");
        let row = |value, why| format!("\n### Belt (`{limits}`)\n| `TOP` | {value} | {why} |\n");
        let why = "Fast. Source: FTMS 1.0, 4.16.";
        assert_eq!(complaints(&[top, ("EVIDENCE.md", &row("400", why))]), "");
        for (value, why) in [("40", why), ("400", "Slow.")] {
            assert_eq!(complaints(&[top, ("EVIDENCE.md", &row(value, why))]).lines().count(), 1);
        }
        let unknown = (limits, "/// Fast.\nconst TOP: u16 = 400;");
        assert_eq!(complaints(&[unknown, ("EVIDENCE.md", &row("400", "Fast."))]).lines().count(), 1);
        let keeps = [
            (
                "crates/gait/Cargo.toml",
                "[dependencies]\nunits.workspace = true\n[dev-dependencies]\ncoach.workspace = true\n",
            ),
            ("README.md", "[the design](SAFETY.md) [out](https://example.org)"),
        ];
        for (path, text) in keeps {
            assert_eq!(complaints(&[(path, text)]), "", "{path}");
        }
    }
}
