import { expect, test } from 'vitest';
import {
  addMonths,
  daysOf,
  monthsOf,
  numberOf,
  periodBefore,
  periodOf,
  spanOf,
  stepMonth,
} from '../../src/trade/period';

test('a month is in a quarter and in a half-year', () => {
  expect(periodOf('2026-11', 'month')).toBe('2026-11');
  expect(['2026-01', '2026-03', '2026-04', '2026-12'].map((month) => periodOf(month, 'quarter'))).toEqual([
    '2026-Q1',
    '2026-Q1',
    '2026-Q2',
    '2026-Q4',
  ]);
  expect(['2026-06', '2026-07'].map((month) => periodOf(month, 'half'))).toEqual(['2026-H1', '2026-H2']);
});

test('a period knows its length, its number and its months', () => {
  expect(['2026-11', '2026-Q4', '2026-H2'].map(spanOf)).toEqual(['month', 'quarter', 'half']);
  expect(['2026-11', '2026-Q4', '2026-H2'].map(numberOf)).toEqual([11, 4, 2]);
  expect(monthsOf('2026-Q4')).toEqual(['2026-10', '2026-11', '2026-12']);
  expect(monthsOf('2026-H1')).toHaveLength(6);
});

test('the period before may be in another year', () => {
  expect(['2026-01', '2026-Q1', '2026-H1'].map(periodBefore)).toEqual(['2025-12', '2025-Q4', '2025-H2']);
  expect(addMonths('2026-11', 2)).toBe('2027-01');
  expect(stepMonth('2026-11', 'half', -1)).toBe('2026-05');
});

test('February has the days it has', () => {
  expect(daysOf('2026-02')).toHaveLength(28);
  expect(daysOf('2028-02').at(-1)).toBe('2028-02-29');
});
