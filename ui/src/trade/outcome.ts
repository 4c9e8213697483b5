/**
 * What became of a press, in the shop's words: what happened to the money first, then the one next step. Never
 * optimistic about an approval, and never about a cancel.
 */
import type { DocumentRow, DocumentState, Issued } from '../backend/backend';
import { t, type Messages } from '../messages/messages.svelte';
import type { Tone } from '../parts/Badge.svelte';
import type { IconName } from '../parts/Icon.svelte';

export type Outcome = { tone: Exclude<Tone, 'accent'>; icon: IconName; title: string; next: string; customer: string };

type Kind = keyof Messages['result']['issue'];

const KINDS: Record<DocumentState, Kind> = {
  ready: 'held',
  held: 'held',
  sending: 'sending',
  approved: 'approved',
  transmitted: 'approved',
  confirmed: 'approved',
  refused_later: 'refused_later',
  rejected: 'rejected',
  unknown: 'unknown',
  conflict: 'conflict',
  check_by_hand: 'check_by_hand',
  by_file: 'by_file',
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
  by_file: { tone: 'warn', icon: 'clock' },
};

/** What each state is called; a receipt's words unless others are given. */
export type OutcomeWords = Record<Kind, { title: string; next: string }>;
type Told = { inputKept?: boolean; correcting?: boolean; words?: OutcomeWords };

/** `inputKept`: the form still holds what was refused. `correcting`: the press was to put a wrong number right. */
export function outcomeOf(
  issued: Omit<Issued, 'print'>,
  { inputKept = false, correcting = false, words: own }: Told = {},
): Outcome {
  const { row } = issued;
  const words = t().result;
  const kind = KINDS[row.state];
  const corrected = correcting ? correctionWords(row) : null;
  if (corrected) {
    const why = kind === 'held' ? heldText(issued.held_reason) : refusalText(issued);
    return {
      ...lookOf(corrected, kind),
      ...words.correct[corrected],
      next: said(words.correct[corrected].next, why),
      customer: '',
    };
  }
  if (kind === 'approved' && (row.act === 'cancel' || row.cancelled === 'fully')) {
    return { tone: 'quiet', icon: 'undo', ...words.cancel.approved, customer: '' };
  }
  const { title, next } = (own ?? words[row.act === 'cancel' ? 'cancel' : 'issue'])[kind];
  const step = kind === 'rejected' && row.act !== 'cancel' && inputKept ? words.inputKept : next;
  const text = kind === 'held' ? said(step, heldText(issued.held_reason)) : said(refusalText(issued), step);
  return { ...LOOKS[kind], title, next: text, customer: customerText(row, kind) };
}

/** What to tell the customer while it is not certain that there is a receipt. */
function customerText({ act, number_kind }: DocumentRow, kind: Kind): string {
  const { customer } = t().result;
  if (act !== 'issue') return '';
  const isSelfIssue = number_kind === 'self_issue';
  if (kind === 'sending' || kind === 'unknown') return isSelfIssue ? customer.pendingSelf : customer.pending;
  return kind === 'held' ? (isSelfIssue ? customer.heldSelf : customer.held) : '';
}

type Correction = keyof Messages['result']['correct'];

/** How far the correction is, told by the document that answered; null where its own words say it best. */
function correctionWords({ act, state }: DocumentRow): Correction | null {
  const kind = KINDS[state];
  if (act === 'issue') return kind === 'approved' ? 'done' : kind === 'rejected' ? 'notReissued' : null;
  const stages: Partial<Record<Kind, Correction>> = {
    sending: 'cancelling',
    unknown: 'cancelling',
    held: 'held',
    approved: 'reissuing',
    rejected: 'notCancelled',
    refused_later: 'notCancelled',
  };
  return stages[kind] ?? null;
}

function lookOf(correction: Correction, kind: Kind): Pick<Outcome, 'tone' | 'icon'> {
  return correction === 'reissuing' ? { tone: 'warn', icon: 'clock' } : LOOKS[kind];
}

const said = (...parts: string[]) => parts.filter((part) => part !== '').join(' ');

function heldText(reason: string | null): string {
  const { heldReasons, heldAnyhow } = t().result;
  return heldReasons[reason ?? ''] ?? heldAnyhow;
}

function refusalText({ refusal }: Pick<Issued, 'refusal'>): string {
  return refusal ? (t().refusals[refusal.code] ?? refusal.message) : '';
}
