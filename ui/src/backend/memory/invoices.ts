/** Tax invoices of the practice shop in memory: reading the form, issuing, transmitting, papers and drafts. */
import type {
  BuyerStatus,
  CatalogueItem,
  Draft,
  InvoiceDetail,
  InvoiceForm,
  InvoicePaper,
  InvoiceReading,
  InvoiceRequest,
  Issued,
  PaperPreview,
  PrintResult,
} from '../bindings';
import { cannotAmend, type Chain } from './amendments';
import { error } from './errors';
import { MailRoom } from './mail';
import { PartnerBook } from './partners';
import { PracticeTill } from './till';

export class InvoiceDesk extends PracticeTill {
  readonly partners = new PartnerBook(this.documents);
  readonly mail = new MailRoom();

  async readInvoice(_form: InvoiceForm): Promise<InvoiceReading> {
    throw error('not_found');
  }

  async checkBuyer(number: string): Promise<BuyerStatus> {
    throw error('not_found', number);
  }

  async issueInvoice(_request: InvoiceRequest): Promise<Issued> {
    throw error('not_found');
  }

  async loadInvoice(key: string): Promise<InvoiceDetail> {
    const document = this.get(key);
    const { invoice } = document;
    if (!invoice) throw error('not_found', key);
    const { amendments } = this.chainOf(key);
    const partner = invoice.partner_key ? this.documents.get(invoice.partner_key) : undefined;
    const why = cannotAmend({ original: document, amendments });
    return {
      document: this.documents.detail(document),
      invoice: invoice.view,
      amendments: amendments.map((amendment) => this.documents.row(amendment)).reverse(),
      partner_document: partner ? this.documents.row(partner) : null,
      notices: this.mail.of(key),
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

  async copyInvoice(key: string): Promise<InvoiceForm> {
    const { invoice } = this.get(key);
    if (!invoice) throw error('not_found', key);
    return structuredClone(invoice.form);
  }

  async transmitInvoice(key: string): Promise<Issued> {
    throw error('not_found', key);
  }

  async previewInvoicePaper(_form: InvoiceForm, _paper: InvoicePaper): Promise<PaperPreview> {
    return { pages: [] };
  }

  async showInvoicePaper(key: string, _paper: InvoicePaper): Promise<PaperPreview> {
    throw error('not_found', key);
  }

  async printInvoice(key: string, _paper: InvoicePaper): Promise<PrintResult> {
    return this.printDocument(key);
  }

  async loadDraft(): Promise<Draft | null> {
    return null;
  }

  async saveDraft(_form: InvoiceForm): Promise<string> {
    return this.time();
  }

  async discardDraft(): Promise<void> {}

  async findItems(_text: string): Promise<CatalogueItem[]> {
    return [];
  }
}
