/** What the practice NTS says of a business number, as of the table that ships with it, and what was last heard. */
import type { BusinessState, BuyerStatus, StatusEffect } from '../bindings';
import { businessNumberGrouping } from '../../trade/number-grouping';
import { error, fault, faultsError } from './errors';
import { digitsOf, recognise } from './rules';
import { localTime } from './seed';

type Known = { state: BusinessState; tax_type: string; closed_on?: string };

const A_DAY_MS = 86_400_000;
const GENERAL = '일반과세자';
const TABLE: Record<string, Known> = {
  '2222222227': { state: 'suspended', tax_type: GENERAL },
  '1111111119': { state: 'closed', tax_type: GENERAL, closed_on: '2026-06-30' },
  '3333333336': { state: 'continuing', tax_type: '간이과세자' },
  '6170181230': { state: 'continuing', tax_type: '간이과세자(세금계산서 발급사업자)' },
  '1019000003': { state: 'continuing', tax_type: '면세사업자' },
  '5555500005': { state: 'not_registered', tax_type: '' },
};

export class BusinessRegister {
  /** The NTS answers; false: only what was heard before is there. */
  reachable = true;
  readonly #heard = new Map<string, { known: Known; at: number }>();

  constructor(readonly now: () => number) {}

  /** Asks; without a line it answers what was heard last, with its age. Refuses a number with a wrong check digit. */
  ask(number: string): BuyerStatus {
    const digits = digitsOf(number);
    const found = recognise(digits);
    if ('fault' in found) throw faultsError([fault('buyer.number', found.fault)]);
    if (found.kind !== 'business_number') throw faultsError([fault('buyer.number', 'number_length')]);
    if (this.reachable) this.hear(digits, this.now());
    const heard = this.last(digits);
    if (!heard) throw error('route_closed');
    return heard;
  }

  /** What was heard last, if anything. */
  last(digits: string): BuyerStatus | null {
    const heard = this.#heard.get(digits);
    if (!heard) return null;
    const { state, tax_type, closed_on } = heard.known;
    return {
      number: businessNumberGrouping.join(digits),
      state,
      tax_type,
      closed_on: closed_on ?? null,
      checked_at: localTime(heard.at),
      fresh: this.now() - heard.at < A_DAY_MS,
      ...effectOf(heard.known),
    };
  }

  hear(digits: string, at: number): void {
    this.#heard.set(digits, { known: TABLE[digits] ?? { state: 'continuing', tax_type: GENERAL }, at });
  }
}

function effectOf({ state, tax_type }: Known): { effect: StatusEffect; reason: string | null } {
  if (state === 'closed' || state === 'not_registered') return { effect: 'stop', reason: state };
  if (state === 'suspended') return { effect: 'warn', reason: state };
  return { effect: 'fine', reason: tax_type.startsWith('간이') ? 'simplified' : null };
}
