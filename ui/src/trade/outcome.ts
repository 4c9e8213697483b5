/**
 * What became of a press, in the shop's words: what happened to the money first, then the one next step. Never
 * optimistic about an approval, and never about a cancel.
 */
import type { DocumentState, Issued } from '../backend/backend';
import { t, type Messages } from '../messages/messages.svelte';
import type { Tone } from '../parts/Badge.svelte';
import type { IconName } from '../parts/Icon.svelte';

export type Outcome = { tone: Exclude<Tone, 'accent'>; icon: IconName; title: string; next: string };

type Kind = keyof Messages['result']['issue'];

const KINDS: Record<DocumentState, Kind> = {
  ready: 'held',
  held: 'held',
  sending: 'sending',
  approved: 'approved',
  confirmed: 'approved',
  refused_later: 'refused_later',
  rejected: 'rejected',
  unknown: 'unknown',
  conflict: 'conflict',
  check_by_hand: 'check_by_hand',
};

const LOOKS: Record<Kind, Pick<Outcome, 'tone' | 'icon'>> = {
  held: { tone: 'warn', icon: 'pause' },
  sending: { tone: 'warn', icon: 'clock' },
  approved: { tone: 'good', icon: 'check' },
  refused_later: { tone: 'bad', icon: 'cross' },
  rejected: { tone: 'bad', icon: 'cross' },
  unknown: { tone: 'warn', icon: 'clock' },
  conflict: { tone: 'bad', icon: 'alert' },
  check_by_hand: { tone: 'bad', icon: 'person' },
};

/** `inputKept`: the form still holds what was refused, so that it can be corrected. */
export function outcomeOf(issued: Omit<Issued, 'print'>, { inputKept = false } = {}): Outcome {
  const { row } = issued;
  const words = t().result;
  const kind = KINDS[row.state];
  if (kind === 'approved' && (row.act === 'cancel' || row.cancelled === 'fully')) {
    return { tone: 'quiet', icon: 'undo', ...words.cancel.approved };
  }
  const { title, next } = words[row.act][kind];
  const step = kind === 'rejected' && row.act === 'issue' && inputKept ? words.inputKept : next;
  const parts = kind === 'held' ? [step, heldText(issued.held_reason)] : [refusalText(issued), step];
  return { ...LOOKS[kind], title, next: parts.filter((part) => part !== '').join(' ') };
}

function heldText(reason: string | null): string {
  const { heldReasons, heldAnyhow } = t().result;
  return heldReasons[reason ?? ''] ?? heldAnyhow;
}

function refusalText({ refusal }: Pick<Issued, 'refusal'>): string {
  return refusal ? (t().refusals[refusal.code] ?? refusal.message) : '';
}
