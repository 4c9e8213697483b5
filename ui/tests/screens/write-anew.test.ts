/** 고쳐서 다시 작성: a refused invoice is the beginning of another one, which settles its task once it is issued. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MemoryBackend } from '../../src/backend/memory';
import type { StoredDocument } from '../../src/backend/memory/documents';
import { DetailController } from '../../src/screens/history/detail.svelte';
import { InvoiceController } from '../../src/screens/invoice/invoice.svelte';
import type { Session } from '../../src/session.svelte';
import { fillIn } from '../invoice';
import { addInvoice } from '../invoices';
import { openShop, settle } from '../shop';

let backend: MemoryBackend;
let session: Session;
let invoice: InvoiceController;
let refused: StoredDocument;

beforeEach(async () => {
  vi.useFakeTimers();
  ({ backend, session } = await openShop());
  refused = addInvoice(backend, 'rejected', '2026-11-20T09:00:00');
  refused.refused_unseen = true;
  const [line] = refused.invoice?.form.lines ?? [];
  if (line) line.date = '11-19';
  invoice = new InvoiceController(session);
  await settle();
});
afterEach(() => void vi.useRealTimers());

const wish = () => invoice.beginning.wish({ key: refused.key, anew: true });
const pause = () => vi.advanceTimersByTimeAsync(1_200);
const isOpenTask = () => backend.taskBook.tasks().some(({ document }) => document?.key === refused.key);
const itemOf = () => invoice.form.lines[0]?.item;

/** The window was closed while something was typed, and opens again. */
async function reopenWithDraft() {
  fillIn(invoice);
  invoice.draft.flush();
  await settle();
  const { draft } = backend;
  vi.spyOn(backend, 'loadDraft').mockImplementation(() => new Promise((found) => setTimeout(() => found(draft), 50)));
  invoice = new InvoiceController(session);
}

test('it keeps its dates, and its task stays until the new one is issued', async () => {
  const issue = vi.spyOn(backend, 'issueInvoice');
  await wish();
  await settle();
  expect(invoice.question).toBeNull();
  expect(invoice.form.form).toMatchObject({ written_on: '2026-11-20', lines: [{ date: '11-19' }] });
  expect(invoice.beginning.insteadOf).toBe(refused.key);
  expect(isOpenTask()).toBe(true);
  await invoice.issue();
  expect(issue.mock.lastCall?.[0].instead_of).toBe(refused.key);
  expect(isOpenTask()).toBe(false);
  expect(invoice.beginning.insteadOf).toBeNull();
  fillIn(invoice);
  await invoice.issue();
  expect(issue.mock.lastCall?.[0].instead_of).toBeNull();
});

test('refused once more, it is still written in place of the first, and the task stays', async () => {
  backend.dials.outcome = 'rejected';
  await wish();
  await invoice.issue();
  expect(invoice.result?.inputKept).toBe(true);
  expect(invoice.beginning.insteadOf).toBe(refused.key);
  expect(isOpenTask()).toBe(true);
});

test('written apart, it is another press and settles nothing', async () => {
  const issue = vi.spyOn(backend, 'issueInvoice').mockRejectedValueOnce(new Error('gone'));
  await wish();
  await invoice.issue();
  invoice.beginning.insteadOf = null;
  await invoice.issue();
  const [first, second] = issue.mock.calls.map(([request]) => request);
  expect(second?.instead_of).toBeNull();
  expect(second?.press_id).not.toBe(first?.press_id);
  expect(isOpenTask()).toBe(true);
});

test('what is half typed is replaced only after a question', async () => {
  fillIn(invoice);
  await wish();
  expect(invoice.question).toEqual({ kind: 'replace', key: refused.key, anew: true });
  invoice.dismiss();
  expect(itemOf()).toBe('복사용지');
  expect(invoice.beginning.insteadOf).toBeNull();
  await wish();
  await invoice.copyFrom(refused.key, true);
  expect(itemOf()).toBe('사무용 의자');
  expect(invoice.question).toBeNull();
});

test('a plain copy from the history asks as well, and is in place of nothing', async () => {
  fillIn(invoice);
  await invoice.beginning.wish({ key: refused.key, anew: false });
  expect(invoice.question).toMatchObject({ kind: 'replace', anew: false });
  await invoice.copyFrom(refused.key, false);
  expect(invoice.form.written_on).toBe('2026-11-22');
  expect(invoice.beginning.insteadOf).toBeNull();
});

test('a kept draft is asked about, even before it was found; going back leaves it on offer', async () => {
  await reopenWithDraft();
  void wish();
  await settle();
  expect(invoice.question?.kind).toBe('replace');
  invoice.dismiss();
  expect(invoice.draft.offered?.form.lines[0]?.item).toBe('복사용지');
  expect(itemOf()).toBe('');
});

test('accepted over a kept draft, the new form is what is kept', async () => {
  await reopenWithDraft();
  void wish();
  await settle();
  await invoice.copyFrom(refused.key, true);
  expect(invoice.draft.offered).toBeNull();
  await pause();
  expect(backend.draft?.form.lines[0]?.item).toBe('사무용 의자');
});

test('while a press is on its way the wish waits for its answer', async () => {
  backend.dials.latency_ms = 100;
  fillIn(invoice);
  const pressed = invoice.issue();
  await wish();
  expect(itemOf()).toBe('복사용지');
  await settle();
  await settle();
  await pressed;
  expect(invoice.result?.row.state).toBe('approved');
  expect(itemOf()).toBe('사무용 의자');
  expect(invoice.beginning.insteadOf).toBe(refused.key);
});

test.each([
  ['rejected', true],
  ['refused_later', true],
  ['transmitted', undefined],
] as const)('from the history one that is %s is written in its place: %s', async (state, anew) => {
  refused.state = state;
  const detail = new DetailController(session, () => {});
  detail.invoice = await backend.loadInvoice(refused.key);
  detail.acts.copy();
  expect(session.destination).toMatchObject({ screen: 'invoice', document: refused.key });
  expect(session.destination?.anew).toBe(anew);
});
