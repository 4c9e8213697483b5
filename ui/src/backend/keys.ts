/** What the window may ask about the key of the book: part of the {@link Backend}. */
import type { KeyStatus, Startup } from './bindings';
export type { KeyPlace, KeyStatus } from './bindings';

export interface KeyBackend {
  /** Opens a locked book with the passphrase of its vault; `null` tries once more without one. */
  unlock(passphrase: string | null): Promise<Startup>;
  /** Opens a book with its recovery phrase; the passphrase is that of the vault from now on. */
  restoreBook(phrase: string, passphrase: string | null): Promise<Startup>;
  loadKey(): Promise<KeyStatus>;
  /** The groups of the recovery phrase; none once it has been noted. */
  showRecoveryPhrase(): Promise<string[]>;
  noteRecoveryPhrase(): Promise<void>;
  /** Where there is no key store: passwords can be kept from now on, the book is encrypted at the next start. */
  choosePassphrase(passphrase: string): Promise<void>;
}
