/** The catalogue of 자동 발행. */
import { expect, test } from 'vitest';
import { en } from '../src/messages/automation/en';
import { ko } from '../src/messages/automation/ko';
import { en as hometaxEn } from '../src/messages/automation-hometax/en';
import { ko as hometaxKo } from '../src/messages/automation-hometax/ko';

test('both languages have the same sentences', () => {
  expect(shape(en)).toEqual(shape(ko));
  expect(shape(hometaxEn)).toEqual(shape(hometaxKo));
});

test('Korean sentences are 해요체', () => {
  const { reasons, problems, faults } = ko.orders;
  for (const sentence of [reasons, problems, faults, hometaxKo.reasons, hometaxKo.workbooks].flatMap((list) =>
    Object.values(list),
  )) {
    expect(sentence).toMatch(/(요|세요)\.?$/);
  }
});

/** Every path of a catalogue. */
function shape(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}:${typeof value}`];
  return Object.entries(value)
    .flatMap(([key, inner]) => shape(inner, `${path}.${key}`))
    .sort();
}
