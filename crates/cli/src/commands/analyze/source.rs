//! The bytes of a recording, out of the gzip and the UTF-16 they may be in.

use anyhow::{Context, Result};
use flate2::bufread::GzDecoder;
use std::io::{BufRead, BufReader, Cursor, ErrorKind, Read};

/// Bytes read at once: a page-cache read this size stays in the second-level cache.
pub(super) const BLOCK: usize = 256 * 1024;
/// Bytes that tell what a file is.
const START: u64 = 64;

/// A recording's bytes, in blocks.
pub(super) struct Source<'a> {
    bytes: Box<dyn Read + 'a>,
    /// The first bytes, which are read again.
    pub(super) start: Vec<u8>,
    packed: bool,
    /// The gzip stream ended in the middle; what came before is good.
    pub(super) broken: bool,
    /// After the end of the gzip stream comes something else.
    pub(super) trailed: bool,
}

impl<'a> Source<'a> {
    pub(super) fn new(file: impl Read + 'a) -> Result<Source<'a>> {
        let (mut start, mut bytes) = peek(Box::new(file))?;
        let packed = start.starts_with(&[0x1F, 0x8B]);
        if packed {
            (start, bytes) = peek(Box::new(Gzip(GzDecoder::new(BufReader::new(bytes)))))
                .context("the gzip stream is broken")?;
        }
        let big = start.starts_with(&[0xFE, 0xFF]);
        if big || start.starts_with(&[0xFF, 0xFE]) {
            let text = Utf16 { bytes, big, text: Vec::new(), at: 0, odd: None };
            (start, bytes) = peek(Box::new(text))?;
        }
        Ok(Source { bytes, start, packed, broken: false, trailed: false })
    }

    /// Reads until the block is full or the source ends.
    pub(super) fn fill(&mut self, block: &mut [u8]) -> Result<usize> {
        let mut length = 0;
        while let Some(rest) =
            block.get_mut(length..).filter(|r| !r.is_empty() && !self.broken && !self.trailed)
        {
            match self.bytes.read(rest) {
                Ok(0) => break,
                Ok(n) => length += n,
                Err(e) if e.kind() == ErrorKind::Interrupted => {}
                Err(e) if self.packed && e.kind() == ErrorKind::Unsupported => self.trailed = true,
                Err(_) if self.packed => self.broken = true,
                Err(e) => return Err(e).context("cannot read on"),
            }
        }
        Ok(length)
    }

    /// All of it.
    pub(super) fn all(&mut self) -> Result<Vec<u8>> {
        let (mut all, mut block) = (Vec::new(), vec![0; BLOCK]);
        loop {
            let length = self.fill(&mut block)?;
            if length == 0 {
                return Ok(all);
            }
            all.extend_from_slice(block.get(..length).unwrap_or_default());
        }
    }
}

/// What a file is that begins so and can be no recording, and what to do.
pub(super) fn no_recording(start: &[u8]) -> Option<&'static str> {
    const SHEET: &str = "it is a spreadsheet: export it as CSV, and analyse that";
    const MATLAB: &str = "it is Matlab's own file: write what it holds as CSV (writetable), and analyse that";
    // Where an archive's first entry is named; a spreadsheet of today is an archive.
    let entry = start.get(30..).unwrap_or_default();
    let of_sheet = ["[Content_Types]", "_rels/", "docProps/", "xl/", "mimetype"];
    match start {
        [b'P', b'K', 3, 4, ..] if of_sheet.iter().any(|name| entry.starts_with(name.as_bytes())) => {
            Some(SHEET)
        }
        [b'P', b'K', 3, 4, ..] => Some("it is a zip archive: end its name in .zip, or unzip it first"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(SHEET),
        _ => start.starts_with(b"MATLAB ").then_some(MATLAB),
    }
}

/// The first bytes, and all of them.
fn peek<'a>(mut bytes: Box<dyn Read + 'a>) -> std::io::Result<(Vec<u8>, Box<dyn Read + 'a>)> {
    let mut start = Vec::new();
    bytes.by_ref().take(START).read_to_end(&mut start)?;
    Ok((start.clone(), Box::new(Cursor::new(start).chain(bytes))))
}

/// The gzip streams that follow on one another; anything else after them is an error of the kind `Unsupported`.
struct Gzip<'a>(GzDecoder<BufReader<Box<dyn Read + 'a>>>);

impl Read for Gzip<'_> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        loop {
            let length = self.0.read(to)?;
            if length > 0 || to.is_empty() {
                return Ok(length);
            }
            match self.0.get_mut().fill_buf()?.first() {
                None => return Ok(0),
                Some(0x1F) => {
                    let rest = self.0.reset(BufReader::new(Box::new(std::io::empty())));
                    self.0.reset(rest);
                }
                Some(_) => return Err(ErrorKind::Unsupported.into()),
            }
        }
    }
}

/// Text of two bytes a character, as UTF-8.
struct Utf16<'a> {
    bytes: Box<dyn Read + 'a>,
    big: bool,
    text: Vec<u8>,
    at: usize,
    odd: Option<u8>,
}

impl Read for Utf16<'_> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        while self.at == self.text.len() {
            let mut block = vec![0; BLOCK];
            let length = self.bytes.read(&mut block)?;
            if length == 0 {
                return Ok(0);
            }
            let bytes: Vec<u8> = self.odd.take().into_iter().chain(block.into_iter().take(length)).collect();
            let (pairs, odd) = bytes.as_chunks::<2>();
            self.odd = odd.first().copied();
            let unit =
                |pair: &[u8; 2]| if self.big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) };
            let text = char::decode_utf16(pairs.iter().map(unit));
            // A pair cut by a block's end is no digit.
            let text: String = text.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
            (self.text, self.at) = (text.into_bytes(), 0);
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.len().min(to.len());
        for (to, from) in to.iter_mut().zip(rest) {
            *to = *from;
        }
        self.at += length;
        Ok(length)
    }
}
