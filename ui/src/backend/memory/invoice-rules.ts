/**
 * The rules of a tax invoice as far as a practice shop in memory needs them: what half a form means, and what would stop it.
 * The true ones are `domain`'s; names of fields and faults are the same.
 */
import { readWon, toHalfWidth } from '../../parts/money';
import { readDate } from '../../trade/dates';
import type { Fault, InvoiceForm, InvoiceKind, LineForm, LineReading, ShopForm } from '../bindings';
import { fault } from './errors';
import { digitsOf, hasCheckDigit } from './rules';

const LINES_MAX = 99;
const SUPPLY_BOXES = 11;
const VAT_TOLERANCE = 5;
const UNPRINTABLE = /[\u2600-\u27bf\u{1f000}-\u{1ffff}]/u;
const NUMERALS = ['', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'];

export type Sums = { supply: number; vat: number; total: number };

export function isBlankLine(line: LineForm): boolean {
  return Object.entries(line).every(([cell, text]) => cell === 'typed' || text.trim() === '');
}

/** The lines up to the last that is not blank. */
export function writtenLines({ lines }: InvoiceForm): LineForm[] {
  return lines.slice(0, lines.findLastIndex((line) => !isBlankLine(line)) + 1);
}

export function readLine(line: LineForm, kind: InvoiceKind, written_on: string | null): LineReading {
  const date = line.date.trim() === '' ? written_on : written_on && readDate(line.date, written_on);
  const [quantity, price] = [readDecimal(line.quantity), readDecimal(line.unit_price)];
  const priced = quantity === null || price === null ? null : floor(quantity * price);
  const [supply, vat, total] = [signed(line.supply), signed(line.vat), signed(line.total)];
  const computed = (amount: number | null) => amount !== null && { supply: amount, vat: vatOf(kind, amount) };
  const split = (amount: number | null) => amount !== null && splitTotal(kind, amount);
  const base =
    {
      quantity_and_price: () => computed(priced ?? supply),
      supply: () => computed(supply ?? priced),
      vat: () => computed(supply ?? priced),
      total: () => split(total) || computed(priced),
    }[line.typed]() || null;
  if (!base) return { date, supply: null, vat: null, total: null };
  const own = line.typed === 'vat' && vat !== null ? { ...base, vat } : base;
  return { date, ...own, total: own.supply + own.vat };
}

export function sumsOf(lines: readonly LineReading[]): Sums {
  const supply = lines.reduce((sum, line) => sum + (line.supply ?? 0), 0);
  const vat = lines.reduce((sum, line) => sum + (line.vat ?? 0), 0);
  return { supply, vat, total: supply + vat };
}

/** The empty boxes before the supply value; null when it does not fit. */
export function blankBoxes(supply: number): number | null {
  const blanks = SUPPLY_BOXES - String(Math.abs(supply)).length - (supply < 0 ? 1 : 0);
  return blanks < 0 ? null : blanks;
}

/** `일금 일백삼십이만원정` */
export function formalAmount(amount: number): string {
  const groups = String(Math.abs(amount))
    .replace(/\B(?=(\d{4})+$)/g, ',')
    .split(',');
  const words = groups.map((group, at) => {
    const read = [...group].map((digit, n) => {
      const word = NUMERALS[Number(digit)] ?? '';
      return word && word + (['', '십', '백', '천'][group.length - 1 - n] ?? '');
    });
    return read.join('') && read.join('') + (['', '만', '억', '조'][groups.length - 1 - at] ?? '');
  });
  return `일금 ${amount < 0 ? '마이너스 ' : ''}${words.join('') || '영'}원정`;
}

export function invoiceFaults(form: InvoiceForm, shop: ShopForm | null, today: string): Fault[] {
  const written_on = readDate(form.written_on, today);
  const lines = writtenLines(form);
  const readings = lines.map((line) => readLine(line, form.kind, written_on));
  const { total } = sumsOf(readings);
  const areReadable = readings.every((reading) => reading.total !== null);
  return [
    ...(written_on === null ? [fault('written_on', 'date_invalid')] : []),
    ...(written_on !== null && written_on > today ? [fault('written_on', 'date_in_future')] : []),
    ...buyerFaults(form, shop),
    ...(lines.length === 0 ? [fault('lines', 'required_missing')] : []),
    ...(lines.length > LINES_MAX ? [fault('lines', 'lines_too_many')] : []),
    ...lines.flatMap((line, at) => lineFaults(line, readings[at], form.kind, at)),
    ...(lines.length > 0 && areReadable && total === 0 ? [fault('total', 'total_zero')] : []),
    ...(total < 0 ? [fault('total', 'total_negative')] : []),
    ...paymentFaults(form, total),
    ...textFaults('remark', form.remark, 150),
  ];
}

/** What is wrong with a business number on its own. */
export function buyerNumberFaults(number: string): Fault[] {
  const code = numberFault('business', number, null);
  return code ? [fault('buyer_number', code)] : [];
}

/** `shop`: whose own number it must not be. */
export function buyerFaults({ buyer }: Pick<InvoiceForm, 'buyer'>, shop: ShopForm | null): Fault[] {
  const number = numberFault(buyer.kind, buyer.number, shop);
  const isPerson = buyer.kind !== 'business';
  const missing = (field: 'name' | 'owner') =>
    buyer[field].trim() === ''
      ? [fault(`buyer_${field}`, 'required_missing')]
      : textFaults(`buyer_${field}`, buyer[field], 70);
  const emails = (['email', 'email2'] as const).filter(
    (field) => buyer[field].trim() !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(buyer[field].trim()),
  );
  const isTwice = buyer.email.trim() !== '' && buyer.email.trim() === buyer.email2.trim();
  return [
    ...(number ? [fault('buyer_number', number)] : []),
    ...missing('name'),
    ...(isPerson ? [] : missing('owner')),
    ...textFaults('buyer_address', buyer.address, 150),
    ...(/^(\d{4})?$/.test(buyer.branch.trim()) ? [] : [fault('buyer_branch', 'branch_invalid')]),
    ...emails.map((field) => fault(`buyer_${field}`, 'email_invalid')),
    ...(isTwice ? [fault('buyer_email2', 'email_twice')] : []),
  ];
}

function numberFault(kind: InvoiceForm['buyer']['kind'], text: string, shop: ShopForm | null): string | null {
  const number = toHalfWidth(text).replace(/[-\s]/g, '');
  if (number === '') return 'number_missing';
  if (kind === 'foreigner') return /^[A-Za-z0-9]{5,20}$/.test(number) ? null : 'foreigner_number_invalid';
  if (!/^\d+$/.test(number)) return 'number_has_letters';
  if (kind === 'resident')
    return /^\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{7}$/.test(number) ? null : 'rrn_invalid';
  if (number.length !== 10) return 'number_length';
  if (number.startsWith('0')) return 'business_number_invalid';
  if (!hasCheckDigit(number)) return 'business_number_check_digit';
  return shop && number === digitsOf(shop.number) ? 'own_business_number' : null;
}

function lineFaults(line: LineForm, reading: LineReading | undefined, kind: InvoiceKind, at: number): Fault[] {
  const faults = textFaults('line_item', line.item, 100, at);
  if (line.item.trim() === '') faults.push(fault('line_item', 'required_missing', at));
  if (reading?.date === null) faults.push(fault('line_date', 'date_invalid', at));
  for (const field of ['quantity', 'unit_price'] as const) {
    const code = decimalFault(field, line[field]);
    if (code) faults.push(fault(`line_${field}`, code, at));
  }
  for (const field of ['supply', 'vat', 'total'] as const) {
    const isWrong = line[field].trim() !== '' && signed(line[field]) === null;
    if (isWrong) faults.push(fault(`line_${field}`, 'amount_not_a_number', at));
  }
  if (!reading || reading.supply === null || reading.vat === null) {
    return faults.length > 0 ? faults : [fault('line_supply', 'amount_missing', at)];
  }
  const vat = vatFault(kind, reading.supply, reading.vat);
  return vat ? [...faults, fault('line_vat', vat, at)] : faults;
}

function vatFault(kind: InvoiceKind, supply: number, vat: number): string | null {
  const rule = vatOf(kind, supply);
  if (kind !== 'taxable') return vat === 0 ? null : 'vat_not_allowed';
  if (supply * vat < 0) return 'signs_mixed';
  if (vat === 0 && rule !== 0) return 'vat_missing';
  return Math.abs(vat - rule) > VAT_TOLERANCE ? 'vat_differs' : null;
}

function paymentFaults({ payment }: InvoiceForm, total: number): Fault[] {
  const given = Object.values(payment).filter((text) => text.trim() !== '');
  const wrong = (['cash', 'check', 'note', 'credit'] as const).filter(
    (means) => payment[means].trim() !== '' && signed(payment[means]) === null,
  );
  if (wrong.length > 0) return wrong.map((means) => fault(`payment_${means}`, 'amount_not_a_number'));
  const sum = given.reduce((before, text) => before + (signed(text) ?? 0), 0);
  return given.length > 0 && sum !== 0 && sum !== total ? [fault('payment', 'payment_differs')] : [];
}

function textFaults(field: string, text: string, limit: number, line: number | null = null): Fault[] {
  if ([...text].length > limit) return [fault(field, 'text_too_long', line)];
  return UNPRINTABLE.test(text) ? [fault(field, 'text_has_unsupported_characters', line)] : [];
}

function decimalFault(field: 'quantity' | 'unit_price', text: string): string | null {
  if (text.trim() === '') return null;
  const number = readDecimal(text);
  if (number === null) return `${field}_invalid`;
  if (/\.\d{3}/.test(text)) return 'too_many_decimals';
  return field === 'unit_price' && number < 0 ? 'unit_price_negative' : null;
}

function readDecimal(text: string): number | null {
  const plain = toHalfWidth(text)
    .replace(/[,\s원]/g, '')
    .replace('−', '-');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** `-1,000` as well; null when it is blank or cannot be read. */
export function signed(text: string): number | null {
  const plain = toHalfWidth(text).trim().replace('−', '-');
  if (plain === '') return null;
  const won = readWon(plain.replace(/^-/, ''));
  return won === null ? null : plain.startsWith('-') ? -won : won;
}

export function vatOf(kind: InvoiceKind, supply: number): number {
  return kind === 'taxable' ? Math.trunc(supply / 10) : 0;
}

function splitTotal(kind: InvoiceKind, total: number): { supply: number; vat: number } {
  const vat = kind === 'taxable' ? Math.trunc((total * 10) / 110) : 0;
  return { supply: total - vat, vat };
}

/** Binary fractions must not make 3 × 0.1 one won less. */
function floor(amount: number): number {
  return Math.trunc(Math.round(amount * 10_000) / 10_000);
}
