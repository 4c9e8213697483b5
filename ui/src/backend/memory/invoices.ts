/**
 * Tax invoices of the practice shop in memory: reading the form, issuing, transmitting, papers and drafts. It keeps the
 * promises a screen relies on: a press id issues once, a similar invoice is asked about, a stopped buyer is refused.
 */
import type {
  BuyerStatus,
  CatalogueItem,
  Draft,
  Fault,
  InvoiceDetail,
  InvoiceForm,
  InvoicePaper,
  InvoiceReading,
  InvoiceRequest,
  Issued,
  PaperPreview,
  PrintResult,
} from '../bindings';
import { readDate } from '../../trade/dates';
import { daysUntil } from '../../trade/days';
import { cannotAmend, type Chain } from './amendments';
import { effectOn, isWholeBusinessNumber } from './business-status';
import { isOpen, type StoredDocument } from './documents';
import { error, fault, refuseFaults } from './errors';
import { pictureOf, viewOf } from './invoice-paper';
import { blankBoxes, buyerNumberFaults, formalAmount, invoiceFaults, readLine, sumsOf } from './invoice-rules';
import { invoiceDocument, transmissionOf } from './invoice-seed';
import { matchesText } from './matching';
import { MailRoom } from './mail';
import { PartnerBook } from './partners';
import { digitsOf } from './rules';
import { localTime, PRACTICE_SHOP } from './seed';
import { PracticeTill } from './till';

const A_DAY_MS = 86_400_000;
const SIMILAR_WITHIN_DAYS = 7;
const OFFERS_MAX = 8;

export class InvoiceDesk extends PracticeTill {
  readonly partners = new PartnerBook(this.documents, () => this.now());
  readonly mail = new MailRoom();
  draft: Draft | null = null;

  async readInvoice(form: InvoiceForm): Promise<InvoiceReading> {
    const written_on = readDate(form.written_on, this.date());
    const lines = form.lines.map((line) => readLine(line, form.kind, written_on));
    const sums = sumsOf(lines);
    return {
      written_on,
      lines,
      ...sums,
      blanks: blankBoxes(sums.supply),
      amount_reading: sums.total === 0 ? null : formalAmount(sums.total),
      issue_by: written_on === null ? null : this.#issueBy(written_on),
      penalty: null,
      transmit_at: transmissionOf(this.time(), this.settings.transmit_time),
      faults: [...invoiceFaults(form, this.shop, this.date()), ...statusFaults(this.#known(form, written_on))],
      similar: this.#similar(form, sums.total),
      buyer_status: this.#known(form, written_on),
    };
  }

  /** Without a line it answers what was last known. */
  async checkBuyer(number: string): Promise<BuyerStatus> {
    const digits = digitsOf(number);
    if (this.dials.latency_ms > 0) await new Promise((done) => setTimeout(done, this.dials.latency_ms));
    refuseFaults(buyerNumberFaults(number));
    if (this.dials.outcome === 'held') {
      const known = this.partners.register.last(digits);
      if (!known) throw error('route_closed');
      return { ...known, fresh: false };
    }
    return this.partners.register.hear(digits, this.now());
  }

  async issueInvoice(request: InvoiceRequest): Promise<Issued> {
    const { form, press_id, allow_similar, transmit_now, mail, instead_of } = request;
    if (!this.shop) throw error('no_shop');
    refuseFaults(invoiceFaults(form, this.shop, this.date()));
    const earlier = this.answered(press_id);
    if (earlier) return earlier;
    refuseFaults(statusFaults(await this.#verify(form)));
    const { outcome } = this.dials;
    const state = transmit_now && outcome === 'approved' ? 'transmitted' : outcome;
    const document = invoiceDocument(form, this.shop, this.time(), this.next(), state, this.settings.transmit_time);
    const similar = this.#similar(form, document.total);
    if (similar && !allow_similar) throw error(isOpen(similar.state) ? 'twin_unknown' : 'similar_invoice', similar.key);
    if (document.invoice && state === 'transmitted') document.invoice.sent_at = this.time();
    if (mail && document.approval) this.mail.send(document.key, form.buyer.email, this.time());
    if (instead_of !== null && outcome !== 'rejected') this.taskBook.writtenAnew(instead_of);
    return this.answer(press_id, { ...document, ...this.reasons(outcome) }, false);
  }

  override async resolveDocument(key: string): Promise<Issued> {
    const issued = await super.resolveDocument(key);
    const { invoice, at, approval } = this.get(key);
    if (invoice && approval) invoice.transmit_at ??= transmissionOf(at, this.settings.transmit_time);
    return { ...issued, row: this.documents.row(this.get(key)) };
  }

  async loadInvoice(key: string): Promise<InvoiceDetail> {
    const document = this.#invoice(key);
    const { amendments } = this.chainOf(key);
    const { partner_key, view } = document.invoice;
    const partner = partner_key ? this.documents.get(partner_key) : undefined;
    const why = cannotAmend({ original: document, amendments });
    return {
      document: { ...this.documents.detail(document), notices: this.mail.of(key) },
      invoice: view,
      amendments: amendments.map((amendment) => this.documents.row(amendment)).reverse(),
      partner_document: partner ? this.documents.row(partner) : null,
      can_amend: why === null,
      cannot_amend: why,
      can_transmit: document.state === 'approved',
    };
  }

  /** An invoice and what amended it, newest first. */
  protected chainOf(key: string): Chain {
    const amendments = this.documents.all(({ act, original_key }) => act === 'amend' && original_key === key);
    return { original: this.get(key), amendments };
  }

  async copyInvoice(key: string, anew: boolean): Promise<InvoiceForm> {
    const form = structuredClone(this.#invoice(key).invoice.form);
    if (anew) return form;
    return { ...form, written_on: this.date(), lines: form.lines.map((line) => ({ ...line, date: '' })) };
  }

  async transmitInvoice(key: string): Promise<Issued> {
    const document = this.#invoice(key);
    if (document.state !== 'approved') throw error('nothing_to_do', key);
    document.state = 'transmitted';
    document.invoice.sent_at = this.time();
    document.invoice.transmit_at = null;
    this.announce(key);
    return this.issued(document, null);
  }

  async previewInvoicePaper(form: InvoiceForm, paper: InvoicePaper): Promise<PaperPreview> {
    refuseFaults(invoiceFaults(form, this.shop, this.date()));
    return { pages: [pictureOf(viewOf(form, this.shop ?? PRACTICE_SHOP, this.date()), paper)] };
  }

  async showInvoicePaper(key: string, paper: InvoicePaper): Promise<PaperPreview> {
    return { pages: [pictureOf(this.#invoice(key).invoice.view, paper)] };
  }

  async printInvoice(key: string, _paper: InvoicePaper): Promise<PrintResult> {
    return this.printDocument(key);
  }

  async loadDraft(): Promise<Draft | null> {
    return this.draft;
  }

  async saveDraft(form: InvoiceForm): Promise<string> {
    this.draft = { form: structuredClone(form), saved_at: this.time() };
    return this.draft.saved_at;
  }

  async discardDraft(): Promise<void> {
    this.draft = null;
  }

  async findItems(text: string): Promise<CatalogueItem[]> {
    const found = new Map<string, CatalogueItem>();
    for (const { invoice } of this.documents.all((document) => document.invoice !== null)) {
      for (const { item, spec, unit_price } of invoice?.form.lines ?? []) {
        if (item.trim() && !found.has(item) && matchesText(item, text))
          found.set(item, { name: item, spec, unit_price });
      }
    }
    return [...found.values()].slice(0, OFFERS_MAX);
  }

  /** Issuing asks anew; without a line the invoice waits and is asked about later. */
  async #verify(form: InvoiceForm): Promise<BuyerStatus | null> {
    if (!isWholeBusinessNumber(form)) return null;
    const status = await this.checkBuyer(form.buyer.number).catch(() => null);
    return status && effectOn(status, readDate(form.written_on, this.date()));
  }

  #known(form: InvoiceForm, written_on: string | null): BuyerStatus | null {
    const known = isWholeBusinessNumber(form) ? this.partners.register.last(digitsOf(form.buyer.number)) : null;
    return known ? effectOn(known, written_on) : null;
  }

  #similar(form: InvoiceForm, total: number) {
    const digits = form.buyer.number.replace(/[-\s]/g, '');
    const since = localTime(this.now() - SIMILAR_WITHIN_DAYS * A_DAY_MS);
    const twin = this.documents.find(
      ({ act, digits: own, total: amount, at, state }) =>
        act === 'invoice' && own === digits && amount === total && at >= since && state !== 'rejected',
    );
    return twin && total !== 0 ? this.documents.row(twin) : null;
  }

  /** The tenth of the month after. */
  #issueBy(written_on: string) {
    const [year, month] = written_on.split('-').map(Number);
    const until = localTime(Date.UTC(year ?? 0, month ?? 0, 10)).slice(0, 10);
    return { until, days_left: daysUntil(until, this.date()) };
  }

  #invoice(key: string): StoredDocument & { invoice: NonNullable<StoredDocument['invoice']> } {
    const document = this.get(key);
    if (!document.invoice) throw error('not_found', key);
    return document as StoredDocument & { invoice: NonNullable<StoredDocument['invoice']> };
  }
}

function statusFaults(status: BuyerStatus | null): Fault[] {
  if (status?.effect !== 'stop') return [];
  return [fault('buyer_number', status.state === 'closed' ? 'buyer_closed' : 'buyer_not_registered')];
}
