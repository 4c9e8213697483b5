/** A practice shop for tests: a clock that stands still, and no waiting. */
import { vi } from 'vitest';
import { MemoryBackend } from '../src/backend/memory';
import { receipt } from '../src/backend/memory/seed';
import { Session } from '../src/session.svelte';

export const NOON = Date.UTC(2026, 10, 22, 12, 0, 0);
export const PHONE = '01012345678';

export async function openShop(): Promise<{ backend: MemoryBackend; session: Session; clock: { now: number } }> {
  const clock = { now: NOON };
  const backend = new MemoryBackend(() => clock.now);
  return { backend, clock, session: new Session(backend, await backend.startup()) };
}

/** `count` approved receipts before today, oldest first; the n-th is n × 1,000 won. */
export function fillHistory(backend: MemoryBackend, count: number): void {
  for (let n = 1; n <= count; n += 1) {
    const phone = `010${String(20_000_000 + n)}`;
    backend.documents.add(receipt('2026-11-20T10:00:00', n, 'phone', phone, n * 1_000, '노트', 'approved'));
  }
}

/** Lets every answer that is on its way arrive, typing pauses included. */
export async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(200);
}
