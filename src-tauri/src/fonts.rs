//! The fonts of the paper, inside the program so that a receipt never depends on what a PC has installed.
//! `scripts/stage-fonts` lays them into `assets/fonts` before the build.

use paper::FontFiles;

/// Pretendard, and a face with Hanja for what Pretendard lacks; both under the OFL.
pub const FILES: FontFiles = FontFiles {
    regular: include_bytes!("../../assets/fonts/Pretendard-Regular.ttf"),
    bold: include_bytes!("../../assets/fonts/Pretendard-Bold.ttf"),
    fallback: include_bytes!("../../assets/fonts/Fallback.ttf"),
};
