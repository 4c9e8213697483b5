/** A period in the shop's words: its name, how it compares, what is open in it. */
import type { Bar, CloseState, CloseView, ExportResult, OpenCount, OpenMatter } from '../../backend/backend';
import { closeText } from '../../messages/close';
import { currentLanguage, t } from '../../messages/messages.svelte';
import type { Tone } from '../../parts/Badge.svelte';
import type { IconName } from '../../parts/Icon.svelte';
import { formatWon } from '../../parts/money';
import { weekday } from '../../trade/dates';
import { numberOf, spanOf } from '../../trade/period';

const PERCENT_MAX_WITH_DECIMAL = 1_000;
/** These need somebody, or the sums lack something; the others settle by themselves. */
const GRAVE: readonly OpenMatter[] = ['attention', 'difference', 'undecided'];

export const STATE_LOOKS: Record<CloseState, { tone: Tone; icon: IconName }> = {
  running: { tone: 'accent', icon: 'arrow' },
  open: { tone: 'warn', icon: 'clock' },
  closed: { tone: 'good', icon: 'check' },
  changed: { tone: 'warn', icon: 'alert' },
};

export const MATTER_LOOKS: Record<OpenMatter, { tone: Tone; icon: IconName }> = {
  attention: { tone: 'bad', icon: 'cross' },
  difference: { tone: 'bad', icon: 'alert' },
  undecided: { tone: 'warn', icon: 'clock' },
  not_transmitted: { tone: 'quiet', icon: 'arrow' },
  not_confirmed: { tone: 'quiet', icon: 'clock' },
};

/** `2026년 11월`, `2026년 4분기`, `2026년 하반기` */
export function periodText(period: string): string {
  return closeText().period[spanOf(period)](period.slice(0, 4), numberOf(period));
}

/** `+4.1%`, `−3.1%`, `0.0%`; null when there was nothing to compare with. */
export function changeText(now: number, before: number | null): string | null {
  if (before === null || before === 0) return null;
  const percent = ((now - before) / Math.abs(before)) * 100;
  const size = Math.abs(percent);
  const digits = size < PERCENT_MAX_WITH_DECIMAL ? size.toFixed(1) : formatWon(Math.round(size));
  const sign = Number(digits.replaceAll(',', '')) === 0 ? '' : percent < 0 ? '−' : '+';
  return `${sign}${digits}%`;
}

/** How many documents need somebody or are missing in the sums, and the first two sorts of what is open. */
export function openText(open: readonly OpenCount[]): { count: number; words: string } {
  const grave = open.filter(({ matter }) => GRAVE.includes(matter));
  const { matters } = closeText().open;
  const named = (grave.length > 0 ? grave : open).slice(0, 2);
  return {
    count: grave.reduce((sum, { count }) => sum + count, 0),
    words: named.map(({ matter, count }) => `${matters[matter].short} ${formatWon(count)}`).join(' · '),
  };
}

export function totalOf({ receipts, invoices }: Pick<CloseView, 'receipts' | 'invoices'>): number {
  return receipts.total + invoices.total;
}

/** Cancels and amendments are documents too. */
export function documentsOf({ receipts, invoices }: Pick<CloseView, 'receipts' | 'invoices'>): number {
  return receipts.count + receipts.revised + invoices.count + invoices.revised;
}

/** What stands under a bar: 1, 5, 10 … of a month's days, every month of a longer period. */
export function tickText({ at }: Pick<Bar, 'at'>): string {
  const day = Number(at.slice(8));
  if (day === 0) return closeText().chart.monthName(Number(at.slice(5, 7)));
  return day === 1 || day % 5 === 0 ? String(day) : '';
}

/** `500만`, `1.2억`; of small amounts the won themselves. */
export function scaleText(won: number): string {
  const { units, large, middle } = closeText().chart.scale;
  const [most = 1, more = 1] = units;
  const size = Math.abs(won);
  const sign = won < 0 ? '−' : '';
  if (size >= most) return sign + large(trimmed(size / most));
  return sign + (size >= more ? middle(trimmed(size / more)) : formatWon(size));
}

const trimmed = (amount: number) => formatWon(Math.floor(amount)) + String(Number((amount % 1).toFixed(2))).slice(1);

/** `11월 3일 (화)`, or of a longer period `11월`. */
export function barText({ at }: Pick<Bar, 'at'>): string {
  if (at.length === 7) return closeText().chart.monthName(Number(at.slice(5)));
  const day = t().days.date(Number(at.slice(5, 7)), Number(at.slice(8)));
  return `${day} (${weekday(at, currentLanguage())})`;
}

/** What is different from the export before. */
export function movedText({ added, removed }: Pick<ExportResult, 'added' | 'removed'>): string {
  const words = closeText().exporting;
  if (added > 0 && removed > 0) return words.moved(formatWon(added), formatWon(removed));
  if (added > 0) return words.added(formatWon(added));
  return removed > 0 ? words.removed(formatWon(removed)) : words.same;
}

/** `48 KB` */
export function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
