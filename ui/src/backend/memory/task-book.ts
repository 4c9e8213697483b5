/** 확인할 일 of the practice shop in memory: tasks made from its documents, and ones no document tells of. */
import type { Task, TaskKind, TaskStep, Waiting } from '../bindings';
import { isOpen, type Documents, type StoredDocument } from './documents';

const STEPS: Record<string, [TaskKind, TaskStep]> = {
  conflict: ['conflict', 'acknowledge'],
  check_by_hand: ['check_by_hand', 'enter_approval'],
  refused_later: ['refused_later', 'reissue'],
  rejected: ['rejected_behind', 'reissue'],
};
/** Refused for its number: the same content would be refused again. */
const NUMBER_CODES = new Set(['E2003', 'E2005']);
const WAITING_ROWS_MAX = 200;

export class TaskBook {
  /** Tasks that no document's state tells of: differences, a stopped route, a deadline. */
  extra: Task[] = [];
  readonly #done = new Set<string>();

  constructor(readonly documents: Documents) {}

  /** Most urgent first. */
  tasks(): Task[] {
    const own = this.documents
      .all(({ state, refused_unseen }) => (state === 'rejected' ? refused_unseen : state in STEPS))
      .map((document) => this.#taskOf(document));
    const open = [...this.extra, ...own].filter(({ id }) => !this.#done.has(id));
    return open.sort((a, b) => (a.deadline ?? '9').localeCompare(b.deadline ?? '9') || a.since.localeCompare(b.since));
  }

  find(id: string): Task | undefined {
    return this.tasks().find((task) => task.id === id);
  }

  finish(id: string): void {
    this.#done.add(id);
  }

  /** Another invoice was issued in place of this one. */
  writtenAnew(key: string): void {
    const task = this.tasks().find(({ step, document }) => step === 'write_anew' && document?.key === key);
    if (task) this.finish(task.id);
  }

  /** The NTS was asked and does not have it: the next step is a person's. */
  askedInVain(id: string): void {
    this.extra = this.extra.map((task) => (task.id === id ? { ...task, step: 'acknowledge' } : task));
  }

  waiting(): Waiting {
    const open = this.documents.all(({ state }) => isOpen(state));
    open.sort((a, b) => (a.deadline ?? '9').localeCompare(b.deadline ?? '9'));
    return {
      rows: open.slice(0, WAITING_ROWS_MAX).map((document) => ({
        row: this.documents.row(document),
        held_reason: document.held_reason,
        deadline: document.deadline,
        next_try: null,
      })),
      count: open.length,
      earliest_deadline: open[0]?.deadline ?? null,
    };
  }

  #taskOf(document: StoredDocument): Task {
    const [kind, plain] = STEPS[document.state] as [TaskKind, TaskStep];
    const step = plain === 'reissue' ? reissueStep(document) : plain;
    return {
      id: `${kind}-${document.key}`,
      kind,
      document: this.documents.row(document),
      amount: document.total,
      code: document.refusal?.code ?? null,
      detail: kind === 'conflict' ? 'differs in amounts' : null,
      deadline: plain === 'reissue' && step !== 'write_anew' ? document.deadline : null,
      since: document.at,
      step,
      their: document.their,
    };
  }
}

/** An invoice is written anew; a receipt is issued again, under another number if that was refused. */
function reissueStep({ act, refusal }: StoredDocument): TaskStep {
  if (act === 'invoice') return 'write_anew';
  if (act === 'amend') return 'acknowledge';
  return NUMBER_CODES.has(refusal?.code ?? '') ? 'reissue_with_number' : 'reissue';
}
