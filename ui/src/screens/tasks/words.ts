/** A task in the shop's words: what happened to the money, why, and the one next step. */
import type { AttemptRow, Task, WaitingRow } from '../../backend/backend';
import { planFaultText } from '../../messages/automation-plans';
import { t } from '../../messages/messages.svelte';
import { tasksText } from '../../messages/tasks';
import type { Tone } from '../../parts/Badge.svelte';
import type { IconName } from '../../parts/Icon.svelte';
import { formatWon } from '../../parts/money';
import { isInvoice } from '../../trade/labels';

export type TaskText = { title: string; fact: string; next: string; button: string };

const LOOKS: Partial<Record<Task['kind'], { tone: Tone; icon: IconName }>> = {
  check_by_hand: { tone: 'warn', icon: 'person' },
  deadline_near: { tone: 'warn', icon: 'clock' },
  only_ours: { tone: 'warn', icon: 'alert' },
  only_theirs: { tone: 'warn', icon: 'alert' },
  differs: { tone: 'warn', icon: 'alert' },
  transmission_late: { tone: 'bad', icon: 'clock' },
  mail_stopped: { tone: 'warn', icon: 'alert' },
  text_stopped: { tone: 'warn', icon: 'alert' },
  order_stopped: { tone: 'bad', icon: 'alert' },
  results_stopped: { tone: 'warn', icon: 'alert' },
  plan_stopped: { tone: 'warn', icon: 'alert' },
  mandatory_due: { tone: 'warn', icon: 'clock' },
  monthly_due: { tone: 'warn', icon: 'clock' },
  hometax_awaited: { tone: 'warn', icon: 'clock' },
  certificate_ends: { tone: 'warn', icon: 'clock' },
  long_unknown: { tone: 'warn', icon: 'alert' },
  conflict: { tone: 'bad', icon: 'alert' },
  route_stopped: { tone: 'bad', icon: 'pause' },
};

/** In which words it is told: a receipt's, a cancel's, or an invoice's, amended ones included. */
export function actOf({ document }: Pick<Task, 'document'>): 'issue' | 'cancel' | 'invoice' {
  if (document && isInvoice(document)) return 'invoice';
  return document?.act === 'cancel' ? 'cancel' : 'issue';
}

export function amountOf({ amount }: Pick<Task, 'amount'>): string {
  return amount === null ? tasksText().anyAmount : t().app.wonAmount(formatWon(amount));
}

export function taskText(task: Task): TaskText {
  const words = tasksText();
  const act = actOf(task);
  const { title, fact } = words.kinds[task.kind][act];
  return {
    title: title(subjectOf(task)),
    fact: seen(task) ?? orderReason(task) ?? planReason(task) ?? fact,
    next: words.steps[task.step][act],
    button: words.buttons[task.step][act],
    ...(task.kind === 'transmission_late' ? { next: words.transmission.next, button: words.transmission.button } : {}),
    ...(isAskedInVain(task) ? words.askedInVain : {}),
  };
}

/** What the title speaks of: an order by its number, results or days by how many there are, a document by its amount. */
function subjectOf(task: Task): string {
  if (NAMED.has(task.kind)) return task.code ?? '';
  return COUNTED.has(task.kind) ? (task.detail ?? '') : amountOf(task);
}

/** How many: results, or days that are left. */
const COUNTED = new Set<Task['kind']>(['results_stopped', 'certificate_ends', 'hometax_awaited']);
/** What such a task is called is in `code`. */
const NAMED = new Set<Task['kind']>(['order_stopped', 'plan_stopped']);

/** Why a run of a plan stopped. */
function planReason({ kind, detail }: Task): string | undefined {
  return kind === 'plan_stopped' && detail ? planFaultText(detail) : undefined;
}

/** Why an order did not become an invoice. */
function orderReason({ kind, detail }: Task): string | undefined {
  return kind === 'order_stopped' ? tasksText().orders[detail ?? ''] : undefined;
}

/** The NTS was asked for what only our book has, and does not have it. */
function isAskedInVain({ kind, step }: Task): boolean {
  return kind === 'only_ours' && step === 'acknowledge';
}

export function taskLook({ kind }: Task): { tone: Tone; icon: IconName } {
  return LOOKS[kind] ?? { tone: 'bad', icon: 'cross' };
}

/** Why it waits. */
export function waitingReason({ row, held_reason }: WaitingRow): string {
  const { reasons } = tasksText().waiting;
  return reasons[held_reason ?? row.state] ?? reasons.held;
}

const OUTCOMES: Record<string, { tone: Tone; icon: IconName }> = {
  approved: { tone: 'good', icon: 'check' },
  confirmed: { tone: 'good', icon: 'check' },
  held: { tone: 'warn', icon: 'pause' },
  unknown: { tone: 'warn', icon: 'clock' },
  sending: { tone: 'accent', icon: 'arrow' },
};
const OF_A_DOCUMENT = new Set(['issue', 'cancel', 'look_up']);

/** What a call came to. Signing in and the like come to no state of a document: they went well or not. */
export function attemptOutcome(attempt: AttemptRow): { tone: Tone; icon: IconName; word: string } {
  const { call, outcome, result_code, http_status } = attempt;
  const { outcomes, ended } = tasksText().log;
  if (OF_A_DOCUMENT.has(call)) {
    return { ...(OUTCOMES[outcome] ?? { tone: 'bad', icon: 'cross' }), word: outcomes[outcome] ?? outcome };
  }
  const isWell = result_code === '0000' || (result_code === null && http_status === 200);
  return isWell ? { tone: 'good', icon: 'check', word: ended.well } : { tone: 'bad', icon: 'cross', word: ended.badly };
}

/** What is known beyond the kind: the NTS's record and where it differs, or how many wait. */
function seen(task: Task): string | null {
  if (task.kind === 'deadline_near') return task.detail ? t().connection.queueAnyhow(Number(task.detail)) : null;
  const known = [theirs(task), differing(task)].filter((part) => part !== null);
  return known.length > 0 ? `${known.join(' · ')}.` : null;
}

function theirs({ their }: Task): string | null {
  if (!their) return null;
  const { total, approval_number, trade_date } = their;
  return tasksText().theirs(t().app.wonAmount(formatWon(total)), approval_number, trade_date.slice(5));
}

/** `differs in amounts, purpose` → `다른 곳: 금액, 용도` */
function differing({ kind, detail }: Task): string | null {
  if (!detail || (kind !== 'conflict' && kind !== 'differs')) return null;
  const words = tasksText();
  const names = detail.replace(/^differs in /, '').split(', ');
  return words.differing(names.map((name) => words.fields[name] ?? name).join(', '));
}
