//! What the NTS says of a buyer, and what it means (domain.md §2.10).

use domain::{BusinessState, BusinessStatus, InvoiceKind, StatusEffect, StatusStop, StatusWarning, TaxType};

use crate::day;

fn effect(state: BusinessState, tax_type: Option<TaxType>, kind: InvoiceKind) -> StatusEffect {
    BusinessStatus { state, tax_type }.effect_on_issue(day(2026, 11, 2), kind)
}

#[test]
fn the_table_of_the_reference() {
    let closed = |on| BusinessState::Closed { on };
    let (general, taxable) = (Some(TaxType::General), InvoiceKind::Taxable);
    let table = [
        (BusinessState::Continuing, general, StatusEffect::Fine),
        (BusinessState::Continuing, None, StatusEffect::Fine),
        (BusinessState::Suspended, general, StatusEffect::Warn(StatusWarning::Suspended)),
        (closed(Some(day(2026, 11, 1))), general, StatusEffect::Stop(StatusStop::Closed)),
        (closed(Some(day(2026, 11, 2))), general, StatusEffect::Warn(StatusWarning::ClosedLater)),
        (closed(Some(day(2026, 12, 1))), general, StatusEffect::Warn(StatusWarning::ClosedLater)),
        (closed(None), general, StatusEffect::Stop(StatusStop::Closed)),
        (BusinessState::NotRegistered, None, StatusEffect::Stop(StatusStop::NotRegistered)),
        (BusinessState::Continuing, Some(TaxType::Simplified), StatusEffect::Warn(StatusWarning::Simplified)),
        (
            BusinessState::Continuing,
            Some(TaxType::SimplifiedIssuing),
            StatusEffect::Warn(StatusWarning::Simplified),
        ),
        (BusinessState::Continuing, Some(TaxType::Exempt), StatusEffect::Warn(StatusWarning::NoDeduction)),
        (BusinessState::Continuing, Some(TaxType::NonProfit), StatusEffect::Warn(StatusWarning::NoDeduction)),
        (BusinessState::Continuing, Some(TaxType::Body), StatusEffect::Warn(StatusWarning::NoDeduction)),
    ];
    for (state, tax_type, expected) in table {
        assert_eq!(effect(state, tax_type, taxable), expected, "{state:?} {tax_type:?}");
    }
}

#[test]
fn without_vat_there_is_nothing_to_deduct() {
    for kind in [InvoiceKind::ZeroRated, InvoiceKind::Exempt] {
        for tax_type in TaxType::ALL {
            assert_eq!(effect(BusinessState::Continuing, Some(tax_type), kind), StatusEffect::Fine);
        }
        assert_eq!(
            effect(BusinessState::NotRegistered, None, kind),
            StatusEffect::Stop(StatusStop::NotRegistered)
        );
    }
}

#[test]
fn who_may_issue_what() {
    let may = |tax_type, kind| {
        BusinessStatus { state: BusinessState::Continuing, tax_type: Some(tax_type) }.may_issue(kind)
    };
    assert!(
        may(TaxType::General, InvoiceKind::Taxable) && may(TaxType::SimplifiedIssuing, InvoiceKind::Taxable)
    );
    assert!(!may(TaxType::Simplified, InvoiceKind::Taxable), "receipts only (domain.md §2.11)");
    assert!(!may(TaxType::Exempt, InvoiceKind::Taxable) && may(TaxType::Exempt, InvoiceKind::Exempt));
}

#[test]
fn words_and_codes_of_the_nts_are_read() {
    let on = Some(day(2026, 3, 31));
    let table = [
        ("계속사업자", "01", BusinessState::Continuing),
        ("휴업자", "02", BusinessState::Suspended),
        ("폐업자", "03", BusinessState::Closed { on }),
        ("미등록", "", BusinessState::NotRegistered),
    ];
    for (word, code, state) in table {
        assert_eq!(
            (BusinessState::from_wire(word, on), BusinessState::from_wire(code, on)),
            (Some(state), Some(state))
        );
        assert_eq!((state.wire(), state.code()), (word, code));
    }
    assert_eq!(BusinessState::from_wire("모름", None), None);
    for (text, tax_type) in [
        ("일반과세자", TaxType::General),
        ("부가가치세 일반과세자", TaxType::General),
        ("부가가치세 간이과세자", TaxType::Simplified),
        ("부가가치세 면세사업자", TaxType::Exempt),
        ("간이과세자(세금계산서 발급사업자)", TaxType::SimplifiedIssuing),
        ("간이과세자 (세금계산서 발급사업자)", TaxType::SimplifiedIssuing),
        ("07", TaxType::SimplifiedIssuing),
        ("부가가치세 간이과세자(세금계산서 발급사업자)", TaxType::SimplifiedIssuing),
    ] {
        assert_eq!(TaxType::from_wire(text), Some(tax_type), "{text}");
    }
    assert!(
        TaxType::ALL.iter().all(
            |it| TaxType::from_wire(it.wire()) == Some(*it) && TaxType::from_wire(it.code()) == Some(*it)
        )
    );
    assert_eq!(TaxType::from_wire("국세청에 등록되지 않은 사업자등록번호입니다."), None);
}

#[test]
fn a_status_is_stored_and_read_back() {
    let states = [
        (BusinessState::Continuing, "continuing"),
        (BusinessState::Suspended, "suspended"),
        (BusinessState::Closed { on: Some(day(2026, 3, 31)) }, "closed"),
        (BusinessState::NotRegistered, "not_registered"),
    ];
    for (state, name) in states {
        let status = BusinessStatus { state, tax_type: Some(TaxType::General) };
        let json = serde_json::to_string(&status).unwrap();
        assert!(json.contains(&format!("\"{name}\"")), "{json}");
        assert_eq!((serde_json::from_str::<BusinessStatus>(&json).unwrap(), state.as_str()), (status, name));
    }
}
