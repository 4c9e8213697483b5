import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MemoryBackend } from '../../src/backend/memory';
import type { StoredDocument } from '../../src/backend/memory/documents';
import { HistoryController } from '../../src/screens/history/history.svelte';
import type { InvoiceActs } from '../../src/screens/history/invoice-acts.svelte';
import type { Session } from '../../src/session.svelte';
import { addInvoice } from '../invoices';
import { openShop, settle } from '../shop';

let backend: MemoryBackend;
let session: Session;
let history: HistoryController;
let acts: InvoiceActs;
let original: StoredDocument;

beforeEach(async () => {
  vi.useFakeTimers();
  ({ backend, session } = await openShop());
  original = addInvoice(backend);
  history = new HistoryController(session);
  ({ acts } = history.detail);
  await show(original);
});
afterEach(() => void vi.useRealTimers());

async function show({ key }: StoredDocument): Promise<void> {
  history.choose(key);
  await settle();
}

const toasts = () => session.toasts.shown.map(({ text }) => text);
const amendments = () => backend.documents.all(({ act }) => act === 'amend');

async function begin(reason: 'returned' | 'price_changed' | 'mistake' | 'letter_of_credit') {
  acts.askAmend();
  await acts.amending?.choose(reason);
  await settle();
  const draft = acts.amending;
  if (!draft) throw new Error('no amendment was begun');
  return draft;
}

test('what was typed leads to the papers, and the sums are true before anything is issued', async () => {
  const draft = await begin('returned');
  draft.typeOn('1103');
  draft.returned[0]!.quantity = '1';
  draft.changed();
  await settle();
  expect(draft.sum).toEqual({ original: 330_000, before: 0, now: -110_000, rest: 220_000 });
  await draft.next();
  expect(draft.step).toBe('papers');
  expect(amendments()).toHaveLength(0);
  await acts.issueAmendment();
  await settle();
  expect(amendments().map(({ total }) => total)).toEqual([-110_000]);
  expect(acts.amending).toBeNull();
  expect(toasts()[0]).toBe('수정세금계산서를 발급했어요: −110,000원.');
  expect(history.detail.invoice?.amendments).toHaveLength(1);
});

test('the next amendment counts what was amended before', async () => {
  await backend.issueAmendment({
    form: { key: original.key, reason: 'price_changed', on: '', returned: [], difference: '-100,000', corrected: null, type_changed: false, remark: '' }, // prettier-ignore
    press_id: 'earlier',
    mail: false,
  });
  await settle();
  const draft = await begin('price_changed');
  draft.typeDifference('-50,000');
  await settle();
  expect(draft.sum).toEqual({ original: 330_000, before: -110_000, now: -55_000, rest: 165_000 });
});

test('a fault keeps the fields, and nothing is said about blank ones before somebody wants to go on', async () => {
  const draft = await begin('price_changed');
  expect(draft.plan?.faults).not.toEqual([]);
  expect(draft.faults).toEqual([]);
  await draft.next();
  expect(draft.step).toBe('facts');
  expect(draft.faults.map(({ code }) => code)).toEqual(['amend_lines_missing']);
});

test('a fault of the only line that was typed stands at that line, not at the first', async () => {
  const chairs = ['사무용 의자', '개', '3', '100,000'] as const;
  await show(addInvoice(backend, 'transmitted', '2026-10-06T10:00:00', [[...chairs], [...chairs]]));
  const draft = await begin('returned');
  draft.returned[1]!.quantity = '4';
  draft.changed();
  await draft.next();
  expect(draft.faults.map(({ code, line }) => [code, line])).toEqual([['amend_over_remaining', 1]]);
});

test('a taxpayer type that changed in between keeps the original day and puts this one into the remark', async () => {
  const draft = await begin('price_changed');
  draft.typeDifference('-20,000');
  await settle();
  const day = draft.plan?.documents[0]?.written_on;
  expect(day).not.toBe(original.invoice?.view.written_on);
  draft.sayTypeChanged(true);
  await settle();
  const [paper] = draft.plan?.documents ?? [];
  expect([paper?.written_on, paper?.remark]).toEqual([original.invoice?.view.written_on, `사유 발생일 ${day}`]);
});

test('a typed sign turns the direction and is not sent twice', async () => {
  const draft = await begin('price_changed');
  draft.typeDifference('+50,000');
  expect(draft.direction).toBe('raised');
  expect(draft.form.difference).toBe('50,000');
  draft.typeDifference('−20,000');
  expect(draft.form.difference).toBe('-20,000');
});

test('Esc goes one step back without loss; leaving and coming back finds what was typed', async () => {
  const draft = await begin('price_changed');
  draft.typeDifference('-50,000');
  await draft.next();
  expect(draft.back()).toBe(true);
  expect(draft.step).toBe('facts');
  expect(draft.difference).toBe('50,000');
  draft.back();
  expect(draft.back()).toBe(false);
  acts.dismiss();
  acts.askAmend();
  expect(acts.amending).toBe(draft);
});

test('a press that was answered is one amendment however often it is pressed; other content is another press', async () => {
  const draft = await begin('price_changed');
  draft.typeDifference('-50,000');
  await draft.next();
  const issue = vi.spyOn(backend, 'issueAmendment');
  void acts.issueAmendment();
  await acts.issueAmendment();
  await settle();
  expect(issue).toHaveBeenCalledTimes(1);
});

test('a mistake begins with the original as it was, its own day included, and says what was changed', async () => {
  const draft = await begin('mistake');
  const { corrected } = draft;
  expect(corrected?.form.written_on).toBe('2026-10-05');
  expect(corrected?.changes).toEqual([]);
  corrected?.line(0, 'unit_price', '110,000');
  await settle();
  expect(corrected?.changes).toEqual(['lines']);
  expect(corrected?.shown(0, 'supply')).toBe('330,000');
  expect(corrected?.shown(0, 'vat')).toBe('33,000');
  await draft.next();
  expect(draft.plan?.documents.map(({ total }) => total)).toEqual([-330_000, 363_000]);
  expect(draft.sum.rest).toBe(363_000);
});

test('a pair says that its second document follows by itself', async () => {
  const draft = await begin('letter_of_credit');
  await draft.next();
  await acts.issueAmendment();
  await settle();
  expect(toasts()[0]).toContain('짝이 되는 문서는 저절로 이어서 발급해요');
});

test('an error that no field can mend closes the wizard, keeps what was typed, and is told', async () => {
  const draft = await begin('price_changed');
  draft.typeDifference('-50,000');
  await draft.next();
  vi.spyOn(backend, 'issueAmendment').mockRejectedValueOnce(new Error('disk'));
  await acts.issueAmendment();
  await settle();
  expect(acts.amending).toBeNull();
  expect(toasts()).toHaveLength(1);
  acts.askAmend();
  expect(acts.amending?.difference).toBe('50,000');
});

test('what the NTS does not have yet is sent first, and amending goes on', async () => {
  await show(addInvoice(backend, 'approved', '2026-11-22T09:00:00'));
  acts.askAmend();
  expect(acts.amending).toBeNull();
  expect(acts.isTransmitAsked).toBe(true);
  await acts.transmitAndAmend();
  expect(acts.amending?.step).toBe('reason');
  expect(history.detail.invoice?.document.row.state).toBe('transmitted');
});

test('what was amended in full says so instead', async () => {
  await backend.issueAmendment({
    form: { key: original.key, reason: 'issued_twice', on: '', returned: [], difference: '', corrected: null, type_changed: false, remark: '' }, // prettier-ignore
    press_id: 'whole',
    mail: false,
  });
  await settle();
  acts.askAmend();
  expect(acts.amending).toBeNull();
  expect(toasts()[0]).toBe('이미 모두 수정한 세금계산서예요.');
});

test('sending now tells what came of it', async () => {
  await show(addInvoice(backend, 'approved', '2026-11-22T09:00:00'));
  await acts.transmit();
  await settle();
  expect(toasts()[0]).toBe('국세청에 전송했어요.');
  expect(history.detail.invoice?.can_transmit).toBe(false);
});

test('a copy is written in the screen of invoices, and a receipt is never copied there', async () => {
  acts.copy();
  expect(session.destination).toEqual({ screen: 'invoice', document: original.key });
});

test('a mail goes to the buyer or to whom was typed, under one press', async () => {
  acts.askMail();
  await acts.mail();
  expect(acts.mailing).toBeNull();
  expect(toasts()[0]).toBe('메일이 꺼져 있어요. 설정에서 켜면 보낼 수 있어요.');

  backend.mail.form = { ...backend.mail.form, enabled: true };
  const mail = vi.spyOn(backend, 'mailInvoice');
  acts.askMail();
  acts.mailing?.type(' boss@example.com ');
  await acts.mail();
  expect(mail).toHaveBeenCalledWith(expect.objectContaining({ key: original.key, to: 'boss@example.com' }));
  expect(acts.mailing).toBeNull();
  expect(toasts().at(-1)).toBe('메일을 보내고 있어요.');
});
