/** Amendments of invoices of the practice shop in memory: their papers before they are issued, and issuing them. */
import type { AmendForm, AmendPlan } from '../bindings';
import type { StoredDocument } from './documents';
import { error } from './errors';

export function planOf(original: StoredDocument, _form: AmendForm): AmendPlan {
  throw error('not_amendable', original.key);
}

/** Why an invoice cannot be amended now; null when it can. */
export function cannotAmend(document: StoredDocument): string | null {
  return document.state === 'transmitted' || document.state === 'confirmed' ? null : 'not_transmitted';
}
