/** 월 마감 of the shop in memory: what the screen relies on. */
import { beforeEach, expect, test } from 'vitest';
import type { CloseView, ExportStep } from '../../src/backend/backend';
import type { MemoryBackend } from '../../src/backend/memory';
import { cancelOf, receipt } from '../../src/backend/memory/seed';
import { addInvoice } from '../invoices';
import { NOON, openShop } from '../shop';

let backend: MemoryBackend;
let clock: { now: number };
let sequence = 100;

beforeEach(async () => {
  ({ backend, clock } = await openShop());
});

function sell(at: string, total: number, state: 'approved' | 'confirmed' | 'held' | 'unknown' = 'confirmed') {
  sequence += 1;
  return backend.documents.add(receipt(at, sequence, 'phone', '01012345678', total, '노트', state));
}

const matters = ({ open }: CloseView) => open.map(({ matter, count }) => `${matter} ${count}`);

test('a month adds up receipts, cancels and invoices, day by day and by kind', async () => {
  const sold = sell('2026-10-03T10:00:00', 11_000);
  sell('2026-10-03T11:00:00', 22_000);
  backend.documents.add(cancelOf(sold, '2026-10-04T10:00:00', 901, 11_000, 'transaction_cancelled'));
  sell('2026-09-30T10:00:00', 44_000);
  addInvoice(backend, 'confirmed');
  const view = await backend.loadClose('2026-10');
  expect(view.receipts).toEqual({ count: 2, revised: 1, total: 22_000 });
  expect(view.invoices).toEqual({ count: 1, revised: 0, total: 330_000 });
  expect([view.vat, view.vat_before]).toEqual([32_000, 4_000]);
  expect(view.bars).toHaveLength(31);
  expect(view.bars.slice(2, 5)).toEqual([
    { at: '2026-10-03', receipts: 33_000, invoices: 0 },
    { at: '2026-10-04', receipts: -11_000, invoices: 0 },
    { at: '2026-10-05', receipts: 0, invoices: 330_000 },
  ]);
  expect(view.kinds.map(({ kind, total, total_before }) => [kind, total, total_before])).toEqual([
    ['income_deduction', 22_000, 44_000],
    ['invoice_taxable', 330_000, null],
  ]);
});

test('quarters and half-years have a bar per month and are never closed themselves', async () => {
  sell('2026-08-03T10:00:00', 11_000);
  const quarter = await backend.loadClose('2026-Q3');
  expect(quarter.bars.map(({ at, receipts }) => [at, receipts])).toEqual([
    ['2026-07', 0],
    ['2026-08', 11_000],
    ['2026-09', 0],
  ]);
  expect([quarter.state, quarter.can_close]).toEqual(['open', false]);
  expect((await backend.loadClose('2026-H2')).state).toBe('running');
  for (const month of ['2026-07', '2026-08', '2026-09']) await backend.closeMonth(month);
  expect((await backend.loadClose('2026-Q3')).state).toBe('closed');
  await expect(backend.closeMonth('2026-Q3')).rejects.toMatchObject({ ui: { code: 'month_not_over' } });
});

test('what is open is counted, the gravest first', async () => {
  sell('2026-11-20T10:00:00', 1_000, 'held');
  sell('2026-11-20T11:00:00', 2_000, 'unknown');
  sell('2026-11-22T09:00:00', 3_000, 'approved');
  addInvoice(backend, 'approved', '2026-11-21T10:00:00');
  sell('2026-11-19T10:00:00', 4_000).state = 'refused_later';
  sell('2026-11-19T11:00:00', 5_000).state = 'conflict';
  expect(matters(await backend.loadClose('2026-11'))).toEqual([
    'attention 1',
    'difference 1',
    'undecided 2',
    'not_transmitted 1',
    'not_confirmed 1',
  ]);
});

test('a month that runs is not closed, one that has not changed is not closed twice', async () => {
  await expect(backend.closeMonth('2026-11')).rejects.toMatchObject({ ui: { code: 'month_not_over' } });
  expect(await backend.closeMonth('2026-10')).toMatchObject({ state: 'closed', can_close: false });
  await expect(backend.closeMonth('2026-10')).rejects.toMatchObject({ ui: { code: 'nothing_to_close' } });
});

test('what happens after the close is told apart', async () => {
  const late = sell('2026-10-10T10:00:00', 10_000, 'unknown');
  const refused = sell('2026-10-11T10:00:00', 20_000);
  const sold = sell('2026-10-12T10:00:00', 30_000);
  await backend.closeMonth('2026-10');
  late.state = 'approved';
  refused.state = 'refused_later';
  backend.documents.add(cancelOf(sold, '2026-11-22T10:00:00', 902, 30_000, 'transaction_cancelled'));
  const view = await backend.loadClose('2026-10');
  expect(view).toMatchObject({ state: 'changed', can_close: true, change_count: 3 });
  expect(view.changes.map(({ change, total }) => [change, total])).toEqual([
    ['revised_later', -30_000],
    ['removed', 20_000],
    ['added', 10_000],
  ]);
  expect(await backend.closeMonth('2026-10')).toMatchObject({ state: 'closed', change_count: 0 });
});

test('the day of the return is moved from a weekend to the Monday', async () => {
  expect((await backend.loadClose('2026-05')).return_due).toEqual({ until: '2026-07-27', days_left: -118 });
  expect((await backend.loadClose('2026-Q4')).return_due).toEqual({ until: '2027-01-25', days_left: 64 });
});

test('an export tells its steps, and the next one what changed since', async () => {
  sell('2026-10-10T10:00:00', 10_000);
  const gone = sell('2026-10-11T10:00:00', 20_000);
  const steps: ExportStep[] = [];
  backend.onExportStep((step) => steps.push(step));
  const request = { period: '2026-10', folder: 'out', whole_numbers: false };
  expect(await backend.exportPeriod(request)).toMatchObject({ count: 2, total: 30_000, since: null });
  expect([steps[0], steps.at(-1)]).toEqual([
    { done: 0, of: 2 },
    { done: 2, of: 2 },
  ]);
  gone.state = 'refused_later';
  sell('2026-10-12T10:00:00', 5_000);
  clock.now = NOON + 60_000;
  const again = await backend.exportPeriod(request);
  expect(again).toMatchObject({ since: '2026-11-22T12:00:00', added: 1, removed: 1, total: 15_000 });
});
