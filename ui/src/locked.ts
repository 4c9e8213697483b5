/** Which refusals of a start are only a matter of the key. */
import type { UiError, UiErrorCode } from './backend/backend';

const LOCKED: readonly UiErrorCode[] = [
  'passphrase_needed',
  'wrong_passphrase',
  'key_store_closed',
  'key_file_needed',
  'vault_damaged',
  'key_missing',
  'wrong_key',
];

export function isLocked({ code }: UiError): boolean {
  return LOCKED.includes(code);
}
