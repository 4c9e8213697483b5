/** Many calls, few runs, and none is forgotten. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Calm } from '../src/calm';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a few calls run at once, and all that come meanwhile run once more', async () => {
  let runs = 0;
  const calm = new Calm(400, () => (runs += 1));
  for (let n = 0; n < 1_000; n += 1) calm.ask();
  expect(runs).toBe(4);
  await vi.advanceTimersByTimeAsync(400);
  expect(runs).toBe(5);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(runs).toBe(5);
  calm.ask();
  expect(runs).toBe(6);
});
