//! Finds a compiler that can make WebAssembly, and keeps the outer cargo's environment away from the inner one.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

/// The target of everything that runs in the browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Which compiler builds the browser's side.
#[derive(Debug, Clone)]
pub struct Toolchain {
    cargo: PathBuf,
    rustc: PathBuf,
    std: Std,
}

/// Where std comes from.
#[derive(Debug, Clone)]
enum Std {
    /// Built too, from the sources beside the compiler: an app some 30 kB smaller. Linked by what rustup's compiler brings
    /// along, or by a linker of the system's.
    Sources(Option<PathBuf>),
    /// Ready-made.
    Ready,
}

impl Toolchain {
    /// `cargo build` for [`TARGET`]. `small` builds std, where it is built, for size, and makes a panic a trap without a
    /// message nobody would see.
    pub fn build(&self, small: bool) -> Command {
        let mut command = Command::new(&self.cargo);
        let mut flags = "";
        clean(&mut command).env("RUSTC", &self.rustc).args(["build", "--target", TARGET]);
        if let Std::Sources(linker) = &self.std {
            command.env("RUSTC_BOOTSTRAP", "1").args(["-Z", "build-std=std,panic_abort"]);
            if let Some(linker) = linker {
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
            }
            if small {
                flags = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none \
                         -Cllvm-args=-inline-threshold=10";
                command.args(["-Z", "build-std-features=optimize_for_size"]);
            }
        }
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
        command
    }
}

/// A compiler with std's sources, first of all the one that runs this build, then the distribution's; else one that has std
/// ready for the target.
pub fn find_toolchain() -> Result<Toolchain> {
    let from_env = |key, name: &str| env::var_os(key).map_or_else(|| PathBuf::from(name), PathBuf::from);
    let mut programs = vec![(from_env("CARGO", "cargo"), from_env("RUSTC", "rustc"))];
    for folder in ["/usr/bin", "/usr/local/bin"].map(Path::new) {
        let (cargo, rustc) = (folder.join("cargo"), folder.join("rustc"));
        if cargo.is_file() && rustc.is_file() {
            programs.push((cargo, rustc));
        }
    }
    for find in [sources, ready] {
        for (cargo, rustc) in &programs {
            if let Some(std) = find(rustc) {
                return Ok(Toolchain { cargo: cargo.clone(), rustc: rustc.clone(), std });
            }
        }
    }
    bail!(
        "no Rust compiler for {TARGET} was found, so the web app cannot be built.\n  \
         with rustup:  rustup component add rust-src\n  \
         on Debian:    sudo apt-get install rustc-web cargo-web rust-web-src rust-web-llvm lld\n  \
         or set RETROWALK_WEB=skip for no pages"
    )
}

/// Std's sources beside this compiler, and something that links for the target.
fn sources(rustc: &Path) -> Option<Std> {
    let library = PathBuf::from(ask(Command::new(rustc).args(["--print", "sysroot"]))?).join("lib/rustlib");
    if !library.join("src/rust/library/Cargo.lock").is_file() {
        return None;
    }
    let brought =
        fs::read_dir(&library).ok()?.flatten().any(|host| host.path().join("bin/rust-lld").is_file());
    if brought { Some(Std::Sources(None)) } else { linker().map(|linker| Std::Sources(Some(linker))) }
}

fn linker() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let versions = (14..=25).rev().map(|version| format!("wasm-ld-{version}"));
    ["rust-lld".to_owned(), "wasm-ld".to_owned()]
        .into_iter()
        .chain(versions)
        .find_map(|name| env::split_paths(&path).map(|folder| folder.join(&name)).find(|file| file.is_file()))
}

fn ready(rustc: &Path) -> Option<Std> {
    let folder = ask(Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]))?;
    let is_std = |name: &str| {
        name.starts_with("libstd-")
            && Path::new(name).extension().is_some_and(|extension| extension == "rlib")
    };
    let mut files = fs::read_dir(folder).ok()?.flatten();
    files.any(|file| file.file_name().to_str().is_some_and(is_std)).then_some(Std::Ready)
}

fn ask(command: &mut Command) -> Option<String> {
    let answer = clean(command).output().ok()?;
    answer.status.success().then(|| String::from_utf8_lossy(&answer.stdout).trim().to_owned())
}

/// Takes away what cargo and rustup tell a build script: the inner cargo builds another target in another way.
fn clean(command: &mut Command) -> &mut Command {
    for (key, _) in env::vars_os() {
        if key.to_str().is_some_and(belongs_to_outer_build) {
            command.env_remove(key);
        }
    }
    command
}

fn belongs_to_outer_build(key: &str) -> bool {
    const OURS: [&str; 11] = [
        "CARGO",
        "RUSTC",
        "RUSTDOC",
        "RUSTFLAGS",
        "RUSTC_WORKSPACE_WRAPPER",
        "RUSTC_LINKER",
        "RUSTUP_TOOLCHAIN",
        "LD_LIBRARY_PATH",
        "PROFILE",
        "OUT_DIR",
        "__CARGO_DEFAULT_LIB_METADATA",
    ];
    const BUILD: [&str; 5] = ["TARGET", "HOST", "OPT_LEVEL", "DEBUG", "NUM_JOBS"];
    const KEPT: [&str; 2] = ["CARGO_HOME", "CARGO_MAKEFLAGS"];
    const KEPT_PREFIXES: [&str; 5] =
        ["CARGO_NET_", "CARGO_HTTP_", "CARGO_REGISTR", "CARGO_TERM_", "CARGO_SOURCE_"];
    OURS.contains(&key)
        || BUILD.contains(&key)
        || (key.starts_with("CARGO_")
            && !KEPT.contains(&key)
            && !KEPT_PREFIXES.iter().any(|prefix| key.starts_with(prefix)))
}

#[cfg(test)]
mod tests {
    use super::belongs_to_outer_build;

    #[test]
    fn the_outer_build_stays_outside_and_the_job_server_and_the_registry_come_in() {
        for key in ["CARGO_PKG_NAME", "RUSTFLAGS", "CARGO_TARGET_DIR", "RUSTUP_TOOLCHAIN", "TARGET", "CARGO"]
        {
            assert!(belongs_to_outer_build(key), "{key}");
        }
        for key in ["CARGO_HOME", "CARGO_MAKEFLAGS", "CARGO_NET_OFFLINE", "PATH", "RUSTC_WRAPPER"] {
            assert!(!belongs_to_outer_build(key), "{key}");
        }
    }
}
