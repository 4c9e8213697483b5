import { expect, test } from 'vitest';
import type { Connection } from '../../src/backend/backend';
import { dayName, deadlineLook, shortDay } from '../../src/trade/days';
import { readDate } from '../../src/trade/dates';
import { isBroken, lineText, queueText } from '../../src/trade/line';

const TODAY = '2026-11-22';

test.each([
  ['2026-11-21T23:59:59', 'bad', '기한 지남'],
  ['2026-11-22T23:59:59', 'bad', '오늘까지'],
  ['2026-11-23T00:00:00', 'warn', '내일까지'],
  ['2026-11-27T23:59:59', 'quiet', '5일 남음'],
])('%s is %s: %s', (deadline, tone, word) => {
  expect(deadlineLook(deadline, TODAY)).toMatchObject({ tone, word });
});

test('a day of another year says which', () => {
  expect([shortDay('2026-11-19T10:00:00', TODAY), shortDay('2025-11-19', TODAY)]).toEqual(['11-19', '25-11-19']);
});

test('days near are called by name, over the end of a year too', () => {
  expect(['2026-11-21', '2026-11-24', '2026-12-01'].map((at) => dayName(at, TODAY))).toEqual([
    '어제',
    '모레',
    '12월\u00a01일',
  ]);
  expect(dayName('2027-01-01T09:00:00', '2026-12-31')).toBe('내일');
});

test.each([
  ['20261224', '2026-12-24'],
  ['2026-12-24', '2026-12-24'],
  ['26.12.24', '2026-12-24'],
  ['261224', '2026-12-24'],
  ['1224', '2026-12-24'],
  ['12/24', '2026-12-24'],
  ['24', '2026-11-24'],
  ['어제', '2026-11-21'],
  ['1332', null],
  ['0229', null],
  ['크리스마스', null],
  ['', null],
])('"%s" is %s', (text, date) => {
  expect(readDate(text, TODAY)).toBe(date);
});

const line = (change: Partial<Connection>): Connection => ({
  state: 'connected',
  route: 'hometax',
  waiting: 0,
  unknown: 0,
  attention: 0,
  earliest_deadline: null,
  quota_left: null,
  repair: null,
  detail: null,
  ...change,
});

test('our internet and the NTS are two things', () => {
  expect(lineText(line({ state: 'no_network' }))).toBe('인터넷이 끊겼어요');
  expect(lineText(line({ state: 'route_down' }))).toBe('국세청이 응답하지 않아요');
  expect(lineText(line({ state: 'route_down', route: 'practice' }))).toBe('연습 국세청이 응답하지 않아요');
});

test('a used-up quota is no silence', () => {
  expect(lineText(line({ state: 'route_down', detail: 'E4001' }))).toBe('오늘 발급 한도를 다 썼어요');
});

test('what waits is said with the most urgent day', () => {
  const waiting = line({ state: 'no_network', waiting: 12, earliest_deadline: '2026-11-23T23:59:59' });
  expect(queueText(waiting, TODAY)).toBe('12건이 기다리고 있고, 가장 급한 것은 내일까지예요.');
  expect(queueText(line({ waiting: 3 }), TODAY)).toBe('3건이 기다리고 있어요.');
  expect(queueText(line({}), TODAY)).toBeNull();
  expect(isBroken(line({ state: 'starting' }))).toBe(false);
});

test('a shop that uploads has no line that could be broken', () => {
  expect(lineText(line({ state: 'route_down', route: 'file' }))).toBe('홈택스 엑셀');
});
