//! What the authority knows about a business (domain.md §2.10, §3.6): a few numbers to practise on, and everybody else.

use serde::Serialize;

use crate::words::words;

words! {
    /// Whether a business is in business.
    Standing {
        /// In business.
        Active = "계속사업자",
        /// Paused; it may still be billed.
        Suspended = "휴업자",
        /// Closed, on a day.
        Closed = "폐업자",
        /// No such registration.
        Unregistered = "미등록",
    }
}

words! {
    /// How a business is taxed.
    TaxType {
        /// The usual way.
        General = "일반과세자",
        /// Simplified; gives receipts only.
        Simplified = "간이과세자",
        /// Simplified, but gives tax invoices.
        SimplifiedInvoicing = "간이과세자(세금계산서 발급사업자)",
        /// Exempt; gives 계산서 only.
        Exempt = "면세사업자",
    }
}

/// The authority's word on a business; serialises to the answer of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BusinessStatus {
    /// Whether there is such a registration, closed or not.
    pub(crate) valid: bool,
    #[serde(rename = "status")]
    pub(crate) standing: Standing,
    pub(crate) tax_type: Option<TaxType>,
    /// `YYYYMMDD`.
    pub(crate) closed_on: Option<&'static str>,
}

/// Numbers of the practice table; the help lists them, and a test holds the two together.
pub(crate) const TABLE: [(&str, BusinessStatus); 7] = [
    ("2148600016", known(Standing::Active, TaxType::General)),
    ("2222222227", known(Standing::Suspended, TaxType::General)),
    (
        "1111111119",
        BusinessStatus { closed_on: Some("20260630"), ..known(Standing::Closed, TaxType::General) },
    ),
    ("3333333336", known(Standing::Active, TaxType::Simplified)),
    ("6170181230", known(Standing::Active, TaxType::SimplifiedInvoicing)),
    ("1019000003", known(Standing::Active, TaxType::Exempt)),
    (
        "5555500005",
        BusinessStatus { valid: false, standing: Standing::Unregistered, tax_type: None, closed_on: None },
    ),
];

const fn known(standing: Standing, tax_type: TaxType) -> BusinessStatus {
    BusinessStatus { valid: true, standing, tax_type: Some(tax_type), closed_on: None }
}

impl BusinessStatus {
    /// The status of a number whose check digit is right: of the table, or in business and taxed the usual way.
    pub(crate) fn of(number: &str) -> Self {
        let listed = TABLE.iter().find(|(known, _)| *known == number);
        listed.map_or(known(Standing::Active, TaxType::General), |(_, status)| *status)
    }

    /// Whether an invoice with this 작성일자 (`YYYYMMDD`) can be to or from the business.
    pub(crate) fn trades_on(&self, issue_date: &str) -> bool {
        self.valid && self.closed_on.is_none_or(|closed_on| issue_date <= closed_on)
    }
}

#[cfg(test)]
mod tests {
    use super::{BusinessStatus, Standing, TABLE, TaxType};
    use crate::request::is_business_number;

    #[test]
    fn the_table_holds_valid_numbers_of_every_standing_and_tax_type() {
        assert!(TABLE.iter().all(|(number, _)| is_business_number(number)));
        for word in ["계속사업자", "휴업자", "폐업자", "미등록"] {
            let standing = Standing::parse(word);
            assert!(TABLE.iter().any(|(_, status)| Some(status.standing) == standing), "{word}");
        }
        for word in ["일반과세자", "간이과세자", "간이과세자(세금계산서 발급사업자)", "면세사업자"]
        {
            let tax_type = TaxType::parse(word);
            assert!(TABLE.iter().any(|(_, status)| status.tax_type == tax_type), "{word}");
        }
    }

    #[test]
    fn the_help_lists_the_table() {
        let help = include_str!("api/practice/help.txt");
        for (number, status) in TABLE {
            let line = help.lines().find(|line| line.contains(number)).unwrap_or_default();
            assert!(line.contains(status.standing.as_str()), "{number}");
            assert!(status.tax_type.is_none_or(|tax_type| line.contains(tax_type.as_str())), "{number}");
            assert!(status.closed_on.is_none_or(|day| line.contains(day)), "{number}");
        }
    }

    #[test]
    fn a_closed_business_trades_up_to_its_last_day() {
        let closed = BusinessStatus::of("1111111119");
        assert!(closed.trades_on("20260630") && !closed.trades_on("20260701"));
        assert!(!BusinessStatus::of("5555500005").trades_on("20200101"));
        assert!(BusinessStatus::of("2208162517").trades_on("20991231"));
    }
}
