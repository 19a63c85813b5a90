//! Makes what travels small: brotli and gzip.

use std::io::Write as _;

use anyhow::Result;
use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Brotli at its best: a tenth smaller than quality 9, for some seconds of each release build.
pub fn brotli(data: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let mut writer = CompressorWriter::new(&mut out, 1 << 16, 11, 24);
    writer.write_all(data)?;
    drop(writer);
    Ok(out)
}

/// Gzip at its best, for whatever does not read brotli.
pub fn gzip(data: &[u8]) -> Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(data)?;
    Ok(writer.finish()?)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    #[test]
    fn what_was_made_small_comes_back_whole() {
        let data = b"walk backward now, ".repeat(500);
        let (small, also_small) = (super::brotli(&data).unwrap(), super::gzip(&data).unwrap());
        assert!(small.len() < 200 && also_small.len() < 300);
        let mut back = Vec::new();
        brotli::Decompressor::new(small.as_slice(), 4096).read_to_end(&mut back).unwrap();
        assert_eq!(back, data);
        back.clear();
        flate2::read::GzDecoder::new(also_small.as_slice()).read_to_end(&mut back).unwrap();
        assert_eq!(back, data);
    }
}
