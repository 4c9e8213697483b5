/** A clerk asks for a full number: the owner's PIN allows this one look. */
import { BackendError, type Backend } from '../../backend/backend';
import { errorText } from '../../messages/messages.svelte';
import { staffText } from '../../messages/staff';

export class RevealDraft {
  pin = $state('');
  fault: string | null = $state(null);

  constructor(
    private readonly backend: Backend,
    private readonly key: string,
  ) {}

  /** The number; null when the PIN was not taken, and the dialog says why. The PIN is typed anew then. */
  async send(): Promise<string | null> {
    const { pin } = this;
    if (pin === '') return null;
    this.pin = '';
    this.fault = null;
    try {
      return await this.backend.revealWithPin(this.key, pin);
    } catch (thrown) {
      const { ui } = BackendError.from(thrown);
      if (ui.code !== 'wrong_pin' && ui.code !== 'pin_wait') throw thrown;
      const seconds = Number(ui.detail ?? '0');
      const wait = seconds > 0 ? ` ${staffText().wait(seconds)}` : '';
      this.fault = (ui.code === 'wrong_pin' ? staffText().wrong : errorText(ui)) + wait;
      return null;
    }
  }
}
