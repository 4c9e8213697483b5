/** A rhythm in the shop's words. */
import type { Plan, Recurrence } from '../../../backend/backend';
import { plansText } from '../../../messages/automation-plans';
import { formatWon } from '../../../parts/money';
import { t } from '../../../messages/messages.svelte';
import { dayName } from '../../../trade/days';

/** `매월 말일`, `2주마다 화요일, 2027-02-28까지` */
export function rhythmText({ rhythm, ends_on }: Recurrence): string {
  const words = plansText().recurring;
  const text =
    rhythm.kind === 'monthly'
      ? words.monthly(rhythm.every, rhythm.day)
      : words.weekly(rhythm.every, words.weekdays[rhythm.weekday] ?? '');
  return ends_on === '' ? text : words.until(text, ends_on);
}

/** When it runs next, or why it does not. */
export function nextText({ paused, next }: Plan, today: string): string {
  const words = plansText().recurring;
  if (paused) return words.paused;
  const run = next.find(({ skipped }) => !skipped);
  return run ? dayName(run.on, today) : words.over;
}

export function totalText({ total }: Pick<Plan, 'total'>): string {
  return total === null ? plansText().recurring.noTotal : t().app.wonAmount(formatWon(total));
}
