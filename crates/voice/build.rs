//! Gathers what the crate carries: every `words/*.ftl` of each language as one table, and, with the feature `shipped`, the
//! voice packs.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

const LANGUAGES: [&str; 2] = ["en", "es"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let crate_folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    if env::var_os("CARGO_FEATURE_CATALOGUE").is_some() {
        println!("cargo::rerun-if-changed=words");
        for language in LANGUAGES {
            let table = catalogue(&crate_folder.join("words"), language)?;
            fs::write(out.join(format!("{language}.txt")), table)?;
        }
    }
    if env::var_os("CARGO_FEATURE_SHIPPED").is_some() {
        fs::write(out.join("packs.rs"), packs(&crate_folder.join("../../voice-packs"))?)?;
    }
    Ok(())
}

fn catalogue(folder: &Path, language: &str) -> io::Result<String> {
    let of_language = |path: &&PathBuf| {
        let file = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        file == format!("{language}.ftl") || file.ends_with(&format!(".{language}.ftl"))
    };
    let files = sorted(folder)?;
    let texts = files.iter().filter(of_language).map(fs::read_to_string).collect::<io::Result<Vec<_>>>()?;
    fluent_table::table(texts.iter().map(String::as_str)).map_err(io::Error::other)
}

/// Each language's manifest and clips, as a list of files by key.
fn packs(folder: &Path) -> io::Result<String> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut code = "&[".to_owned();
    for language in LANGUAGES {
        let manifest = folder.join(language).join("manifest.json").canonicalize()?.display().to_string();
        let _ = write!(code, "({language:?}, include_bytes!({manifest:?}), &[");
        for path in sorted(&folder.join(language).join("clips"))? {
            let key = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            let _ =
                write!(code, "({key:?}, include_bytes!({:?})),", path.canonicalize()?.display().to_string());
        }
        code += "]),";
    }
    Ok(code + "]")
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}
