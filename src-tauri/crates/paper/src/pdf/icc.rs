//! The sRGB colour profile that PDF/A asks for, made from its definition (ICC.1:2001, version 2.4 matrix profile;
//! primaries and curve of IEC 61966-2-1, adapted to the D50 white of the profile space).

use std::sync::LazyLock;

use lopdf::{Stream, dictionary};

const HEADER_BYTES: usize = 128;
/// Points of the tone curve between 0 and 1.
const CURVE_POINTS: u16 = 256;

type Tag = (&'static [u8; 4], Vec<u8>);

/// Made and deflated once: it is the same in every file.
static PROFILE: LazyLock<Stream> = LazyLock::new(|| {
    let mut profile = Stream::new(dictionary! { "N" => 3 }, assemble(&tags()));
    // One that could not be deflated is as good, only longer.
    let _longer = profile.compress();
    profile
});

/// The profile as a stream of a PDF.
pub fn srgb_profile() -> Stream {
    PROFILE.clone()
}

fn tags() -> Vec<Tag> {
    let curve = tone_curve();
    vec![
        (b"desc", description("sRGB")),
        (b"cprt", text("No copyright, use freely")),
        (b"wtpt", xyz([0.9642, 1.0, 0.8249])),
        (b"rXYZ", xyz([0.4361, 0.2225, 0.0139])),
        (b"gXYZ", xyz([0.3851, 0.7169, 0.0971])),
        (b"bXYZ", xyz([0.1431, 0.0606, 0.7141])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ]
}

/// Header, tag table, tag data. Equal data is stored once: the three curves are one.
fn assemble(tags: &[Tag]) -> Vec<u8> {
    let mut data: Vec<u8> = Vec::new();
    let mut table: Vec<u8> = Vec::new();
    let mut stored: Vec<(&Vec<u8>, usize)> = Vec::new();
    let data_start = HEADER_BYTES + 4 + 12 * tags.len();
    for (signature, body) in tags {
        let known = stored.iter().find(|(other, _)| *other == body).map(|(_, at)| *at);
        let at = known.unwrap_or_else(|| {
            let at = data_start + data.len();
            data.extend_from_slice(body);
            data.resize(data.len().next_multiple_of(4), 0);
            stored.push((body, at));
            at
        });
        table.extend_from_slice(*signature);
        table.extend_from_slice(&be32(at));
        table.extend_from_slice(&be32(body.len()));
    }
    let size = data_start + data.len();
    [header(size), be32(tags.len()).to_vec(), table, data].concat()
}

fn header(size: usize) -> Vec<u8> {
    let date = [2026_u16, 1, 1, 0, 0, 0].into_iter().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    let d50 = [0.9642, 1.0, 0.8249].into_iter().flat_map(fixed).collect::<Vec<_>>();
    let mut bytes =
        [be32(size).as_slice(), &[0; 4], &[2, 0x40, 0, 0], b"mntrRGB XYZ ", &date, b"acsp", &[0; 28], &d50]
            .concat();
    bytes.resize(HEADER_BYTES, 0);
    bytes
}

fn description(words: &str) -> Vec<u8> {
    let ascii = [words.as_bytes(), &[0]].concat();
    // After the ASCII name: no Unicode name, no Macintosh name (a fixed field of 67 bytes).
    [b"desc\0\0\0\0".as_slice(), &be32(ascii.len()), &ascii, &[0; 8], &[0; 3], &[0; 67]].concat()
}

fn text(words: &str) -> Vec<u8> {
    [b"text\0\0\0\0".as_slice(), words.as_bytes(), &[0]].concat()
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    b"XYZ \0\0\0\0".iter().copied().chain(values.into_iter().flat_map(fixed)).collect()
}

fn tone_curve() -> Vec<u8> {
    let last = f64::from(CURVE_POINTS - 1);
    let points = (0..CURVE_POINTS).flat_map(|n| {
        let linear = to_linear(f64::from(n) / last);
        ((linear * f64::from(u16::MAX)).round() as u16).to_be_bytes()
    });
    let head = b"curv\0\0\0\0".iter().copied().chain(be32(usize::from(CURVE_POINTS)));
    head.chain(points).collect()
}

fn to_linear(level: f64) -> f64 {
    if level <= 0.04045 { level / 12.92 } else { ((level + 0.055) / 1.055).powf(2.4) }
}

/// s15Fixed16.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

fn be32(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes()
}
