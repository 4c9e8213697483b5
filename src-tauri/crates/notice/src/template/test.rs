//! The mail that the settings' test button sends to the shop itself.

use super::MailWords;
use super::html::Page;

/// A mail that only says that mails arrive.
#[must_use]
pub fn test_mail(shop_name: &str) -> MailWords {
    let heading = format!("{shop_name}의 메일 설정이 잘 돼요.");
    let note =
        "장부의 메일 설정에서 보낸 시험 메일이에요. 계산서를 발급하면 거래처에 이 주소로 메일이 나가요."
            .to_owned();
    let html =
        Page { banner: None, heading: &heading, rows: &[], notes: std::slice::from_ref(&note) }.render();
    MailWords {
        subject: format!("[{shop_name}] 메일 설정 시험"),
        text: format!("{heading}\n\n{note}\n"),
        html,
    }
}
