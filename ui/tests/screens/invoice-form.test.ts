import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MemoryBackend } from '../../src/backend/memory';
import { InvoiceFormController } from '../../src/screens/invoice/invoice-form.svelte';
import { openShop, settle } from '../shop';

let backend: MemoryBackend;
let form: InvoiceFormController;

beforeEach(async () => {
  vi.useFakeTimers();
  const shop = await openShop();
  backend = shop.backend;
  form = new InvoiceFormController(backend, () => shop.session.today);
  await settle();
});
afterEach(() => void vi.useRealTimers());

async function type(cell: Parameters<typeof form.typeLine>[1], text: string, at = 0) {
  form.typeLine(at, cell, text);
  await settle();
}
const amounts = (at = 0) => [form.lines[at]?.supply, form.lines[at]?.vat, form.lines[at]?.total];
const shown = () => form.faults.map(({ field, code }) => `${field}:${code}`);

test('quantity and price make the amounts', async () => {
  await type('quantity', '20');
  await type('unit_price', '25,000');
  expect(amounts()).toEqual(['500,000', '50,000', '550,000']);
  expect(form.reading).toMatchObject({ supply: 500_000, vat: 50_000, total: 550_000, blanks: 5 });
  expect(form.reading?.amount_reading).toBe('일금 오십오만원정');
});

test('total, supply and VAT follow whichever was typed last, and that one stays as typed', async () => {
  await type('total', '10,000');
  expect(amounts()).toEqual(['9,091', '909', '10,000']);
  await type('supply', '9,000');
  expect(amounts()).toEqual(['9,000', '900', '9,900']);
  await type('vat', '899');
  expect(amounts()).toEqual(['9,000', '899', '9,899']);
  await type('total', '1만2천');
  expect(amounts()).toEqual(['10,910', '1,090', '1만2천']);
});

test('a typed total stands while only the quantity is added beside it', async () => {
  await type('total', '1,000');
  await type('quantity', '2');
  expect(amounts()).toEqual(['910', '90', '1,000']);
  await type('unit_price', '300');
  expect(amounts()).toEqual(['600', '60', '660']);
});

test('amounts stay while a decimal is half typed, and go with what made them', async () => {
  await type('quantity', '2');
  await type('unit_price', '500');
  await type('quantity', '2.');
  expect(amounts()).toEqual(['1,000', '100', '1,100']);
  await type('quantity', '2.5');
  expect(amounts()).toEqual(['1,250', '125', '1,375']);
});

test('an emptied amount is filled in again when it is left', async () => {
  await type('quantity', '2');
  await type('unit_price', '500');
  await type('supply', '');
  expect(form.lines[0]?.supply).toBe('');
  form.leave('lines[0].supply');
  await settle();
  expect(amounts()).toEqual(['1,000', '100', '1,100']);
});

test('zero-rated and exempt lines have no VAT, and a typed one is let go', async () => {
  await type('supply', '10,000');
  await type('vat', '999');
  form.setKind('zero_rated');
  await settle();
  expect(amounts()).toEqual(['10,000', '0', '10,000']);
});

test('a discount line is negative with its sign', async () => {
  await type('item', '할인');
  await type('total', '-33,000');
  expect(amounts()).toEqual(['−30,000', '−3,000', '-33,000']);
});

test('a new line is there as soon as the last one is used, up to 99', async () => {
  expect(form.lines).toHaveLength(1);
  for (let at = 0; at < 99; at += 1) form.typeLine(at, 'item', '노트');
  expect(form.lines).toHaveLength(99);
  expect(form.form.lines).toHaveLength(99);
  form.removeLine(0);
  expect(form.lines).toHaveLength(99);
  expect(form.form.lines).toHaveLength(98);
});

test('a date is written out as the program reads it once its place is left', async () => {
  form.enter('written_on');
  form.typeHead('written_on', '20');
  await settle();
  expect(form.written_on).toBe('20');
  form.leave('written_on');
  expect(form.written_on).toBe('2026-11-20');
  form.enter('lines[0].date');
  await type('date', '19');
  expect(form.lines[0]?.date).toBe('19');
  form.leave('lines[0].date');
  expect(form.lines[0]?.date).toBe('11-19');
});

test('a wrong check digit is said at once, a short number when it was left', async () => {
  form.typeBuyer('number', '314-81');
  await settle();
  expect(shown()).toEqual([]);
  form.leave('buyer.number');
  expect(shown()).toEqual(['buyer_number:number_length']);
  form.typeBuyer('number', '314-81-20002');
  await settle();
  expect(shown()).toEqual(['buyer_number:business_number_check_digit']);
});

test('what a line lacks is said when the line was left', async () => {
  await type('quantity', '3');
  expect(shown()).toEqual([]);
  form.leaveLine(0);
  expect(shown()).toContain('line_item:required_missing');
});

test('emoji are refused while typing', async () => {
  await type('item', '선물🎁');
  expect(shown()).toEqual(['line_item:text_has_unsupported_characters']);
});

test('means of payment that do not add up are said at the means', async () => {
  await type('supply', '10,000');
  form.typePayment('cash', '5,000');
  await settle();
  const [closed, nameless] = [
    { field: 'buyer_number', code: 'buyer_closed', line: null },
    { field: 'buyer_name', code: 'required_missing', line: null },
  ];
  expect(form.refuse([nameless!, closed!])).toBe('buyer.number');
  expect(form.refuse(form.reading?.faults.filter(({ field }) => field === 'payment') ?? [])).toBe('payment.cash');
  form.typePayment('credit', '6,000');
  await settle();
  expect(shown()).toEqual([]);
  expect(form.reading?.faults.some(({ field }) => field === 'payment')).toBe(false);
});

test('an answer that typing has overtaken changes nothing', async () => {
  const read = backend.readInvoice.bind(backend);
  let slow: (() => void) | null = null;
  vi.spyOn(backend, 'readInvoice').mockImplementationOnce(async (asked) => {
    await new Promise<void>((done) => (slow = done));
    return read(asked);
  });
  await type('total', '1,000');
  await type('total', '2,200');
  slow!();
  await settle();
  expect(amounts()).toEqual(['2,000', '200', '2,200']);
});
