/**
 * 월 마감: one period and everything it adds up to. The period is a month and a length, so that going to the quarter and
 * back leads to the same month. What was loaded stays in sight until the newer is there.
 */
import type { CloseView, OpenMatter } from '../../backend/backend';
import { FocusRequest } from '../../focus.svelte';
import { Latest } from '../../latest';
import { closeText } from '../../messages/close';
import type { Session } from '../../session.svelte';
import { periodOf, stepMonth, type Span } from '../../trade/period';
import { ExportController } from './export.svelte';
import { periodText } from './words';

const LOAD_DELAY_MS = 40;

export class CloseController {
  readonly focus = new FocusRequest<'screen'>('screen');
  readonly exporting: ExportController;
  month = $state('');
  span: Span = $state('month');
  view: CloseView | null = $state.raw(null);
  failed = $state(false);
  /** Whether the question before closing is open. */
  asking = $state(false);
  busy = $state(false);
  readonly #loads = new Latest(LOAD_DELAY_MS);

  constructor(readonly session: Session) {
    this.month = session.today.slice(0, 7);
    this.exporting = new ExportController(session, (isWritten) => {
      if (isWritten) this.load();
      this.focus.ask('screen');
    });
  }

  get period(): string {
    return periodOf(this.month, this.span);
  }

  /** The view of the period that is chosen; null while another one is still in sight. */
  get current(): CloseView | null {
    return this.view?.period === this.period ? this.view : null;
  }

  get isNewest(): boolean {
    return this.period === periodOf(this.session.today.slice(0, 7), this.span);
  }

  load(): void {
    const { period } = this;
    this.#loads.ask(
      () => this.session.backend.loadClose(period),
      (view) => Object.assign(this, { view, failed: false }),
      (thrown) => {
        this.failed = this.current === null;
        this.session.tellError(thrown);
      },
    );
  }

  /** Reads the period again when a document changes; the answer ends that. */
  follow(): () => void {
    return this.session.backend.onDocumentsChanged(() => this.load());
  }

  choose(span: Span): void {
    this.span = span;
    this.load();
  }

  /** What has not begun cannot be chosen. */
  step(by: 1 | -1): void {
    if (by === 1 && this.isNewest) return;
    const month = stepMonth(this.month, this.span, by);
    const newest = this.session.today.slice(0, 7);
    this.month = month > newest ? newest : month;
    // The button that led here cannot be pressed any further.
    if (this.isNewest) this.focus.ask('screen');
    this.load();
  }

  askClose(): void {
    if (this.current?.can_close && !this.busy) this.asking = true;
  }

  dismiss(): void {
    this.asking = false;
    this.focus.ask('screen');
  }

  async close(): Promise<void> {
    if (this.busy || !this.asking) return;
    const { period } = this;
    this.busy = true;
    try {
      this.view = await this.session.backend.closeMonth(period);
      this.session.toasts.show('good', closeText().closing.done(periodText(period)));
    } catch (thrown) {
      this.session.tellError(thrown);
      this.load();
    } finally {
      this.busy = false;
      this.dismiss();
    }
  }

  askExport(): void {
    if (this.current) this.exporting.open(this.current);
  }

  openTasks(): void {
    this.session.open('tasks');
  }

  openDocument(key: string): void {
    this.session.open('history', key);
  }

  /** The way out of an open matter: where each of its documents has its next step. */
  goTo(matter: OpenMatter): void {
    const month = this.span === 'month' ? this.month : null;
    if (matter === 'undecided') this.session.showInHistory({ month, filter: 'attention' });
    else if (matter === 'not_transmitted') this.session.showInHistory({ month, filter: 'invoices' });
    else this.openTasks();
  }
}
