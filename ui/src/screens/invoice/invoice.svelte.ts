/**
 * The invoice: one press, one document. A press has an id that lives until it is answered, so that a second F9, the answer
 * "비슷한 세금계산서가 있어요" and a retry after an error are all the same press. After an issue a new form begins at the buyer's
 * number; what was refused stays to be corrected.
 */
import { BackendError, type CatalogueItem, type InvoiceForm, type Issued } from '../../backend/backend';
import { FocusRequest } from '../../focus.svelte';
import { errorText } from '../../messages/messages.svelte';
import { Completion } from '../../parts/completion.svelte';
import type { Session } from '../../session.svelte';
import { Beginning } from './beginning.svelte';
import { BuyerLookup } from './buyer-lookup.svelte';
import { DraftKeeper } from './draft-keeper.svelte';
import { InvoiceFormController } from './invoice-form.svelte';
import { cellAcross, cellBeside, FIRST, linePlace, placeAfter, placeBefore, readLinePlace } from './places';
import { isTwin, type Question } from './question';

/** Whose copy is looked at: the supplier's is red, the buyer's blue. */
export type Copy = 'supplier' | 'buyer';
export type Result = Omit<Issued, 'print'> & { inputKept: boolean };

type Press = { id: string; written: string };

export class InvoiceController {
  readonly form: InvoiceFormController;
  readonly buyer: BuyerLookup;
  readonly items: Completion<CatalogueItem>;
  readonly draft: DraftKeeper;
  readonly beginning: Beginning;
  readonly focus = new FocusRequest<string>(FIRST);
  copy: Copy = $state('supplier');
  transmitNow = $state(false);
  mail = $state(true);
  /** Whether mail is set up at all. */
  mailIsOn = $state(false);
  result: Result | null = $state.raw(null);
  question: Question | null = $state.raw(null);
  busy = $state(false);
  #press: Press | null = null;

  constructor(readonly session: Session) {
    const { backend } = session;
    this.draft = new DraftKeeper(backend, () => (this.form.isBlank ? null : this.form.form));
    this.beginning = new Beginning(this, this.draft);
    this.buyer = new BuyerLookup(backend, () => this.form);
    this.form = new InvoiceFormController(
      backend,
      () => session.today,
      () => this.draft.changed(),
      (reading) => this.buyer.follow(reading),
    );
    this.items = new Completion((text) => backend.findItems(text));
    backend.onDocumentsChanged(({ keys }) => void this.#follow(keys));
    this.draft.look();
    void this.lookAtMail();
  }

  async lookAtMail(): Promise<void> {
    this.mailIsOn = await this.session.backend.mailIsOn().catch(() => false);
  }

  /** Whether the press will mail it as well. */
  get mails(): boolean {
    return this.mail && this.mailIsOn && this.form.buyer.email.trim() !== '';
  }

  turnCopy(): void {
    this.copy = this.copy === 'supplier' ? 'buyer' : 'supplier';
  }

  /** Enter: takes what is offered, else goes on. */
  enter(place: string): void {
    if (this.#takeOffer(place)) return;
    const at = readLinePlace(place);
    this.goTo(placeAfter(place, at ? this.form.lines[at.line] : undefined));
  }

  /** Esc: closes what is offered, else one step back, nothing lost. */
  back(place: string): void {
    if (this.buyer.offers.isOpen(place) || this.items.isOpen(place)) this.#closeOffers();
    else this.goTo(placeBefore(place));
  }

  /** Up and down: through what is offered, else through the lines. Answers whether that led anywhere. */
  moveAcross(place: string, by: 1 | -1): boolean {
    const offers = [this.buyer.offers, this.items].find((list) => list.isOpen(place));
    if (offers) offers.move(by);
    else return this.#step(cellAcross(place, by, this.form.lines.length));
    return true;
  }

  moveBeside(place: string, by: 1 | -1): boolean {
    return this.#step(cellBeside(place, by, this.form.lines.length));
  }

  goTo(place: string): void {
    this.#closeOffers();
    const at = readLinePlace(place);
    const last = this.form.lines.length - 1;
    this.focus.ask(at && at.line > last ? linePlace(last, at.cell) : place);
  }

  /** The offer under the finger or the chosen one. */
  takePartner(at = this.buyer.offers.at): void {
    const partner = this.buyer.offers.offers[at];
    if (!partner) return;
    this.form.takeBuyer(partner.buyer);
    this.form.setKind(partner.default_kind);
    this.form.setBilling(partner.default_billing);
    this.goTo(linePlace(0, 'item'));
  }

  takeItem(line: number, at = this.items.at): void {
    const item = this.items.offers[at];
    if (!item) return;
    this.form.takeItem(line, item);
    this.goTo(linePlace(line, 'quantity'));
  }

  removeLine(place: string): void {
    const at = readLinePlace(place);
    if (!at) return;
    this.form.removeLine(at.line);
    this.goTo(linePlace(at.line, at.cell));
  }

  ask(kind: 'copy' | 'paper'): void {
    if (this.busy || this.question) return;
    this.#closeOffers();
    this.question = { kind };
  }

  dismiss(): void {
    this.question = null;
    this.focus.ask(this.focus.target);
    void this.beginning.goOn();
  }

  async issue(): Promise<void> {
    if (this.busy || this.question || this.draft.offered) return;
    if (this.form.isBlank) return this.goTo(FIRST);
    await this.#send(false);
  }

  /** "다른 거래예요": the similar invoice is another sale. */
  async issueAnother(): Promise<void> {
    if (this.busy || !isTwin(this.question)) return;
    this.question = null;
    await this.#send(true);
  }

  /** A past invoice as the new form; `anew` writes it in place of that one. */
  async copyFrom(key: string, anew = false): Promise<void> {
    await this.#work(async () => {
      const form = await this.session.backend.copyInvoice(key, anew);
      this.draft.replace();
      this.form.load(form);
      this.beginning.insteadOf = anew ? key : null;
      this.question = null;
      this.goTo(linePlace(0, 'item'));
    });
  }

  resume(): void {
    const form = this.draft.resume();
    if (form) this.form.load(form);
    this.goTo(FIRST);
  }

  startAnew(): void {
    this.draft.forget();
    this.result = null;
    this.goTo(FIRST);
  }

  /** The card was read. */
  putAway(): void {
    this.result = null;
    this.goTo(FIRST);
  }

  /** There is no paper of a form with faults: they are shown instead. */
  paperFailed(thrown: unknown): void {
    this.question = null;
    this.#explain(BackendError.from(thrown));
  }

  async print(): Promise<void> {
    const key = this.result?.row.key;
    if (key)
      await this.#work(async () => this.session.tellPrint(await this.session.backend.printInvoice(key, this.copy)));
    this.focus.ask(FIRST);
  }

  /** Asks the NTS again about the invoice on the card, or sends it now. */
  async resolve(): Promise<void> {
    const row = this.result?.row;
    if (!row) return;
    const { backend } = this.session;
    const act = row.state === 'approved' ? backend.transmitInvoice(row.key) : backend.resolveDocument(row.key);
    await this.#work(async () => void (this.result = { ...(await act), inputKept: false }));
    this.focus.ask(FIRST);
  }

  async #send(allow_similar: boolean): Promise<void> {
    const { form } = this.form;
    const { transmitNow: transmit_now, mails: mail } = this;
    const { insteadOf: instead_of } = this.beginning;
    const press_id = this.#pressFor(form, instead_of);
    this.#closeOffers();
    await this.#work(async () => {
      try {
        const request = { form, press_id, allow_similar, transmit_now, mail, instead_of };
        this.#take(await this.session.backend.issueInvoice(request));
      } catch (thrown) {
        this.#explain(BackendError.from(thrown));
      }
    });
  }

  #take(issued: Issued): void {
    this.#press = null;
    const inputKept = issued.row.state === 'rejected';
    this.result = { ...issued, inputKept };
    if (!inputKept) {
      this.form.clear();
      this.beginning.insteadOf = null;
      this.transmitNow = false;
      this.draft.forget();
    }
    this.goTo(FIRST);
  }

  #explain({ ui }: BackendError): void {
    if (ui.code === 'press_reused') this.#press = null;
    if (ui.code === 'similar_invoice' || ui.code === 'twin_unknown') {
      const kind = ui.code === 'similar_invoice' ? 'similar' : ui.code;
      const row = this.form.reading?.similar ?? null;
      this.question = { kind, row: row?.key === ui.reference ? row : null, key: ui.reference ?? '' };
    } else if (ui.code === 'faults') this.goTo(this.form.refuse(ui.faults) ?? FIRST);
    else {
      this.session.toasts.show('bad', errorText(ui));
      this.focus.ask(this.focus.target);
    }
  }

  /** The same form keeps its press id until an answer came: a retry can then never issue twice. */
  #pressFor(form: InvoiceForm, insteadOf: string | null): string {
    const written = JSON.stringify([form, insteadOf]);
    if (this.#press?.written !== written) this.#press = { id: crypto.randomUUID(), written };
    return this.#press.id;
  }

  #takeOffer(place: string): boolean {
    const at = readLinePlace(place);
    if (at && this.items.isOpen(place) && this.items.chosen) this.takeItem(at.line);
    else if (this.buyer.offers.isOpen(place) && this.buyer.offers.chosen) this.takePartner();
    else return false;
    return true;
  }

  #closeOffers(): void {
    this.buyer.offers.close();
    this.items.close();
  }

  #step(place: string | null): boolean {
    if (place !== null) this.goTo(place);
    return place !== null;
  }

  /** Some document changed: the card's is read again, and so is the list of this partner's. */
  async #follow(keys: readonly string[]): Promise<void> {
    this.buyer.refresh();
    const key = this.result?.row.key;
    if (key === undefined || !keys.includes(key)) return;
    try {
      const { row, refusal, held_reason, deadline } = await this.session.backend.loadDocument(key);
      if (this.result?.row.key === key) this.result = { ...this.result, row, refusal, held_reason, deadline };
    } catch (thrown) {
      this.session.tellError(thrown);
    }
  }

  async #work(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await act();
    } catch (thrown) {
      this.session.tellError(thrown);
    } finally {
      this.busy = false;
    }
    await this.beginning.goOn();
  }
}
