/** The nine legal reasons in the order of the law, and what each needs to be told (domain.md §2.8). */
import type { AmendReason } from '../../../backend/backend';

export type Needs = {
  /** The day on which it came about. */
  on: boolean;
  /** What came back, line by line. */
  lines: boolean;
  difference: boolean;
  /** How it should have been. */
  corrected: boolean;
  /** The remark is free; elsewhere the law fills it. */
  remark: boolean;
  /** Whether a taxpayer type that changed in between keeps the original's day (일반↔간이, 령 70②③). */
  type: boolean;
};

export const REASONS: readonly AmendReason[] = [
  'returned',
  'contract_cancelled',
  'price_changed',
  'letter_of_credit',
  'mistake',
  'not_mistake',
  'issued_twice',
  'not_taxable',
  'wrong_rate',
];

const NOTHING: Needs = { on: false, lines: false, difference: false, corrected: false, remark: false, type: false };

const NEEDS: Record<AmendReason, Needs> = {
  returned: { ...NOTHING, on: true, lines: true, type: true },
  contract_cancelled: { ...NOTHING, on: true, type: true },
  price_changed: { ...NOTHING, on: true, difference: true, type: true },
  letter_of_credit: { ...NOTHING, on: true },
  mistake: { ...NOTHING, corrected: true },
  not_mistake: { ...NOTHING, corrected: true },
  issued_twice: { ...NOTHING, remark: true },
  not_taxable: { ...NOTHING, remark: true },
  wrong_rate: { ...NOTHING, corrected: true },
};

export function needsOf(reason: AmendReason): Needs {
  return NEEDS[reason];
}
