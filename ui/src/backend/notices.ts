/** What the window may ask about mail and text messages to customers: part of the {@link Backend}. */
import type {
  DocumentDetail,
  InvoiceDetail,
  MailForm,
  MailRequest,
  MailTest,
  TextForm,
  TextRequest,
  TextTest,
} from './bindings';

export interface NoticeBackend {
  loadMail(): Promise<MailForm>;
  /** Whether invoices are mailed at all; for whoever may not see the settings. */
  mailIsOn(): Promise<boolean>;
  saveMail(form: MailForm): Promise<MailForm>;
  /** Sends a test mail to the shop's own address with the settings as typed. */
  testMail(form: MailForm): Promise<MailTest>;
  mailInvoice(request: MailRequest): Promise<InvoiceDetail>;
  loadTexts(): Promise<TextForm>;
  saveTexts(form: TextForm): Promise<TextForm>;
  /** Asks the gateway for the balance with the settings as typed; no text is sent. */
  testTexts(form: TextForm): Promise<TextTest>;
  sendText(request: TextRequest): Promise<DocumentDetail>;
}
