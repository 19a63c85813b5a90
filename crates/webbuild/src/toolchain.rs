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
pub enum Toolchain {
    /// This compiler has std for the target: rustup's way, and Debian's where its package holds std.
    Ready {
        /// The cargo to call.
        cargo: PathBuf,
        /// The rustc it shall use.
        rustc: PathBuf,
    },
    /// A distribution's compiler with std's sources beside it: std is built too.
    BuildStd {
        /// The cargo to call.
        cargo: PathBuf,
        /// The rustc it shall use.
        rustc: PathBuf,
        /// The linker for the target.
        linker: PathBuf,
    },
}

impl Toolchain {
    /// The cargo to call and the rustc it shall use.
    pub fn programs(&self) -> (&Path, &Path) {
        match self {
            Self::Ready { cargo, rustc } | Self::BuildStd { cargo, rustc, .. } => (cargo, rustc),
        }
    }
}

/// The compiler that runs this build if it has the target, else the distribution's.
///
/// `RETROWALK_WEB_BUILD_STD=1` passes over the first, to try the second way on a machine that has both.
pub fn find_toolchain() -> Result<Toolchain> {
    let from_env = |key, name: &str| env::var_os(key).map_or_else(|| PathBuf::from(name), PathBuf::from);
    let (cargo, rustc) = (from_env("CARGO", "cargo"), from_env("RUSTC", "rustc"));
    let want_build_std = env::var_os("RETROWALK_WEB_BUILD_STD").is_some();
    if !want_build_std && has_std(&rustc) {
        return Ok(Toolchain::Ready { cargo, rustc });
    }
    for folder in ["/usr/bin", "/usr/local/bin"] {
        let (cargo, rustc) = (Path::new(folder).join("cargo"), Path::new(folder).join("rustc"));
        if !cargo.is_file() || !rustc.is_file() {
            continue;
        }
        if !want_build_std && has_std(&rustc) {
            return Ok(Toolchain::Ready { cargo, rustc });
        }
        let Some(sysroot) = ask(Command::new(&rustc).args(["--print", "sysroot"])) else { continue };
        let sources = Path::new(&sysroot).join("lib/rustlib/src/rust/library/Cargo.lock");
        if let (true, Some(linker)) = (sources.is_file(), linker()) {
            return Ok(Toolchain::BuildStd { cargo, rustc, linker });
        }
    }
    bail!(
        "no Rust compiler for {TARGET} was found, so the web app cannot be built.\n  \
         with rustup:  rustup target add {TARGET}\n  \
         on Debian:    sudo apt-get install rustc-web cargo-web rust-web-src rust-web-llvm lld\n  \
         or set RETROWALK_WEB=prebuilt with a built app in web/dist, or RETROWALK_WEB=skip for no pages"
    )
}

fn linker() -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let versions = (14..=25).rev().map(|version| format!("wasm-ld-{version}"));
    ["rust-lld".to_owned(), "wasm-ld".to_owned()]
        .into_iter()
        .chain(versions)
        .find_map(|name| env::split_paths(&path).map(|folder| folder.join(&name)).find(|file| file.is_file()))
}

fn has_std(rustc: &Path) -> bool {
    let mut command = Command::new(rustc);
    let Some(folder) = ask(command.args(["--print", "target-libdir", "--target", TARGET])) else {
        return false;
    };
    fs::read_dir(folder).is_ok_and(|files| {
        files.flatten().any(|file| {
            let name = file.file_name();
            let name = Path::new(&name);
            name.extension().is_some_and(|extension| extension == "rlib")
                && name.to_str().is_some_and(|name| name.starts_with("libstd-"))
        })
    })
}

fn ask(command: &mut Command) -> Option<String> {
    let answer = clean(command).output().ok()?;
    answer.status.success().then(|| String::from_utf8_lossy(&answer.stdout).trim().to_owned())
}

/// Takes away what cargo and rustup tell a build script: the inner cargo builds another target in another way.
pub(crate) fn clean(command: &mut Command) -> &mut Command {
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
