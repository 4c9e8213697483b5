import { expect, test } from 'vitest';
import type { BuyerStatus } from '../../src/backend/backend';
import { businessLook, isBusinessNumber, isStale, statusAge, statusSentence } from '../../src/trade/business-status';

const TODAY = '2026-11-22';
const STATUS: BuyerStatus = {
  number: '314-81-20001',
  state: 'continuing',
  tax_type: '일반과세자',
  closed_on: null,
  checked_at: '2026-11-22T14:31:05',
  fresh: true,
  effect: 'fine',
  reason: null,
};

test.each([
  ['2026-11-22T14:31:05', '오늘 14:31 조회'],
  ['2026-11-21T23:59:59', '어제 조회'],
  ['2026-11-19T08:00:00', '3일 전 조회'],
  ['2026-10-23T08:00:00', '30일 전 조회'],
  ['2026-10-22T08:00:00', '2026-10-22 조회'],
])('looked up at %s is %s', (checked_at, text) => {
  expect(statusAge({ checked_at }, TODAY)).toBe(text);
});

test('after a month it should be asked again', () => {
  expect(isStale({ checked_at: '2026-10-23T08:00:00' }, TODAY)).toBe(false);
  expect(isStale({ checked_at: '2026-10-22T08:00:00' }, TODAY)).toBe(true);
});

test('each state has its own colour, icon and word', () => {
  const looks = (['continuing', 'suspended', 'closed', 'not_registered'] as const).map((state) =>
    businessLook({ state }),
  );
  expect(looks.map(({ tone }) => tone)).toEqual(['good', 'warn', 'bad', 'bad']);
  expect(new Set(looks.map(({ icon }) => icon)).size).toBe(4);
  expect(looks.map(({ word }) => word)).toEqual(['계속', '휴업', '폐업', '미등록']);
});

test('what it means is said only when there is something to say, an unknown reason included', () => {
  expect(statusSentence(STATUS)).toBeNull();
  expect(statusSentence({ ...STATUS, effect: 'stop', reason: 'closed' })).toContain('폐업한 사업자');
  expect(statusSentence({ ...STATUS, effect: 'stop', reason: 'of_tomorrow' })).toContain('발급할 수 없어요');
  expect(statusSentence({ ...STATUS, effect: 'warn', reason: null })).toContain('발급할 수 있지만');
});

test('only ten digits are a business', () => {
  expect(['314-81-20001', '3148120001'].every(isBusinessNumber)).toBe(true);
  expect(['900101-*******', '314-81-2000', 'M12345678', ''].some(isBusinessNumber)).toBe(false);
});
