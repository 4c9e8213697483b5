/** The stretches of time a shop closes its books over: a month, and the quarter and half-year that a VAT return covers. */
export type Span = 'month' | 'quarter' | 'half';

const MONTHS: Record<Span, number> = { month: 1, quarter: 3, half: 6 };

/** The period of this length that a month (`2026-11`) is in: `2026-11`, `2026-Q4`, `2026-H2`. */
export function periodOf(month: string, span: Span): string {
  if (span === 'month') return month;
  const nth = Math.ceil(Number(month.slice(5, 7)) / MONTHS[span]);
  return `${month.slice(0, 4)}-${span === 'quarter' ? 'Q' : 'H'}${nth}`;
}

export function spanOf(period: string): Span {
  if (period.charAt(5) === 'Q') return 'quarter';
  return period.charAt(5) === 'H' ? 'half' : 'month';
}

/** `2026-Q4` → 4, `2026-11` → 11. */
export function numberOf(period: string): number {
  return Number(period.slice(spanOf(period) === 'month' ? 5 : 6));
}

/** `2026-10`, `2026-11`, `2026-12` */
export function monthsOf(period: string): string[] {
  const span = spanOf(period);
  const first = `${period.slice(0, 4)}-${String((numberOf(period) - 1) * MONTHS[span] + 1).padStart(2, '0')}`;
  return Array.from({ length: MONTHS[span] }, (_, at) => addMonths(first, at));
}

export function addMonths(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The month `by` periods of this length away. */
export function stepMonth(month: string, span: Span, by: number): string {
  return addMonths(month, by * MONTHS[span]);
}

export function periodBefore(period: string): string {
  const [first = ''] = monthsOf(period);
  return periodOf(addMonths(first, -1), spanOf(period));
}

/** `2026-11-01` … `2026-11-30` */
export function daysOf(month: string): string[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: last }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`);
}
