import { beforeEach, expect, test } from 'vitest';
import type { AmendForm, AmendReason } from '../../src/backend/backend';
import type { MemoryBackend } from '../../src/backend/memory';
import type { StoredDocument } from '../../src/backend/memory/documents';
import { addInvoice, amendForm } from '../invoices';
import { openShop } from '../shop';

let backend: MemoryBackend;
let original: StoredDocument;

beforeEach(async () => {
  ({ backend } = await openShop());
  original = addInvoice(backend);
});

const form = (reason: AmendReason, change: Partial<AmendForm> = {}) => amendForm(original.key, reason, change);
const issue = (asked: AmendForm, press_id: string = crypto.randomUUID()) =>
  backend.issueAmendment({ form: asked, press_id, mail: false });

/** `2026-11-03 03 −100000 −10000` of each paper. */
async function papers(asked: AmendForm): Promise<string[]> {
  const { documents } = await backend.planAmendment(asked);
  return documents.map(({ written_on, amend_code, supply, vat }) => `${written_on} ${amend_code} ${supply} ${vat}`);
}

const third = [{ line: 0, quantity: '1', supply: '' }];

test('the worked example of the law: how many papers, on which day, with which sign', async () => {
  expect(await papers(form('returned', { on: '20261103', returned: third }))).toEqual(['2026-11-03 03 -100000 -10000']);
  expect(await papers(form('contract_cancelled', { on: '1103' }))).toEqual(['2026-11-03 04 -300000 -30000']);
  expect(await papers(form('price_changed', { on: '1103', difference: '50,000' }))).toEqual([
    '2026-11-03 02 50000 5000',
  ]);
  expect(await papers(form('issued_twice'))).toEqual(['2026-10-05 06 -300000 -30000']);
  expect(await papers(form('letter_of_credit', { on: '1120' }))).toEqual([
    '2026-10-05 05 -300000 -30000',
    '2026-10-05 05 300000 0',
  ]);
  const copied = await backend.copyInvoice(original.key, true);
  const lines = copied.lines.map((line) => ({ ...line, unit_price: '110,000' }));
  const corrected = { ...copied, written_on: '2026-10-05', lines };
  expect(await papers(form('mistake', { corrected }))).toEqual([
    '2026-10-05 01 -300000 -30000',
    '2026-10-05 01 330000 33000',
  ]);
});

test('an amended paper says so in its title, names the original, and remarks its day', async () => {
  const { documents, issue_by } = await backend.planAmendment(form('returned', { on: '1103', returned: third }));
  expect(documents[0]).toMatchObject({
    title: '수정전자세금계산서',
    original_number: original.approval,
    remark: '당초 작성일 2026-10-05',
  });
  expect(documents[0]?.lines[0]?.quantity).toBe('-1');
  expect(issue_by).toEqual({ until: '2026-12-10', days_left: 18 });
});

test.each([
  ['before the original', { on: '20261004' }, 'amend_date', 'date_before_original'],
  ['in the future', { on: '20261123' }, 'amend_date', 'date_in_future'],
  ['no date at all', { on: '어느날' }, 'amend_date', 'date_invalid'],
  [
    'more than was sold',
    { returned: [{ line: 0, quantity: '4', supply: '' }] },
    'line_quantity',
    'amend_over_remaining',
  ],
])('a return %s is refused at its field', async (_, change, field, code) => {
  const plan = await backend.planAmendment(form('returned', change));
  expect(plan.faults.map((fault) => [fault.field, fault.code])).toEqual([[field, code]]);
  expect(plan.documents).toEqual([]);
});

test('amendments together never take back more than the original', async () => {
  await issue(form('returned', { returned: [{ line: 0, quantity: '2', supply: '' }] }));
  const { faults } = await backend.planAmendment(form('price_changed', { difference: '-100,001' }));
  expect(faults.map(({ code }) => code)).toEqual(['amend_over_remaining']);
  await issue(form('price_changed', { difference: '-100,000' }));
  expect((await backend.loadInvoice(original.key)).cannot_amend).toBe('nothing_left');
  await expect(issue(form('returned'))).rejects.toMatchObject({ ui: { code: 'not_amendable' } });
});

test('what the NTS does not have yet cannot be amended', async () => {
  const fresh = addInvoice(backend, 'approved', '2026-11-22T09:00:00');
  expect(await backend.loadInvoice(fresh.key)).toMatchObject({ can_amend: false, cannot_amend: 'not_transmitted' });
  await expect(issue(amendForm(fresh.key, 'issued_twice'))).rejects.toMatchObject({
    ui: { code: 'not_amendable', detail: 'not_transmitted' },
  });
});

test('a pair is two documents that know of one another, and the original knows of both', async () => {
  const { row } = await issue(form('letter_of_credit', { on: '1120' }));
  const detail = await backend.loadInvoice(original.key);
  expect(detail.amendments.map(({ total }) => total)).toEqual([-330_000, 300_000]);
  expect(detail.invoice.total).toBe(330_000);
  const first = await backend.loadInvoice(row.key);
  expect(first.partner_document?.key).toBe(detail.amendments[1]?.key);
  expect(first.document.row.key).toMatch(/^M/);
});

test('the second of a pair follows only once the first is approved', async () => {
  backend.dials.outcome = 'unknown';
  const { row } = await issue(form('letter_of_credit', { on: '1120' }));
  expect((await backend.loadInvoice(row.key)).partner_document).toBeNull();
});

test('one press is one amendment', async () => {
  const first = await issue(form('issued_twice'), 'press');
  expect(await issue(form('issued_twice'), 'press')).toEqual(first);
  const { amendments, document } = await backend.loadInvoice(original.key);
  expect(amendments).toHaveLength(1);
  // The original is never changed: it is no receipt that was cancelled.
  expect(document.row).toMatchObject({ state: 'transmitted', cancelled: 'none', total: 330_000 });
  expect(document.cancels).toEqual([]);
});

test('a correction that corrects nothing, and another rate that is the same, are refused', async () => {
  const corrected = { ...(await backend.copyInvoice(original.key, true)), written_on: '2026-10-05' };
  const codes = async (reason: AmendReason) =>
    (await backend.planAmendment(form(reason, { corrected }))).faults.map(({ code }) => code);
  expect(await codes('mistake')).toEqual(['amend_unchanged']);
  expect(await codes('wrong_rate')).toEqual(['kind_unchanged']);
});
