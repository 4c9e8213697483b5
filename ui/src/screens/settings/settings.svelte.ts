/** Settings take effect when chosen; the shop and the texts when they are saved. */
import { readWon } from '../../parts/money';
import type { Session } from '../../session.svelte';
import { t } from '../../messages/messages.svelte';
import { ShopFormController } from '../../trade/shop-form.svelte';

const COUNTER_NUMBER_MAX = 99;

export class SettingsController {
  readonly shop: ShopFormController;
  printer = $state('');
  counterNumber = $state('');
  counterNumberFaulty = $state(false);

  constructor(readonly session: Session) {
    this.shop = new ShopFormController(session.backend, session.shop ?? session.suggested_shop);
    this.printer = session.settings.printer ?? '';
    this.counterNumber = String(session.settings.counter_number);
  }

  /** Answers whether the shop was saved; if not, its faults are set. */
  async saveShop(): Promise<boolean> {
    try {
      const saved = await this.shop.save();
      if (!saved) return false;
      this.session.shop = saved;
      this.session.toasts.show('good', t().settings.shopSaved);
      return true;
    } catch (thrown) {
      this.session.tellError(thrown);
      return false;
    }
  }

  /** Saves the printer's name; blank means the PDF folder. */
  async savePrinter(): Promise<void> {
    const printer = this.printer.trim() || null;
    if (printer === this.session.settings.printer) return;
    if (await this.session.saveSettings({ printer })) this.session.toasts.show('good', t().settings.saved);
  }

  async saveCounterNumber(): Promise<void> {
    const number = readWon(this.counterNumber);
    this.counterNumberFaulty = number === null || number < 1 || number > COUNTER_NUMBER_MAX;
    if (number === null || this.counterNumberFaulty || number === this.session.settings.counter_number) return;
    if (await this.session.saveSettings({ counter_number: number })) {
      this.session.toasts.show('good', t().settings.saved);
    }
  }
}
