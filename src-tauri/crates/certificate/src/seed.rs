//! SEED (RFC 4269), the Korean block cipher that most joint certificates lock their key with. Only opening is needed here.
//!
//! Own code because the published crates are experimental or of another generation of the `cipher` traits. The substitution
//! boxes are computed from their definition (a power in GF(2⁸), then an affine map) instead of being typed in; the vectors of
//! the RFC prove them.

use cipher::consts::{U1, U16};
use cipher::inout::InOut;
use cipher::{
    Block, BlockCipherDecBackend, BlockCipherDecClosure, BlockCipherDecrypt, BlockSizeUser, Key, KeyInit,
    KeySizeUser, ParBlocksSizeUser,
};
use zeroize::{Zeroize, ZeroizeOnDrop};

const ROUNDS: usize = 16;
/// The golden ratio's fraction, from which the schedule's constants come by rotation.
const GOLDEN: u32 = 0x9e37_79b9;
/// `x⁸ + x⁶ + x⁵ + x + 1`.
const FIELD: u16 = 0x163;

const S1: [u8; 256] = substitution_box(247, [0x2c, 0xd0, 0x69, 0xc2, 0x41, 0x44, 0x58, 0xe2], 169);
const S2: [u8; 256] = substitution_box(251, [0xd0, 0x2a, 0xe1, 0x2c, 0x21, 0x30, 0xa2, 0x6c], 56);
const MASKS: [u8; 4] = [0xfc, 0xf3, 0xcf, 0x3f];

/// SEED with its round keys, which are wiped when it is dropped.
pub(crate) struct Seed {
    round_keys: [(u32, u32); ROUNDS],
}

impl Seed {
    fn open(&self, block: u128) -> u128 {
        let (mut left, mut right) = (high(block), low(block));
        for (first, second) in self.round_keys.iter().rev() {
            (left, right) = (right, left ^ mix(right, *first, *second));
        }
        join(right, left)
    }
}

impl KeySizeUser for Seed {
    type KeySize = U16;
}

impl KeyInit for Seed {
    fn new(key: &Key<Self>) -> Self {
        let key = u128::from_be_bytes((*key).into());
        let (mut left, mut right) = (high(key), low(key));
        let mut round_keys = [(0, 0); ROUNDS];
        let mut constant = GOLDEN;
        for (round, round_key) in round_keys.iter_mut().enumerate() {
            let (a, b, c, d) = (upper(left), lower(left), upper(right), lower(right));
            let first = substitute(a.wrapping_add(c).wrapping_sub(constant));
            let second = substitute(b.wrapping_sub(d).wrapping_add(constant));
            *round_key = (first, second);
            if round % 2 == 0 {
                left = left.rotate_right(8);
            } else {
                right = right.rotate_left(8);
            }
            constant = constant.rotate_left(1);
        }
        Self { round_keys }
    }
}

impl BlockSizeUser for Seed {
    type BlockSize = U16;
}

impl ParBlocksSizeUser for Seed {
    type ParBlocksSize = U1;
}

impl BlockCipherDecBackend for Seed {
    fn decrypt_block(&self, mut block: InOut<'_, '_, Block<Self>>) {
        let opened = self.open(u128::from_be_bytes((*block.get_in()).into()));
        *block.get_out() = opened.to_be_bytes().into();
    }
}

impl BlockCipherDecrypt for Seed {
    fn decrypt_with_backend(&self, f: impl BlockCipherDecClosure<BlockSize = U16>) {
        f.call(self);
    }
}

impl Drop for Seed {
    fn drop(&mut self) {
        for (first, second) in &mut self.round_keys {
            first.zeroize();
            second.zeroize();
        }
    }
}

impl ZeroizeOnDrop for Seed {}

/// The round function F: one half and one pair of round keys.
fn mix(half: u64, first: u32, second: u32) -> u64 {
    let c = upper(half) ^ first;
    let d = lower(half) ^ second;
    let d = substitute(c ^ d);
    let c = substitute(c.wrapping_add(d));
    let d = substitute(d.wrapping_add(c));
    (u64::from(c.wrapping_add(d)) << 32) | u64::from(d)
}

/// The function G: each byte through its box, then spread over all four.
fn substitute(word: u32) -> u32 {
    let [x3, x2, x1, x0] = word.to_be_bytes();
    let y = [look_up(&S1, x0), look_up(&S2, x1), look_up(&S1, x2), look_up(&S2, x3)];
    let spread = |shift: usize| {
        let masks = MASKS.iter().cycle().skip(shift);
        y.iter().zip(masks).fold(0, |sum, (y, mask)| sum ^ (y & mask))
    };
    u32::from_be_bytes([spread(3), spread(2), spread(1), spread(0)])
}

fn look_up(table: &[u8; 256], index: u8) -> u8 {
    table.get(usize::from(index)).copied().unwrap_or_default()
}

const fn high(block: u128) -> u64 {
    (block >> 64) as u64
}

const fn low(block: u128) -> u64 {
    block as u64
}

const fn join(high: u64, low: u64) -> u128 {
    ((high as u128) << 64) | low as u128
}

const fn upper(half: u64) -> u32 {
    (half >> 32) as u32
}

const fn lower(half: u64) -> u32 {
    half as u32
}

#[expect(clippy::indexing_slicing, reason = "computed by the compiler, where a wrong index is a build error")]
const fn substitution_box(exponent: u32, columns: [u8; 8], constant: u8) -> [u8; 256] {
    let mut table = [0; 256];
    let mut x = 0;
    while x < 256 {
        let power = power(x as u8, exponent);
        let mut y = constant;
        let mut bit = 0;
        while bit < 8 {
            if power >> bit & 1 == 1 {
                y ^= columns[bit];
            }
            bit += 1;
        }
        table[x] = y;
        x += 1;
    }
    table
}

const fn power(base: u8, exponent: u32) -> u8 {
    let mut result = 1;
    let mut step = 0;
    while step < exponent {
        result = multiply(result, base);
        step += 1;
    }
    result
}

const fn multiply(a: u8, b: u8) -> u8 {
    let (mut a, mut b, mut product) = (a as u16, b, 0);
    while b > 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        a <<= 1;
        if a & 0x100 != 0 {
            a ^= FIELD;
        }
        b >>= 1;
    }
    product as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Key, plain text, cipher text (RFC 4269 appendix B).
    const VECTORS: [(u128, u128, u128); 4] = [
        (0, 0x0001_0203_0405_0607_0809_0a0b_0c0d_0e0f, 0x5eba_c6e0_054e_1668_19af_f1cc_6d34_6cdb),
        (0x0001_0203_0405_0607_0809_0a0b_0c0d_0e0f, 0, 0xc11f_22f2_0140_5050_8448_3597_e437_0f43),
        (
            0x4706_4808_51e6_1be8_5d74_bfb3_fd95_6185,
            0x83a2_f8a2_8864_1fb9_a4e9_a5cc_2f13_1c7d,
            0xee54_d13e_bcae_706d_226b_c314_2cd4_0d4a,
        ),
        (
            0x28db_c3bc_49ff_d87d_cfa5_09b1_1d42_2be7,
            0xb41e_6be2_eba8_4a14_8e2e_ed84_593c_5ec7,
            0x9b9b_7bfc_d181_3cb9_5d0b_3618_f40f_5122,
        ),
    ];

    #[test]
    fn the_vectors_of_the_rfc_open() {
        for (key, plain, locked) in VECTORS {
            assert_eq!(Seed::new(&key.to_be_bytes().into()).open(locked), plain, "key {key:032x}");
        }
    }
}
