import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Preview } from '../../src/backend/backend';
import { ReceiptFormController } from '../../src/screens/counter/receipt-form.svelte';
import { openShop, settle } from '../shop';

let form: ReceiptFormController;

beforeEach(async () => {
  vi.useFakeTimers();
  const { backend } = await openShop();
  form = new ReceiptFormController(backend);
});
afterEach(() => void vi.useRealTimers());

test('the program says supply, VAT and what the number is', async () => {
  form.type('amount', '55,000');
  form.type('number', '010-1234-5678');
  await settle();
  expect(form.preview).toMatchObject({ supply: 50_000, vat: 5_000, number_kind: 'phone' });
  expect(form.purpose).toBe('income_deduction');
});

test('a number half typed is not called wrong before the field is left', async () => {
  form.type('number', '010-12');
  await settle();
  expect(form.faults).toEqual([]);
  form.leave('number');
  expect(form.faults).toEqual([{ field: 'number', code: 'number_length', line: null }]);
});

test('what more typing cannot mend is said at once', async () => {
  form.type('amount', '990,000,001');
  await settle();
  expect(form.faults).toContainEqual({ field: 'amount', code: 'amount_over_limit', line: null });
});

test('a blank number is self-issue, a business number expense proof', async () => {
  expect(form.purpose).toBe('self_issue');
  form.type('number', '314-81-20001');
  await settle();
  form.choose('income_deduction');
  await settle();
  expect(form.purpose).toBe('income_deduction');
});

test('choosing self-issue sets the number aside and gives it back', () => {
  form.type('number', '010-1234-5678');
  form.choose('self_issue');
  expect(form.form).toMatchObject({ number: '', purpose: null });
  form.choose('expense_proof');
  expect(form.form).toMatchObject({ number: '010-1234-5678', purpose: 'expense_proof' });
});

test('typing a number ends self-issue', () => {
  form.choose('self_issue');
  form.type('number', '0');
  expect(form.choice).toBeNull();
});

test('faults of a press stay until that field is changed', () => {
  form.refuse([
    { field: 'amount', code: 'amount_zero', line: null },
    { field: 'number', code: 'own_business_number', line: null },
  ]);
  form.type('amount', '1');
  expect(form.faults).toEqual([{ field: 'number', code: 'own_business_number', line: null }]);
});

test('a slow judgement of an older text is dropped', async () => {
  const answers: ((preview: Preview) => void)[] = [];
  const slow = new ReceiptFormController({ previewReceipt: () => new Promise((answer) => answers.push(answer)) });
  slow.type('amount', '1');
  await settle();
  slow.type('amount', '12');
  await settle();
  answers[1]?.({ total: 12 } as Preview);
  answers[0]?.({ total: 1 } as Preview);
  await settle();
  expect(slow.preview?.total).toBe(12);
});
