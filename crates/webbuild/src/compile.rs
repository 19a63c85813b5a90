//! Runs the inner cargo and wasm-bindgen.

use std::fs;
use std::mem;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use wasm_bindgen_cli_support::{Bindgen, Output};

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
    let mut output = Bindgen::new()
        .input_path(&raw)
        .out_name("app")
        .web(true)?
        .typescript(false)
        .remove_name_section(profile == Profile::Release)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("wasm-bindgen could not read {}", raw.display()))?;
    let names = if profile == Profile::Release { shorten(&mut output) } else { Vec::new() };
    output.emit(out)?;
    if profile == Profile::Release {
        let glue = out.join("app.js");
        fs::write(&glue, bare(&fs::read_to_string(&glue)?, &names)?)?;
    }
    eprintln!(
        "webbuild: {toolchain:?}: cargo {:.1} s, wasm-bindgen {:.1} s",
        compiled.as_secs_f64(),
        began.elapsed().saturating_sub(compiled).as_secs_f64()
    );
    Ok(())
}

/// Gives what the module takes from the glue, and the closures it gives to it, short names, each with the one it had: those carry
/// hashes that nothing compresses.
fn shorten(output: &mut Output) -> Vec<(String, String)> {
    let module = output.wasm_mut();
    let imports = module.imports.iter_mut().map(|import| (&mut import.name, 'i'));
    let exports = module.exports.iter_mut().map(|export| (&mut export.name, 'e'));
    let long = imports.chain(exports.filter(|(name, _)| name.starts_with("wasm_bindgen")));
    long.enumerate()
        .map(|(number, (name, kind))| {
            let short = format!("{kind}{number:x}");
            (mem::replace(name, short.clone()), short)
        })
        .collect()
}

/// The glue under those names, without comments and indents.
fn bare(glue: &str, names: &[(String, String)]) -> Result<String> {
    let is_code =
        |line: &&str| !line.is_empty() && !["//", "/*", "*"].iter().any(|mark| line.starts_with(mark));
    let mut bare = glue.lines().map(str::trim).filter(is_code).collect::<Vec<_>>().join("\n");
    for (long, short) in names {
        let given = format!("\n{long}:");
        let taken = format!("wasm.{long}(");
        let (long, short) = if short.starts_with('i') {
            (given, format!("\n{short}:"))
        } else {
            (taken, format!("wasm.{short}("))
        };
        ensure!(bare.matches(&long).count() == 1, "the glue does not name {long} once");
        bare = bare.replace(&long, &short);
    }
    Ok(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_glue_keeps_its_code_and_loses_what_nobody_runs() -> Result<()> {
        let glue = "/**\n * Said.\n */\nconst it = {\n    // why\n    __wbg_then_656f: function(a) {\n        return wasm.wasm_bindgen_5f(a);\n    },\n};\n";
        let names = [("__wbg_then_656f", "i0"), ("wasm_bindgen_5f", "e1")]
            .map(|(long, short)| (long.to_owned(), short.to_owned()));
        assert_eq!(bare(glue, &names)?, "const it = {\ni0: function(a) {\nreturn wasm.e1(a);\n},\n};");
        assert!(bare("const it = {};", &names).is_err(), "a name that the glue does not define is no name");
        Ok(())
    }
}
