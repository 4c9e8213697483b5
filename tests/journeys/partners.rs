//! Partners: learnt from invoices, written by hand, brought in files; drafts and papers beside them.

use office::{
    FieldFault, ImportVerdict, InvoicePaper, InvoicePress, OfficeError, PartnerForm, PartnerImport,
};
use store::PartnerQuery;

use crate::mail::invoice_form;
use crate::shop::OpenShop;

const LIST: &str = "거래처 현황,,,\n\
    사업자 등록번호,거래처명,대표자(명),E-mail,전화번호,담당자\n\
    314-81-20001,(주)한빛유통,이한빛,tax@hanbit.example,042-123-4567,박대리\n\
    1208199223,한강북스,강한강,,,\n\
    123-45-67890,오타상사,최오타,ota@example.com,,\n\
    504-82-99001,,이대구,,,\n\
    314-81-20001,(주)한빛유통,이한빛,tax@hanbit.example,042-123-4567,박대리\n";

fn verdicts(import: &PartnerImport) -> Vec<(u32, ImportVerdict)> {
    import.rows.iter().map(|row| (row.line, row.verdict)).collect()
}

fn names(shop: &OpenShop) -> Vec<String> {
    let query = PartnerQuery { limit: 50, ..PartnerQuery::default() };
    let list = shop.shell.office.partners(&query).unwrap();
    list.rows.into_iter().map(|row| row.partner.card.name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_in_cp949_is_looked_at_before_it_is_taken_in() {
    use ImportVerdict::{Faulty, New, Same};
    let shop = OpenShop::open().await;
    let (bytes, _, _) = encoding_rs::EUC_KR.encode(LIST);
    let looked = shop.shell.office.import_partners("거래처.csv", &bytes, false).unwrap();
    assert_eq!(looked.columns.len(), 6);
    assert_eq!(verdicts(&looked), [(3, New), (4, New), (5, Faulty), (6, Faulty), (7, Same)]);
    assert_eq!(looked.rows[2].faults, [FieldFault::new("buyer_number", "business_number_check_digit")]);
    assert_eq!(looked.rows[3].faults, [FieldFault::new("buyer_name", "required_missing")]);
    assert!(names(&shop).is_empty(), "nothing is written by looking");

    let taken = shop.shell.office.import_partners("거래처.csv", &bytes, true).unwrap();
    assert!(taken.done);
    assert_eq!(names(&shop), ["(주)한빛유통", "한강북스"]);
    let again = shop.shell.office.import_partners("거래처.csv", LIST.as_bytes(), false).unwrap();
    assert_eq!(verdicts(&again)[..2], [(3, Same), (4, Same)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_file_leaves_blank_stays_on_the_card() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    office.import_partners("a.csv", LIST.as_bytes(), true).unwrap();
    let moved = "등록번호,상호,주소,이메일\n3148120001,한빛유통(주),대전 서구 둔산로 1,\n";
    let import = office.import_partners("b.csv", moved.as_bytes(), true).unwrap();
    assert_eq!(verdicts(&import), [(2, ImportVerdict::Update)]);
    let found = office.find_partners("ㅎㅂ").unwrap();
    let card = &found[0].card;
    assert_eq!(
        (card.name.as_str(), card.email.as_str(), card.contact.as_str()),
        ("한빛유통(주)", "tax@hanbit.example", "박대리")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_list_changes_nothing_and_says_why() {
    let shop = OpenShop::open().await;
    let table: [(&str, &[u8], &str); 4] = [
        ("a.csv", b"1,2,3\n4,5,6\n", "no_header"),
        ("a.csv", "등록번호,상호\n".as_bytes(), "no_rows"),
        ("a.xlsx", b"PK\x03\x04 and then nothing", "damaged"),
        ("a.hwp", b"whatever", "unknown_kind"),
    ];
    for (name, bytes, why) in table {
        let refused = shop.shell.office.import_partners(name, bytes, true).unwrap_err();
        assert!(matches!(refused, OfficeError::UnreadableFile(found) if found == why), "{name}: {refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_list_is_taken_whole_and_a_number_far_below_meets_its_own_first_row() {
    let shop = OpenShop::open().await;
    let row = |n: u32| format!("900101-1{n:06},손님 {n},김손님\n");
    let rows: String = (0..450).chain([3]).map(row).collect();
    let list = format!("등록번호,상호,대표자\n{rows}");
    let import = shop.shell.office.import_partners("a.csv", list.as_bytes(), true).unwrap();
    assert_eq!(import.rows.len(), 451);
    let new = import.rows.iter().filter(|row| row.verdict == ImportVerdict::New).count();
    assert_eq!((new, import.rows[450].verdict), (450, ImportVerdict::Same));
    let again = shop.shell.office.import_partners("a.csv", list.as_bytes(), true).unwrap();
    assert!(again.rows.iter().all(|row| row.verdict == ImportVerdict::Same));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_has_its_number_alone_and_keeps_its_uses_when_it_gets_another() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    office.import_partners("a.csv", LIST.as_bytes(), true).unwrap();
    let found = office.find_partners("한강").unwrap().remove(0);
    let form = PartnerForm { phone: "02-555-8899".into(), ..PartnerForm::from(&found) };
    let mut taken = form.clone();
    taken.buyer.number = "314-81-20001".into();
    let Err(OfficeError::FieldFaults(faults)) = office.save_partner(&taken) else { panic!() };
    assert_eq!(faults, [FieldFault::new("buyer_number", "partner_known")]);

    let mut other = form;
    other.buyer.number = "229-81-00411".into();
    let saved = office.save_partner(&other).unwrap();
    assert_eq!((saved.partner.id, saved.partner.card.number.as_str()), (found.id, "2298100411"));
    assert_eq!(names(&shop).len(), 2);
    office.archive_partner(found.id, true).unwrap();
    assert_eq!(names(&shop).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_teaches_its_partner_and_items_and_can_be_copied_and_drawn() {
    let shop = OpenShop::open().await;
    let office = &shop.shell.office;
    office.save_invoice_draft(&invoice_form(2)).unwrap();
    assert_eq!(office.invoice_draft().unwrap().unwrap().form, invoice_form(2));
    let press = InvoicePress {
        form: invoice_form(2),
        press_id: "partners-1".into(),
        allow_similar: false,
        transmit_now: false,
        mail: false,
        instead_of: None,
        from_draft: true,
    };
    let key = office.issue_invoice(press).await.unwrap();
    assert!(office.invoice_draft().unwrap().is_none(), "what was issued is no draft any more");
    let partner = office.find_partners("한빛").unwrap().remove(0);
    let facts = office.partner(partner.id).unwrap();
    assert_eq!((facts.partner.uses, facts.documents.len()), (1, 1));
    assert_eq!(office.find_items("ㅂㅅ").unwrap()[0].unit_price.unwrap().to_string(), "23,500");

    let detail = office.invoice_detail(&key).unwrap();
    assert!(!detail.document.can_cancel() && detail.document.can_print() && detail.can_transmit);
    let copy = office.copy_invoice(&key, false).unwrap();
    assert_eq!((copy.buyer.number.as_str(), copy.lines[0].date.as_str()), ("214-86-00016", ""));
    for paper in InvoicePaper::ALL {
        let pages = office.show_invoice(&key, paper).unwrap();
        assert!(pages[0].starts_with(b"\x89PNG"), "{paper:?}");
        let sheet = office.print_invoice(&key, paper).unwrap();
        assert!(sheet.target.ends_with(&format!("{key}-{}.pdf", paper.as_str())), "{}", sheet.target);
    }
    assert_eq!(office.preview_invoice(&copy, InvoicePaper::Buyer).unwrap().len(), 1);
    let half = domain::InvoiceForm { lines: Vec::new(), ..copy };
    assert!(matches!(office.preview_invoice(&half, InvoicePaper::Buyer), Err(OfficeError::Faults(_))));
}
