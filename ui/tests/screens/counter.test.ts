import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { BackendError } from '../../src/backend/backend';
import type { MemoryBackend } from '../../src/backend/memory';
import { CounterController } from '../../src/screens/counter/counter.svelte';
import { openShop, PHONE, settle } from '../shop';

let backend: MemoryBackend;
let counter: CounterController;
let clock: { now: number };

beforeEach(async () => {
  vi.useFakeTimers();
  const shop = await openShop();
  ({ backend, clock } = shop);
  counter = new CounterController(shop.session, () => clock.now);
  await settle();
});
afterEach(() => void vi.useRealTimers());

function fill(amount = '12,000', number = PHONE) {
  counter.form.type('amount', amount);
  counter.form.type('number', number);
}
const issued = () => counter.day?.rows.filter(({ act }) => act === 'issue') ?? [];
const toasts = () => counter.session.toasts.shown.map(({ text }) => text);

test('Enter goes on to the number, Enter there issues and prints', async () => {
  counter.form.type('amount', '12,000');
  await counter.enter('amount');
  expect(counter.focus.target).toBe('number');
  counter.form.type('number', PHONE);
  await counter.enter('number');
  expect(counter.result?.row).toMatchObject({ state: 'approved', total: 12_000 });
  expect(counter.result?.print?.ok).toBe(true);
  expect(counter.focus.target).toBe('amount');
  expect(counter.form.amount).toBe('');
});

test('a second Enter that comes at once does not issue to nobody', async () => {
  counter.form.type('amount', '12,000');
  await counter.enter('amount');
  clock.now += 299;
  await counter.enter('number');
  counter.next();
  await settle();
  expect(issued()).toHaveLength(0);
  clock.now += 1;
  await counter.enter('number');
  expect(issued()).toHaveLength(1);
  expect(counter.result?.row.number_kind).toBe('self_issue');
});

test('a quick Enter counts when there is a number, or when self-issue was chosen', async () => {
  fill();
  await counter.enter('amount');
  await counter.enter('number');
  expect(issued()).toHaveLength(1);
  counter.form.type('amount', '13,000');
  counter.form.choose('self_issue');
  await counter.enter('amount');
  await counter.enter('number');
  expect(issued()).toHaveLength(2);
});

test('a double Enter issues once', async () => {
  const issue = vi.spyOn(backend, 'issueReceipt');
  backend.dials.latency_ms = 50;
  fill();
  void counter.enter('number');
  void counter.enter('number');
  await settle();
  void counter.enter('amount');
  await settle();
  expect(issue).toHaveBeenCalledTimes(1);
  expect(issued()).toHaveLength(1);
});

test('after an error without an answer the same form is the same press', async () => {
  const ids: string[] = [];
  const issue = backend.issueReceipt.bind(backend);
  vi.spyOn(backend, 'issueReceipt').mockImplementation(async (request) => {
    ids.push(request.press_id);
    const answer = await issue(request);
    if (ids.length === 1) throw BackendError.from(new Error('the answer was lost'));
    return answer;
  });
  fill();
  await counter.issue(true);
  expect(counter.form.amount).toBe('12,000');
  await counter.issue(true);
  expect(ids[0]).toBe(ids[1]);
  expect(issued()).toHaveLength(1);
});

test('a press id that was used for something else is given up', async () => {
  const refused = { code: 'press_reused', faults: [], retry: 'never', reference: null, detail: null } as const;
  const issue = vi.spyOn(backend, 'issueReceipt').mockRejectedValueOnce(new BackendError({ ...refused, faults: [] }));
  fill();
  await counter.issue(true);
  await counter.issue(true);
  const [first, second] = issue.mock.calls.map(([request]) => request.press_id);
  expect(first).not.toBe(second);
  expect(issued()).toHaveLength(1);
});

test('another sale is another press', async () => {
  const issue = vi.spyOn(backend, 'issueReceipt');
  fill('12,000');
  await counter.issue(false);
  fill('13,000');
  await counter.issue(false);
  const [first, second] = issue.mock.calls.map(([request]) => request.press_id);
  expect(first).not.toBe(second);
});

describe('an equal receipt within three minutes', () => {
  beforeEach(async () => {
    fill();
    await counter.issue(true);
    fill();
    await counter.issue(true);
  });

  it('asks first and issues nothing', () => {
    expect(counter.question?.kind).toBe('similar');
    expect(issued()).toHaveLength(1);
  });

  it('is issued after "다른 거래예요"', async () => {
    await counter.issueAnother();
    expect(issued()).toHaveLength(2);
    expect(counter.question).toBeNull();
  });

  it('keeps the form when going back', () => {
    counter.dismiss();
    expect(counter.form.amount).toBe('12,000');
    expect(counter.focus.target).toBe('amount');
    expect(issued()).toHaveLength(1);
  });

  it('is no question after three minutes', async () => {
    counter.dismiss();
    clock.now += 4 * 60_000;
    await counter.issue(true);
    expect(issued()).toHaveLength(2);
  });
});

test('an equal receipt of unknown outcome stops the press', async () => {
  backend.dials.outcome = 'unknown';
  fill();
  await counter.issue(true);
  expect(counter.result?.row.state).toBe('unknown');
  fill();
  await counter.issue(true);
  expect(counter.question?.kind).toBe('twin_unknown');
  expect(issued()).toHaveLength(1);
});

test('a refused receipt keeps what was typed', async () => {
  backend.dials.outcome = 'rejected';
  fill();
  await counter.issue(true);
  await settle();
  expect(counter.result).toMatchObject({ refusal: { code: 'E2003' }, inputKept: true });
  expect(counter.form.amount).toBe('12,000');
});

test('faults go to the field they belong to and change nothing', async () => {
  fill('12,000', '314-81-20002');
  await counter.issue(true);
  expect(counter.form.faults).toContainEqual({ field: 'number', code: 'business_number_check_digit', line: null });
  expect(counter.focus.target).toBe('number');
  expect(issued()).toHaveLength(0);
});

test('an unknown document on the card becomes approved when the program hears so', async () => {
  backend.dials.outcome = 'unknown';
  fill();
  await counter.issue(true);
  await backend.resolveDocument(counter.result?.row.key ?? '');
  await settle();
  expect(counter.result?.row.state).toBe('approved');
});

test('an unknown document that is refused in the end says why, and not that the input is still there', async () => {
  backend.dials.outcome = 'unknown';
  backend.dials.settles = 'rejected';
  fill();
  await counter.issue(true);
  await backend.resolveDocument(counter.result?.row.key ?? '');
  await settle();
  expect(counter.result).toMatchObject({ row: { state: 'rejected' }, refusal: { code: 'E2003' }, inputKept: false });
});

test('a held document brings the reason with it', async () => {
  Object.assign(backend.dials, { outcome: 'held', held_reason: 'quota' });
  fill();
  await counter.issue(true);
  expect(counter.result?.held_reason).toBe('quota');
  expect(counter.form.amount).toBe('');
});

test.each([
  ['held', 'waiting'],
  ['unknown', 'unknown'],
  ['rejected', 'refused'],
] as const)('Ctrl Z after a %s receipt leaves the customer before alone', async (outcome, obstacle) => {
  fill();
  await counter.issue(false);
  backend.dials.outcome = outcome;
  fill('13,000');
  await counter.issue(false);
  counter.askCancel();
  expect(counter.question).toMatchObject({ kind: 'not_cancellable', obstacle, row: { total: 13_000 } });
  await counter.cancel();
  await counter.issueAnother();
  expect(counter.day?.rows).toHaveLength(2);
  counter.dismiss();
  expect(counter.focus.target).toBe('amount');
});

test('Ctrl Z takes what remains of a receipt that was cancelled in part', async () => {
  fill();
  await counter.issue(false);
  const key = issued()[0]?.key ?? '';
  await backend.cancelReceipt({ key, amount: '5,000', reason: 'other', press_id: 'part', print: false });
  await settle();
  counter.askCancel();
  expect(counter.question).toMatchObject({ kind: 'cancel', row: { total: 12_000, remaining: 7_000 } });
  await counter.cancel();
  expect(counter.result?.row).toMatchObject({ act: 'cancel', total: 7_000 });
});

test('a cancel of unknown outcome is not cancelled once more', async () => {
  fill();
  await counter.issue(false);
  backend.dials.outcome = 'unknown';
  counter.askCancel();
  await counter.cancel();
  expect(counter.result?.row).toMatchObject({ act: 'cancel', state: 'unknown' });
  counter.askCancel();
  expect(counter.question).toMatchObject({ kind: 'not_cancellable', obstacle: 'cancelling' });
});

test('without any receipt today Ctrl Z says so', () => {
  counter.askCancel();
  expect(counter.question).toBeNull();
  expect(toasts()).toEqual(['오늘 취소할 수 있는 영수증이 없어요.']);
});

test('the card shows that its receipt was cancelled elsewhere', async () => {
  fill();
  await counter.issue(false);
  const key = counter.result?.row.key ?? '';
  await backend.cancelReceipt({ key, amount: null, reason: 'other', press_id: 'elsewhere', print: false });
  await settle();
  expect(counter.result?.row).toMatchObject({ key, cancelled: 'fully', remaining: 0 });
});

test('the last receipt is cancelled after one question, and only once', async () => {
  fill();
  await counter.issue(false);
  counter.askCancel();
  expect(counter.question).toMatchObject({ kind: 'cancel', row: { total: 12_000 } });
  void counter.cancel();
  void counter.cancel();
  await settle();
  expect(counter.day?.rows.filter(({ act }) => act === 'cancel')).toHaveLength(1);
  expect(counter.result?.row.act).toBe('cancel');
  expect(counter.focus.target).toBe('amount');
  counter.askCancel();
  expect(counter.question).toMatchObject({ kind: 'not_cancellable', obstacle: 'cancelled' });
});

test('a failed print never looks like a failed receipt', async () => {
  backend.dials.printFails = true;
  fill();
  await counter.issue(true);
  expect(counter.result?.row.state).toBe('approved');
  expect(toasts()).toEqual(['승인됐지만 인쇄하지 못했어요. Ctrl P로 다시 인쇄하세요.']);
});

test('the last receipt prints again as a copy', async () => {
  fill();
  await counter.issue(true);
  await counter.reprintLast();
  expect(toasts()).toEqual(['PDF로 저장했어요', '재발행 1회차를 PDF로 저장했어요']);
});

test.each(['unknown', 'held', 'rejected'] as const)(
  'behind a receipt that is %s no paper of the customer before comes out',
  async (outcome) => {
    fill();
    await counter.issue(false);
    backend.dials.outcome = outcome;
    fill('99000');
    await counter.issue(false);
    await counter.reprintLast();
    expect(toasts().at(-1)).toContain('아직 승인되지 않아');
  },
);

test('with a printer it is paper, and no file to look for', async () => {
  await counter.session.saveSettings({ printer: 'receipt-80' });
  fill();
  await counter.issue(true);
  expect(counter.session.toasts.shown).toMatchObject([{ text: '인쇄했어요', path: null }]);
});

test('Esc steps back and loses nothing', () => {
  fill();
  counter.back('memo');
  expect(counter.focus.target).toBe('number');
  counter.back('number');
  expect(counter.focus.target).toBe('amount');
  expect(counter.form.number).toBe(PHONE);
});

test('the pad types into the field in use', () => {
  counter.pressPad('5');
  counter.pressPad('만');
  counter.erasePad();
  expect(counter.form.amount).toBe('5,000');
  counter.next();
  for (const digit of PHONE) counter.pressPad(digit);
  expect(counter.form.number).toBe('010-1234-5678');
  counter.clearPad();
  expect(counter.form.number).toBe('');
});
