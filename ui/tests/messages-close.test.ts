/** The catalogue of 월 마감. */
import { expect, test } from 'vitest';
import { en } from '../src/messages/close/en';
import { ko } from '../src/messages/close/ko';

test('both languages have the same sentences', () => {
  expect(shape(en)).toEqual(shape(ko));
});

test('Korean sentences are 해요체', () => {
  const { open, exporting, closing } = ko;
  const sentences = [
    ...Object.values(open.matters).map(({ why }) => why),
    ...Object.values(exporting.problems),
    exporting.problemAnyhow,
    exporting.stopped,
    exporting.wholeNote,
    closing.anyway,
    closing.later,
  ];
  for (const sentence of sentences) expect(sentence).toMatch(/(요|세요)\.$/);
});

test('an export that came to nothing says so before it says what to do, and no two sentences are the same', () => {
  for (const { exporting } of [ko, en]) {
    const said = [...Object.values(exporting.problems), exporting.problemAnyhow];
    expect(new Set(said).size).toBe(said.length);
    for (const sentence of said) expect(sentence).toMatch(/장부는 그대로예요|The book is unchanged/);
  }
});

/** Every path of a catalogue. */
function shape(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}:${typeof value}`];
  return Object.entries(value)
    .flatMap(([key, inner]) => shape(inner, `${path}.${key}`))
    .sort();
}
