/** 월 마감 by keyboard, with the real components. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import App from '../../src/App.svelte';
import type { MemoryBackend } from '../../src/backend/memory';
import { cancelOf, receipt } from '../../src/backend/memory/seed';
import type { StoredDocument } from '../../src/backend/memory/documents';
import { SCREENS } from '../../src/frame/screens';
import type { Session } from '../../src/session.svelte';
import { addInvoice } from '../invoices';
import { openShop } from '../shop';

let backend: MemoryBackend;
let session: Session;
let sold: StoredDocument;
const user = userEvent.setup();

beforeAll(() => Promise.all(SCREENS.map(({ component }) => component())));

beforeEach(async () => {
  ({ backend, session } = await openShop());
  const add = (at: string, nth: number, total: number, state: 'approved' | 'confirmed' | 'held') =>
    backend.documents.add(receipt(at, nth, 'phone', '01012345678', total, '노트', state));
  sold = add('2026-10-10T10:00:00', 1, 1_100_000, 'confirmed');
  add('2026-10-12T10:00:00', 2, 220_000, 'confirmed');
  addInvoice(backend, 'confirmed');
  add('2026-11-20T10:00:00', 3, 550_000, 'approved');
  render(App, { props: { session } });
});

const text = (testid: string) => screen.getByTestId(testid).textContent?.replace(/\s+/g, ' ').trim() ?? '';
const hasFocus = (testid: string) => expect(document.activeElement).toBe(screen.getByTestId(testid));

async function shown(period: string) {
  await waitFor(() => expect(screen.getByTestId('close-content').dataset.period).toBe(period));
  await waitFor(() => expect(screen.getByTestId('close-content').getAttribute('aria-busy')).toBe('false'));
}

async function openClose() {
  await user.keyboard('{F6}');
  await screen.findByTestId('close-content');
}

async function openOctober() {
  await openClose();
  await user.keyboard('{[}');
  await shown('2026-10');
}

test('F6 opens the month that runs; the keys lead back and never past today', async () => {
  await openClose();
  expect([text('period'), text('close-state')]).toEqual(['2026년 11월', '진행 중']);
  expect(screen.getByTestId<HTMLButtonElement>('period-later').disabled).toBe(true);
  expect(screen.queryByTestId('close-month')).toBeNull();
  await user.keyboard('{]}');
  expect(text('period')).toBe('2026년 11월');
  await user.keyboard('{[}');
  await shown('2026-10');
  expect([text('period'), text('close-state')]).toEqual(['2026년 10월', '마감 전']);
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  await shown('2026-11');
  await user.keyboard('{Escape}');
  expect(await screen.findByTestId('amount')).toBeTruthy();
});

test('the four totals, and the change against the month before', async () => {
  await openOctober();
  expect([text('total-receipts'), text('total-invoices'), text('total-vat')]).toEqual([
    '1,320,000',
    '330,000',
    '150,000',
  ]);
  expect(text('vat-change')).toBe('지난달에는 없었어요');
  expect(text('total-open')).toContain('남은 일이 없어요');
  await user.keyboard('{]}');
  await shown('2026-11');
  expect(text('vat-change')).toBe('지난달보다 −66.7%');
  expect(screen.queryByTestId('return-due'), 'far off, and a month is no return').toBeNull();
});

test('quarter and half-year have months as bars and the day of the return', async () => {
  await openClose();
  await user.keyboard('{Alt>}2{/Alt}');
  await shown('2026-Q4');
  expect(text('period')).toBe('2026년 4분기');
  expect(within(screen.getByTestId('chart-table')).getAllByRole('row')).toHaveLength(4);
  expect(text('return-due')).toBe('2기 확정신고 1월 25일까지');
  expect(text('vat-change')).toBe('지난 분기에는 없었어요');
  await user.keyboard('{Alt>}3{/Alt}');
  await shown('2026-H2');
  expect(text('period')).toBe('2026년 하반기');
  expect(screen.queryByTestId('close-month')).toBeNull();
});

test('the kinds add up to the sum, and the service charge is there only when there is some', async () => {
  await openOctober();
  const cells = (testid: string) =>
    within(screen.getByTestId(testid))
      .getAllByRole('cell')
      .map(({ textContent }) => textContent?.trim());
  expect(screen.getAllByTestId('kind-row').map(({ dataset }) => dataset.kind)).toEqual([
    'income_deduction',
    'invoice_taxable',
  ]);
  expect(cells('kind-sum')).toEqual(['3', '1,500,000', '150,000', '1,650,000', '']);
  expect(text('kind-table')).not.toContain('봉사료');
  expect(text('kind-table')).toContain('새로');
  sold.service = 10_000;
  await user.keyboard('{]}{[}');
  await waitFor(() => expect(text('kind-table')).toContain('봉사료'));
});

test('the chart is a table for whoever hears it, and the arrow keys go along its bars', async () => {
  await openOctober();
  const rows = within(screen.getByTestId('chart-table')).getAllByRole('row');
  expect(rows).toHaveLength(32);
  expect(rows[10]?.textContent?.replace(/\s+/g, ' ')).toContain('1,100,000');
  expect(screen.queryByTestId('chart-tip')).toBeNull();
  screen.getByTestId('plot').focus();
  await waitFor(() => expect(text('chart-tip')).toContain('10월 12일 (월)'));
  expect(text('chart-tip')).toContain('현금영수증220,000');
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  await waitFor(() => expect(text('chart-tip')).toContain('1,100,000'));
  await user.keyboard('{Home}{ArrowLeft}');
  await waitFor(() => expect(text('chart-tip')).toContain('10월 1일'));
  await user.hover(screen.getByTestId('bar-2026-10-05'));
  await waitFor(() => expect(text('chart-tip')).toContain('세금계산서330,000'));
});

test('a month without a document is calm', async () => {
  await openClose();
  await user.keyboard('{[}{[}{[}');
  await shown('2026-08');
  expect(text('chart-empty')).toBe('이 기간에 발급한 것이 없어요.');
  expect(screen.queryByTestId('kind-table')).toBeNull();
  expect(text('open-none')).toBe('남은 일이 없어요.');
});

test('M asks, Esc leaves, Enter closes: the badge changes and a notice says so', async () => {
  await openOctober();
  await user.keyboard('m');
  hasFocus('close-confirm');
  expect(text('dialog')).toContain('문서 3건, 합계 1,650,000원으로 마감한 기록을 남겨요.');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('dialog')).toBeNull());
  expect(text('close-state')).toBe('마감 전');
  await user.keyboard('m{Enter}');
  await waitFor(() => expect(text('close-state')).toBe('마감함'));
  expect(text('toast')).toContain('2026년 10월을 마감했어요.');
  expect(screen.queryByTestId('close-month')).toBeNull();
  await user.keyboard('m');
  expect(screen.queryByTestId('dialog')).toBeNull();
});

test('closing with something open names it and lets it be', async () => {
  backend.documents.add(receipt('2026-10-20T10:00:00', 9, 'phone', '01012345678', 9_000, '노트', 'unknown'));
  await openOctober();
  await user.keyboard('m');
  expect(text('close-open')).toContain('아직 모르는 것 1건');
  expect(text('dialog')).toContain('그래도 마감할 수 있어요.');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(text('close-state')).toBe('마감함'));
});

test('what changes after the close is listed, opens in the history, and can be closed again', async () => {
  await backend.closeMonth('2026-10');
  backend.documents.add(cancelOf(sold, '2026-11-22T11:00:00', 901, 1_100_000, 'transaction_cancelled'));
  await openOctober();
  expect(text('close-state')).toBe('마감 뒤 바뀜');
  expect(text('change-count')).toBe('1건');
  expect(text('change')).toContain('뒷달에 취소·수정');
  expect(text('change')).toContain('−1,100,000');
  expect(text('close-month')).toContain('다시 마감하기');
  await user.keyboard('m');
  expect(text('dialog')).toContain('2026년 10월을 다시 마감할까요?');
  await user.keyboard('{Escape}');
  screen.getByTestId('change').focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.getByTestId<HTMLInputElement>('search').value).toBe('C261122-01-000901'));
});

test('what is open leads to where it is settled', async () => {
  backend.documents.add(receipt('2026-10-20T10:00:00', 9, 'phone', '01012345678', 9_000, '노트', 'held'));
  await openOctober();
  const [open] = screen.getAllByTestId('open-matter');
  expect(open?.dataset.matter).toBe('undecided');
  await user.click(within(open!).getByRole('button'));
  await waitFor(() => expect(screen.getByTestId('filter-attention').getAttribute('aria-pressed')).toBe('true'));
  expect(screen.getByTestId<HTMLSelectElement>('month').value).toBe('2026-10');
  await waitFor(() => expect(screen.getAllByTestId('history-row')).toHaveLength(1));
  await user.keyboard('{F6}');
  await shown('2026-10');
  await user.click(screen.getByTestId('total-open'));
  expect(await screen.findByTestId('task-list')).toBeTruthy();
});

test('a document that changes behind the screen is counted at once', async () => {
  await openClose();
  expect(text('total-receipts')).toBe('550,000');
  backend.documents.add(receipt('2026-11-21T10:00:00', 12, 'phone', '01012345678', 50_000, '노트', 'held'));
  await backend.resolveDocument(backend.documents.find(({ state }) => state === 'held')?.key ?? '');
  await waitFor(() => expect(text('total-receipts')).toBe('600,000'));
});

test('Ctrl E and Enter export; the summary says that it adds up, and so does the card', async () => {
  await openOctober();
  expect(screen.queryByTestId('export-mark')).toBeNull();
  await user.keyboard('{Control>}e{/Control}');
  hasFocus('export-start');
  expect(screen.getByTestId<HTMLInputElement>('export-folder').value).toBe('~/Documents/jangbu/2026-10');
  expect(text('dialog')).toContain('주민등록번호는 그래도 가려요.');
  await user.keyboard('{Enter}');
  expect((await screen.findByTestId('export-sum')).textContent).toContain(
    '문서 3건, 합계 1,650,000원이 장부와 1원까지',
  );
  expect(text('export-since')).toBe('이 기간은 처음 내보냈어요.');
  expect(screen.getAllByTestId('export-file').at(-1)?.textContent).toContain('manifest');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(backend.exporting.opened).toEqual(['~/Documents/jangbu/2026-10']));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('dialog')).toBeNull());
  expect(text('export-mark')).toContain('장부 합계와 1원까지 일치');
  await user.click(screen.getByTestId('open-folder'));
  expect(backend.exporting.opened).toHaveLength(2);
  backend.documents.add(receipt('2026-10-25T10:00:00', 15, 'phone', '01012345678', 7_000, '노트', 'confirmed'));
  await user.keyboard('{]}{[}');
  await waitFor(() => expect(text('export-mark')).toContain('내보낸 뒤에 장부가 바뀌었어요.'));
});

test('Ctrl O chooses a folder, Space shows the numbers in full, and that is what is asked for', async () => {
  backend.exporting.chosen = 'elsewhere';
  await openOctober();
  await user.keyboard('{Control>}e{/Control}');
  await user.keyboard('{Control>}o{/Control}');
  await waitFor(() => expect(screen.getByTestId<HTMLInputElement>('export-folder').value).toBe('elsewhere'));
  screen.getByTestId('export-whole').focus();
  await user.keyboard(' {Enter}');
  await screen.findByTestId('export-sum');
  expect(backend.exporting.requests).toEqual([{ period: '2026-10', folder: 'elsewhere', whole_numbers: true }]);
});

test('a full disk is said in the form, which stays as it was typed', async () => {
  backend.exporting.problem = 'disk_full';
  await openOctober();
  await user.keyboard('{Control>}e{/Control}');
  await user.clear(screen.getByTestId('export-folder'));
  await user.type(screen.getByTestId('export-folder'), 'usb{Enter}');
  expect((await screen.findByTestId('export-problem')).textContent).toContain('디스크에 빈 곳이 없어');
  hasFocus('export-folder');
  expect(screen.getByTestId<HTMLInputElement>('export-folder').value).toBe('usb');
  await user.clear(screen.getByTestId('export-folder'));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(text('fault-folder')).toBe('폴더를 적거나 고르세요.'));
  hasFocus('export-folder');
});

test('while it runs there is a bar with its numbers, and Esc stops it', async () => {
  backend.exporting.step_ms = 20;
  await openOctober();
  await user.keyboard('{Control>}e{/Control}{Enter}');
  await waitFor(() => expect(text('export-step')).toMatch(/^[0-3] \/ 3건$/));
  expect(screen.getByTestId<HTMLProgressElement>('export-progress').max).toBe(3);
  expect(text('dialog-dismiss')).toContain('그만두기');
  await user.keyboard('{Escape}');
  expect((await screen.findByTestId('export-stopped')).textContent).toContain('내보내기를 그만뒀어요.');
  hasFocus('export-start');
});

test('in English every sentence of the screen is English', async () => {
  await session.saveSettings({ language: 'en' });
  await backend.closeMonth('2026-10');
  backend.documents.add(cancelOf(sold, '2026-11-22T11:00:00', 901, 1_100_000, 'transaction_cancelled'));
  await openOctober();
  await user.keyboard('{Control>}e{/Control}{Enter}');
  await screen.findByTestId('export-sum');
  // Titles and names of files are the program's own.
  const said = document.querySelector('main')?.textContent ?? '';
  const own = /취소 현금영수증|2026-10_[^.]*\.(xlsx|csv|pdf|txt)/g;
  expect(said.replaceAll(own, '')).not.toMatch(/[가-힣]/);
});
