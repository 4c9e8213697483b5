/** What the NTS said of a business, in the shop's words: by colour, icon and word, with how old that is. */
import type { BuyerStatus, BusinessState } from '../backend/backend';
import { partnersText } from '../messages/partners';
import type { Tone } from '../parts/Badge.svelte';
import type { IconName } from '../parts/Icon.svelte';
import { daysUntil } from './days';
import { clockTime } from './labels';

export type BusinessLook = { tone: Tone; icon: IconName; word: string };

const LOOKS: Record<BusinessState, { tone: Tone; icon: IconName }> = {
  continuing: { tone: 'good', icon: 'check' },
  suspended: { tone: 'warn', icon: 'pause' },
  closed: { tone: 'bad', icon: 'cross' },
  not_registered: { tone: 'bad', icon: 'alert' },
};
const NEAR_DAYS = 30;

export function businessLook({ state }: Pick<BuyerStatus, 'state'>): BusinessLook {
  return { ...LOOKS[state], word: partnersText().status.states[state] };
}

/** `오늘 14:31 조회`, `3일 전 조회`, `2026-09-02 조회` */
export function statusAge({ checked_at }: Pick<BuyerStatus, 'checked_at'>, today: string): string {
  const words = partnersText().status;
  const days = -daysUntil(checked_at, today);
  if (days <= 0) return words.today(clockTime(checked_at));
  if (days === 1) return words.yesterday;
  return days <= NEAR_DAYS ? words.daysAgo(days) : words.on(checked_at.slice(0, 10));
}

/** So long ago that it should be asked again. */
export function isStale({ checked_at }: Pick<BuyerStatus, 'checked_at'>, today: string): boolean {
  return -daysUntil(checked_at, today) > NEAR_DAYS;
}

/** What it means for issuing; null when there is nothing to say. */
export function statusSentence({ effect, reason }: BuyerStatus): string | null {
  const { reasons, stopAnyhow, warnAnyhow } = partnersText().status;
  const said = reason === null ? undefined : reasons[reason];
  if (said !== undefined) return said;
  if (effect === 'stop') return stopAnyhow;
  return effect === 'warn' ? warnAnyhow : null;
}

/** Ten digits: a business, which the NTS can be asked about; a person's number is masked or longer. */
export function isBusinessNumber(number: string): boolean {
  return /^\d{3}-?\d{2}-?\d{5}$/.test(number.trim());
}
