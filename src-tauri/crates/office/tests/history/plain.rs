//! What a person sees in a document, without any index.

use chrono::NaiveDate;
use domain::State;
use store::{DocumentAct, Shelved};

pub struct Plain {
    pub id: i64,
    pub act: &'static str,
    pub day: NaiveDate,
    pub key: String,
    pub total: i64,
    /// It stands with a minus.
    pub is_taken_back: bool,
    pub number: String,
    pub last4: String,
    pub approval: Option<String>,
    /// Item, memo; of an invoice the buyer, the items and the remark.
    pub words: Vec<String>,
    pub needs_person: bool,
}

impl Plain {
    pub fn of(row: &Shelved) -> Self {
        let document = &row.document;
        let number = match (document.content.receipt(), document.invoice()) {
            (Some(sale), _) => sale.number.digits().to_owned(),
            (None, Some(invoice)) => invoice.buyer().id().number().to_owned(),
            (None, None) => String::new(),
        };
        let total = document.content.total().get();
        Self {
            id: document.id.get(),
            act: document.act.as_str(),
            day: document.traded_at.date(),
            key: document.key.to_string(),
            total,
            is_taken_back: total < 0 || matches!(document.act, DocumentAct::Cancel { .. }),
            last4: number[number.len() - 4..].to_owned(),
            number,
            approval: row.standing.state.approval().map(|approval| approval.number.to_string()),
            words: words(row),
            needs_person: row.standing.attention.is_some()
                || matches!(row.standing.state, State::Held(_) | State::Unknown),
        }
    }

    /// One of its texts contains this, in whatever case, or begins its syllables with these initials.
    pub fn says(&self, part: &str) -> bool {
        let part = part.to_lowercase();
        self.words.iter().any(|said| said.to_lowercase().contains(&part) || initials_of(said).contains(&part))
    }

    pub fn is_approved_as(&self, text: &str) -> bool {
        self.approval.as_ref().is_some_and(|approval| match text.len() {
            8 => approval.len() == 24 && approval.ends_with(text),
            9 => *approval == text.to_uppercase(),
            _ => approval == text,
        })
    }
}

fn words(row: &Shelved) -> Vec<String> {
    let document = &row.document;
    if let Some(invoice) = document.invoice() {
        let mut words = vec![invoice.buyer().name().to_owned()];
        words.extend(invoice.lines().iter().map(|line| line.item().to_owned()));
        words.extend(invoice.remark().map(str::to_owned));
        return words;
    }
    let sale = document.content.receipt().unwrap();
    sale.item.iter().map(ToString::to_string).chain(sale.memo.iter().map(ToString::to_string)).collect()
}

/// The first consonants of its syllables; letters and digits stand for themselves, marks and blanks fall away. Texts without
/// a syllable have none.
pub fn initials_of(text: &str) -> String {
    const FIRST: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    let initial = |c: char| match u32::from(c).checked_sub(0xAC00) {
        Some(at) if at < 11_172 => FIRST.chars().nth(at as usize / 588).unwrap(),
        _ => c.to_ascii_lowercase(),
    };
    if !text.chars().any(|c| ('가'..='힣').contains(&c)) {
        return String::new();
    }
    text.chars().filter(|c| c.is_alphanumeric()).map(initial).collect()
}
