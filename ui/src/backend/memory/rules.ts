/**
 * The trade's rules as far as a practice shop in memory needs them. The program behind the real window has the true
 * ones (`domain`); these exist so that a plain browser and the tests meet the same faults.
 */
import { readWon } from '../../parts/money';
import { customerNumberGrouping } from '../../trade/number-grouping';
import type { Fault, NumberKind, Preview, Purpose, ReceiptForm, ShopForm } from '../bindings';
import { fault } from './errors';

const TOTAL_MAX = 990_000_000;
const SELF_ISSUE = '0100001234';
const CHECK_WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3, 5];

export type Recognised = { kind: NumberKind; digits: string } | { fault: string };

export function preview(form: ReceiptForm, shop: ShopForm | null): Preview {
  const total = readAmount(form.amount);
  const service = form.service.trim() === '' ? 0 : readAmount(form.service);
  const number = recognise(form.number);
  const faults: Fault[] = [];
  if (typeof total === 'string') faults.push(fault('amount', total));
  if (typeof service === 'string') faults.push(fault('service', service));
  if (typeof total === 'number' && typeof service === 'number' && service > 0 && service >= total) {
    faults.push(fault('service', 'service_over_total'));
  }
  if ('fault' in number) faults.push(fault('number', number.fault));
  const kind = 'kind' in number ? number.kind : null;
  const purpose = form.purpose ?? (kind && defaultPurpose(kind));
  if (kind && purpose) faults.push(...purposeFaults(kind, purpose));
  if ('digits' in number && shop && number.digits === digitsOf(shop.number)) {
    faults.push(fault('number', 'own_business_number'));
  }
  if ([...form.item].length > 60) faults.push(fault('item', 'text_too_long'));
  if (new TextEncoder().encode(form.memo).length > 300) faults.push(fault('memo', 'text_too_long'));

  const readable = typeof total === 'number' && typeof service === 'number' && service < total;
  const parts = readable ? split(total, service, form.taxation === 'taxable') : null;
  return {
    total: typeof total === 'number' ? total : null,
    supply: parts?.supply ?? null,
    vat: parts?.vat ?? null,
    service: typeof service === 'number' ? service : 0,
    amount_reading: null,
    number_kind: kind,
    number_formatted: customerNumberGrouping.join('digits' in number ? number.digits : form.number),
    purpose,
    advice: kind === 'rrn' ? ['prefer_phone_over_rrn'] : [],
    faults,
  };
}

/** VAT = floor(total × 10 / 110), on what is left after the service charge. */
export function split(total: number, service: number, taxable: boolean): { supply: number; vat: number } {
  const goods = total - service;
  const vat = taxable ? Math.floor((goods * 10) / 110) : 0;
  return { supply: goods - vat, vat };
}

export function recognise(text: string): Recognised {
  const digits = customerNumberGrouping.strip(text);
  if (digits === '') return { kind: 'self_issue', digits: SELF_ISSUE };
  if (!/^\d+$/.test(digits)) return { fault: 'number_has_letters' };
  if (digits === SELF_ISSUE) return { kind: 'self_issue', digits };
  switch (digits.length) {
    case 10:
      return digits.startsWith('01') ? { kind: 'phone', digits } : businessNumber(digits);
    case 11:
      return /^01[016789]/.test(digits) ? { kind: 'phone', digits } : { fault: 'phone_invalid' };
    case 12:
      return digits.startsWith('126') ? { kind: 'mobile_card', digits } : { fault: 'mobile_card_prefix' };
    case 13:
      return { kind: customerNumberGrouping.join(digits).length === 14 ? 'rrn' : 'card', digits };
    case 18:
      return digits.startsWith('15442020')
        ? { kind: 'cash_receipt_card', digits }
        : { fault: 'cash_receipt_card_prefix' };
    case 14:
    case 15:
    case 16:
    case 17:
    case 19:
      return { kind: 'card', digits };
    default:
      return { fault: 'number_length' };
  }
}

export function shopFaults(form: ShopForm): Fault[] {
  const number = digitsOf(form.number);
  const faults: Fault[] = [];
  if (number === '') faults.push(fault('shop_number', 'required_missing'));
  else if (number.length !== 10) faults.push(fault('shop_number', 'number_length'));
  else if (!hasCheckDigit(number)) faults.push(fault('shop_number', 'business_number_check_digit'));
  for (const name of ['name', 'owner', 'address'] as const) {
    if (form[name].trim() === '') faults.push(fault(`shop_${name}`, 'required_missing'));
  }
  if (!/^(\d{4})?$/.test(form.branch.trim())) faults.push(fault('shop_branch', 'branch_invalid'));
  if (!/^([^@\s]+@[^@\s]+\.[^@\s]+)?$/.test(form.email.trim())) faults.push(fault('shop_email', 'email_invalid'));
  return faults;
}

export function mask(kind: NumberKind, digits: string): string {
  switch (kind) {
    case 'self_issue':
      return '010-000-1234';
    case 'phone':
      return `${digits.slice(0, 3)}-****-${digits.slice(-4)}`;
    case 'business_number':
      return `${digits.slice(0, 3)}-**-***${digits.slice(-2)}`;
    case 'rrn':
      return `${digits.slice(0, 6)}-*******`;
    case 'cash_receipt_card':
    case 'mobile_card':
    case 'card':
      return `****-${digits.slice(-4)}`;
    case 'foreigner':
      return `${digits.slice(0, 2)}${'*'.repeat(Math.max(0, digits.length - 4))}${digits.slice(-2)}`;
  }
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}

/** The won, or the code of what is wrong. */
export function readAmount(text: string): number | string {
  if (text.trim() === '') return 'amount_missing';
  if (/^\s*[-−]/.test(text)) return 'amount_negative';
  const won = readWon(text);
  if (won === null) return 'amount_not_a_number';
  if (won === 0) return 'amount_zero';
  return won > TOTAL_MAX ? 'amount_over_limit' : won;
}

function businessNumber(digits: string): Recognised {
  if (digits.startsWith('0')) return { fault: 'business_number_invalid' };
  return hasCheckDigit(digits) ? { kind: 'business_number', digits } : { fault: 'business_number_check_digit' };
}

export function hasCheckDigit(digits: string): boolean {
  const at = (index: number) => Number(digits.charAt(index));
  const sum = CHECK_WEIGHTS.reduce((total, weight, index) => total + weight * at(index), Math.floor((at(8) * 5) / 10));
  return (10 - (sum % 10)) % 10 === at(9);
}

function defaultPurpose(kind: NumberKind): Purpose {
  return kind === 'business_number' ? 'expense_proof' : 'income_deduction';
}

function purposeFaults(kind: NumberKind, purpose: Purpose): Fault[] {
  if (kind === 'business_number' && purpose === 'income_deduction') {
    return [fault('purpose', 'purpose_needs_personal_number')];
  }
  if (kind === 'self_issue' && purpose === 'expense_proof') {
    return [fault('purpose', 'purpose_not_for_self_issue')];
  }
  return [];
}
