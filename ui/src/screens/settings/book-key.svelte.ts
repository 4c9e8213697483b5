/** The key of the book: where it is, its recovery phrase once, and a passphrase where there is no key store. */
import { BackendError } from '../../backend/backend';
import type { KeyStatus } from '../../backend/keys';
import { keyText } from '../../messages/key';
import { errorText } from '../../messages/messages.svelte';
import type { Session } from '../../session.svelte';

export class BookKeyController {
  status: KeyStatus | null = $state.raw(null);
  /** The groups while they are shown. */
  phrase: readonly string[] | null = $state.raw(null);
  passphrase = $state('');
  fault: string | null = $state(null);

  constructor(readonly session: Session) {
    void this.#try(async () => this.#load());
  }

  show(): Promise<void> {
    return this.#try(async () => {
      const groups = await this.session.backend.showRecoveryPhrase();
      this.phrase = groups.length > 0 ? groups : null;
      if (!this.phrase) await this.#load();
    });
  }

  note(): Promise<void> {
    return this.#try(async () => {
      await this.session.backend.noteRecoveryPhrase();
      this.phrase = null;
      await this.#load();
    });
  }

  async choose(): Promise<void> {
    this.fault = null;
    try {
      await this.session.backend.choosePassphrase(this.passphrase);
      this.passphrase = '';
      this.session.toasts.show('good', keyText().card.chosen);
      await this.#load();
    } catch (thrown) {
      const { ui } = BackendError.from(thrown);
      if (ui.code === 'short_passphrase') this.fault = errorText(ui);
      else this.session.tellError(thrown);
    }
  }

  async #load(): Promise<void> {
    this.status = await this.session.backend.loadKey();
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (thrown) {
      this.session.tellError(thrown);
    }
  }
}
