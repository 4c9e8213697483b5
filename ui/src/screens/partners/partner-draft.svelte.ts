/**
 * A partner as it is being typed. It lives until it is saved or given up, so that looking at another partner, or at
 * another screen, loses nothing. A business number is looked up at the NTS as soon as it is whole.
 */
import { BackendError, type Backend, type BuyerStatus, type Fault, type PartnerDetail } from '../../backend/backend';
import type { BuyerForm, BuyerKind, PartnerForm } from '../../backend/backend';
import { Latest } from '../../latest';
import { faultText } from '../../messages/messages.svelte';
import { partnersText } from '../../messages/partners';
import { isBusinessNumber } from '../../trade/business-status';

/** Fields in the order they are filled in, with the name the program calls their faults by. */
export const PARTNER_FIELDS = [
  ['number', 'buyer_number'],
  ['branch', 'buyer_branch'],
  ['name', 'buyer_name'],
  ['owner', 'buyer_owner'],
  ['business_type', 'buyer_business_type'],
  ['business_item', 'buyer_business_item'],
  ['address', 'buyer_address'],
  ['email', 'buyer_email'],
  ['email2', 'buyer_email2'],
  ['contact', 'partner_contact'],
  ['phone', 'partner_phone'],
  ['note', 'partner_note'],
] as const;
export type PartnerField = (typeof PARTNER_FIELDS)[number][0];
/** What a person or a foreigner has no use for. */
const OF_BUSINESSES: readonly PartnerField[] = ['branch', 'owner', 'business_type', 'business_item'];
const ASK_DELAY_MS = 250;

export class PartnerDraft {
  form: PartnerForm = $state()!;
  faults: Fault[] = $state.raw([]);
  /** What the NTS said of the number as typed. */
  status: BuyerStatus | null = $state.raw(null);
  asking = $state(false);
  /** The NTS did not answer the last time it was asked. */
  unanswered = $state(false);
  saving = $state(false);
  #saved: string;
  readonly #asks = new Latest(ASK_DELAY_MS);

  constructor(
    readonly backend: Pick<Backend, 'checkBuyer' | 'savePartner'>,
    start: PartnerForm,
    status: BuyerStatus | null = null,
    readonly heard: (status: BuyerStatus) => void = () => {},
  ) {
    this.form = structuredClone(start);
    this.#saved = JSON.stringify(this.form);
    this.status = status;
  }

  get isNew(): boolean {
    return this.form.id === null;
  }

  get isDirty(): boolean {
    return JSON.stringify(this.form) !== this.#saved;
  }

  get fields(): PartnerField[] {
    const isBusiness = this.form.buyer.kind === 'business';
    return PARTNER_FIELDS.map(([field]) => field).filter((field) => isBusiness || !OF_BUSINESSES.includes(field));
  }

  /** The sentence under a field. */
  faultOf(field: PartnerField): string | null {
    const name = PARTNER_FIELDS.find(([own]) => own === field)?.[1];
    const found = this.faults.find((fault) => fault.field === name);
    return found ? partnerFaultText(found.code) : null;
  }

  /** The first field that needs correcting. */
  get firstFaulty(): PartnerField | null {
    return this.fields.find((field) => this.faultOf(field) !== null) ?? null;
  }

  chooseKind(kind: BuyerKind): void {
    const { buyer } = this.form;
    if (kind === buyer.kind) return;
    Object.assign(buyer, { kind, number: '' } satisfies Partial<BuyerForm>);
    this.#forgetStatus();
  }

  /** A number that is whole is asked about; a half-typed one says nothing yet. */
  typeNumber(number: string): void {
    if (number === this.form.buyer.number) return;
    this.form.buyer.number = number;
    this.#forgetStatus();
    if (this.canAsk) this.ask();
  }

  get canAsk(): boolean {
    return this.form.buyer.kind === 'business' && isBusinessNumber(this.form.buyer.number);
  }

  /** Asks the NTS about the number; what it said before stays in sight until it answers. */
  ask(): void {
    if (!this.canAsk) return;
    this.asking = true;
    this.#asks.ask(
      () => this.backend.checkBuyer(this.form.buyer.number),
      (status) => {
        Object.assign(this, { status, asking: false, unanswered: false });
        this.heard(status);
      },
      (thrown) => {
        const { ui } = BackendError.from(thrown);
        this.asking = false;
        if (ui.code === 'faults') this.#refuseNumber(ui.faults);
        else this.unanswered = true;
      },
    );
  }

  /** The saved partner, or null when fields need correcting. Rejects on any other error. */
  async save(): Promise<PartnerDetail | null> {
    if (this.saving) return null;
    this.saving = true;
    this.faults = [];
    try {
      return await this.backend.savePartner($state.snapshot(this.form));
    } catch (thrown) {
      const { ui } = BackendError.from(thrown);
      if (ui.code !== 'faults') throw thrown;
      this.faults = ui.faults;
      return null;
    } finally {
      this.saving = false;
    }
  }

  #forgetStatus(): void {
    this.#asks.drop();
    this.faults = this.faults.filter(({ field }) => field !== 'buyer_number');
    Object.assign(this, { status: null, asking: false, unanswered: false });
  }

  #refuseNumber(faults: readonly Fault[]): void {
    this.faults = [...this.faults.filter(({ field }) => field !== 'buyer_number'), ...faults];
  }
}

/** A sentence of 거래처 itself, or the one every form has. */
export function partnerFaultText(code: string): string {
  return partnersText().faults[code] ?? faultText(code);
}

export function blankPartner(): PartnerForm {
  const buyer: BuyerForm = {
    kind: 'business',
    number: '',
    branch: '',
    name: '',
    owner: '',
    address: '',
    business_type: '',
    business_item: '',
    email: '',
    email2: '',
  };
  return { id: null, buyer, phone: '', contact: '', note: '', default_kind: 'taxable', default_billing: 'charge' };
}
