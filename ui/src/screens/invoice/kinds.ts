/** The kinds of invoice and the keys that choose them. */
import type { InvoiceKind } from '../../backend/backend';

export const KINDS: readonly { kind: InvoiceKind; key: string }[] = [
  { kind: 'taxable', key: 'Alt+1' },
  { kind: 'zero_rated', key: 'Alt+2' },
  { kind: 'exempt', key: 'Alt+3' },
];
