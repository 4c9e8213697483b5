import { describe, expect, it, test } from 'vitest';
import { formatWon, pressWonKey, readWon, tidyWon, wonGrouping } from '../../src/parts/money';
import { regroup, skipSeparator } from '../../src/parts/grouping';

test.each([
  ['12000', 12_000],
  ['12,000원', 12_000],
  ['₩12,000', 12_000],
  ['１２，０００', 12_000],
  ['1만2천', 12_000],
  ['1만 2천원', 12_000],
  ['3천', 3_000],
  ['2백만', 2_000_000],
  ['1억2천만', 120_000_000],
  ['만', 10_000],
  ['1만5', 10_005],
  ['', null],
  ['천원짜리', null],
  ['-5000', null],
  ['12.5', null],
])('%s reads as %s won', (text, won) => expect(readWon(text)).toBe(won));

test('what cannot be read is left as it was typed', () => {
  expect(tidyWon('열두냥')).toBe('열두냥');
  expect(tidyWon('1만2천')).toBe('12,000');
});

test('a minus has its sign', () => expect(formatWon(-1_320_000)).toBe('−1,320,000'));

describe('keys of the pad', () => {
  it('append digits and multiply by 천 and 만', () => {
    expect(pressWonKey('5,500', '0')).toBe('55,000');
    expect(pressWonKey('12', '천')).toBe('12,000');
    expect(pressWonKey('5', '만')).toBe('50,000');
    expect(pressWonKey('', '만')).toBe('10,000');
    expect(pressWonKey('12', '00')).toBe('1,200');
  });

  it('stop before the amount grows absurd', () => {
    expect(pressWonKey('9,999,999,999', '만')).toBe('9,999,999,999');
  });
});

describe('the caret', () => {
  // The bar is the caret.
  test.each([
    ['1234|', '1,234|'],
    ['12|345', '12|,345'],
    ['1,2|34567', '1,2|34,567'],
    ['|12345', '|12,345'],
    ['12,0|00원', '12,0|00'],
    ['1만|', '1만|'],
    ['00|7', '|7'],
  ])('%s becomes %s', (before, after) => {
    const caret = before.indexOf('|');
    const { text, caret: next } = regroup(before.replace('|', ''), caret, wonGrouping);
    expect(`${text.slice(0, next)}|${text.slice(next)}`).toBe(after);
  });

  it('steps over a comma so that Backspace takes a digit', () => {
    expect(skipSeparator('1,234', 2, -1, wonGrouping)).toBe(1);
    expect(skipSeparator('1,234', 1, 1, wonGrouping)).toBe(2);
    expect(skipSeparator('1,234', 3, -1, wonGrouping)).toBe(3);
  });
});
