/** The shop form, as the first start and the settings fill it in. Every check is the program's own. */
import { BackendError, type Backend, type Fault, type ShopForm } from '../backend/backend';

/** Fields in the order they are filled in, with the name the program calls their faults by. */
export const SHOP_FIELDS = [
  ['number', 'shop_number'],
  ['branch', 'shop_branch'],
  ['name', 'shop_name'],
  ['owner', 'shop_owner'],
  ['phone', 'shop_phone'],
  ['email', 'shop_email'],
  ['address', 'shop_address'],
  ['business_type', 'shop_business_type'],
  ['business_item', 'shop_business_item'],
] as const satisfies readonly (readonly [keyof ShopForm, string])[];

export class ShopFormController {
  form: ShopForm = $state()!;
  faults: Fault[] = $state([]);
  busy = $state(false);
  readonly #backend: Backend;

  constructor(backend: Backend, start: ShopForm) {
    this.#backend = backend;
    this.form = { ...start };
  }

  /** The saved shop, or null when fields need correcting. Rejects on any other error. */
  async save(): Promise<ShopForm | null> {
    if (this.busy) return null;
    this.busy = true;
    this.faults = [];
    try {
      const saved = await this.#backend.saveShop($state.snapshot(this.form));
      this.form = { ...saved };
      return saved;
    } catch (thrown) {
      const { ui } = BackendError.from(thrown);
      if (ui.code !== 'faults') throw thrown;
      this.faults = ui.faults;
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** The first field that needs correcting. */
  get firstFaulty(): keyof ShopForm | null {
    const field = SHOP_FIELDS.find(([, name]) => this.faults.some((fault) => fault.field === name));
    return field ? field[0] : null;
  }
}
