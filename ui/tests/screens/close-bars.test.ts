/** The geometry of the chart, and how amounts and comparisons are worded beside it. */
import { expect, test } from 'vitest';
import { useLanguage } from '../../src/messages/messages.svelte';
import { plotOf } from '../../src/screens/close/bars';
import { changeText, scaleText, tickText } from '../../src/screens/close/words';

const bar = (receipts: number, invoices: number, at = '2026-11-01') => ({ at, receipts, invoices });

test('receipts stand on the line and invoices on the receipts, in proportion', () => {
  const { columns, zero } = plotOf([bar(300, 100), bar(200, 0, '2026-11-02')], 100, 200);
  expect(zero).toBe(200);
  const [first, second] = columns;
  expect(first?.segments.map(({ part, top, height }) => [part, top, height])).toEqual([
    ['receipts', 50, 150],
    ['invoices', 0, 50],
  ]);
  expect(second?.segments.map(({ top, height }) => [top, height])).toEqual([[100, 100]]);
  expect(first?.top).toBe(0);
});

test('slots share the width, and the bars stand in their middles', () => {
  const { columns } = plotOf([bar(1, 0), bar(1, 0, '2026-11-02')], 100, 50);
  expect(columns.map(({ slot }) => [slot.left, slot.width])).toEqual([
    [0, 50],
    [50, 50],
  ]);
  for (const { slot, left, width } of columns) expect(left + width / 2).toBe(slot.left + slot.width / 2);
  const [wide] = plotOf([bar(1, 0)], 900, 50).columns;
  expect(wide?.width, 'a few months are no walls').toBe(56);
});

test('a day on which more was taken back than sold hangs below the line', () => {
  const { columns, zero } = plotOf([bar(300, 0), bar(-100, 0, '2026-11-02'), bar(50, -50, '2026-11-03')], 90, 200);
  expect(zero).toBe(150);
  expect(columns[1]?.segments[0]).toMatchObject({ top: 150, height: 50 });
  expect(columns[2]?.segments.map(({ part, top }) => [part, top])).toEqual([
    ['receipts', 125],
    ['invoices', 150],
  ]);
  expect(columns[1]?.top, 'what points at it points at the line').toBe(150);
});

test('only the outermost corners are round', () => {
  const [column] = plotOf([bar(300, 100)], 100, 200).columns;
  expect(column?.segments.map(({ path }) => path.includes('a3'))).toEqual([false, true]);
  const [below] = plotOf([bar(-300, -100)], 100, 200).columns;
  expect(below?.segments.map(({ path }) => path.includes('a3'))).toEqual([false, true]);
});

test('an amount, however small, can be seen; none is not drawn', () => {
  const { columns } = plotOf([bar(1_000_000, 0), bar(1, 0, '2026-11-02'), bar(0, 0, '2026-11-03')], 90, 200);
  expect(columns[1]?.segments[0]?.height).toBe(2);
  expect(columns[2]?.segments).toEqual([]);
});

test('nothing at all has a line at the foot and no measure', () => {
  expect(plotOf([bar(0, 0)], 100, 200)).toMatchObject({ zero: 200, lines: [] });
  expect(plotOf([], 100, 200).columns).toEqual([]);
});

test.each([
  [2_700_000, [1_000_000, 2_000_000]],
  [49_543_800, [20_000_000, 40_000_000]],
  [7, [5]],
  [100, [50, 100]],
])('%i won is measured by %o', (most, lines) => {
  expect(plotOf([bar(most, 0)], 100, 200).lines.map(({ won }) => won)).toEqual(lines);
});

test('the measure goes below the line as far as the bars do', () => {
  const { lines, zero } = plotOf([bar(200, 0), bar(-120, 0, '2026-11-02')], 100, 320);
  expect(lines.map(({ won }) => won)).toEqual([100, 200, -100]);
  expect(lines.at(-1)?.y).toBe(zero + 100);
});

test('amounts beside the lines are short, in the language in use', () => {
  expect([500_000, 1_200_000, 45_000_000, 250_000_000, 5_000, -2_000_000].map(scaleText)).toEqual([
    '50만',
    '120만',
    '4,500만',
    '2.5억',
    '5,000',
    '−200만',
  ]);
  useLanguage('en');
  expect([500_000, 1_200_000, 900].map(scaleText)).toEqual(['500k', '1.2M', '900']);
});

test('days are named in fives, months all of them', () => {
  const named = [1, 2, 5, 10, 30, 31].map((day) => tickText({ at: `2026-11-${String(day).padStart(2, '0')}` }));
  expect(named).toEqual(['1', '', '5', '10', '30', '']);
  expect(tickText({ at: '2026-10' })).toBe('10월');
});

test.each([
  [104_100, 100_000, '+4.1%'],
  [96_900, 100_000, '−3.1%'],
  [100_000, 100_000, '0.0%'],
  [99_999_999, 100_000_000, '0.0%'],
  [0, 100_000, '−100.0%'],
  [1_350_000, 100_000, '+1,250%'],
  [50_000, -100_000, '+150.0%'],
])('%i after %i is %s', (now, before, text) => {
  expect(changeText(now, before)).toBe(text);
});

test('nothing before is nothing to compare with', () => {
  expect([changeText(1, null), changeText(1, 0)]).toEqual([null, null]);
});
