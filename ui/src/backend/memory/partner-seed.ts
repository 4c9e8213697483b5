/** Partners of a believable shop: the usual ones, and one of each state that needs a look. */
import type { PartnerForm } from '../bindings';
import { digitsOf } from './rules';
import { blankPartner, type PartnerBook } from './partners';

type Seed = [number: string, name: string, owner: string, address: string, type: string, item: string, email: string];

const A_DAY_MS = 86_400_000;
const SEEDS: readonly Seed[] = [
  ['314-81-20001', '(주)한빛유통', '이한빛', '대전광역시 서구 둔산로 100', '도매', '문구', 'tax@hanbit.example'],
  ['220-81-45672', '미래상사', '정미래', '서울특별시 강남구 역삼로 12', '도소매', '사무기기', 'bill@mirae.example'],
  ['105-86-23452', '(주)가온무역', '윤가온', '서울특별시 마포구 월드컵로 30', '도매', '무역', 'tax@gaon.example'],
  [
    '617-82-10980',
    '부산해양고등학교',
    '김해양',
    '부산광역시 영도구 태종로 700',
    '교육',
    '학교',
    'office@haeyang.example',
  ],
  ['409-81-54323', '광주인쇄', '박광주', '광주광역시 동구 금남로 5', '제조', '인쇄', 'print@gwangju.example'],
  [
    '137-86-32109',
    '(주)인천물류',
    '오인천',
    '인천광역시 서구 봉수대로 300',
    '운수',
    '화물',
    'tax@incheonlogis.example',
  ],
  ['211-88-65431', '논현디자인', '서논현', '서울특별시 강남구 논현로 88', '서비스', '디자인', 'hello@nonhyeon.example'],
  ['502-81-12340', '대구문구도매', '권대구', '대구광역시 중구 달구벌대로 21', '도매', '문구', 'dg@mungu.example'],
  ['301-85-78903', '청주어린이집', '한청주', '충청북도 청주시 상당로 7', '보건', '보육', 'kids@cheongju.example'],
  [
    '608-82-44550',
    '창원정밀(주)',
    '조창원',
    '경상남도 창원시 성산구 공단로 9',
    '제조',
    '정밀가공',
    'ap@changwon.example',
  ],
  ['215-87-33119', '송파법률사무소', '장송파', '서울특별시 송파구 법원로 11', '전문직', '법률', 'law@songpa.example'],
  ['135-28-22115', '수원꽃집', '꽃수원', '경기도 수원시 팔달구 행궁로 3', '소매', '화초', ''],
  ['206-33-77444', '성수커피', '임성수', '서울특별시 성동구 성수이로 55', '음식', '커피', 'hi@seongsu.example'],
  ['222-22-22227', '쉬어가는상회', '나휴업', '강원특별자치도 춘천시 중앙로 2', '소매', '잡화', 'rest@example.com'],
  ['111-11-11119', '옛날전자', '고폐업', '서울특별시 용산구 새창로 45', '소매', '전자', 'old@example.com'],
  ['555-55-00005', '없는상사', '무등록', '서울특별시 중구 을지로 1', '도매', '잡화', 'none@example.com'],
  ['333-33-33336', '동네분식', '간이연', '서울특별시 관악구 봉천로 8', '음식', '분식', ''],
];
/** How many days ago the NTS was asked; the others never were. */
const ASKED: Record<string, number> = {
  '314-81-20001': 0,
  '220-81-45672': 3,
  '105-86-23452': 1,
  '617-82-10980': 12,
  '409-81-54323': 0,
  '222-22-22227': 0,
  '111-11-11119': 2,
  '555-55-00005': 0,
  '333-33-33336': 5,
  '502-81-12340': 40,
};
const ARCHIVED = '옛날전자';

export function seedPartners(book: PartnerBook, now: number): void {
  for (const [number, name, owner, address, business_type, business_item, email] of SEEDS) {
    const blank = blankPartner();
    const buyer = { ...blank.buyer, number, name, owner, address, business_type, business_item, email };
    const { id } = book.add({ ...blank, buyer });
    const days = ASKED[number];
    if (days !== undefined) book.register.hear(digitsOf(number), now - days * A_DAY_MS - 27 * 60_000);
    if (name === ARCHIVED) book.archive(id, true);
  }
  book.add(person());
}

function person(): PartnerForm {
  const blank = blankPartner();
  const buyer = { ...blank.buyer, kind: 'resident' as const, number: '900101-1234568', name: '김개인', owner: '' };
  return { ...blank, buyer, note: '개인 과외 교재' };
}
