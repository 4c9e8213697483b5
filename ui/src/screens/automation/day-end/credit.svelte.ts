/** A sale on credit as typed: it waits for its partner's invoice of the month. The same form is the same press. */
import type { Fault, KeptSale, SaleForm, Taxation } from '../../../backend/backend';
import { BackendError } from '../../../backend/backend';
import { planFaultText } from '../../../messages/automation-plans';
import type { Session } from '../../../session.svelte';
import { PartnerPick } from '../partner-pick.svelte';

export class CreditDraft {
  readonly partner: PartnerPick;
  amount = $state('');
  item = $state('');
  taxation: Taxation = $state('taxable');
  soldOn = $state('');
  busy = $state(false);
  faults: Fault[] = $state.raw([]);
  #press: { id: string; form: string } | null = null;

  constructor(readonly session: Session) {
    this.partner = new PartnerPick(session.backend, ({ default_kind }) => {
      this.taxation = default_kind === 'exempt' ? 'exempt' : 'taxable';
    });
  }

  get form(): SaleForm {
    const { amount, item, taxation } = this;
    const partner = this.partner.chosen?.id ?? null;
    return { amount, item, taxation, partner, sold_on: this.soldOn, number: '', purpose: null, paid: 'credit' };
  }

  /** None when it was refused: the faults say why. While partners are offered, the first of them is taken instead. */
  async keep(): Promise<KeptSale | null> {
    if (this.busy || this.partner.takeFirst()) return null;
    this.busy = true;
    this.faults = [];
    try {
      return await this.session.backend.keepSale(this.form, this.#pressFor(JSON.stringify(this.form)));
    } catch (thrown) {
      const { ui } = BackendError.from(thrown);
      if (ui.code === 'faults') this.faults = ui.faults;
      else this.session.tellError(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }

  faultOf(field: string): string | null {
    const found = this.faults.find((fault) => fault.field === field);
    return found ? planFaultText(found.code) : null;
  }

  #pressFor(form: string): string {
    if (this.#press?.form !== form) this.#press = { id: crypto.randomUUID(), form };
    return this.#press.id;
  }
}
