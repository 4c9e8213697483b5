import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MemoryBackend } from '../../src/backend/memory';
import { LogController, sizeText } from '../../src/screens/tasks/log.svelte';
import { attemptOutcome } from '../../src/screens/tasks/words';
import { fillHistory, openShop, settle } from '../shop';

let backend: MemoryBackend;
let log: LogController;

beforeEach(async () => {
  vi.useFakeTimers();
  const shop = await openShop();
  backend = shop.backend;
  fillHistory(backend, 250);
  log = new LogController(shop.session);
  await settle();
});
afterEach(() => void vi.useRealTimers());

test('the log is read a page at a time, each page once', async () => {
  expect(log.rows).toHaveLength(100);
  void log.loadMore();
  await log.loadMore();
  await settle();
  expect(log.rows).toHaveLength(200);
  await log.loadMore();
  await log.loadMore();
  expect(log.rows).toHaveLength(250);
  expect(new Set(log.rows.map(({ document_key }) => document_key)).size).toBe(250);
});

test('filters go to the program together', async () => {
  const load = vi.spyOn(backend, 'loadAttempts');
  log.filter({ call: 'look_up', onlyFailed: true });
  log.filter({ outcome: 'unknown' });
  log.type('E5002');
  await settle();
  expect(load).toHaveBeenCalledTimes(1);
  expect(load.mock.calls[0]?.[0]).toMatchObject({
    text: 'E5002',
    call: 'look_up',
    outcome: 'unknown',
    only_failed: true,
    cursor: null,
  });
  log.filter({ call: '' });
  expect(log.call).toBeNull();
});

test('the choice stays within the list', () => {
  log.move(-1);
  expect(log.chosenAt).toBe(0);
  log.movePage(1);
  expect(log.chosen?.document_key).toBe(log.rows[12]?.document_key);
  log.move(1_000);
  expect(log.chosenAt).toBe(99);
});

test('the file for support says where it is, and is made once', async () => {
  const save = vi.spyOn(backend, 'saveSupportBundle');
  void log.saveBundle();
  await log.saveBundle();
  await settle();
  expect(save).toHaveBeenCalledTimes(1);
  expect(log.saved?.path).toContain('jangbu-support');
});

test('sizes read as people say them', () => {
  expect([sizeText(120), sizeText(48_211), sizeText(2_340_000)]).toEqual(['1 KB', '48 KB', '2.3 MB']);
});

test('signing in went well or not; it is never called approved', () => {
  const row = log.rows[0];
  if (!row) throw new Error('no rows');
  expect(attemptOutcome(row).word).toBe('승인');
  expect(attemptOutcome({ ...row, call: 'token', result_code: null, http_status: 200 }).word).toBe('성공');
  expect(attemptOutcome({ ...row, call: 'token', result_code: null, http_status: null }).word).toBe('실패');
});
