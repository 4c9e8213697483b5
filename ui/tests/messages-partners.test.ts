/** The catalogues of 거래처 and of the mail settings. */
import { expect, test } from 'vitest';
import { en as mailEn } from '../src/messages/mail/en';
import { ko as mailKo } from '../src/messages/mail/ko';
import { en as partnersEn } from '../src/messages/partners/en';
import { ko as partnersKo } from '../src/messages/partners/ko';

test('both languages have the same sentences', () => {
  expect(shape(partnersEn)).toEqual(shape(partnersKo));
  expect(shape(mailEn)).toEqual(shape(mailKo));
});

test('Korean sentences are 해요체', () => {
  const { faults, importing, status } = partnersKo;
  const sentences = [faults, importing.problems, status.reasons, mailKo.problems, mailKo.faults, mailKo.presetNotes];
  for (const sentence of sentences.flatMap((list) => Object.values(list))) {
    expect(sentence).toMatch(/(요|세요)\.?( 예: .*)?$/);
  }
});

test('no two troubles share a sentence', () => {
  for (const list of [partnersKo.faults, partnersKo.importing.problems, mailKo.problems, mailEn.problems]) {
    expect(new Set(Object.values(list)).size).toBe(Object.values(list).length);
  }
});

/** Every path of a catalogue. */
function shape(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}:${typeof value}`];
  return Object.entries(value)
    .flatMap(([key, inner]) => shape(inner, `${path}.${key}`))
    .sort();
}
