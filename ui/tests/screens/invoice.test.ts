import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BackendError } from '../../src/backend/backend';
import type { MemoryBackend } from '../../src/backend/memory';
import { InvoiceController } from '../../src/screens/invoice/invoice.svelte';
import type { Session } from '../../src/session.svelte';
import { BUYER, CLOSED, fillIn, issuedBefore } from '../invoice';
import { openShop, settle } from '../shop';

let backend: MemoryBackend;
let session: Session;
let invoice: InvoiceController;

beforeEach(async () => {
  vi.useFakeTimers();
  ({ backend, session } = await openShop());
  await open();
});
afterEach(() => void vi.useRealTimers());

async function open() {
  invoice = new InvoiceController(session);
  await settle();
}
const issued = () => backend.documents.all(({ act }) => act === 'invoice');
const pause = () => vi.advanceTimersByTimeAsync(1_200);

test('an issued invoice leaves a new form at the buyer’s number, and says when it goes to the NTS', async () => {
  fillIn(invoice);
  await settle();
  await invoice.issue();
  expect(invoice.result?.row).toMatchObject({ state: 'approved', total: 550_000 });
  expect(invoice.result?.row.approval_number).toMatch(/^20261122\d{16}$/);
  expect(invoice.result?.row.invoice?.transmit_at).toBe('2026-11-23T14:00:00');
  expect(invoice.form.isBlank).toBe(true);
  expect(invoice.focus.target).toBe('buyer.number');
});

test('sent at once when that was chosen, once', async () => {
  fillIn(invoice);
  invoice.transmitNow = true;
  await invoice.issue();
  expect(invoice.result?.row.state).toBe('transmitted');
  expect(invoice.transmitNow).toBe(false);
});

test('faults go to the first bad cell and nothing is issued', async () => {
  invoice.form.takeBuyer({ ...BUYER, owner: '' });
  invoice.form.typeLine(0, 'item', '노트');
  await invoice.issue();
  expect(invoice.focus.target).toBe('buyer.owner');
  expect(invoice.form.faults.map(({ field, line }) => [field, line])).toEqual([
    ['buyer_owner', null],
    ['line_supply', 0],
  ]);
  invoice.form.typeBuyer('owner', '이한빛');
  await invoice.issue();
  expect(invoice.focus.target).toBe('lines[0].supply');
  expect(issued()).toHaveLength(0);
});

test('a double F9 issues once', async () => {
  const issue = vi.spyOn(backend, 'issueInvoice');
  backend.dials.latency_ms = 50;
  fillIn(invoice);
  void invoice.issue();
  void invoice.issue();
  await settle();
  expect(issue).toHaveBeenCalledTimes(1);
  expect(issued()).toHaveLength(1);
});

test('after an error without an answer the same form is the same press, another form another', async () => {
  const issue = vi.spyOn(backend, 'issueInvoice').mockRejectedValueOnce(BackendError.from(new Error('gone')));
  fillIn(invoice);
  await invoice.issue();
  await invoice.issue();
  const [first, second] = issue.mock.calls.map(([request]) => request.press_id);
  expect(second).toBe(first);
  fillIn(invoice);
  invoice.form.typeLine(0, 'quantity', '21');
  await invoice.issue();
  expect(issue.mock.calls.at(-1)?.[0].press_id).not.toBe(first);
});

test('a similar invoice is seen beforehand, asked about, and passed by one answer', async () => {
  const key = issuedBefore(backend, '2026-11-19');
  fillIn(invoice);
  await settle();
  expect(invoice.form.reading?.similar?.key).toBe(key);
  await invoice.issue();
  expect(invoice.question).toMatchObject({ kind: 'similar', key });
  expect(issued()).toHaveLength(1);
  await invoice.issueAnother();
  expect(invoice.question).toBeNull();
  expect(issued()).toHaveLength(2);
});

test.each(['unknown', 'held', 'sending'] as const)(
  'an equal invoice that is still %s is asked about in words of its own, and passed by the same answer',
  async (outcome) => {
    backend.dials.outcome = outcome;
    fillIn(invoice);
    await invoice.issue();
    const key = invoice.result?.row.key;
    fillIn(invoice);
    await settle();
    await invoice.issue();
    expect(invoice.question).toMatchObject({ kind: 'twin_unknown', key, row: { key } });
    expect(session.toasts.shown).toEqual([]);
    expect(issued()).toHaveLength(1);
    await invoice.issueAnother();
    expect(invoice.question).toBeNull();
    expect(issued()).toHaveLength(2);
  },
);

test('dismissing the question keeps the form', async () => {
  issuedBefore(backend, '2026-11-19');
  fillIn(invoice);
  await settle();
  await invoice.issue();
  invoice.dismiss();
  expect(invoice.form.form.lines).toHaveLength(1);
  expect(issued()).toHaveLength(1);
});

test('a number is asked about as soon as it is whole, once', async () => {
  const check = vi.spyOn(backend, 'checkBuyer');
  invoice.form.typeBuyer('number', '314-81-2000');
  await settle();
  invoice.form.typeBuyer('number', BUYER.number);
  await settle();
  await settle();
  expect(check.mock.calls).toEqual([['3148120001']]);
  expect(invoice.buyer.status).toMatchObject({ state: 'continuing', effect: 'fine' });
});

test('a number with a wrong check digit is not asked about', async () => {
  const check = vi.spyOn(backend, 'checkBuyer');
  invoice.form.typeBuyer('number', '314-81-20002');
  await settle();
  expect(check).not.toHaveBeenCalled();
});

test('a closed buyer is said at once and stops the issue', async () => {
  fillIn(invoice);
  invoice.form.typeBuyer('number', CLOSED);
  await settle();
  await settle();
  expect(invoice.buyer.status?.effect).toBe('stop');
  expect(invoice.form.faults.map(({ code }) => code)).toContain('buyer_closed');
  await invoice.issue();
  expect(invoice.focus.target).toBe('buyer.number');
  expect(issued()).toHaveLength(0);
});

test('without a line the last answer stands, and without any the issue waits', async () => {
  invoice.form.typeBuyer('number', BUYER.number);
  await settle();
  backend.dials.outcome = 'held';
  invoice.form.typeBuyer('number', '');
  await settle();
  invoice.form.typeBuyer('number', BUYER.number);
  await settle();
  expect(invoice.buyer.status).toMatchObject({ state: 'continuing', fresh: false });
  fillIn(invoice);
  await invoice.issue();
  expect(invoice.result?.row.state).toBe('held');
  expect(invoice.form.isBlank).toBe(true);
});

test('a refused invoice stays to be corrected', async () => {
  backend.dials.outcome = 'rejected';
  fillIn(invoice);
  await invoice.issue();
  expect(invoice.result).toMatchObject({ inputKept: true });
  expect(invoice.form.form.lines).toHaveLength(1);
});

test('the card follows what is settled behind it', async () => {
  backend.dials.outcome = 'unknown';
  fillIn(invoice);
  await invoice.issue();
  const key = invoice.result?.row.key ?? '';
  await backend.resolveDocument(key);
  await settle();
  expect(invoice.result?.row.state).toBe('approved');
  await invoice.resolve();
  expect(invoice.result?.row.state).toBe('transmitted');
});

test('a draft is kept after a pause, and forgotten when it is issued', async () => {
  fillIn(invoice);
  expect(backend.draft).toBeNull();
  await pause();
  expect(backend.draft?.form.buyer.name).toBe(BUYER.name);
  expect(invoice.draft.savedAt).toBe('2026-11-22T12:00:00');
  await invoice.issue();
  await pause();
  expect(backend.draft).toBeNull();
  expect(invoice.draft.savedAt).toBeNull();
});

test('what was being typed is offered again, and goes on where it was', async () => {
  fillIn(invoice);
  invoice.draft.flush();
  await settle();
  await open();
  expect(invoice.draft.offered?.form.lines).toHaveLength(1);
  await invoice.issue();
  expect(issued()).toHaveLength(0);
  invoice.resume();
  await settle();
  expect(invoice.form.form.buyer.name).toBe(BUYER.name);
  expect(invoice.form.lines[0]?.total).toBe('550,000');
});

test('starting anew lets the draft go', async () => {
  fillIn(invoice);
  invoice.draft.flush();
  await settle();
  await open();
  invoice.startAnew();
  await settle();
  expect(backend.draft).toBeNull();
  expect(invoice.form.isBlank).toBe(true);
});

test('a form that was emptied again leaves no draft', async () => {
  invoice.form.typeBuyer('name', '한');
  await pause();
  expect(backend.draft).not.toBeNull();
  invoice.form.typeBuyer('name', '');
  await pause();
  expect(backend.draft).toBeNull();
});

test('a past invoice is copied with today’s date', async () => {
  const key = issuedBefore(backend, '2026-10-02', '4');
  const [line] = backend.documents.get(key)?.invoice?.form.lines ?? [];
  if (line) line.date = '10-02';
  invoice.ask('copy');
  await invoice.copyFrom(key);
  await settle();
  expect(invoice.question).toBeNull();
  expect(invoice.form.form).toMatchObject({ written_on: '2026-11-22', buyer: { name: BUYER.name } });
  expect(invoice.form.lines[0]?.date).not.toBe('10-02');
  expect(invoice.beginning.insteadOf).toBeNull();
  expect(invoice.form.reading?.total).toBe(110_000);
});

test('Enter goes through a line to the next, and from a blank line to the payment', () => {
  const { form } = invoice;
  const press = (place: string) => {
    invoice.enter(place);
    return invoice.focus.target;
  };
  form.typeLine(0, 'item', '노트');
  expect(press('lines[0].item')).toBe('lines[0].spec');
  expect(press('lines[0].spec')).toBe('lines[0].quantity');
  expect(press('lines[0].quantity')).toBe('lines[0].unit_price');
  expect(press('lines[0].unit_price')).toBe('lines[0].supply');
  form.typeLine(0, 'quantity', '1');
  form.typeLine(0, 'unit_price', '1,000');
  expect(press('lines[0].unit_price')).toBe('lines[1].item');
  expect(press('lines[1].item')).toBe('payment.cash');
  expect(press('payment.credit')).toBe('issue');
});

test('arrow keys go through the grid and stop at its ends', () => {
  invoice.form.typeLine(0, 'item', '노트');
  expect(invoice.moveAcross('lines[0].supply', 1)).toBe(true);
  expect(invoice.focus.target).toBe('lines[1].supply');
  expect(invoice.moveAcross('lines[1].supply', 1)).toBe(false);
  expect(invoice.moveBeside('lines[0].total', 1)).toBe(true);
  expect(invoice.focus.target).toBe('lines[1].date');
  expect(invoice.moveBeside('lines[1].date', -1)).toBe(true);
  expect(invoice.focus.target).toBe('lines[0].total');
  expect(invoice.moveBeside('lines[0].date', -1)).toBe(false);
});

test('a removed line leaves the focus in the same column', async () => {
  for (const [at, item] of ['가', '나', '다'].entries()) invoice.form.typeLine(at, 'item', item);
  invoice.removeLine('lines[1].quantity');
  expect(invoice.form.form.lines.map(({ item }) => item)).toEqual(['가', '다']);
  expect(invoice.focus.target).toBe('lines[1].quantity');
});

test('items that were issued before are offered by 초성, and bring their price', async () => {
  issuedBefore(backend, '2026-10-02');
  invoice.form.typeLine(0, 'item', 'ㅂㅅㅇㅈ');
  invoice.items.ask('lines[0].item', 'ㅂㅅㅇㅈ');
  await settle();
  invoice.moveAcross('lines[0].item', 1);
  invoice.enter('lines[0].item');
  await settle();
  expect(invoice.form.lines[0]).toMatchObject({ item: '복사용지', spec: '박스', unit_price: '25,000' });
  expect(invoice.focus.target).toBe('lines[0].quantity');
});

test('Enter keeps a new item’s own name while others are offered', async () => {
  issuedBefore(backend, '2026-10-02');
  invoice.form.typeLine(0, 'item', '복사');
  invoice.items.ask('lines[0].item', '복사');
  await settle();
  expect(invoice.items.isOpen('lines[0].item')).toBe(true);
  invoice.enter('lines[0].item');
  expect(invoice.form.lines[0]?.item).toBe('복사');
  expect(invoice.focus.target).toBe('lines[0].spec');
});

test('no paper of a form with faults: they are shown instead', async () => {
  fillIn(invoice);
  invoice.form.typeBuyer('name', '');
  invoice.ask('paper');
  await backend.previewInvoicePaper(invoice.form.form, 'supplier').catch((thrown) => invoice.paperFailed(thrown));
  expect(invoice.question).toBeNull();
  expect(invoice.focus.target).toBe('buyer.name');
});
