/**
 * 확인할 일: what needs a person, each with its one next step, and what resolves by itself. The chosen task is remembered by
 * its id, so that one arriving above it does not move the choice; when a task is done the one in its place is chosen.
 */
import type { DocumentRow, Reconciled, StepRequest, Task, TaskList, Waiting } from '../../backend/backend';
import { BackendError } from '../../backend/backend';
import { FocusRequest } from '../../focus.svelte';
import { Latest } from '../../latest';
import { errorText } from '../../messages/messages.svelte';
import { tasksText } from '../../messages/tasks';
import type { Session } from '../../session.svelte';
import { NumberDraft } from '../../trade/correct-draft.svelte';
import { actOf } from './words';

export type Tab = 'tasks' | 'log';
/** A step that asks before it is taken. */
export type Question =
  | { kind: 'reissue' | 'enter'; task: Task; press_id: string }
  | { kind: 'renumber'; task: Task; draft: NumberDraft<TaskList> };
type Answer = Omit<StepRequest, 'id' | 'step' | 'press_id' | 'print'>;

const FOLLOW_DELAY_MS = 80;
const ONE_SLIP_MS = 300;
const PAGE_KEY_ROWS = 5;
/** A receipt's nine, or an invoice's day of writing and sixteen more. */
const APPROVAL = { issue: /^[A-Z0-9]{9}$/, invoice: /^\d{8}[0-9A-Za-z]{16}$/ };
const NO_ANSWER: Answer = { approval_number: null, issued: null, number: null, purpose: null };

export class TasksController {
  readonly focus = new FocusRequest<'list'>('list');
  tab: Tab = $state('tasks');
  tasks: Task[] = $state.raw([]);
  waiting: Waiting = $state.raw({ rows: [], count: 0, earliest_deadline: null });
  reconciled: Reconciled | null = $state.raw(null);
  loaded = $state(false);
  chosenId: string | null = $state(null);
  question: Question | null = $state.raw(null);
  approval = $state('');
  approvalFault: string | null = $state(null);
  busy = $state(false);
  reconciling = $state(false);
  readonly #loads = new Latest(FOLLOW_DELAY_MS);
  #changedAt = -Infinity;

  constructor(
    readonly session: Session,
    /** Milliseconds of a clock that never goes back. */
    readonly now: () => number = () => performance.now(),
  ) {
    // Told after every change of a document as well.
    session.backend.onConnectionChanged(() => this.load());
    this.load();
  }

  load(): void {
    this.#loads.ask(
      () => this.session.backend.loadTasks(),
      (list) => this.#take(list),
      (thrown) => this.session.tellError(thrown),
    );
  }

  show(tab: Tab): void {
    this.tab = tab;
    if (tab === 'tasks') this.focus.ask('list');
  }

  get chosenAt(): number {
    return this.tasks.findIndex(({ id }) => id === this.chosenId);
  }

  get chosen(): Task | null {
    return this.tasks[this.chosenAt] ?? null;
  }

  choose(id: string): void {
    this.chosenId = id;
  }

  move(by: number): void {
    const last = this.tasks.length - 1;
    const to = this.tasks[Math.max(0, Math.min(last, this.chosenAt + by))];
    if (to) this.choose(to.id);
  }

  movePage(direction: 1 | -1): void {
    this.move(direction * PAGE_KEY_ROWS);
  }

  moveToEnd(direction: 1 | -1): void {
    this.move(direction * this.tasks.length);
  }

  /** The one next step of a task. Where money moves or something is to be entered, it asks first. */
  async step(task: Task | null): Promise<void> {
    if (!task || this.busy || this.question) return;
    if (this.now() - this.#changedAt < ONE_SLIP_MS) return;
    this.choose(task.id);
    const press_id = crypto.randomUUID();
    if (task.step === 'reissue') this.question = { kind: 'reissue', task, press_id };
    else if (task.step === 'reissue_with_number' && task.document) {
      this.question = { kind: 'renumber', task, draft: this.#draft(task, task.document) };
    } else if (task.step === 'enter_approval') {
      this.approval = '';
      this.approvalFault = null;
      this.question = { kind: 'enter', task, press_id };
    } else if (task.step === 'write_anew') this.#writeAnew(task);
    else if (task.step === 'open_automation') this.session.open('automation', placeOf(task));
    else if (task.step === 'open_settings') this.session.open('settings', 'certificate');
    else await this.#send(task, press_id, NO_ANSWER);
  }

  async reissue(): Promise<void> {
    const asked = this.question;
    if (asked?.kind === 'reissue') await this.#send(asked.task, asked.press_id, NO_ANSWER);
  }

  /** Issues again under the number that was typed. Field faults keep the dialog open and change nothing. */
  async renumber(): Promise<void> {
    const asked = this.question;
    if (asked?.kind === 'renumber') await this.#work(asked.task, () => asked.draft.send(this.#prints(asked.task)));
  }

  typeApproval(text: string): void {
    const asked = this.question;
    const plain = text.replace(/[^A-Za-z0-9]/g, '');
    // An invoice's number keeps its small letters.
    this.approval = asked?.kind === 'enter' && actOf(asked.task) === 'invoice' ? plain : plain.toUpperCase();
    this.approvalFault = null;
  }

  /** What was found at the NTS: the approval number, or that it is not there. */
  async enter(issued: boolean): Promise<void> {
    const asked = this.question;
    if (asked?.kind !== 'enter' || this.busy) return;
    const kind = approvalKind(asked.task);
    if (issued && !APPROVAL[kind].test(this.approval)) this.approvalFault = tasksText().enter.fault[kind];
    else {
      const approval_number = issued ? this.approval : null;
      await this.#send(asked.task, asked.press_id, { ...NO_ANSWER, approval_number, issued });
    }
  }

  dismiss(): void {
    this.question = null;
    this.focus.ask('list');
  }

  /** Its document, in the history. */
  open(task: Task | null): void {
    if (task?.document) this.session.open('history', task.document.key);
  }

  async reconcile(): Promise<void> {
    if (this.reconciling) return;
    this.reconciling = true;
    try {
      const found = await this.session.backend.reconcile(null);
      this.reconciled = found;
      const words = tasksText().morning;
      const odd = found.only_ours + found.only_theirs + found.differs + found.refused;
      this.session.toasts.show(odd > 0 ? 'warn' : 'good', odd > 0 ? words.found(odd) : words.allEqual);
      this.load();
    } catch (thrown) {
      this.session.tellError(thrown);
    } finally {
      this.reconciling = false;
      this.focus.ask('list');
    }
  }

  /** The refused invoice is the beginning of another one; the task stays until that one is issued. */
  #writeAnew({ document }: Task): void {
    if (document) this.session.writeAnew(document.key);
  }

  #draft({ id, step }: Task, row: DocumentRow): NumberDraft<TaskList> {
    const { backend } = this.session;
    return new NumberDraft(backend, row, (press) => backend.takeStep({ ...NO_ANSWER, id, step, ...press }), true);
  }

  #prints(task: Task): boolean {
    return actOf(task) === 'issue' && this.session.settings.print_after_issue;
  }

  async #send(task: Task, press_id: string, answer: Answer): Promise<void> {
    const { id, step } = task;
    const print = this.#prints(task);
    await this.#work(task, () => this.session.backend.takeStep({ id, step, press_id, print, ...answer }));
  }

  /** `take` answers null when something typed needs correcting. */
  async #work(task: Task, take: () => Promise<TaskList | null>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const list = await take();
      if (!list) return;
      this.#tell(task, list);
      this.#take(list);
      this.dismiss();
    } catch (thrown) {
      this.#explain(BackendError.from(thrown));
    } finally {
      this.#changedAt = this.now();
      this.busy = false;
    }
  }

  #explain({ ui }: BackendError): void {
    if (ui.code === 'faults' && this.question?.kind === 'enter') {
      this.approvalFault = tasksText().enter.fault[approvalKind(this.question.task)];
      return;
    }
    this.session.toasts.show('bad', errorText(ui));
    this.dismiss();
    this.load();
  }

  #tell({ id, step, kind }: Task, { tasks }: TaskList): void {
    const words = tasksText();
    const still = tasks.find((task) => task.id === id);
    const done = kind === 'transmission_late' ? words.transmission.done : words.done[step];
    if (!still) this.session.toasts.show('good', done);
    // Asking has brought an answer: it is not there, and now only a person can find out.
    else
      this.session.toasts.show('warn', step === 'ask_again' && still.step !== step ? words.stillAbsent : words.still);
  }

  #take({ tasks, waiting, reconciled }: TaskList): void {
    const at = this.chosenAt;
    this.tasks = tasks;
    this.waiting = waiting;
    this.reconciled = reconciled ?? this.reconciled;
    this.loaded = true;
    const { connection } = this.session;
    // Another program beside this one may have brought them: the navigation counts at least what is seen here.
    if (tasks.length > connection.attention) this.session.connection = { ...connection, attention: tasks.length };
    if (this.chosenAt < 0) this.chosenId = tasks[Math.max(0, Math.min(at, tasks.length - 1))]?.id ?? null;
  }
}

/** Which tab of 자동 발행 it is seen to on. */
function placeOf({ kind }: Task): string {
  if (kind === 'hometax_awaited') return 'hometax';
  return kind === 'plan_stopped' ? 'recurring' : 'day_end';
}

function approvalKind(task: Task): 'issue' | 'invoice' {
  return actOf(task) === 'invoice' ? 'invoice' : 'issue';
}
