//! Joins the compiled app and its static files under one build tag.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use sha2::{Digest as _, Sha256};

use crate::compile::{Profile, compile};
use crate::voices::voices;

/// One file of the app, as a browser asks for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its address without the leading slash: `index.html`, `a/0123456789abcdef/app.js`.
    pub path: String,
    /// Its bytes.
    pub body: Vec<u8>,
}

/// Compiles the app of `workspace` and gives every file of it.
///
/// In the static files `{{APP}}` is the folder of the compiled app, `{{VOICES}}` that of the voice packs, `{{VERSION}}` names the
/// whole build, and `/*{{FILES}}*/` is the list of everything to keep for a walk without a network. `{{PRINTED}}` is
/// [`printed_style`].
pub fn pages(workspace: &Path, target_dir: &Path, profile: Profile) -> Result<Vec<Page>> {
    let out = target_dir.join("bindgen");
    compile(workspace, target_dir, profile, &out)?;
    let mut app = read_folder(&out)?;
    app.extend(words(&workspace.join("crates/voice/words"))?);
    let mut fixed = read_folder(&workspace.join("crates/web/static"))?;
    let printed = printed_style(workspace)?;
    for page in fixed.iter_mut().filter(|page| page.path == "index.html") {
        let text = std::str::from_utf8(&page.body)?;
        page.body = text.replace("{{PRINTED}}", &printed).into_bytes();
    }
    for page in &mut fixed {
        let kind = page.path.rsplit('.').next().unwrap_or_default();
        if ["css", "js"].contains(&kind) {
            page.body = bare(std::str::from_utf8(&page.body)?).into_bytes();
        }
    }
    Ok(join(app, fixed, voices(&workspace.join("voice-packs"))?))
}

/// A script or a style sheet without indents and comments: whole lines of `//`, and what begins a line with `/*`.
fn bare(text: &str) -> String {
    let mut bare = String::new();
    let mut noted = false;
    for line in text.lines().map(str::trim) {
        noted |= line.starts_with("/*");
        if !noted && !line.is_empty() && !line.starts_with("//") {
            bare.push_str(line);
            bare.push('\n');
        }
        noted &= !line.ends_with("*/");
    }
    bare
}

/// How the page to print looks.
pub const PRINTED_STYLE: &str = "crates/coach/src/report/page.css";

/// Its style as a security policy names it (CSP level 3, 6.7.2.3): the page is opened out of the app and inherits the app's
/// policy, which lets in no inline style but this one.
pub fn printed_style(workspace: &Path) -> Result<String> {
    let style = fs::read(workspace.join(PRINTED_STYLE)).context(PRINTED_STYLE)?;
    Ok(format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(style))))
}

/// Each language's texts as one table, `LANGUAGE.txt`, without what only the terminal says.
fn words(folder: &Path) -> Result<Vec<Page>> {
    let mut languages = BTreeMap::<String, Vec<String>>::new();
    for page in read_folder(folder)? {
        let mut parts = page.path.rsplit('.').skip(1);
        let (Some(language), name) = (parts.next(), parts.next()) else { continue };
        if name != Some("terminal") {
            let text = String::from_utf8(page.body).with_context(|| page.path.clone())?;
            languages.entry(language.to_owned()).or_default().push(text);
        }
    }
    let table = |(language, texts): (String, Vec<String>)| {
        let table = fluent_table::table(texts.iter().map(String::as_str));
        let body = table.map_err(anyhow::Error::msg).with_context(|| language.clone())?.into_bytes();
        Ok(Page { path: format!("{language}.txt"), body })
    };
    languages.into_iter().map(table).collect()
}

/// Every file under `folder`, in order of name.
fn read_folder(folder: &Path) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    collect(folder, "", &mut pages).with_context(|| format!("could not read {}", folder.display()))?;
    Ok(pages)
}

fn collect(folder: &Path, prefix: &str, pages: &mut Vec<Page>) -> Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), pages)?;
        } else {
            pages.push(Page { path, body: fs::read(entry.path())? });
        }
    }
    Ok(())
}

fn join(app: Vec<Page>, fixed: Vec<Page>, voices: Vec<Page>) -> Vec<Page> {
    let version = content_tag(app.iter().chain(&fixed).chain(&voices).map(|page| page.body.as_slice()));
    let named = |folder: &str, pages: &[Page]| {
        format!("{folder}/{}", content_tag(pages.iter().map(|page| page.body.as_slice())))
    };
    let under = |folder: &str, pages: Vec<Page>| -> Vec<Page> {
        pages.into_iter().map(|page| Page { path: format!("{folder}/{}", page.path), ..page }).collect()
    };
    let (folder, spoken) = (named("a", &app), named("voice", &voices));
    let mut pages = under(&folder, app);
    let kept = pages
        .iter()
        .chain(fixed.iter().filter(|page| page.path != "sw.js"))
        .map(|page| if page.path == "index.html" { "'./'".to_owned() } else { format!("'./{}'", page.path) })
        .collect::<Vec<_>>()
        .join(",");
    pages.extend(fixed.into_iter().map(|Page { path, body }| {
        let body = match String::from_utf8(body) {
            Ok(text) => text
                .replace("{{APP}}", &folder)
                .replace("{{VOICES}}", &spoken)
                .replace("{{VERSION}}", &version)
                .replace("/*{{FILES}}*/", &kept)
                .into_bytes(),
            Err(binary) => binary.into_bytes(),
        };
        Page { path, body }
    }));
    // Fetched when a language is first spoken, and not before.
    pages.extend(under(&spoken, voices));
    pages
}

/// FNV-1a, 64 bit: names files by content so that a changed build has a new name. Not a security hash.
pub fn content_tag<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let hash = parts.into_iter().flatten().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Page, bare, join, words};

    #[test]
    fn a_style_sheet_and_a_script_lose_their_comments_and_nothing_else() {
        let style = "/* Why. */\n* {\n  margin: 0;\n}\n\n/* Of two\n   lines. */\np > * { color: red }\n";
        assert_eq!(bare(style), "* {\nmargin: 0;\n}\np > * { color: red }\n");
        assert_eq!(bare("// Why.\nlet a = [/*{{FILES}}*/]; // b\n"), "let a = [/*{{FILES}}*/]; // b\n");
    }

    #[test]
    fn each_language_is_one_table_of_its_texts_without_the_terminal() {
        let words = words(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../voice/words")).unwrap();
        assert_eq!(words.iter().map(|page| page.path.as_str()).collect::<Vec<_>>(), ["en.txt", "es.txt"]);
        let english = text(&words, "en.txt");
        assert!(english.contains("say-stop") && english.contains("\u{6}app-undo\u{4}Undo\u{6}"));
        assert!(!english.contains('#') && !english.contains("terminal-"));
    }

    #[test]
    fn the_installed_app_may_be_turned_as_its_reader_needs_it() {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/static/manifest.webmanifest");
        assert!(!std::fs::read_to_string(manifest).unwrap().contains("orientation"));
    }

    fn page(path: &str, body: &str) -> Page {
        Page { path: path.to_owned(), body: body.as_bytes().to_vec() }
    }

    fn text<'a>(pages: &'a [Page], path: &str) -> &'a str {
        std::str::from_utf8(&pages.iter().find(|page| page.path == path).unwrap().body).unwrap()
    }

    #[test]
    fn a_changed_app_has_a_new_address_and_a_new_cache_and_all_of_it_is_kept_but_the_worker_and_the_voices() {
        let build = |wasm, voice| {
            join(
                vec![page("app.js", "js"), page("app_bg.wasm", wasm)],
                vec![page("index.html", "{{APP}} {{VOICES}}"), page("sw.js", "{{VERSION}} [/*{{FILES}}*/]")],
                vec![page("en.rwvp", voice)],
            )
        };
        let folders = |pages: &[Page]| {
            let (app, voices) = text(pages, "index.html").split_once(' ').unwrap();
            (app.to_owned(), voices.to_owned())
        };
        let version = |pages: &[Page]| text(pages, "sw.js").split_once(' ').unwrap().0.to_owned();
        let (one, two, other_voice) = (build("one", "a"), build("two", "a"), build("one", "b"));
        let (app, voices) = folders(&one);
        assert!(folders(&two).0 != app && folders(&two).1 == voices);
        assert!(folders(&other_voice).0 == app && folders(&other_voice).1 != voices);
        assert!(version(&one) != version(&two) && version(&one) != version(&other_voice));
        assert_eq!(text(&one, &format!("{app}/app_bg.wasm")), "one");
        assert_eq!(text(&one, &format!("{voices}/en.rwvp")), "a");
        let files = text(&one, "sw.js").split_once(' ').unwrap().1;
        assert_eq!(files, format!("['./{app}/app.js','./{app}/app_bg.wasm','./']"));
    }
}
