/**
 * Who the buyer is: partners offered while typing, what the NTS says of the number, and the partner's latest documents. A
 * number is asked about by itself as soon as it is whole and right; without a line the last answer stands, with its age.
 */
import type { Backend, BuyerStatus, DocumentRow, InvoiceReading, PartnerForm } from '../../backend/backend';
import { Latest } from '../../latest';
import { Completion } from '../../parts/completion.svelte';
import { businessNumberGrouping } from '../../trade/number-grouping';
import type { InvoiceFormController } from './invoice-form.svelte';

const CHECK_DELAY_MS = 120;
const RECENT_MAX = 5;

export class BuyerLookup {
  readonly offers: Completion<PartnerForm>;
  status: BuyerStatus | null = $state.raw(null);
  checking = $state(false);
  /** It could not be asked about now. */
  unreachable = $state(false);
  recent: DocumentRow[] = $state.raw([]);
  #number: string | null = null;
  readonly #checks = new Latest(CHECK_DELAY_MS);
  readonly #partners = new Latest(CHECK_DELAY_MS);

  constructor(
    readonly backend: Pick<Backend, 'findPartners' | 'loadPartner' | 'checkBuyer'>,
    readonly form: () => InvoiceFormController,
  ) {
    this.offers = new Completion((text) => backend.findPartners(text));
  }

  /** The form was read: looks up the number when it is another one, and takes what is known of it already. */
  follow(reading: InvoiceReading): void {
    const number = this.#wholeNumber(reading);
    if (number !== this.#number) this.#lookUp(number, reading.buyer_status);
    else if (reading.buyer_status) this.status = reading.buyer_status;
  }

  /** Reads the documents of the buyer again: one of them changed. */
  refresh(): void {
    if (this.#number) this.#readPartner(this.#number);
  }

  #lookUp(number: string | null, known: BuyerStatus | null): void {
    this.#number = number;
    this.status = known;
    this.unreachable = false;
    this.checking = number !== null;
    this.recent = [];
    this.#checks.drop();
    this.#partners.drop();
    if (number === null) return;
    this.#checks.ask(
      () => this.backend.checkBuyer(number),
      (status) => {
        this.checking = false;
        this.status = status;
        this.form().refresh();
      },
      () => {
        this.checking = false;
        this.unreachable = true;
      },
    );
    this.#readPartner(number);
  }

  #readPartner(number: string): void {
    this.#partners.ask(
      async () => {
        const found = await this.backend.findPartners(number);
        const partner = found.find(({ buyer }) => digits(buyer.number) === number);
        const detail = partner?.id ? await this.backend.loadPartner(partner.id) : null;
        return { partner, documents: detail?.documents.filter(({ invoice }) => invoice !== null) ?? [] };
      },
      ({ partner, documents }) => {
        this.recent = documents.slice(0, RECENT_MAX);
        const { buyer } = this.form();
        // The number was typed to its end without taking the offer: it is the same partner.
        if (partner && buyer.name.trim() === '' && buyer.owner.trim() === '') this.form().takeBuyer(partner.buyer);
      },
      () => (this.recent = []),
    );
  }

  #wholeNumber({ faults }: InvoiceReading): string | null {
    const { kind, number } = this.form().buyer;
    const isFaulty = faults.some(({ field, code }) => field === 'buyer_number' && !code.startsWith('buyer_'));
    return kind === 'business' && !isFaulty && digits(number).length === 10 ? digits(number) : null;
  }
}

function digits(number: string): string {
  return businessNumberGrouping.strip(number);
}
