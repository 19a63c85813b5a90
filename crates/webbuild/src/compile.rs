//! Runs the inner cargo and wasm-bindgen.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::toolchain::{TARGET, find_toolchain};

/// How the app is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Small, for people: minutes.
    Release,
    /// Quick, for whoever works on it: seconds.
    Development,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Self::Release => "web",
            Self::Development => "web-dev",
        }
    }
}

/// Compiles package `web` of `workspace` in `target_dir` and leaves `app.js` and `app_bg.wasm` in `out`.
pub(crate) fn compile(workspace: &Path, target_dir: &Path, profile: Profile, out: &Path) -> Result<()> {
    let toolchain = find_toolchain()?;
    let began = Instant::now();
    let mut command = toolchain.build(profile == Profile::Release);
    command
        .current_dir(workspace)
        // A folder of its own: the outer cargo holds a lock on the other one.
        .env("CARGO_TARGET_DIR", target_dir)
        .args(["--lib", "--package", "web", "--features", "app", "--profile", profile.name()]);
    if workspace.join("Cargo.lock").is_file() {
        command.arg("--locked");
    }
    let status = command.status().with_context(|| format!("could not start {toolchain:?}"))?;
    if !status.success() {
        bail!("building the web app for {TARGET} failed; its errors stand above ({toolchain:?})");
    }
    let compiled = began.elapsed();

    let raw = target_dir.join(TARGET).join(profile.name()).join("web.wasm");
    if out.exists() {
        fs::remove_dir_all(out).with_context(|| format!("could not empty {}", out.display()))?;
    }
    fs::create_dir_all(out).with_context(|| format!("could not make {}", out.display()))?;
    Bindgen::new()
        .input_path(&raw)
        .out_name("app")
        .web(true)?
        .typescript(false)
        .remove_name_section(profile == Profile::Release)
        .remove_producers_section(true)
        .generate(out)
        .with_context(|| format!("wasm-bindgen could not read {}", raw.display()))?;
    eprintln!(
        "webbuild: {toolchain:?}: cargo {:.1} s, wasm-bindgen {:.1} s",
        compiled.as_secs_f64(),
        began.elapsed().saturating_sub(compiled).as_secs_f64()
    );
    Ok(())
}
