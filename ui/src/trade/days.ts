/** Days and deadlines in the shop's words. Times are Korean local times as the program writes them. */
import { t } from '../messages/messages.svelte';
import type { Tone } from '../parts/Badge.svelte';
import type { IconName } from '../parts/Icon.svelte';

export type DeadlineLook = { tone: Tone; icon: IconName; word: string };

const A_DAY_MS = 86_400_000;

/** Whole days from `today` to the day of `at`; negative when it has passed. */
export function daysUntil(at: string, today: string): number {
  return Math.round((Date.parse(at.slice(0, 10)) - Date.parse(today)) / A_DAY_MS);
}

/** `오늘`, `내일`, `어제`, `11월 27일` */
export function dayName(at: string, today: string): string {
  const { days } = t();
  const near: Record<number, string> = { [-1]: days.yesterday, 0: days.today, 1: days.tomorrow, 2: days.dayAfter };
  return near[daysUntil(at, today)] ?? days.date(Number(at.slice(5, 7)), Number(at.slice(8, 10)));
}

/** `11-19`; of another year `25-11-19`. */
export function shortDay(at: string, today: string): string {
  return at.slice(at.startsWith(today.slice(0, 4)) ? 5 : 2, 10);
}

/** A deadline by colour, icon and word: `3일 남음`, `내일까지`, `기한 지남`. */
export function deadlineLook(deadline: string, today: string): DeadlineLook {
  const { days } = t();
  const left = daysUntil(deadline, today);
  if (left < 0) return { tone: 'bad', icon: 'cross', word: days.passed };
  if (left === 0) return { tone: 'bad', icon: 'alert', word: days.until(days.today) };
  if (left === 1) return { tone: 'warn', icon: 'clock', word: days.until(days.tomorrow) };
  return { tone: 'quiet', icon: 'clock', word: days.left(left) };
}
