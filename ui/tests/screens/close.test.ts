/** 월 마감 without a window: which period, closing it, and an export from its form to its result. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CloseView } from '../../src/backend/backend';
import type { MemoryBackend } from '../../src/backend/memory';
import { error } from '../../src/backend/memory/errors';
import { receipt } from '../../src/backend/memory/seed';
import { CloseController } from '../../src/screens/close/close.svelte';
import { movedText, openText, periodText } from '../../src/screens/close/words';
import { openShop, settle } from '../shop';

let backend: MemoryBackend;
let close: CloseController;

beforeEach(async () => {
  vi.useFakeTimers();
  const shop = await openShop();
  backend = shop.backend;
  backend.documents.add(receipt('2026-10-10T10:00:00', 1, 'phone', '01012345678', 11_000, '노트', 'confirmed'));
  close = new CloseController(shop.session);
  close.load();
  await settle();
});
afterEach(() => void vi.useRealTimers());

const toasts = () => close.session.toasts.shown.map(({ text }) => text);

async function goTo(by: 1 | -1) {
  close.step(by);
  await settle();
}

test('it begins with the month that runs, and what has not begun cannot be chosen', async () => {
  expect([close.period, close.isNewest, close.current?.state]).toEqual(['2026-11', true, 'running']);
  await goTo(1);
  expect(close.period).toBe('2026-11');
  await goTo(-1);
  expect([close.period, close.current?.state, close.current?.can_close]).toEqual(['2026-10', 'open', true]);
});

test('a quarter leads back to the month it was opened from, and never past today', async () => {
  await goTo(-1);
  close.choose('quarter');
  expect(close.period).toBe('2026-Q4');
  await goTo(-1);
  expect(close.period).toBe('2026-Q3');
  await goTo(1);
  close.choose('half');
  expect(close.period).toBe('2026-H2');
  await goTo(-1);
  await goTo(1);
  close.choose('month');
  expect(close.period).toBe('2026-10');
  close.step(1);
  close.choose('quarter');
  await goTo(-1);
  close.choose('half');
  await goTo(1);
  expect(close.period).toBe('2026-H2');
});

test('a later half-year than today falls back on the month that runs', async () => {
  close.session.today = '2026-07-03';
  close.month = '2026-05';
  close.choose('half');
  await goTo(1);
  expect([close.period, close.month]).toEqual(['2026-H2', '2026-07']);
});

test('periods are named in the language in use', () => {
  expect(['2026-11', '2026-Q4', '2026-H1'].map(periodText)).toEqual(['2026년 11월', '2026년 4분기', '2026년 상반기']);
});

test('the newest period that was asked for wins, and the old one stays in sight until then', async () => {
  const november = close.view;
  const answers = new Map<string, (view: CloseView) => void>();
  vi.spyOn(backend, 'loadClose').mockImplementation(
    (period) => new Promise((done) => answers.set(period, (view) => done({ ...view, period }))),
  );
  await goTo(-1);
  expect([close.view, close.current]).toEqual([november, null]);
  await goTo(-1);
  answers.get('2026-09')?.(november!);
  await settle();
  answers.get('2026-10')?.(november!);
  await settle();
  expect(close.current?.period).toBe('2026-09');
});

test('a period that cannot be loaded says so, and can be asked for again', async () => {
  const load = vi.spyOn(backend, 'loadClose').mockRejectedValueOnce(error('book_busy'));
  await goTo(-1);
  expect(close.failed).toBe(true);
  expect(toasts()[0]).toContain('다른 프로그램이 장부를');
  load.mockRestore();
  close.load();
  await settle();
  expect([close.failed, close.current?.period]).toEqual([false, '2026-10']);
});

test('documents that change are read again while the screen is open, and not afterwards', async () => {
  const load = vi.spyOn(backend, 'loadClose');
  const stop = close.follow();
  await backend.issueReceipt({
    form: { amount: '5000', service: '', number: '', purpose: null, taxation: 'taxable', item: '', memo: '' },
    press_id: 'press-1',
    allow_similar: false,
    print: false,
  });
  await settle();
  expect(close.current?.receipts.total).toBe(5_000);
  stop();
  load.mockClear();
  await backend.resolveDocument(backend.documents.find(() => true)?.key ?? '');
  backend.dials.outcome = 'held';
  await settle();
  expect(load).not.toHaveBeenCalled();
});

test('closing asks first and is done once', async () => {
  const act = vi.spyOn(backend, 'closeMonth');
  close.askClose();
  expect(close.asking, 'November is not over').toBe(false);
  await goTo(-1);
  await close.close();
  expect(act).not.toHaveBeenCalled();
  close.askClose();
  void close.close();
  await close.close();
  await settle();
  expect(act).toHaveBeenCalledTimes(1);
  expect([close.asking, close.current?.state]).toEqual([false, 'closed']);
  expect(toasts()).toEqual(['2026년 10월을 마감했어요.']);
});

test('a close that somebody else was quicker with says so and shows how it stands', async () => {
  await goTo(-1);
  close.askClose();
  await backend.closeMonth('2026-10');
  await close.close();
  await settle();
  expect(toasts()[0]).toContain('마감한 뒤로 바뀐 것이 없어');
  expect([close.asking, close.current?.state]).toEqual([false, 'closed']);
});

test('what needs somebody or is missing in the sums is counted; what settles by itself is only named', () => {
  expect(openText([])).toEqual({ count: 0, words: '' });
  const itself = { matter: 'not_confirmed', count: 32 } as const;
  expect(openText([itself])).toEqual({ count: 0, words: '확정 전 32' });
  const grave = [
    { matter: 'attention', count: 1 },
    { matter: 'difference', count: 1 },
    { matter: 'undecided', count: 2 },
  ] as const;
  expect(openText([...grave, itself])).toEqual({ count: 4, words: '거절 1 · 내용 다름 1' });
});

test.each([
  ['attention', 'tasks', undefined],
  ['difference', 'tasks', undefined],
  ['not_confirmed', 'tasks', undefined],
  ['undecided', 'history', { month: '2026-11', filter: 'attention' }],
  ['not_transmitted', 'history', { month: '2026-11', filter: 'invoices' }],
] as const)('%s leads to %s', (matter, screen, search) => {
  close.goTo(matter);
  expect(close.session.destination).toMatchObject({ screen, ...(search ? { search } : {}) });
  expect(close.session.takeSearch()).toEqual(search ?? null);
  if (search) expect(close.session.takeSearch(), 'once').toBeNull();
});

const files = () => close.exporting;

async function askForOctober() {
  await goTo(-1);
  close.askExport();
}

test('an export begins with the offered folder and masked numbers, tells its steps, and ends with its files', async () => {
  backend.exporting.step_ms = 10;
  await askForOctober();
  expect([files().phase, files().folder, files().wholeNumbers]).toEqual(['form', '~/Documents/jangbu/2026-10', false]);
  files().type('  out  ');
  const ended = files().start();
  await vi.advanceTimersByTimeAsync(125);
  expect([files().phase, files().step]).toEqual(['running', { done: 1, of: 1 }]);
  await vi.advanceTimersByTimeAsync(500);
  await ended;
  expect(files().phase).toBe('done');
  expect(files().resultOf('2026-10')).toMatchObject({ folder: 'out', total: 11_000 });
  expect(backend.exporting.requests).toEqual([{ period: '2026-10', folder: 'out', whole_numbers: false }]);
  files().leave();
  expect(files().phase).toBeNull();
  close.askExport();
  expect(files().folder, 'the folder that was taken is offered again').toBe('out');
});

test('whole numbers are asked for anew each time', async () => {
  close.askExport();
  files().wholeNumbers = true;
  files().leave();
  close.askExport();
  expect(files().wholeNumbers).toBe(false);
});

test('a blank folder is a fault of the form', async () => {
  close.askExport();
  files().type('  ');
  await files().start();
  expect([files().phase, files().folderFault]).toEqual(['form', '폴더를 적거나 고르세요.']);
  expect(backend.exporting.requests).toEqual([]);
  files().type('out');
  expect(files().folderFault).toBeNull();
});

test.each([
  ['disk_full', '디스크에 빈 곳이 없어'],
  ['not_writable', '쓰기 권한을 확인하세요'],
  ['file_open: out/2026-10.xlsx', '엑셀에서 닫고'],
  ['no_folder', '폴더를 찾거나 만들지 못해'],
  ['out/somewhere', '이 폴더에 파일을 쓰지 못했어요'],
])('%s keeps the form and says what happened', async (problem, sentence) => {
  backend.exporting.problem = problem;
  await askForOctober();
  const ended = files().start();
  await vi.advanceTimersByTimeAsync(1_000);
  await ended;
  expect([files().phase, files().folder]).toEqual(['form', '~/Documents/jangbu/2026-10']);
  expect(files().problem).toContain(sentence);
  expect(files().resultOf('2026-10')).toBeNull();
  backend.exporting.problem = null;
  const again = files().start();
  expect(files().problem).toBeNull();
  await vi.advanceTimersByTimeAsync(1_000);
  await again;
  expect(files().phase).toBe('done');
});

test('an export that is stopped comes back to its form and leaves nothing', async () => {
  backend.exporting.step_ms = 50;
  const cancel = vi.spyOn(backend, 'cancelExport');
  await askForOctober();
  const ended = files().start();
  await vi.advanceTimersByTimeAsync(400);
  files().leave();
  expect(files().phase, 'it cannot be left behind').toBe('running');
  void files().stop();
  await files().stop();
  await vi.advanceTimersByTimeAsync(100);
  await ended;
  expect(cancel).toHaveBeenCalledTimes(1);
  expect([files().phase, files().isStopped, files().resultOf('2026-10')]).toEqual(['form', true, null]);
});

test('any other error is said in its own words', async () => {
  vi.spyOn(backend, 'exportPeriod').mockRejectedValueOnce(error('book_busy'));
  await askForOctober();
  await files().start();
  expect(files().problem).toContain('다른 프로그램이 장부를');
});

test('the chosen folder takes the place of the typed one; a dismissed dialog changes nothing', async () => {
  close.askExport();
  await files().choose();
  expect(files().folder).toBe('~/Documents/jangbu/2026-11');
  backend.exporting.chosen = 'elsewhere';
  await files().choose();
  expect(files().folder).toBe('elsewhere');
});

test('a folder that cannot be shown is no lost file', async () => {
  vi.spyOn(backend, 'openFolder').mockRejectedValueOnce(error('internal'));
  await files().openFolder('out');
  expect(toasts()).toEqual(['폴더를 열지 못했어요. 파일은 그 폴더에 있어요.']);
});

test('what changed since the last export is one sentence', () => {
  expect(movedText({ added: 0, removed: 0 })).toBe('바뀐 것이 없어요.');
  expect(movedText({ added: 2, removed: 0 })).toBe('2건이 더해졌어요.');
  expect(movedText({ added: 0, removed: 1 })).toBe('1건이 빠졌어요.');
  expect(movedText({ added: 2, removed: 1 })).toBe('2건이 더해지고 1건이 빠졌어요.');
});
