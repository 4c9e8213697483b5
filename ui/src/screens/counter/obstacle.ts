/**
 * Why the newest receipt cannot be cancelled. Ctrl Z means the last customer: it says why rather than going back to
 * somebody else's receipt.
 */
import type { DocumentRow } from '../../backend/backend';
import { CorrectDraft } from '../../trade/correct-draft.svelte';

export type Obstacle = 'waiting' | 'unknown' | 'refused' | 'by_hand' | 'cancelled' | 'cancelling' | 'partly';

/** Why its number cannot be put right: it must stand whole. */
export function obstacleToCorrecting(row: DocumentRow): Obstacle | null {
  return obstacleTo(row) ?? (CorrectDraft.fits(row) ? null : 'partly');
}

export function obstacleTo({ state, cancelled, remaining }: DocumentRow): Obstacle | null {
  switch (state) {
    case 'ready':
    case 'held':
    case 'by_file':
      return 'waiting';
    case 'sending':
    case 'unknown':
      return 'unknown';
    case 'rejected':
    case 'refused_later':
      return 'refused';
    case 'conflict':
    case 'check_by_hand':
      return 'by_hand';
    case 'approved':
    case 'transmitted':
    case 'confirmed':
      if (remaining > 0) return null;
      return cancelled === 'fully' ? 'cancelled' : 'cancelling';
  }
}
