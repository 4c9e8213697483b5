/** A believable shop: some weeks of receipts, the same at every start. */
import type { CancelReason, DocumentState, NumberKind, ShopForm } from '../bindings';
import type { Documents, StoredDocument } from './documents';
import { split } from './rules';

export const PRACTICE_SHOP: ShopForm = {
  number: '123-45-67891',
  name: '행복문구',
  owner: '김행복',
  address: '서울특별시 중구 세종대로 110',
  phone: '02-123-4567',
  business_type: '도소매',
  business_item: '문구·사무용품',
  branch: '',
  email: 'shop@example.com',
};

type Sale = [minutesAgo: number, kind: NumberKind, digits: string, total: number, item: string, state?: DocumentState];

const TODAY: readonly Sale[] = [
  [4, 'phone', '01040182290', 12_000, '사무용품'],
  [15, 'business_number', '3148120001', 330_000, '복사용지 외 1건'],
  [31, 'phone', '01077318841', 8_900, '볼펜'],
  [38, 'phone', '01020091734', 24_500, '파일 바인더', 'unknown'],
  [56, 'self_issue', '0100001234', 110_000, '학용품 세트'],
  [84, 'phone', '01088100042', 5_000, '노트'],
  [101, 'phone', '01033476620', 16_000, '스케치북'],
  [125, 'card', '9410612288340912', 42_000, '토너'],
  [168, 'phone', '01055115512', 7_500, '지우개 외 3건'],
  [190, 'phone', '01031229917', 31_000, '만년필'],
];
const CANCELLED_TODAY = '01088100042';
const ITEMS = ['사무용품', '복사용지', '볼펜', '노트', '스케치북', '토너', '파일 바인더', '포장지', '색연필', '달력'];
const PRICES = [2_400, 3_500, 5_000, 7_500, 8_900, 12_000, 16_000, 24_500, 31_000, 42_000, 88_000, 110_000, 330_000];
const DAYS = 60;
const A_DAY = 30;

/** `now` is the Korean local time as milliseconds, as if it were UTC. */
export function seed(documents: Documents, now: number): void {
  const random = generator(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  let sequence = 0;
  for (let day = DAYS; day >= 1; day -= 1) {
    for (let sale = A_DAY; sale >= 1; sale -= 1) {
      const at = localTime(startOfDay(now) - day * 86_400_000 + (22 - sale * 0.4) * 3_600_000 + random() * 900_000);
      const phone = `010${Math.floor(10_000_000 + random() * 89_999_999)}`;
      sequence += 1;
      documents.add(receipt(at, sequence, 'phone', phone, pick(PRICES), pick(ITEMS), 'confirmed'));
    }
  }
  for (const [minutes_ago, kind, digits, total, item, state] of TODAY.toReversed()) {
    sequence += 1;
    const at = localTime(now - minutes_ago * 60_000);
    const sold = documents.add(receipt(at, sequence, kind, digits, total, item, state ?? 'approved'));
    if (digits === CANCELLED_TODAY) {
      sequence += 1;
      documents.add(
        cancelOf(sold, localTime(now - (minutes_ago - 2) * 60_000), sequence, sold.total, 'transaction_cancelled'),
      );
    }
  }
}

export function receipt(
  at: string,
  sequence: number,
  kind: NumberKind,
  digits: string,
  total: number,
  item: string,
  state: DocumentState,
): StoredDocument {
  const key = documentKey('R', at, sequence);
  const answered = state === 'approved' || state === 'confirmed';
  const approval = answered ? approvalNumber(sequence) : null;
  return {
    key,
    act: 'issue',
    at,
    kind,
    digits,
    purpose: kind === 'business_number' ? 'expense_proof' : 'income_deduction',
    taxation: 'taxable',
    item,
    memo: null,
    ...split(total, 0, true),
    service: 0,
    total,
    state,
    approval,
    refusal: null,
    held_reason: null,
    deadline: sendBy(at),
    their: null,
    refused_unseen: false,
    correction: null,
    original_key: null,
    cancel_reason: null,
    invoice: null,
    prints: answered ? [{ copy_no: 0, printed_at: at, target: `practice/prints/${key}.pdf`, state: 'done' }] : [],
    timeline: timeline(at, key, approval, state),
    attempts: [attempt(at, key, 'issue', approval, state)],
  };
}

export function cancelOf(
  original: StoredDocument,
  at: string,
  sequence: number,
  total: number,
  reason: CancelReason,
  state: DocumentState = 'approved',
): StoredDocument {
  const key = documentKey('C', at, sequence);
  const approval = state === 'approved' ? approvalNumber(sequence) : null;
  return {
    ...original,
    ...split(total, 0, original.taxation === 'taxable'),
    key,
    act: 'cancel',
    at,
    service: 0,
    total,
    state,
    approval,
    deadline: sendBy(at),
    their: null,
    refused_unseen: false,
    correction: null,
    original_key: original.key,
    cancel_reason: reason,
    prints: [],
    timeline: timeline(at, key, approval, state),
    attempts: [attempt(at, key, 'cancel', approval, state)],
  };
}

export function localTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19);
}

/** The fifth day after the sale, at its end. */
function sendBy(at: string): string {
  const day = Date.parse(`${at.slice(0, 10)}T00:00:00Z`) + 5 * 86_400_000;
  return `${localTime(day).slice(0, 10)}T23:59:59`;
}

function documentKey(kind: 'R' | 'C', at: string, sequence: number): string {
  return `${kind}${at.slice(2, 10).replaceAll('-', '')}-01-${String(sequence).padStart(6, '0')}`;
}

function approvalNumber(sequence: number): string {
  return `TB${String(4_021_000 + sequence).padStart(7, '0')}`;
}

function timeline(at: string, key: string, approval: string | null, state: DocumentState): StoredDocument['timeline'] {
  const steps = [
    { at, kind: 'receipt_intended', detail: key },
    { at, kind: 'sent', detail: null },
  ];
  if (approval) return [...steps, { at, kind: 'approved', detail: approval }];
  return [...steps, { at, kind: state === 'rejected' ? 'rejected' : 'lost_answer', detail: null }];
}

function attempt(at: string, key: string, call: string, approval: string | null, state: DocumentState) {
  const answered = approval !== null || state === 'rejected';
  return {
    at,
    call,
    route: 'practice',
    request: JSON.stringify({ documentKey: key, consumerPhone: '010****5678' }, null, 2),
    response: answered
      ? JSON.stringify({ resultCode: '0000', documentKey: key, approvalNumber: approval }, null, 2)
      : '',
    http_status: answered ? 200 : null,
    result_code: answered ? '0000' : null,
    elapsed_ms: 38,
    outcome: approval ? 'approved' : state,
  };
}

function startOfDay(now: number): number {
  return Math.floor(now / 86_400_000) * 86_400_000;
}

/** mulberry32: small, and the same numbers everywhere. */
function generator(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
