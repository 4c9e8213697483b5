/** Partners from a file: nothing is written before the person says so. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MemoryBackend } from '../../src/backend/memory';
import { useLanguage } from '../../src/messages/messages.svelte';
import { ImportController, rowText } from '../../src/screens/partners/import.svelte';
import { addTwo } from '../partner';
import { openShop } from '../shop';

const LIST = `상호,사업자번호,이메일,알 수 없는 칸
(주)한빛유통,314-81-20001,tax@example.com,x
미래상사,2208145672,new@example.com,x
"쉼표, 있는 가게",229-81-00411,,x
오타상사,123-45-67890,,x
,504-82-99001,bad-address,x
`;

let backend: MemoryBackend;
let importing: ImportController;

beforeEach(async () => {
  const shop = await openShop();
  backend = shop.backend;
  addTwo(backend);
  importing = new ImportController(shop.session);
});
afterEach(() => useLanguage('ko'));

const csv = (text: string, name = '거래처.csv') => new File([text], name, { type: 'text/csv' });
const total = () => backend.partners.list({ text: '', archived: true, cursor: null }).total;

test('a file is shown row by row before anything is written', async () => {
  await importing.read(csv(LIST));
  expect(importing.report?.columns).toEqual(['상호', '사업자번호', '이메일']);
  expect(importing.rows.map(({ line, verdict }) => [line, verdict])).toEqual([
    [2, 'same'],
    [3, 'update'],
    [4, 'new'],
    [5, 'faulty'],
    [6, 'faulty'],
  ]);
  expect(importing.rows[2]?.name).toBe('쉼표, 있는 가게');
  expect([importing.takes, importing.report?.done, total()]).toEqual([2, false, 2]);
});

test('taking it writes what can be taken and leaves in sight what cannot', async () => {
  await importing.read(csv(LIST));
  await importing.commit();
  expect([importing.report?.done, total()]).toEqual([true, 3]);
  expect(backend.partners.find('미래')[0]?.buyer).toMatchObject({ email: 'new@example.com', owner: '정미래' });
  expect(importing.filter).toBe('faulty');
  expect(importing.rows.map(({ line }) => line)).toEqual([5, 6]);
  await importing.commit();
  expect(total()).toBe(3);
});

test('every faulty row says which column and why, in the language in use', async () => {
  await importing.read(csv(LIST));
  importing.show('faulty');
  const [typo, blank] = importing.rows.map(rowText);
  expect(typo).toBe('등록번호: 사업자번호 끝자리가 맞지 않아요. 한 자리씩 다시 확인하세요.');
  expect(blank).toContain('상호: 꼭 필요한 칸이에요. (외 1가지)');
  useLanguage('en');
  expect(importing.rows.map(rowText)[1]).toMatch(/^Trade name: .*and 1 more/);
});

test.each([
  ['사진.png', 'x', '엑셀(.xlsx)이나 CSV'],
  ['빈.csv', '등록번호,상호\n', '한 줄도 없어요'],
  ['제목없음.csv', '이름,값\n한빛,1\n', '칸을 찾지 못했어요'],
])('%s cannot be read, and says what to do', async (name, text, sentence) => {
  await importing.read(csv(text, name));
  expect(importing.problem).toContain(sentence);
  expect([importing.report, importing.takes, importing.busy]).toEqual([null, 0, null]);
  await importing.commit();
  expect(total()).toBe(2);
});

test('a file over 8 MB is not even read', async () => {
  const huge = csv('x');
  Object.defineProperty(huge, 'size', { value: 8 * 1024 * 1024 + 1 });
  await importing.read(huge);
  expect(importing.problem).toContain('8 MB');
});

test('another file begins anew', async () => {
  await importing.read(csv('x', '사진.png'));
  await importing.read(csv(LIST));
  expect([importing.problem, importing.filter, importing.rows.length]).toEqual([null, 'all', 5]);
});
