//! The sentences about the book and its key: what happened to it, and what opens it.

use crate::ui_error::UiErrorCode;

const SENTENCES: [(UiErrorCode, &str); 16] = [
    (
        UiErrorCode::PassphraseNeeded,
        "잠금 암호가 있어야 장부가 열려요. 암호가 든 파일을 --passphrase-file이나 JANGBU_PASSPHRASE_FILE로 알려 주세요.",
    ),
    (UiErrorCode::WrongPassphrase, "잠금 암호가 맞지 않아요. 아무것도 바꾸지 않았어요."),
    (UiErrorCode::ShortPassphrase, "잠금 암호는 여덟 글자 이상이어야 해요. 아무것도 바꾸지 않았어요."),
    (
        UiErrorCode::KeyFileNeeded,
        "처음에 쓴 열쇠 파일이 있어야 장부가 열려요. --key-file이나 JANGBU_KEY_FILE로 알려 주세요.",
    ),
    (
        UiErrorCode::KeyStoreClosed,
        "운영체제의 암호 보관소가 잠겨 있거나 답하지 않아요. 로그인한 화면에서 잠금을 풀고 다시 해 주세요.",
    ),
    (
        UiErrorCode::VaultDamaged,
        "열쇠를 둔 파일이 손상됐어요. 백업한 파일을 제자리에 두거나 복구 문구로 여세요(jangbu key restore).",
    ),
    (
        UiErrorCode::KeyMissing,
        "장부는 암호화되어 있는데 열쇠가 없어요. 복구 문구로 여세요(jangbu key restore). 장부는 그대로 두었어요.",
    ),
    (
        UiErrorCode::WrongKey,
        "이 열쇠로는 장부가 열리지 않아요. 다른 장부이거나 파일이 손상됐어요. 그대로 두었으니, 백업한 파일을 제자리에 두거나 복구 문구로 여세요(jangbu key restore).",
    ),
    (UiErrorCode::PhraseWrong, "복구 문구가 맞지 않아요. 아무것도 바꾸지 않았어요."),
    (
        UiErrorCode::NoKeyPlace,
        "이 컴퓨터에는 암호 보관소가 없어 저장하지 않았어요. 잠금 암호를 정해 주세요(--passphrase-file).",
    ),
    (UiErrorCode::Book, "장부에 쓰지 못해 아무것도 보내지 않았어요. 디스크에 빈 곳이 있는지 확인해 주세요."),
    (
        UiErrorCode::BookReadOnly,
        "장부 폴더에 쓸 수 없어 아무것도 보내지 않았어요. 폴더의 권한과 디스크의 빈 곳을 확인해 주세요.",
    ),
    (
        UiErrorCode::BookBusy,
        "다른 프로그램이 장부를 쓰고 있어요. 아무것도 보내지 않았어요. 잠시 뒤에 다시 해 주세요.",
    ),
    (
        UiErrorCode::BookDamaged,
        "장부 파일이 손상됐거나 이 장부가 아니라서 아무것도 보내지 않았어요. 파일은 그대로 두었으니 백업한 파일을 제자리에 돌려놓아 주세요.",
    ),
    (
        UiErrorCode::MissingBook,
        "있던 장부 파일이 사라졌어요. 새로 만들지 않았으니 파일을 제자리에 돌려놓아 주세요.",
    ),
    (
        UiErrorCode::AnswerNotBooked,
        "답을 장부에 적지 못했어요. 발급됐을 수 있으니 다시 누르지 말고 내역에서 확인해 주세요.",
    ),
];

/// The sentence of a code that is about the book or its key.
pub(super) fn sentence(code: UiErrorCode) -> &'static str {
    SENTENCES.iter().find(|(about, _)| *about == code).map_or("", |(_, sentence)| sentence)
}
