/** Mail and texts to customers, and what goes on behind the window, for the practice shop in memory. */
import type { Background, MailForm, MailRequest, TextForm, TextRequest } from '../bindings';
import { fault, faultsError } from './errors';
import { ImportDesk } from './import-desk';

export class NoticeDesk extends ImportDesk {
  background: Background = { keep_running: false, autostart: false };

  async loadBackground() {
    return this.background;
  }

  async saveBackground(background: Background) {
    return (this.background = background);
  }

  async quit() {
    // There is no program to end in a browser.
  }

  async loadMail() {
    return this.mail.form;
  }

  async mailIsOn() {
    return this.mail.form.enabled;
  }

  async saveMail(form: MailForm) {
    return this.mail.save(form);
  }

  async testMail(form: MailForm) {
    return this.mail.test(form);
  }

  async mailInvoice({ key, to }: MailRequest) {
    if (!this.mail.form.enabled) throw faultsError([fault('mail_enabled', 'required_missing')]);
    if (to !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(to)) throw faultsError([fault('to', 'email_invalid')]);
    this.mailTo(key, to);
    return this.loadInvoice(key);
  }

  async loadTexts() {
    return this.texts.form;
  }

  async saveTexts(form: TextForm) {
    return this.texts.save(form);
  }

  async testTexts(form: TextForm) {
    return this.texts.test(form);
  }

  async sendText({ key, to }: TextRequest) {
    this.textTo(key, to);
    this.announce(key);
    return this.loadDocument(key);
  }

  /** Blank is the customer's own number, if it is a mobile number. */
  protected textTo(key: string, to = ''): void {
    const { number_kind, number_masked } = this.documents.row(this.get(key));
    this.texts.send(key, to, number_kind === 'phone' ? number_masked : null, this.time());
  }

  /** Blank is the buyer's own address. */
  protected mailTo(key: string, to = ''): void {
    this.mail.send(key, to || (this.get(key).invoice?.form.buyer.email ?? ''), this.time());
  }
}
