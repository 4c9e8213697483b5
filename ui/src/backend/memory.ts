/**
 * A whole practice shop in memory: what tests and `npm run dev` in a plain browser run against. The till is the
 * counter's side of it; this adds what the owner does: tasks, corrections, the log, the calendar.
 */
import type {
  AmendForm,
  AmendRequest,
  AttemptQuery,
  CalendarEdits,
  ConnectionState,
  CorrectRequest,
  DocumentState,
  InvoiceForm,
  InvoiceView,
  Issued,
  PartnerFile,
  PartnerForm,
  PartnerQuery,
  Reconciled,
  StepRequest,
  TaskList,
} from './bindings';
import type { Backend } from './backend';
import { amendmentOf, cannotAmend, planOf, type Chain } from './memory/amendments';
import { calendar } from './memory/calendar';
import { isApproved, type StoredDocument } from './memory/documents';
import { error, fault, faultsError, refuseFaults } from './memory/errors';
import { attemptPage } from './memory/log';
import { seedPartners } from './memory/partner-seed';
import { preview, recognise } from './memory/rules';
import { CertificateDesk } from './memory/certificate-desk';
import { invoiceDocument, invoiceNumber, seedInvoices } from './memory/invoice-seed';
import { addInvoices } from './memory/sample-invoices';
import { cancelOf, localTime, PRACTICE_SHOP, receipt, seed } from './memory/seed';
import { BLANK_FORM, type Dials } from './memory/till';
import { addTroubles } from './memory/troubles';

export class MemoryBackend extends CertificateDesk implements Backend {
  reconciled: Reconciled | null = null;
  /**
   * For a plain browser: `?first` starts without a shop; `?outcome=held&reason=quota`, `?latency=800`, `?line=route_down` set
   * dials; `?tasks=all` has every kind of task, `?tasks=none` none; `?partners=none` has no partners; `?mail=login` lets
   * test mails fail, `?text=login` checks of the account for texts; `?close=closed`, `?close=changed`: last month was closed; `?export=disk_full` lets exports fail.
   */
  static practiceShop(query: URLSearchParams): MemoryBackend {
    const backend = new MemoryBackend();
    const outcome = query.get('outcome');
    if (outcome) backend.dials.outcome = outcome as Dials['outcome'];
    backend.dials.held_reason = query.get('reason') ?? 'no_network';
    backend.dials.line = query.get('line') as ConnectionState | null;
    const theme = query.get('theme');
    if (theme === 'dark' || theme === 'light') backend.settings = { ...backend.settings, theme };
    if (query.get('language') === 'en') backend.settings = { ...backend.settings, language: 'en' };
    backend.dials.latency_ms = Number(query.get('latency') ?? '60');
    if (query.has('first')) backend.shop = null;
    else {
      seed(backend.documents, backend.now());
      seedInvoices(backend.documents, PRACTICE_SHOP, backend.now());
      addInvoices(backend.documents, backend.now(), PRACTICE_SHOP);
      backend.documents.putInOrder();
      if (query.get('partners') !== 'none') seedPartners(backend.partners, backend.now());
    }
    backend.mail.problem = query.get('mail');
    backend.texts.problem = query.get('text');
    Object.assign(backend.exporting, { problem: query.get('export'), step_ms: 90, chosen: '~/Documents' });
    const closed = query.get('close');
    if (closed === 'closed' || closed === 'changed') void backend.closeLastMonth(closed);
    const troubles = query.get('tasks') ?? 'some';
    if (!query.has('first') && troubles !== 'none') addTroubles(backend, troubles === 'all' ? 'all' : 'some');
    return backend;
  }

  async loadTasks(): Promise<TaskList> {
    return { tasks: this.taskBook.tasks(), waiting: this.taskBook.waiting(), reconciled: this.reconciled };
  }

  async takeStep(request: StepRequest): Promise<TaskList> {
    const { id, step, approval_number, issued, press_id, print } = request;
    const task = this.taskBook.find(id);
    if (!task || task.step !== step) throw error('not_found', id);
    if (task.kind === 'only_ours' && step === 'ask_again') {
      this.taskBook.askedInVain(id);
      return this.loadTasks();
    }
    const document = task.document && this.get(task.document.key);
    if (task.kind === 'transmission_late') {
      if (document?.state === 'approved') await this.transmitInvoice(document.key);
    } else if (step === 'text_again' && document) {
      this.textTo(document.key);
    } else if (step === 'mail_again') {
      if (document) this.mailTo(document.key);
    } else if (step === 'ask_again' || step === 'send_now') {
      if (document) await this.resolveDocument(document.key);
    } else if (step === 'enter_approval' && document) {
      if (issued && !/^([A-Z0-9]{9}|\d{8}[0-9A-Za-z]{16})$/.test(approval_number ?? '')) {
        throw faultsError([fault('approval_number', 'approval_number_invalid')]);
      }
      Object.assign(document, issued ? { state: 'approved', approval: approval_number } : { state: 'rejected' });
    } else if ((step === 'reissue' || step === 'reissue_with_number') && document) {
      const number = step === 'reissue' ? {} : this.numberFor(document, request);
      document.refused_unseen = false;
      await this.answer(press_id, { ...this.againOf(document), ...number }, print);
    }
    this.taskBook.finish(id);
    this.announce(document?.key ?? '');
    return this.loadTasks();
  }

  /** The same content under a new key; an invoice, amended ones included, keeps its dates. */
  private againOf(document: StoredDocument): StoredDocument {
    const { kind, digits, total, invoice } = document;
    const { outcome: state } = this.dials;
    const sequence = this.next();
    const again = receipt(this.time(), sequence, kind, digits, total, '', state);
    const key = document.key.slice(0, 1) + again.key.slice(1);
    const approval = again.approval && invoice ? invoiceNumber(invoice.view.written_on, sequence) : again.approval;
    return { ...document, key, at: again.at, approval, prints: [], ...this.reasons(state), state };
  }

  private numberFor(document: StoredDocument, { number, purpose }: Pick<StepRequest, 'number' | 'purpose'>) {
    const typed = number ?? document.digits;
    const judged = preview({ ...BLANK_FORM, amount: String(document.total), number: typed, purpose }, this.shop);
    refuseFaults(judged.faults);
    const found = recognise(typed);
    if ('fault' in found || judged.purpose === null) throw error('internal');
    if (found.digits === document.digits && judged.purpose === document.purpose) {
      throw faultsError([fault('number', 'number_unchanged')]);
    }
    return { kind: found.kind, digits: found.digits, purpose: judged.purpose };
  }

  async correctNumber({ key, number, purpose, press_id, print }: CorrectRequest): Promise<Issued> {
    const original = this.get(key);
    const judged = preview({ ...BLANK_FORM, amount: String(original.total), number, purpose }, this.shop);
    refuseFaults(judged.faults);
    const found = recognise(number);
    if ('fault' in found || judged.purpose === null) throw error('internal');
    if (this.documents.remaining(original) < original.total) throw error('not_cancellable', key);
    const { outcome } = this.dials;
    const cancel = cancelOf(original, this.time(), this.next(), original.total, 'issued_in_error', outcome);
    const correction = { original_key: key, cancel_key: cancel.key, reissue_key: null, stage: 'cancelling' as const };
    original.correction = correction;
    Object.assign(cancel, { ...this.reasons(outcome), correction });
    if (outcome !== 'approved') return this.answer(press_id, cancel, false);
    this.documents.add(cancel);
    const { total } = original;
    const again = receipt(this.time(), this.next(), found.kind, found.digits, total, original.item ?? '', outcome);
    const done = { ...correction, reissue_key: again.key, stage: 'done' as const };
    for (const part of [original, cancel, again]) part.correction = done;
    return this.answer(press_id, { ...again, purpose: judged.purpose, prints: [] }, print);
  }

  async reconcile(day: string | null): Promise<Reconciled> {
    const date = day ?? localTime(this.now() - 86_400_000).slice(0, 10);
    const equal = this.documents.count(({ at, state }) => at.startsWith(date) && isApproved(state));
    const differs = this.documents.count(({ at, state }) => at.startsWith(date) && state === 'conflict');
    const refused = this.documents.count(({ at, state }) => at.startsWith(date) && state === 'refused_later');
    this.reconciled = { day: date, equal, confirmed: equal, only_ours: 0, only_theirs: 0, differs, refused };
    return this.reconciled;
  }

  async loadAttempts(query: AttemptQuery) {
    return attemptPage(this.documents, query);
  }

  async saveSupportBundle() {
    return { path: `practice/support/jangbu-support-${this.date()}.zip`, bytes: 48_211 };
  }

  async loadCalendar() {
    return calendar(this.edits);
  }

  async saveCalendar(edits: CalendarEdits) {
    this.edits = edits;
    return calendar(edits);
  }

  async planAmendment(form: AmendForm) {
    return planOf(this.chainOf(form.key), form, this.date(), this.shop ?? PRACTICE_SHOP);
  }

  async issueAmendment({ form, press_id, mail }: AmendRequest): Promise<Issued> {
    const earlier = this.answered(press_id);
    if (earlier) return earlier;
    const chain = this.chainOf(form.key);
    const why = cannotAmend(chain);
    if (why) throw error('not_amendable', form.key, why);
    const plan = await this.planAmendment(form);
    refuseFaults(plan.faults);
    const { outcome } = this.dials;
    const [first, second] = plan.documents.map((view, at) => {
      const corrected = at === 1 ? form.corrected : null;
      return this.amendmentOf(chain, view, corrected, outcome);
    });
    if (!first) throw error('internal');
    if (second?.invoice && first.invoice) {
      first.invoice.partner_key = second.key;
      second.invoice.partner_key = first.key;
    }
    const issued = await this.answer(press_id, { ...first, ...this.reasons(outcome) }, false);
    if (mail) this.mailTo(first.key);
    // The second follows by itself, once the first is approved.
    if (second && isApproved(outcome)) {
      this.documents.add(second);
      this.announce(second.key);
    }
    return issued;
  }

  private amendmentOf({ original }: Chain, view: InvoiceView, corrected: InvoiceForm | null, state: DocumentState) {
    const { invoice } = original;
    if (!invoice) throw error('internal');
    const sequence = this.next();
    const document = invoiceDocument(
      corrected ?? invoice.form,
      this.shop ?? PRACTICE_SHOP,
      this.time(),
      sequence,
      state,
    );
    return amendmentOf(document, original, view, sequence);
  }

  async findPartners(text: string) {
    return this.partners.find(text);
  }

  async listPartners(query: PartnerQuery) {
    return this.partners.list(query);
  }

  async loadPartner(id: number) {
    return this.partners.load(id);
  }

  async savePartner(form: PartnerForm) {
    return this.partners.save(form);
  }

  async archivePartner(id: number, archived: boolean) {
    return this.partners.archive(id, archived);
  }

  async importPartners(file: PartnerFile, commit: boolean) {
    return this.partners.import(file, commit);
  }
}
