//! One command: `cargo build --release -p retrowalk` makes the web app and embeds it here.
//!
//! `RETROWALK_WEB=skip` leaves the app out.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use webbuild::{PRINTED_STYLE, Page, Profile, content_tag, pages, printed_style};

/// The crates whose code reaches the phone.
const APP_CRATES: [&str; 11] = [
    "units",
    "gait",
    "treadmill",
    "coach",
    "formats",
    "walk",
    "voice",
    "web",
    "draw",
    "draw-macro",
    "fluent-table",
];

fn main() -> Result<()> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let workspace = here.join("../..").canonicalize()?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let release = env::var("PROFILE")? == "release";
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=RETROWALK_WEB");
    watch(PRINTED_STYLE);
    println!("cargo::rustc-env=PRINTED_STYLE={}", printed_style(&workspace)?);
    let mut files = Vec::new();
    if env::var("RETROWALK_WEB").as_deref() != Ok("skip") {
        for path in ["Cargo.toml", "Cargo.lock", "voice-packs"] {
            watch(path);
        }
        for name in APP_CRATES {
            watch(&format!("crates/{name}"));
        }
        // The inner cargo builds beside the outer one, whose folder is locked.
        let target = out.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file()).unwrap_or(&out);
        let profile = if release { Profile::Release } else { Profile::Development };
        files = pages(&workspace, &target.join("web-wasm"), profile)?;
    }
    embed(&files, &out, release)
}

/// Watches a path in the workspace, told from here: two checkouts may build in one target folder.
fn watch(path: &str) {
    println!("cargo::rerun-if-changed=../../{path}");
}

/// Writes `assets.rs`: a table of every file, plain, gzipped and brotlied where that makes it smaller.
fn embed(files: &[Page], out: &Path, compressed: bool) -> Result<()> {
    let folder = out.join("assets");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let mut table = String::from("static ASSETS: &[Asset] = &[\n");
    for (index, Page { path, body }) in files.iter().enumerate() {
        fs::write(folder.join(index.to_string()), body)?;
        write!(
            table,
            "Asset {{ path: {path:?}, tag: {:?}, plain: include_bytes!(\"assets/{index}\"), ",
            content_tag([body.as_slice()])
        )?;
        for (field, small) in
            [("gzip", webbuild::gzip as fn(&[u8]) -> Result<Vec<u8>>), ("brotli", webbuild::brotli)]
        {
            let worth_trying = compressed && body.len() > 512 && is_text_like(path);
            let small = if worth_trying { Some(small(body)?) } else { None };
            match small.filter(|small| small.len() < body.len()) {
                Some(small) => {
                    fs::write(folder.join(format!("{index}.{field}")), small)?;
                    write!(table, "{field}: Some(include_bytes!(\"assets/{index}.{field}\")), ")?;
                }
                None => write!(table, "{field}: None, ")?,
            }
        }
        table.push_str("},\n");
    }
    table.push_str("];\n");
    fs::write(out.join("assets.rs"), table)?;
    Ok(())
}

/// Pictures and sound are compressed already.
fn is_text_like(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| {
        ["html", "js", "css", "wasm", "svg", "webmanifest", "txt"].contains(&extension)
    })
}
