/** What can be done with an issued invoice: show its paper, send it to the NTS, amend it, mail it, write another like it. */
import { BackendError, type InvoicePaper, type Issued } from '../../backend/backend';
import { historyText } from '../../messages/history';
import { invoiceText } from '../../messages/invoice';
import { formatWon } from '../../parts/money';
import { isApproved } from '../../trade/labels';
import { outcomeOf } from '../../trade/outcome';
import { AmendDraft } from './amend/amend-draft.svelte';
import type { DetailController } from './detail.svelte';
import { MailDraft } from './mail-draft.svelte';

export class InvoiceActs {
  /** The paper is being looked at. */
  isPaperOpen = $state(false);
  mailing: MailDraft | null = $state.raw(null);
  amending: AmendDraft | null = $state.raw(null);
  /** It was to be amended, but the NTS does not have it yet. */
  isTransmitAsked = $state(false);
  /** The last amendment that was left half made; taken up again when the same invoice is amended. */
  #left: AmendDraft | null = null;

  constructor(readonly detail: DetailController) {}

  askPaper(): void {
    if (this.detail.invoice?.document.can_print && !this.detail.busy) this.isPaperOpen = true;
  }

  /** Prints the paper that is looked at. */
  async print(paper: InvoicePaper): Promise<void> {
    const { invoice, session, busy } = this.detail;
    if (!invoice || busy) return;
    this.dismiss();
    const { key } = invoice.document.row;
    await this.detail.work(async () => session.tellPrint(await session.backend.printInvoice(key, paper)));
  }

  /** Sends it to the NTS now instead of at the set time. */
  async transmit(): Promise<void> {
    const { invoice, session } = this.detail;
    if (!invoice?.can_transmit) return;
    const words = historyText().detail.transmit;
    await this.detail.work(async () => {
      const { row } = await session.backend.transmitInvoice(invoice.document.row.key);
      const isSent = row.state === 'transmitted' || row.state === 'confirmed';
      session.toasts.show(isSent ? 'good' : 'warn', isSent ? words.done : words.notYet);
    });
    this.detail.takeFocus();
  }

  /** Nothing came of it: the next one is written in its place. */
  get isRefused(): boolean {
    const row = this.detail.invoice?.document.row;
    return row?.act === 'invoice' && (row.state === 'rejected' || row.state === 'refused_later');
  }

  /** Writes another one like it, or in its place. */
  copy(): void {
    const { invoice, session } = this.detail;
    if (!invoice) return;
    const { key } = invoice.document.row;
    if (this.isRefused) session.writeAnew(key);
    else session.open('invoice', key);
  }

  askMail(): void {
    const { invoice, busy } = this.detail;
    if (!invoice || busy || !isApproved(invoice.document.row.state)) return;
    this.mailing = new MailDraft(invoice.document.row.key, invoice.invoice.buyer.emails[0] ?? null);
  }

  /** Field faults keep the dialog open; nothing is mailed. */
  async mail(): Promise<void> {
    const { mailing } = this;
    const { session } = this.detail;
    if (!mailing) return;
    await this.detail.work(async () => {
      try {
        this.detail.take(await session.backend.mailInvoice(mailing.request));
        session.toasts.show('good', historyText().detail.mail.queued);
        this.dismiss();
      } catch (thrown) {
        const { ui } = BackendError.from(thrown);
        const isOff = ui.faults.some(({ field }) => field === 'mail_enabled');
        if (isOff || ui.code !== 'faults') this.dismiss();
        if (isOff) session.toasts.show('warn', historyText().detail.mail.off);
        else if (ui.code === 'faults') mailing.faults = ui.faults;
        else throw thrown;
      }
    });
  }

  /** Begins an amendment, or says what has to happen first. */
  askAmend(): void {
    const { invoice, session, busy } = this.detail;
    if (!invoice || busy) return;
    const words = historyText().detail;
    if (invoice.can_amend) this.#amend();
    else if (invoice.can_transmit) this.isTransmitAsked = true;
    else session.toasts.show('quiet', words.cannotAmend[invoice.cannot_amend ?? ''] ?? words.cannotAmendAnyhow);
  }

  /** Sends it, and goes on to amending once the NTS has it. */
  async transmitAndAmend(): Promise<void> {
    const { invoice, session } = this.detail;
    if (!invoice || this.detail.busy) return;
    const { key } = invoice.document.row;
    await this.detail.work(async () => {
      await session.backend.transmitInvoice(key);
      this.detail.take(await session.backend.loadInvoice(key));
      this.isTransmitAsked = false;
      if (this.detail.invoice?.can_amend) this.#amend();
      else session.toasts.show('warn', historyText().detail.transmitFirst.undelivered);
    });
  }

  /** Issues what the papers show. Field faults lead back to the fields and change nothing. */
  async issueAmendment(): Promise<void> {
    const draft = this.amending;
    if (!draft) return;
    const isPair = (draft.plan?.documents.length ?? 0) > 1;
    await this.detail.work(async () => {
      try {
        const issued = await draft.issue();
        if (!issued) return;
        this.dismiss();
        this.#left = null;
        this.#tell(issued, isPair);
      } catch (thrown) {
        this.dismiss();
        throw thrown;
      }
    });
  }

  /** Something failed that no field can mend; what was typed is kept. */
  fail(thrown: unknown): void {
    this.dismiss();
    this.detail.session.tellError(thrown);
  }

  dismiss(): void {
    this.#left = this.amending ?? this.#left;
    this.amending = null;
    this.mailing = null;
    this.isPaperOpen = false;
    this.isTransmitAsked = false;
    this.detail.takeFocus();
  }

  #amend(): void {
    const { invoice, session } = this.detail;
    if (!invoice) return;
    const left = this.#left;
    const isSame = left?.original.document.row.key === invoice.document.row.key;
    const isAsItWas = isSame && left?.original.amendments.length === invoice.amendments.length;
    this.amending = isAsItWas && left ? left : new AmendDraft(session.backend, invoice, session.today);
  }

  #tell(issued: Issued, isPair: boolean): void {
    const { toasts } = this.detail.session;
    const words = historyText().amend.done;
    if (isApproved(issued.row.state)) {
      const amount = formatWon(issued.row.total);
      return toasts.show('good', isPair ? words.two(amount) : words.one(amount));
    }
    const { tone, title, next } = outcomeOf(issued, { words: invoiceText().result });
    toasts.show(tone, next ? `${title}. ${next}` : `${title}.`);
  }
}
