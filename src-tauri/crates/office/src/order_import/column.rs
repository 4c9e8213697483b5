//! What a column of an order file holds, and what programs call it.

use serde::{Deserialize, Serialize};

macro_rules! columns {
    ($($(#[$doc:meta])+ $name:ident = $word:literal [$($heading:literal),*],)+) => {
        /// What a column holds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum OrderColumn {
            $($(#[$doc])+ #[serde(rename = $word)] $name,)+
        }

        impl OrderColumn {
            /// Every one, in the order in which a person looks for them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }

            /// What programs call it, without blanks and brackets; the surest first.
            const fn headings(self) -> &'static [&'static str] {
                match self {
                    $(Self::$name => &[$($heading),*],)+
                }
            }
        }
    };
}

columns! {
    /// Order number (주문번호).
    OrderNo = "order_no" ["주문번호", "주문서번호", "주문no", "전표번호", "거래번호", "orderno", "orderid", "ordernumber"],
    /// Day of the order (주문일).
    OrderedOn = "ordered_on" [
        "작성일자", "작성일", "거래일자", "거래일", "주문일", "주문일자", "주문일시", "판매일", "판매일자", "일자", "날짜",
        "orderdate", "date"
    ],
    /// Which shop it comes from (판매처).
    Source = "source" ["판매처", "쇼핑몰", "쇼핑몰명", "판매채널", "채널", "마켓", "source", "channel"],
    /// Which document it is to become (증빙).
    Document = "document" ["증빙", "증빙종류", "증빙구분", "증빙유형", "발급구분", "문서종류", "document"],
    /// Name of the buyer (상호).
    BuyerName = "buyer_name" [
        "상호", "상호명", "상호법인명", "법인명", "거래처", "거래처명", "회사명", "업체명", "구매자명", "구매자", "주문자명",
        "주문자", "고객명", "받는사람", "buyer", "customer", "company"
    ],
    /// Business number (사업자등록번호).
    BusinessNumber = "business_number" [
        "사업자등록번호", "사업자번호", "등록번호", "구매자사업자번호", "거래처사업자번호", "businessnumber"
    ],
    /// Representative (대표자).
    Owner = "owner" ["대표자", "대표자명", "대표", "성명", "성명대표자", "owner"],
    /// Address (주소).
    Address = "address" ["사업장주소", "사업장소재지", "주소", "소재지", "address"],
    /// Business type (업태).
    BusinessType = "business_type" ["업태"],
    /// Business item (종목).
    BusinessItem = "business_item" ["종목", "업종"],
    /// E-mail (이메일).
    Email = "email" [
        "이메일", "계산서이메일", "담당자이메일", "이메일주소", "메일", "email", "e-mail"
    ],
    /// Whom a receipt is for: phone, card or business number.
    CustomerNumber = "customer_number" [
        "현금영수증번호", "현금영수증", "현금영수증발급번호", "신분확인번호", "휴대폰", "휴대폰번호", "휴대전화", "핸드폰",
        "연락처", "전화번호", "구매자연락처", "주문자연락처", "전화", "phone", "mobile"
    ],
    /// Item (품목).
    Item = "item" ["품목", "품목명", "품명", "상품명", "상품", "제품명", "내역", "item", "product"],
    /// Specification (규격).
    Spec = "spec" ["규격", "옵션", "옵션명", "단위", "spec", "option"],
    /// Day of supply of a line.
    LineDate = "line_date" ["공급일", "공급일자", "납품일"],
    /// Quantity (수량).
    Quantity = "quantity" ["수량", "주문수량", "판매수량", "qty", "quantity"],
    /// Unit price without VAT (단가).
    UnitPrice = "unit_price" ["단가", "공급단가", "unitprice"],
    /// Supply value (공급가액).
    Supply = "supply" ["공급가액", "공급가", "공급액", "supply"],
    /// VAT (세액).
    Vat = "vat" ["세액", "부가세", "부가세액", "부가가치세", "vat", "tax"],
    /// Total of a line with VAT.
    LineTotal = "line_total" [
        "합계", "합계금액", "공급대가", "판매금액", "상품금액", "상품주문금액", "판매가", "amount"
    ],
    /// Total of the order with VAT.
    Total = "total" [
        "결제금액", "총결제금액", "총주문금액", "주문금액", "주문합계", "총금액", "총액", "총합계", "받을금액", "입금액", "total"
    ],
    /// Taxable, zero-rated or exempt (과세구분).
    Kind = "kind" ["과세구분", "과세유형", "과세", "세금구분", "과세여부"],
    /// Paid or charged (영수/청구).
    Billing = "billing" ["영수청구", "영수청구구분", "청구구분"],
    /// Remark (비고).
    Remark = "remark" ["비고", "메모", "적요", "remark", "note", "memo"],
}

impl OrderColumn {
    /// Whether it says something of one line and not of the whole order.
    #[must_use]
    pub const fn is_of_line(self) -> bool {
        matches!(
            self,
            Self::Item
                | Self::Spec
                | Self::LineDate
                | Self::Quantity
                | Self::UnitPrice
                | Self::Supply
                | Self::Vat
                | Self::LineTotal
        )
    }

    /// Reads [`OrderColumn::as_str`] back.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.as_str() == name)
    }
}

/// A heading without blanks, brackets and case: as alike as two programs write it.
pub(super) fn plain(heading: &str) -> String {
    let kept = heading.chars().filter(|character| character.is_alphanumeric() || *character == '-');
    kept.flat_map(char::to_lowercase).collect()
}

/// What the columns under these plain headings hold, as far as they can be guessed: each meaning once, the surest heading
/// for it.
pub(super) fn guess(headings: &[String]) -> Vec<Option<OrderColumn>> {
    let mut columns = vec![None; headings.len()];
    for meaning in OrderColumn::ALL {
        let found = meaning.headings().iter().find_map(|name| {
            headings
                .iter()
                .enumerate()
                .position(|(at, heading)| heading == name && columns.get(at).is_some_and(Option::is_none))
        });
        if let Some(slot) = found.and_then(|at| columns.get_mut(at)) {
            *slot = Some(*meaning);
        }
    }
    columns
}
