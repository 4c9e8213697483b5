import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Latest } from '../src/latest';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an answer that a newer question overtook is dropped', async () => {
  const latest = new Latest(0);
  const taken: string[] = [];
  const slow = new Promise<string>((done) => setTimeout(() => done('old'), 50));
  latest.ask(
    () => slow,
    (answer) => taken.push(answer),
    () => {},
  );
  latest.ask(
    async () => 'new',
    (answer) => taken.push(answer),
    () => {},
  );
  await vi.advanceTimersByTimeAsync(100);
  expect(taken).toEqual(['new']);
});

test('while typing goes on nothing is asked', async () => {
  const latest = new Latest(30);
  const asked = vi.fn(async () => 1);
  for (let key = 0; key < 5; key += 1) {
    latest.ask(
      asked,
      () => {},
      () => {},
    );
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(30);
  expect(asked).toHaveBeenCalledTimes(1);
});
