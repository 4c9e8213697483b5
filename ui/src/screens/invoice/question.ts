/** What stops the form until it is answered. */
import type { DocumentRow } from '../../backend/backend';

/** An equal invoice was issued not long ago, or is still under way. */
type Twin = { kind: 'similar' | 'twin_unknown'; row: DocumentRow | null; key: string };
/** What is typed, or offered as a draft, would give way to this past invoice. */
type Replace = { kind: 'replace'; key: string; anew: boolean };
export type Question = Twin | Replace | { kind: 'copy' } | { kind: 'paper' };

export function isTwin(question: Question | null): question is Twin {
  return question?.kind === 'similar' || question?.kind === 'twin_unknown';
}
