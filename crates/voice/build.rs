//! Gathers the catalogues: every `words/*.ftl` of each language, embedded as text.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=words");
    println!("cargo::rerun-if-changed=build.rs");
    let folder = Path::new(&env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("words");
    let mut files =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    files.sort();
    let mut code = String::new();
    for (language, name) in [("en", "ENGLISH"), ("es", "SPANISH")] {
        let of_language = |path: &&std::path::PathBuf| {
            let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            file == format!("{language}.ftl") || file.ends_with(&format!(".{language}.ftl"))
        };
        let _ = write!(code, "pub(super) const {name}: &[&str] = &[");
        for path in files.iter().filter(of_language) {
            let _ = write!(code, "include_str!({:?}),", path.display().to_string());
        }
        code += "];\n";
    }
    fs::write(Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("catalogue.rs"), code)
}
