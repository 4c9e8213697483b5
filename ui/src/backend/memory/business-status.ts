/** What the practice NTS says of a business number: a few with a story of their own, every other one is going on. */
import { businessNumberGrouping } from '../../trade/number-grouping';
import type { BusinessState, BuyerStatus, InvoiceForm } from '../bindings';

type Known = { state: BusinessState; tax_type: string; closed_on?: string };

const NUMBERS: Record<string, Known> = {
  2222222227: { state: 'suspended', tax_type: '일반과세자' },
  1111111119: { state: 'closed', tax_type: '일반과세자', closed_on: '2026-06-30' },
  3333333336: { state: 'continuing', tax_type: '간이과세자' },
  6170181230: { state: 'continuing', tax_type: '간이과세자(세금계산서 발급사업자)' },
  1019000003: { state: 'continuing', tax_type: '면세사업자' },
  5555500005: { state: 'not_registered', tax_type: '' },
};
const GENERAL: Known = { state: 'continuing', tax_type: '일반과세자' };

export function businessStatus(digits: string, checked_at: string): BuyerStatus {
  const { state, tax_type, closed_on = null } = NUMBERS[digits] ?? GENERAL;
  const number = businessNumberGrouping.join(digits);
  const effects = { closed: 'stop', not_registered: 'stop', suspended: 'warn', continuing: 'fine' } as const;
  const isSimplified = state === 'continuing' && tax_type === '간이과세자';
  const reason = isSimplified ? 'simplified' : state === 'continuing' ? null : state;
  const effect = isSimplified ? 'warn' : effects[state];
  return { number, state, tax_type, closed_on, checked_at, fresh: true, effect, reason };
}

/** A business that closed later than the supply may still get its invoice. */
export function effectOn(status: BuyerStatus, written_on: string | null): BuyerStatus {
  const { state, closed_on } = status;
  const isBefore = state === 'closed' && closed_on !== null && written_on !== null && written_on <= closed_on;
  return isBefore ? { ...status, effect: 'warn', reason: 'closed_later' } : status;
}

export function isWholeBusinessNumber({ buyer }: InvoiceForm): boolean {
  return buyer.kind === 'business' && buyer.number.replace(/\D/g, '').length === 10;
}
