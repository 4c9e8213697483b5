//! Makes the streams of a PDF shorter.
//!
//! lopdf deflates too, but at the slowest level there is and with a new compressor, a third of a megabyte of zeroed
//! memory, for every stream: most of the time that a slip took. Here one compressor goes from stream to stream, at a
//! level that makes a slip a hundredth longer.

use std::io;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Document, Stream};

/// zlib's 1 (fast) to 9 (short).
const LEVEL: u32 = 6;

/// What naming the filter costs in the stream's dictionary.
const FILTER_ENTRY_BYTES: usize = 19;

/// Deflates every stream that allows it, is not deflated yet, and gets shorter.
pub fn every_stream(document: &mut Document) -> io::Result<()> {
    let mut compressor = Compress::new(Compression::new(LEVEL), true);
    for object in document.objects.values_mut() {
        if let Ok(stream) = object.as_stream_mut()
            && stream.allows_compression
            && !stream.dict.has(b"Filter")
        {
            shorten(stream, &mut compressor)?;
        }
    }
    Ok(())
}

fn shorten(stream: &mut Stream, compressor: &mut Compress) -> io::Result<()> {
    let deflated = deflated(&stream.content, compressor)?;
    if deflated.len() + FILTER_ENTRY_BYTES < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(deflated);
    }
    Ok(())
}

/// `content` as one zlib stream.
fn deflated(content: &[u8], compressor: &mut Compress) -> io::Result<Vec<u8>> {
    compressor.reset();
    let mut output = Vec::with_capacity(content.len() + 64);
    let mut rest = content;
    loop {
        let before = compressor.total_in();
        let status = compressor.compress_vec(rest, &mut output, FlushCompress::Finish)?;
        if status == Status::StreamEnd {
            return Ok(output);
        }
        let taken = usize::try_from(compressor.total_in() - before).unwrap_or(rest.len());
        rest = rest.get(taken..).unwrap_or_default();
        output.reserve(content.len() + 64);
    }
}
