import { expect, test } from 'vitest';
import journalActs from '../../src-tauri/crates/store/src/table/journal/act.rs?raw';
import { en } from '../src/messages/en';
import { ko } from '../src/messages/ko';
import { en as historyEn } from '../src/messages/history/en';
import { ko as historyKo } from '../src/messages/history/ko';
import { en as invoiceEn } from '../src/messages/invoice/en';
import { ko as invoiceKo } from '../src/messages/invoice/ko';
import { en as plansEn } from '../src/messages/automation-plans/en';
import { ko as plansKo } from '../src/messages/automation-plans/ko';
import { en as staffEn } from '../src/messages/staff/en';
import { ko as staffKo } from '../src/messages/staff/ko';
import { en as tasksEn } from '../src/messages/tasks/en';
import { ko as tasksKo } from '../src/messages/tasks/ko';
import { errorText, faultText, startErrorText, useLanguage } from '../src/messages/messages.svelte';

const sources = import.meta.glob<string>('../../src-tauri/crates/domain/src/fault{.rs,/code.rs}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const domainFaults = Object.values(sources).join('\n');

/** `Self::AmountMissing => "amount_missing"` of the program itself, so that a new code cannot go without a sentence. */
const named = /(?:Self::\w+ =>|^ +[A-Z]\w+ =) "([a-z_]+)"/gm;
const FAULT_CODES = [...domainFaults.slice(domainFaults.indexOf('impl FaultCode')).matchAll(named)].map(
  ([, code]) => code ?? '',
);

test('the fault codes of the program were found', () => {
  expect(FAULT_CODES.length).toBeGreaterThanOrEqual(29);
  expect(FAULT_CODES).toContain('business_number_check_digit');
});

test.each(FAULT_CODES)('%s has a sentence in both languages, and no sentence serves two codes', (code) => {
  for (const [everywhere, ofInvoices] of [
    [ko, invoiceKo],
    [en, invoiceEn],
  ] as const) {
    const faults: Record<string, string> = { ...everywhere.faults, ...ofInvoices.faults };
    const sentence = faults[code] ?? '';
    expect(sentence.length).toBeGreaterThan(8);
    expect(Object.values(faults).filter((other) => other === sentence)).toHaveLength(1);
  }
});

/** Acts of the journal that never belong to a document. */
const NOT_OF_A_DOCUMENT = [
  'book_opened',
  'shop_saved',
  'setting_changed',
  'reconciled',
  'bundle_saved',
  'exported',
  'month_closed',
  'made_up',
  'partner_saved',
  'partners_imported',
  'order_stopped',
  'order_settled',
  'api_token_made',
  'api_token_revoked',
  'delivery_given_up',
  'delivery_anew',
  'plan_saved',
  'plan_turned',
  'plan_skipped',
  'plan_stopped',
  'plan_settled',
  'sale_kept',
  'sale_dropped',
  'sales_begun',
  'sale_overridden',
  'sales_given_up',
  'orders_imported',
  'order_repaired',
  'import_undone',
  'hometax_list_read',
  'staff_on',
  'staff_off',
  'staff_added',
  'staff_renamed',
  'staff_removed',
  'pin_changed',
  'pin_refused',
  'staff_reset',
  'certificate_changed',
];
const DOCUMENT_ACTS = [...journalActs.matchAll(/= "([a-z_]+)"/g)]
  .map(([, act]) => act ?? '')
  .filter((act) => !NOT_OF_A_DOCUMENT.includes(act));

/** Acts that only invoices have are said in the catalogue of their screen. */
const INVOICE_STEPS = Object.keys(historyKo.detail.steps);

test('every act of the journal about a document has its line in the timeline, and no other has one', () => {
  expect(DOCUMENT_ACTS).toContain('receipt_intended');
  const ofReceipts = DOCUMENT_ACTS.filter((act) => !INVOICE_STEPS.includes(act));
  expect(Object.keys(ko.detail.steps).sort()).toEqual(ofReceipts.sort());
});

test('both catalogues have the same sentences, open lists included', () => {
  expect(shape(en)).toEqual(shape(ko));
  expect(shape(tasksEn)).toEqual(shape(tasksKo));
  expect(shape(staffEn)).toEqual(shape(staffKo));
  expect(shape(historyEn)).toEqual(shape(historyKo));
  expect(shape(invoiceEn)).toEqual(shape(invoiceKo));
  expect(shape(plansEn)).toEqual(shape(plansKo));
});

test('Korean sentences are 해요체', () => {
  const { amend, detail } = historyKo;
  const lists = [ko.faults, ko.errors, invoiceKo.faults, plansKo.faults, amend.notes, detail.cannotAmend];
  for (const sentence of lists.flatMap((list) => Object.values(list))) {
    expect(sentence).toMatch(/(요|세요)[.!?)]|예: /);
  }
});

test.each(['not_issued', 'not_transmitted', 'refused', 'nothing_left', 'negative'])(
  'an invoice that cannot be amended because it is %s says so in both languages',
  (why) => {
    for (const { detail } of [historyKo, historyEn]) expect(detail.cannotAmend[why]).toMatch(/\.$/);
  },
);

test('an unknown code still says something', () => {
  expect(faultText('of_tomorrow')).toBe(ko.faultUnknown);
});

test('an error carries its reference for the phone call, in the language in use', () => {
  const error = { code: 'internal', faults: [], retry: 'later', reference: 'log-17', detail: null } as const;
  expect(errorText({ ...error, faults: [] })).toContain('참조 log-17');
  useLanguage('en');
  expect(errorText({ ...error, faults: [] })).toContain('Reference log-17');
});

test('an answer that was not written down may have happened, and says which document', () => {
  const error = { code: 'answer_not_booked', faults: [], retry: 'never', detail: null } as const;
  const receipt = errorText({ ...error, faults: [], reference: 'R261122-01-000001' });
  expect(receipt).toContain('발급됐을 수 있어요. 다시 누르지 말고 내역에서 확인해 주세요.');
  expect(receipt).toContain('R261122-01-000001');
  expect(receipt).not.toContain('아무것도');
  expect(errorText({ ...error, faults: [], reference: 'C261122-01-000002' })).toContain('취소됐을 수 있어요.');
});

test.each(['newer_book', 'missing_book', 'book_damaged', 'book_read_only', 'book_busy', 'internal'] as const)(
  'a start that fails with %s says what to do about the file, not about documents',
  (code) => {
    const sentence = startErrorText({ code, faults: [], retry: 'never', reference: null, detail: null });
    expect(sentence).toMatch(/세요\.$/);
    expect(sentence).not.toMatch(/보내지|내역/);
  },
);

/** Every path of a catalogue. */
function shape(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}:${typeof value}`];
  return Object.entries(value)
    .flatMap(([key, inner]) => shape(inner, `${path}.${key}`))
    .sort();
}
