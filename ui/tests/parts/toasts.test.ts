import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Toasts } from '../../src/parts/toasts.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the same sentence again replaces the earlier one, with the newer path', () => {
  const toasts = new Toasts();
  toasts.show('good', '인쇄했어요.', '1.pdf');
  toasts.show('good', '인쇄했어요.', '2.pdf');
  expect(toasts.shown.map(({ path }) => path)).toEqual(['2.pdf']);
});

test('a notice leaves by itself, a bad one later', () => {
  const toasts = new Toasts();
  toasts.show('bad', '인쇄하지 못했어요.');
  toasts.show('good', '저장했어요.');
  vi.advanceTimersByTime(4_000);
  expect(toasts.shown.map(({ tone }) => tone)).toEqual(['bad']);
  vi.advanceTimersByTime(8_000);
  expect(toasts.shown).toEqual([]);
});
