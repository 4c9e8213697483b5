/** The practice shop in memory with a key that can be lost. */
import type { KeyStatus } from '../bindings';
import { CloseDesk } from './close-desk';
import { error } from './errors';

const PHRASE = '7Q2WXK 04MTR9 ZZ81VC 5HN3PB 6DYE0F G2K7QJ XT94MS 1RWC8V B3NPH6 0FYED5 K7QG2A'.split(' ');

export class KeyedShop extends CloseDesk {
  keyStatus: KeyStatus = { place: 'os_key_store', encrypted: true, phrase_due: true };
  /** What opens it, while it is locked. */
  passphrase: string | null = null;

  async unlock(passphrase: string | null) {
    if (this.passphrase !== null && passphrase !== this.passphrase) throw error('wrong_passphrase');
    return this.startup();
  }

  async restoreBook(phrase: string, passphrase: string | null) {
    const groups = phrase
      .trim()
      .toUpperCase()
      .split(/[\s-]+/);
    const wrong = PHRASE.findIndex((group, at) => groups[at] !== group);
    if (wrong >= 0) throw error('phrase_wrong', null, `group:${wrong + 1}`);
    if (this.passphrase !== null && (passphrase ?? '').length < 8) throw error('short_passphrase');
    return this.startup();
  }

  async loadKey() {
    return this.keyStatus;
  }

  async showRecoveryPhrase() {
    return this.keyStatus.phrase_due ? [...PHRASE] : [];
  }

  async noteRecoveryPhrase() {
    this.keyStatus = { ...this.keyStatus, phrase_due: false };
  }

  async choosePassphrase(passphrase: string) {
    if ([...passphrase].length < 8) throw error('short_passphrase');
    this.keyStatus = { ...this.keyStatus, place: 'passphrase' };
  }
}
