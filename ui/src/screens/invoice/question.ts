/** What stops the form until it is answered. */
import type { DocumentRow } from '../../backend/backend';

/** An equal invoice was issued not long ago, or is still under way. */
type Twin = { kind: 'similar' | 'twin_unknown'; row: DocumentRow | null; key: string };
export type Question = Twin | { kind: 'copy' } | { kind: 'paper' };

export function isTwin(question: Question | null): question is Twin {
  return question?.kind === 'similar' || question?.kind === 'twin_unknown';
}
