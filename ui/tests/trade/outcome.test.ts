import { expect, test } from 'vitest';
import heldReasons from '../../../src-tauri/crates/domain/src/refusal.rs?raw';
import type { DocumentRow, DocumentState, Issued } from '../../src/backend/backend';
import { ko } from '../../src/messages/ko';
import { outcomeOf } from '../../src/trade/outcome';

const REFUSAL = { code: 'E2003', field: null, message: '소비자 번호가 올바르지 않습니다' };
const REASONS = [
  ...heldReasons.slice(heldReasons.indexOf('impl HeldReason')).matchAll(/Self::\w+ => "([a-z_]+)"/g),
].map(([, name]) => name ?? '');

function issued(state: DocumentState, more: Partial<Issued> = {}, act: DocumentRow['act'] = 'issue') {
  const row = { act, state, cancelled: 'none' } as DocumentRow;
  return { row, refusal: null, held_reason: null, deadline: null, ...more };
}

test('the held reasons of the program were found', () => {
  expect(REASONS).toEqual(expect.arrayContaining(['no_network', 'quota']));
  expect(Object.keys(ko.result.heldReasons).sort()).toEqual([...REASONS].sort());
});

test.each(REASONS)('held for %s says that nothing was issued, and what comes next', (held_reason) => {
  const { tone, next } = outcomeOf(issued('held', { held_reason }));
  expect(tone).toBe('warn');
  expect(next).toBe(`아직 발급되지 않았어요. ${ko.result.heldReasons[held_reason]}`);
});

test('a used-up quota is called that, and a cancel that waits is no issue', () => {
  expect(outcomeOf(issued('held', { held_reason: 'quota' })).next).toContain('한도를 다 썼어요');
  const cancel = outcomeOf(issued('held', { held_reason: 'no_network' }, 'cancel'));
  expect(cancel.next).toMatch(/^아직 취소되지 않았어요\. 인터넷이 끊겼어요/);
});

test('an unknown cancel may have been cancelled, an unknown receipt issued', () => {
  expect(outcomeOf(issued('unknown', {}, 'cancel')).next).toContain('취소됐을 수 있으니 다시 누르지 마세요');
  expect(outcomeOf(issued('unknown')).next).toContain('발급됐을 수 있으니 다시 누르지 마세요');
});

test.each([true, false])('a refusal gives its reason once (input kept: %s)', (inputKept) => {
  const { next } = outcomeOf(issued('rejected', { refusal: REFUSAL }), { inputKept });
  expect(next.split('번호를 국세청이 받지 않았어요')).toHaveLength(2);
  expect(next.includes('그대로 있어요')).toBe(inputKept);
  expect(next.includes('지워졌으니')).toBe(!inputKept);
});

test('a code without a sentence falls back to the words of the NTS', () => {
  expect(outcomeOf(issued('rejected', { refusal: { ...REFUSAL, code: 'E9999' } })).next).toContain(REFUSAL.message);
});

test('a receipt that was cancelled in full looks like its cancel', () => {
  const gone = issued('approved');
  gone.row.cancelled = 'fully';
  expect(outcomeOf(gone)).toEqual(outcomeOf(issued('approved', {}, 'cancel')));
});

test('while it is not certain the customer is told so, and a cancel concerns no customer', () => {
  for (const state of ['sending', 'unknown', 'held'] as const) {
    expect(outcomeOf(issued(state)).customer).toContain('홈택스');
    expect(outcomeOf(issued(state, {}, 'cancel')).customer).toBe('');
  }
  expect(outcomeOf(issued('approved')).customer).toBe('');
  const nobody = issued('unknown');
  nobody.row.number_kind = 'self_issue';
  expect(outcomeOf(nobody).customer).toContain('승인번호');
});

test.each([
  ['cancel', 'unknown', 'warn', '바로잡는 중'],
  ['cancel', 'held', 'warn', '아직 바로잡지 못했어요'],
  ['cancel', 'approved', 'warn', '앞의 영수증을 취소했어요'],
  ['cancel', 'rejected', 'bad', '바로잡지 못했어요'],
  ['issue', 'approved', 'good', '번호를 바로잡았어요'],
  ['issue', 'rejected', 'bad', '새 번호로 발급되지 않았어요'],
] as const)('a correction whose %s is %s is %s: %s', (act, state, tone, title) => {
  const outcome = outcomeOf(issued(state, {}, act), { correcting: true });
  expect(outcome.tone).toBe(tone);
  expect(outcome.title).toContain(title);
});
