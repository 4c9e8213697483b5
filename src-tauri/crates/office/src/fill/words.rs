//! The words of a made-up stationery and office supply shop: what it sells, to whom, and what it notes down.

/// Item, usual price in won, and whether it is exempt from VAT (면세: books and the like).
#[derive(Clone, Copy, Default)]
pub(super) struct Goods {
    pub(super) name: &'static str,
    pub(super) spec: &'static str,
    pub(super) won: u64,
    pub(super) exempt: bool,
}

const fn goods(name: &'static str, spec: &'static str, won: u64) -> Goods {
    Goods { name, spec, won, exempt: false }
}

const fn book(name: &'static str, won: u64) -> Goods {
    Goods { name, spec: "", won, exempt: true }
}

/// What the shop sells, the usual first.
pub(super) const GOODS: [Goods; 52] = [
    goods("볼펜", "0.5mm", 1_500),
    goods("복사용지", "A4", 24_500),
    goods("사무용품", "", 12_000),
    goods("공책", "B5", 2_000),
    goods("형광펜", "5색", 5_500),
    goods("토너", "검정", 68_000),
    goods("수정테이프", "", 2_500),
    goods("파일 바인더", "3공", 4_800),
    goods("포스트잇", "76x76", 3_200),
    goods("화이트보드", "120x90", 54_000),
    goods("스테이플러", "중형", 8_900),
    goods("가위", "", 3_500),
    goods("테이프", "18mm", 1_200),
    goods("건전지", "AA 4개", 4_000),
    goods("서류봉투", "100매", 9_800),
    goods("연필", "HB 12자루", 4_200),
    goods("지우개", "", 700),
    goods("크레파스", "24색", 9_500),
    goods("색종이", "", 1_000),
    goods("물감", "18색", 13_500),
    goods("스케치북", "8절", 3_800),
    goods("계산기", "12자리", 17_600),
    goods("명함 인쇄", "200매", 22_000),
    goods("현수막", "5m", 66_000),
    goods("도장", "", 15_000),
    goods("라벨지", "A4 100매", 16_500),
    goods("키보드", "유선", 19_800),
    goods("마우스", "무선", 24_200),
    goods("USB 메모리", "64GB", 13_200),
    goods("모니터", "27인치", 231_000),
    goods("의자", "사무용", 143_000),
    goods("책상", "1400", 187_000),
    goods("책장", "5단", 121_000),
    goods("파쇄기", "", 98_000),
    goods("제본", "A4", 5_000),
    goods("코팅", "A4", 1_000),
    goods("컬러 복사", "A3", 1_500),
    goods("복합기 임대료", "월", 77_000),
    goods("커피믹스", "180개입", 27_500),
    goods("생수", "500ml 20개", 8_800),
    goods("종이컵", "1000개", 16_900),
    goods("화장지", "30롤", 21_900),
    goods("물티슈", "10개", 12_900),
    goods("선물 포장", "", 2_000),
    goods("배송비", "", 3_000),
    book("수험서", 28_000),
    book("문제집", 15_000),
    book("동화책", 12_000),
    book("잡지", 9_000),
    book("지도", 7_000),
    book("신문 구독", 25_000),
    book("교과서", 11_000),
];

/// Notes on receipts; `#` becomes a number.
pub(super) const MEMOS: [&str; 24] = [
    "단골",
    "배달",
    "#층 배달",
    "주문 #번",
    "예약 #호",
    "김사장님",
    "박과장님",
    "학원 #반",
    "오후에 찾아감",
    "교환 예정",
    "영수증 재발행 요청",
    "전화 주문",
    "외상 정리",
    "부분 결제",
    "선결제",
    "#번 자리",
    "행사 물품",
    "체육대회",
    "월말 정산",
    "급함",
    "현장 수령",
    "택배 #호",
    "봉투 필요",
    "VIP",
];

/// Remarks on invoices; `#` becomes a number.
pub(super) const REMARKS: [&str; 8] = [
    "월 정기 납품",
    "#월분",
    "발주서 #호",
    "견적 #호",
    "계약 #차",
    "본사 청구",
    "현장 납품",
    "계산서 #부 요청",
];

/// First words of company names.
pub(super) const COMPANY_FIRST: [&str; 34] = [
    "한빛",
    "미래",
    "가온",
    "대성",
    "동아",
    "우리",
    "신한",
    "세종",
    "한솔",
    "다올",
    "누리",
    "해오름",
    "푸른",
    "고려",
    "태평",
    "삼정",
    "청솔",
    "바른",
    "새빛",
    "온누리",
    "한결",
    "서울",
    "부산",
    "대전",
    "충청",
    "영진",
    "성원",
    "제일",
    "현대",
    "보람",
    "나래",
    "금강",
    "두리",
    "까치",
];

/// Last words of company names.
pub(super) const COMPANY_LAST: [&str; 28] = [
    "유통",
    "상사",
    "무역",
    "물산",
    "건설",
    "전자",
    "디자인",
    "식품",
    "기획",
    "산업",
    "테크",
    "문구",
    "인쇄",
    "학원",
    "치과",
    "약국",
    "법무법인",
    "세무회계",
    "엔지니어링",
    "소프트",
    "공업사",
    "어린이집",
    "교회",
    "여행사",
    "출판사",
    "스튜디오",
    "정밀",
    "코리아",
];

/// What stands before a company's name, mostly nothing.
pub(super) const COMPANY_FORM: [&str; 5] = ["", "", "(주)", "주식회사 ", "(주)"];

/// Family names, the usual ones more than once.
pub(super) const FAMILY: [&str; 14] =
    ["김", "김", "이", "이", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오"];

/// Given names.
pub(super) const GIVEN: [&str; 20] = [
    "민준", "서연", "도윤", "지우", "하준", "수아", "현우", "지민", "은영", "정희", "영수", "미경", "상훈",
    "혜진", "동현", "유진", "태호", "소라", "재석", "보라",
];

/// Business types (업태) with an item of each (종목).
pub(super) const TRADES: [(&str, &str); 8] = [
    ("도매", "문구"),
    ("소매", "잡화"),
    ("서비스", "광고 대행"),
    ("제조", "전자 부품"),
    ("건설", "실내 공사"),
    ("교육", "학원"),
    ("도매 및 소매", "사무용품"),
    ("정보통신", "소프트웨어"),
];

/// Streets.
pub(super) const STREETS: [&str; 8] = [
    "서울특별시 중구 을지로",
    "서울특별시 강남구 테헤란로",
    "부산광역시 해운대구 센텀로",
    "대전광역시 유성구 대학로",
    "대구광역시 중구 동성로",
    "인천광역시 연수구 송도대로",
    "경기도 성남시 분당구 판교로",
    "광주광역시 서구 상무대로",
];
