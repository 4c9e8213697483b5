import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MemoryBackend } from '../../src/backend/memory';
import { HistoryController } from '../../src/screens/history/history.svelte';
import { whenText } from '../../src/screens/history/row-words';
import { fillHistory, openShop, settle } from '../shop';

let backend: MemoryBackend;
let history: HistoryController;

beforeEach(async () => {
  vi.useFakeTimers();
  const shop = await openShop();
  backend = shop.backend;
  fillHistory(backend, 250);
  history = new HistoryController(shop.session);
  await settle();
});
afterEach(() => void vi.useRealTimers());

const toasts = () => history.session.toasts.shown.map(({ text }) => text);

test('pages follow the cursor to the end, each row once', async () => {
  expect(history.rows).toHaveLength(100);
  expect(history.matched).toBe(250);
  const search = vi.spyOn(backend, 'searchHistory');
  await Promise.all([history.loadMore(), history.loadMore()]);
  expect(search).toHaveBeenCalledTimes(1);
  await history.loadMore();
  await history.loadMore();
  expect(new Set(history.rows.map(({ key }) => key)).size).toBe(250);
  expect(history.rows).toHaveLength(250);
});

test('a page that was asked for before the search changed is dropped', async () => {
  const search = backend.searchHistory.bind(backend);
  vi.spyOn(backend, 'searchHistory').mockImplementationOnce(async (query) => {
    await new Promise((later) => setTimeout(later, 150));
    return search(query);
  });
  const more = history.loadMore();
  history.type('0007');
  await settle();
  await more;
  expect(history.rows).toHaveLength(1);
});

test('the last four digits find the receipt', async () => {
  history.type('0042');
  await settle();
  expect(history.rows.map(({ total }) => total)).toEqual([42_000]);
});

test('the arrows move the choice and stop at both ends', async () => {
  history.move(-1);
  expect(history.chosenAt).toBe(0);
  history.moveToEnd(1);
  expect(history.chosenAt).toBe(99);
  history.movePage(-1);
  expect(history.chosenAt).toBeLessThan(99);
});

test('the detail follows the choice and forgets a number that was shown', async () => {
  await settle();
  const { detail } = history;
  await detail.toggleNumber();
  expect(detail.revealed).toBe('010-2000-0250');
  expect(backend.documents.get(history.chosenKey ?? '')?.timeline.at(-1)?.kind).toBe('revealed');
  history.move(1);
  await settle();
  expect(detail.revealed).toBeNull();
  expect(detail.detail?.row.total).toBe(249_000);
});

test('a resident number is never shown in full', async () => {
  const document = backend.documents.get(history.chosenKey ?? '');
  if (document) Object.assign(document, { kind: 'rrn', digits: '9001011234568' });
  history.detail.reload();
  await settle();
  expect(history.detail.canReveal).toBe(false);
  await history.detail.toggleNumber();
  expect(history.detail.revealed).toBeNull();
  expect(document?.timeline.at(-1)?.kind).not.toBe('revealed');
});

test('Esc goes from the detail to the list to the box', () => {
  history.back('detail');
  expect(history.focus.target).toBe('list');
  history.back('list');
  expect(history.focus.target).toBe('search');
});

test('a part can be cancelled, and no more than what remains', async () => {
  const { detail } = history;
  detail.askCancel();
  detail.cancelling?.take('part');
  detail.cancelling?.type('300,000');
  await detail.cancel();
  expect(detail.cancelling?.faults).toEqual([{ field: 'cancel_amount', code: 'cancel_over_remaining', line: null }]);
  detail.cancelling?.type('50,000');
  await detail.cancel();
  await settle();
  expect(detail.cancelling).toBeNull();
  expect(detail.detail).toMatchObject({ remaining: 200_000, row: { cancelled: 'partly' } });
  expect(toasts()).toContain('50,000원을 취소했어요.');
});

test.each([
  ['unknown', '취소를 확인하고 있어요. 취소됐을 수 있으니 다시 누르지 마세요.'],
  ['held', '취소를 보내지 못해 기다리고 있어요. 아직 취소되지 않았어요. 인터넷이 끊겼어요.'],
  ['rejected', '취소되지 않았어요. '],
] as const)('a cancel that is %s says what happened to it', async (outcome, sentence) => {
  backend.dials.outcome = outcome;
  history.detail.askCancel();
  await history.detail.cancel();
  expect(toasts().at(-1)).toContain(sentence);
});

test('a double press in the dialog cancels once', async () => {
  const { detail } = history;
  detail.askCancel();
  void detail.cancel();
  void detail.cancel();
  await settle();
  expect(backend.documents.count(({ act }) => act === 'cancel')).toBe(1);
});

test('a receipt that arrives above does not move the choice', async () => {
  history.move(3);
  const chosen = history.chosenKey;
  const form = { amount: '9,900', service: '', number: '', item: '', memo: '' };
  await backend.issueReceipt({
    form: { ...form, purpose: null, taxation: 'taxable' },
    press_id: 'elsewhere',
    allow_similar: false,
    print: false,
  });
  await settle();
  expect(history.rows[0]?.total).toBe(9_900);
  expect(history.chosenKey).toBe(chosen);
});

test('an unknown document can be asked about again', async () => {
  const row = history.rows[0];
  const document = backend.documents.get(row?.key ?? '');
  if (document) Object.assign(document, { state: 'unknown', approval: null });
  history.detail.reload();
  await settle();
  expect(history.detail.canResolve).toBe(true);
  await history.detail.resolve();
  await settle();
  expect(history.detail.detail?.row.state).toBe('approved');
});

test('a row of an older year says which year', () => {
  expect(whenText('2026-11-20T10:05:00', '2026-11-22')).toBe('11-20 10:05');
  expect(whenText('2024-11-20T10:05:00', '2026-11-22')).toBe('2024-11-20');
});

test('an example of the help is looked for everywhere', async () => {
  history.inMonth('2020-01');
  history.filterBy('cancels');
  await settle();
  history.tryOut('0042');
  await settle();
  expect([history.month, history.filter]).toEqual([null, 'all']);
  expect(history.rows.map(({ total }) => total)).toEqual([42_000]);
});
