//! How a customer's number is shown: whole to those who may see it, masked on screens, masked for slips (domain.md §1.9).

use crate::number::digits::part;
use crate::number::{ConsumerNumber, NumberKind, business_number};

const SELF_ISSUE_SHOWN: &str = "010-000-1234";

impl ConsumerNumber {
    /// The whole number with its hyphens: `010-1234-5678`, `123-45-67891`, `900101-1234568`, cards in groups of four.
    /// Revealing it on a screen is an act to be logged.
    #[must_use]
    pub fn formatted(&self) -> String {
        let digits = self.digits();
        match self.kind() {
            NumberKind::Phone => self.phone_with(part(digits, 3, digits.len() - 4)),
            NumberKind::BusinessNumber => business_number::hyphenate(digits),
            NumberKind::Rrn => format!("{}-{}", part(digits, 0, 6), part(digits, 6, 13)),
            NumberKind::Card | NumberKind::CashReceiptCard | NumberKind::MobileCard => in_fours(digits),
            NumberKind::SelfIssue => SELF_ISSUE_SHOWN.to_owned(),
        }
    }

    /// For screens: `010-****-5678`, `314-**-***01`, `****-0912`, `900101-*******`.
    #[must_use]
    pub fn masked(&self) -> String {
        let digits = self.digits();
        match self.kind() {
            NumberKind::Phone => self.phone_with(&stars(digits.len() - 7)),
            NumberKind::BusinessNumber => format!("{}-**-***{}", part(digits, 0, 3), part(digits, 8, 10)),
            NumberKind::Rrn => format!("{}-{}", part(digits, 0, 6), stars(7)),
            NumberKind::Card | NumberKind::CashReceiptCard | NumberKind::MobileCard => {
                format!("****-{}", self.last4())
            }
            NumberKind::SelfIssue => SELF_ISSUE_SHOWN.to_owned(),
        }
    }

    /// For slips: as [`ConsumerNumber::masked`], but a business number whole, for it proves an expense, and a card with its
    /// first six and last four digits. Of an app card (모바일카드) only the common first three: six of twelve say too much.
    #[must_use]
    pub fn printed(&self) -> String {
        match self.kind() {
            NumberKind::BusinessNumber => self.formatted(),
            NumberKind::Card | NumberKind::CashReceiptCard => self.card_showing(6),
            NumberKind::MobileCard => self.card_showing(3),
            NumberKind::Phone | NumberKind::Rrn | NumberKind::SelfIssue => self.masked(),
        }
    }

    fn phone_with(&self, middle: &str) -> String {
        format!("{}-{middle}-{}", part(self.digits(), 0, 3), self.last4())
    }

    fn card_showing(&self, first: usize) -> String {
        let digits = self.digits();
        format!("{}{}{}", part(digits, 0, first), stars(digits.len() - first - 4), self.last4())
    }
}

fn stars(count: usize) -> String {
    "*".repeat(count)
}

fn in_fours(digits: &str) -> String {
    (0..digits.len())
        .step_by(4)
        .map(|from| part(digits, from, (from + 4).min(digits.len())))
        .collect::<Vec<_>>()
        .join("-")
}
