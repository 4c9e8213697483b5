/** A form nobody has typed into. */
import type { BuyerForm, InvoiceForm, LineForm, PaymentForm } from '../../backend/backend';
import { CELLS } from './places';

export function blankBuyer(): BuyerForm {
  return {
    kind: 'business',
    number: '',
    branch: '',
    name: '',
    owner: '',
    address: '',
    business_type: '',
    business_item: '',
    email: '',
    email2: '',
  };
}

export function blankLine(): LineForm {
  return {
    date: '',
    item: '',
    spec: '',
    quantity: '',
    unit_price: '',
    supply: '',
    vat: '',
    total: '',
    remark: '',
    typed: 'quantity_and_price',
  };
}

export function blankPayment(): PaymentForm {
  return { cash: '', check: '', note: '', credit: '' };
}

export function isBlankLine(line: LineForm): boolean {
  return [...CELLS, 'remark' as const].every((cell) => line[cell].trim() === '');
}

/** Nothing that anybody would miss. */
export function isBlankForm({ buyer: { kind: _, ...buyer }, lines, payment, remark }: InvoiceForm): boolean {
  return isBlank(buyer) && lines.every(isBlankLine) && isBlank(payment) && remark.trim() === '';
}

function isBlank(texts: Record<string, string>): boolean {
  return Object.values(texts).every((text) => text.trim() === '');
}
