/** A document in the shop's words: how a row reads, in which colour, with which sign. */
import type { DocumentRow, DocumentState, NumberKind } from '../backend/backend';
import { currentLanguage, t } from '../messages/messages.svelte';
import type { Tone } from '../parts/Badge.svelte';
import type { IconName } from '../parts/Icon.svelte';
import { formatWon } from '../parts/money';

export type StateLook = { tone: Tone; icon: IconName; word: string };

const LOOKS: Record<DocumentState, { tone: Tone; icon: IconName }> = {
  ready: { tone: 'quiet', icon: 'pause' },
  held: { tone: 'warn', icon: 'pause' },
  sending: { tone: 'accent', icon: 'arrow' },
  approved: { tone: 'good', icon: 'check' },
  transmitted: { tone: 'good', icon: 'check' },
  confirmed: { tone: 'good', icon: 'check' },
  refused_later: { tone: 'bad', icon: 'cross' },
  rejected: { tone: 'bad', icon: 'cross' },
  unknown: { tone: 'warn', icon: 'clock' },
  conflict: { tone: 'bad', icon: 'alert' },
  check_by_hand: { tone: 'bad', icon: 'person' },
  by_file: { tone: 'warn', icon: 'clock' },
};

/** An approved invoice is 발급: it has yet to reach the NTS. */
export function stateLook(row: Pick<DocumentRow, 'state' | 'cancelled' | 'act'>): StateLook {
  if (isApproved(row.state) && row.cancelled === 'fully') {
    return { tone: 'quiet', icon: 'undo', word: t().states.cancelled };
  }
  if (isApproved(row.state) && row.cancelled === 'partly') {
    return { tone: 'quiet', icon: 'undo', word: t().states.partly_cancelled };
  }
  if (row.state === 'approved' && isInvoice(row)) return { tone: 'accent', icon: 'clock', word: t().states.issued };
  return { ...LOOKS[row.state], word: t().states[row.state] };
}

export function isApproved(state: DocumentState): boolean {
  return state === 'approved' || state === 'transmitted' || state === 'confirmed';
}

export function isInvoice({ act }: Pick<DocumentRow, 'act'>): boolean {
  return act === 'invoice' || act === 'amend';
}

/** Minus for a cancel: the sign is part of the amount, colour only repeats it. */
export function signedTotal(row: DocumentRow): string {
  return formatWon(row.act === 'cancel' ? -row.total : row.total);
}

/** `010-****-2290`, `카드 ****-0912`, `자진발급` */
export function customerText(row: Pick<DocumentRow, 'number_kind' | 'number_masked'>): string {
  const prefixed: Record<NumberKind, boolean> = {
    phone: false,
    business_number: false,
    rrn: false,
    self_issue: false,
    foreigner: false,
    card: true,
    cash_receipt_card: true,
    mobile_card: true,
  };
  if (row.number_kind === 'self_issue') return t().kinds.self_issue;
  return prefixed[row.number_kind] ? `${t().kinds[row.number_kind]} ${row.number_masked}` : row.number_masked;
}

export function purposeText(row: DocumentRow): string {
  if (row.purpose === null) return '';
  const purpose = t().counter.purposes[row.purpose];
  return row.act === 'cancel' ? t().history.cancelOf(purpose) : purpose;
}

/** `2026년 11월 22일 (일)` */
export function longDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  if (!year || !month || !day) return date;
  const at = new Date(Date.UTC(year, month - 1, day));
  if (currentLanguage() === 'en') return at.toLocaleDateString('en-GB', { dateStyle: 'full', timeZone: 'UTC' });
  // Not Intl: loading its Korean calendar would stand before the first paint.
  const weekday = '일월화수목금토'.charAt(at.getUTCDay());
  return `${year}년 ${month}월 ${day}일 (${weekday})`;
}

/** `14:32` */
export function clockTime(at: string): string {
  return at.slice(11, 16);
}

/** `11-22 14:32` */
export function shortDateTime(at: string): string {
  return `${at.slice(5, 10)} ${at.slice(11, 16)}`;
}

/** `2026-11-22 14:32:05` */
export function fullDateTime(at: string): string {
  return at.slice(0, 19).replace('T', ' ');
}
