/** One document with everything known about it, and what can be done with it. */
import { BackendError, type DocumentDetail, type InvoiceDetail, type Issued } from '../../backend/backend';
import { Latest } from '../../latest';
import { t } from '../../messages/messages.svelte';
import { formatWon } from '../../parts/money';
import type { Session } from '../../session.svelte';
import { isApproved } from '../../trade/labels';
import { CorrectDraft } from '../../trade/correct-draft.svelte';
import { outcomeOf } from '../../trade/outcome';
import { CancelDraft } from './cancel-draft.svelte';
import { InvoiceActs } from './invoice-acts.svelte';
import { RevealDraft } from './reveal-draft.svelte';
import { TextActs } from './text-acts.svelte';

const SHOW_DELAY_MS = 40;
/** Keys of invoices and of what amends them. */
const INVOICE_KEY = /^[TM]/;
const AMENDMENT_KEY = /^M/;

export class DetailController {
  detail: DocumentDetail | null = $state.raw(null);
  /** What an invoice has besides; null for a receipt. */
  invoice: InvoiceDetail | null = $state.raw(null);
  readonly acts = new InvoiceActs(this);
  readonly texts = new TextActs(this);
  /** The customer's full number, after it was asked for; forgotten when another document is shown. */
  revealed: string | null = $state(null);
  /** The owner is asked for the PIN. */
  revealing: RevealDraft | null = $state.raw(null);
  cancelling: CancelDraft | null = $state.raw(null);
  correcting: CorrectDraft | null = $state.raw(null);
  busy = $state(false);
  readonly #loads = new Latest(SHOW_DELAY_MS);
  readonly #takeFocus: () => void;

  constructor(
    readonly session: Session,
    takeFocus: () => void,
  ) {
    this.#takeFocus = takeFocus;
  }

  show(key: string | null): void {
    if (key === this.detail?.row.key) return;
    this.revealed = null;
    if (key) this.#load(key);
    else {
      this.#loads.drop();
      this.#take(null, null);
    }
  }

  /** An invoice as an act has left it. */
  take(invoice: InvoiceDetail): void {
    if (invoice.document.row.key === this.detail?.row.key) this.#take(invoice.document, invoice);
  }

  takeFocus(): void {
    this.#takeFocus();
  }

  /** Whether a change of that document is seen here: an invoice shows what amends it. */
  concerns(key: string): boolean {
    return key === this.detail?.row.key || (this.invoice !== null && AMENDMENT_KEY.test(key));
  }

  reload(): void {
    if (this.detail) this.#load(this.detail.row.key);
  }

  /** The paper again: at once for a receipt; for an invoice it is asked which. */
  async reprint(): Promise<void> {
    const { detail } = this;
    if (!detail?.can_print) return;
    if (this.invoice) return this.acts.askPaper();
    await this.work(async () => this.session.tellPrint(await this.session.backend.printDocument(detail.row.key)));
    this.#takeFocus();
  }

  async toggleNumber(): Promise<void> {
    const { detail } = this;
    if (!detail || !this.canReveal) return;
    if (this.revealed) {
      this.revealed = null;
      return;
    }
    if (this.session.staff.isClerk) {
      this.revealing = new RevealDraft(this.session.backend, detail.row.key);
      return;
    }
    await this.work(async () => {
      this.revealed = await this.session.backend.revealNumber(detail.row.key);
      this.session.toasts.show('quiet', t().detail.revealed);
    });
  }

  dismissReveal(): void {
    this.revealing = null;
    this.#takeFocus();
  }

  /** With the owner's PIN; a wrong one keeps the dialog open. */
  async revealOnce(): Promise<void> {
    const { revealing } = this;
    if (!revealing) return;
    await this.work(async () => {
      const number = await revealing.send();
      if (number === null) return;
      this.revealed = number;
      this.session.toasts.show('quiet', t().detail.revealed);
      this.dismissReveal();
    });
  }

  async resolve(): Promise<void> {
    const { detail } = this;
    if (!detail || !this.canResolve) return;
    await this.work(async () => {
      const { print } = await this.session.backend.resolveDocument(detail.row.key);
      if (print) this.session.tellPrint(print, { afterIssue: true });
    });
    this.#takeFocus();
  }

  get canResolve(): boolean {
    return this.detail?.row.state === 'unknown' || this.detail?.row.state === 'held';
  }

  /** A self-issued receipt has no number of a customer, and a resident number is never shown in full. */
  get canReveal(): boolean {
    const kind = this.detail?.row.number_kind;
    return kind !== undefined && kind !== 'self_issue' && kind !== 'rrn';
  }

  /** An invoice is mailed, a receipt is texted. */
  askLetter(): void {
    if (this.invoice) this.acts.askMail();
    else this.texts.ask();
  }

  askCancel(): void {
    if (this.detail?.can_cancel && !this.invoice && !this.busy)
      this.cancelling = new CancelDraft(this.detail.remaining);
  }

  dismissCancel(): void {
    this.cancelling = null;
    this.#takeFocus();
  }

  get canCorrect(): boolean {
    return (
      this.detail !== null && this.invoice === null && this.detail.can_cancel && CorrectDraft.fits(this.detail.row)
    );
  }

  askCorrect(): void {
    if (!this.detail || !this.canCorrect || this.busy) return;
    this.correcting = new CorrectDraft(this.session.backend, this.detail.row);
  }

  dismissCorrect(): void {
    this.correcting = null;
    this.#takeFocus();
  }

  /** Sends the correction. Field faults keep the dialog open and change nothing. */
  async correct(): Promise<void> {
    const draft = this.correcting;
    if (!draft) return;
    await this.work(async () => {
      try {
        const issued = await draft.send(this.session.settings.print_after_issue);
        if (!issued) return;
        const { tone, title, next } = outcomeOf(issued, { correcting: true });
        this.session.toasts.show(tone, next ? `${title}. ${next}` : `${title}.`);
        if (issued.print) this.session.tellPrint(issued.print, { afterIssue: true });
        this.dismissCorrect();
      } catch (thrown) {
        this.dismissCorrect();
        throw thrown;
      }
    });
  }

  /** Sends the cancel. Field faults keep the dialog open and change nothing. */
  async cancel(): Promise<void> {
    const { detail, cancelling } = this;
    if (!detail || !cancelling || this.busy) return;
    await this.work(async () => {
      try {
        const print = this.session.settings.print_after_issue;
        const issued = await this.session.backend.cancelReceipt({
          ...cancelling.request,
          key: detail.row.key,
          print,
        });
        this.#tellCancel(issued);
        if (issued.print) this.session.tellPrint(issued.print, { afterIssue: true });
        this.dismissCancel();
      } catch (thrown) {
        const { ui } = BackendError.from(thrown);
        if (ui.code !== 'faults') {
          this.dismissCancel();
          throw thrown;
        }
        cancelling.faults = ui.faults;
      }
    });
  }

  #tellCancel(issued: Issued): void {
    const { toasts } = this.session;
    if (isApproved(issued.row.state)) return toasts.show('good', t().cancel.done(formatWon(issued.row.total)));
    const { tone, title, next } = outcomeOf(issued);
    toasts.show(tone, `${title}. ${next}`);
  }

  /** Does one thing at a time, says what went wrong, and reads the document again afterwards. */
  async work(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await act();
    } catch (thrown) {
      this.session.tellError(thrown);
    } finally {
      this.busy = false;
      this.reload();
    }
  }

  #load(key: string): void {
    const { backend } = this.session;
    if (INVOICE_KEY.test(key)) {
      this.#loads.ask(
        () => backend.loadInvoice(key),
        (invoice) => this.#take(invoice.document, invoice),
        (thrown) => this.session.tellError(thrown),
      );
    } else {
      this.#loads.ask(
        () => backend.loadDocument(key),
        (detail) => this.#take(detail, null),
        (thrown) => this.session.tellError(thrown),
      );
    }
  }

  #take(detail: DocumentDetail | null, invoice: InvoiceDetail | null): void {
    this.detail = detail;
    this.invoice = invoice;
  }
}
