/** Opening a locked book: with its passphrase, with its recovery phrase, or simply once more. */
import { BackendError, type Backend, type Startup, type UiError } from '../../backend/backend';
import { keyText, phraseText } from '../../messages/key';
import { errorText } from '../../messages/messages.svelte';

/** Codes that only the recovery phrase helps against. */
const BEYOND_THE_KEY = ['key_missing', 'wrong_key', 'vault_damaged'];

export class LockController {
  error: UiError = $state.raw()!;
  passphrase = $state('');
  phrase = $state('');
  newPassphrase = $state('');
  way: 'passphrase' | 'again' | 'phrase' = $state('passphrase');
  busy = $state(false);
  /** What is wrong, by field. */
  fault: { field: 'passphrase' | 'phrase' | 'new-passphrase'; text: string } | null = $state.raw(null);

  constructor(
    readonly backend: Backend,
    error: UiError,
    readonly onopen: (startup: Startup) => void,
  ) {
    this.#show(error);
  }

  async open(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.fault = null;
    try {
      this.onopen(await this.#ask());
      this.passphrase = this.phrase = this.newPassphrase = '';
    } catch (thrown) {
      this.#refused(BackendError.from(thrown).ui);
    } finally {
      this.busy = false;
    }
  }

  withPhrase(): void {
    this.way = 'phrase';
    this.fault = null;
  }

  withoutPhrase(): void {
    this.fault = null;
    if (this.isBeyondTheKey) {
      this.way = 'again';
      void this.open();
    } else this.#show(this.error);
  }

  /** Only the recovery phrase helps, or a file that somebody has put back meanwhile. */
  get isBeyondTheKey(): boolean {
    return BEYOND_THE_KEY.includes(this.error.code);
  }

  faultOf(field: 'passphrase' | 'phrase' | 'new-passphrase'): string | null {
    return this.fault?.field === field ? this.fault.text : null;
  }

  #ask(): Promise<Startup> {
    if (this.way === 'phrase') return this.backend.restoreBook(this.phrase, this.newPassphrase || null);
    return this.backend.unlock(this.way === 'passphrase' ? this.passphrase : null);
  }

  #refused(error: UiError): void {
    const words = keyText();
    if (error.code === 'phrase_wrong') this.fault = { field: 'phrase', text: phraseText(error.detail) };
    else if (error.code === 'wrong_key' && this.way === 'phrase')
      this.fault = { field: 'phrase', text: words.otherBook };
    else if (error.code === 'no_key_place' || (this.way === 'phrase' && error.code === 'passphrase_needed'))
      this.fault = { field: 'new-passphrase', text: words.needsPassphrase };
    else if (error.code === 'short_passphrase') this.fault = { field: 'new-passphrase', text: errorText(error) };
    else if (error.code === 'wrong_passphrase') {
      this.fault = { field: 'passphrase', text: errorText(error) };
      this.passphrase = '';
    } else this.#show(error);
  }

  #show(error: UiError): void {
    this.error = error;
    if (this.isBeyondTheKey) this.way = 'phrase';
    else this.way = error.code === 'passphrase_needed' || error.code === 'wrong_passphrase' ? 'passphrase' : 'again';
  }
}
