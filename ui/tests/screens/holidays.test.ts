import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MemoryBackend } from '../../src/backend/memory';
import { HolidaysController } from '../../src/screens/settings/holidays.svelte';
import { openShop, settle } from '../shop';

let backend: MemoryBackend;
let holidays: HolidaysController;

beforeEach(async () => {
  vi.useFakeTimers();
  const shop = await openShop();
  backend = shop.backend;
  holidays = new HolidaysController(shop.session);
  await settle();
});
afterEach(() => void vi.useRealTimers());

const dates = () => holidays.holidays.map(({ date }) => date);

test('a year at a time, beginning with this one', () => {
  expect(holidays.year).toBe(2026);
  expect(dates()).toContain('2026-12-25');
  holidays.turn(1);
  expect(dates()).toEqual(['2027-01-01']);
  expect(holidays.isCovered).toBe(true);
  holidays.turn(1);
  expect(holidays.isCovered).toBe(false);
});

test('a day is added with a name, typed short', async () => {
  Object.assign(holidays, { date: '1224', name: ' 임시공휴일 ' });
  expect(await holidays.add()).toBe(true);
  expect(backend.edits.added).toEqual([{ date: '2026-12-24', name: '임시공휴일' }]);
  expect(dates()).toContain('2026-12-24');
  expect([holidays.date, holidays.name]).toEqual(['', '']);
});

test.each([
  ['1332', '쉼', 'date'],
  ['', '쉼', 'date'],
  ['1225', '쉼', 'date'],
  ['1224', '  ', 'name'],
] as const)('%s with name "%s" is refused at the %s, and nothing is saved', async (date, name, field) => {
  Object.assign(holidays, { date, name });
  expect(await holidays.add()).toBe(false);
  expect(holidays.faulty?.field).toBe(field);
  expect(backend.edits.added).toEqual([]);
});

test('a day of the law is taken out and can come back; an own one is gone', async () => {
  const christmas = holidays.holidays.find(({ date }) => date === '2026-12-25');
  if (christmas) await holidays.remove(christmas);
  expect(dates()).not.toContain('2026-12-25');
  expect(holidays.removed).toEqual(['2026-12-25']);
  await holidays.restore('2026-12-25');
  expect(dates()).toContain('2026-12-25');
  Object.assign(holidays, { date: '1224', name: '쉼' });
  await holidays.add();
  const own = holidays.holidays.find(({ source }) => source === 'user');
  if (own) await holidays.remove(own);
  expect(backend.edits).toEqual({ added: [], removed: [] });
});
