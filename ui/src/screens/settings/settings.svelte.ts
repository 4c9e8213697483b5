/** Settings take effect when chosen; the shop and the texts when they are saved. */
import { readWon } from '../../parts/money';
import { mailText } from '../../messages/mail';
import type { Session } from '../../session.svelte';
import { t } from '../../messages/messages.svelte';
import { ShopFormController } from '../../trade/shop-form.svelte';

const COUNTER_NUMBER_MAX = 99;
/** From here on little room is left before midnight, the last lawful moment. */
const LATE_FROM = '20:00';

export class SettingsController {
  readonly shop: ShopFormController;
  printer = $state('');
  counterNumber = $state('');
  counterNumberFaulty = $state(false);
  transmitTime = $state('');
  transmitTimeFaulty = $state(false);

  constructor(readonly session: Session) {
    this.shop = new ShopFormController(session.backend, session.shop ?? session.suggested_shop);
    this.printer = session.settings.printer ?? '';
    this.counterNumber = String(session.settings.counter_number);
    this.transmitTime = session.settings.transmit_time;
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

  get isTransmittedLate(): boolean {
    return this.session.settings.transmit_time >= LATE_FROM;
  }

  /** `14:00`, also typed as `14`, `1400`, `14시`. */
  async saveTransmitTime(): Promise<void> {
    const transmit_time = readTime(this.transmitTime);
    this.transmitTimeFaulty = transmit_time === null;
    if (transmit_time === null) return;
    this.transmitTime = transmit_time;
    if (transmit_time === this.session.settings.transmit_time) return;
    if (await this.session.saveSettings({ transmit_time })) {
      this.session.toasts.show('good', mailText().transmission.saved(transmit_time));
    }
  }
}

/** A time of day as people type it, as `14:00`; null when it is none. */
export function readTime(text: string): string | null {
  const apart = /^(\d{1,2})(?:\s*[:.시]\s*(\d{1,2})?분?)?$/.exec(text.trim());
  const [, hour = '', minute = '0'] = apart ?? /^(\d{1,2})(\d{2})$/.exec(text.trim()) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}
