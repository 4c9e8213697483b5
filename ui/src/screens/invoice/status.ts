/** A buyer's status in the shop's words. */
import type { BuyerStatus } from '../../backend/backend';
import { invoiceText } from '../../messages/invoice';
import type { Tone } from '../../parts/Badge.svelte';
import { dayName, daysUntil } from '../../trade/days';
import { clockTime } from '../../trade/labels';

/** `계속사업자 · 일반과세` */
export function statusText({ state, tax_type }: BuyerStatus): string {
  const tax = tax_type.replace(/자(\(|$)/, '$1');
  return [invoiceText().states[state], state === 'continuing' ? tax : ''].filter((part) => part !== '').join(' · ');
}

export function statusTone({ effect }: BuyerStatus): Tone {
  return ({ fine: 'good', warn: 'warn', stop: 'bad' } as const)[effect];
}

/** `14:31 조회`, `어제 조회` */
export function checkedAt({ checked_at }: BuyerStatus, today: string): string {
  const isToday = daysUntil(checked_at, today) === 0;
  return invoiceText().checks.checkedAt(isToday ? clockTime(checked_at) : dayName(checked_at, today));
}
