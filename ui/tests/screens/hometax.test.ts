/** 홈택스 엑셀: the form filled, the list read back, a file taken back; with the real components. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import App from '../../src/App.svelte';
import type { MemoryBackend } from '../../src/backend/memory';
import { receipt } from '../../src/backend/memory/seed';
import { SCREENS } from '../../src/frame/screens';
import { openShop, PHONE } from '../shop';

const user = userEvent.setup();
let backend: MemoryBackend;
let keys: string[];

beforeAll(async () => {
  await Promise.all(SCREENS.map(({ component }) => component()));
  await import('../../src/screens/automation/hometax/Hometax.svelte');
});
beforeEach(async () => {
  const shop = await openShop();
  backend = shop.backend;
  keys = [11_000, 22_000].map((won, n) => {
    const held = receipt(`2026-11-22T10:0${String(n)}:00`, 900 + n, 'phone', PHONE, won, '노트', 'held');
    return backend.documents.add(held).key;
  });
  render(App, { props: { session: shop.session } });
  await user.keyboard('{F7}{Alt>}4{/Alt}');
  await waitFor(() => expect(screen.getAllByTestId('hometax-document')).toHaveLength(2));
});

async function fill(name = '현금영수증 일괄발급 양식.xlsx') {
  await user.upload(screen.getByTestId('hometax-template'), new File(['form'], name));
  await user.click(await screen.findByTestId('hometax-fill-accept'));
}

const states = () => screen.getAllByTestId('hometax-document').map((row) => row.dataset['state']);
const problem = async () => (await screen.findByTestId('hometax-problem')).textContent;
const read = (list: string) => user.upload(screen.getByTestId('hometax-list'), new File([list], '목록.csv'));

test('a filled form is not issued: its documents wait for their numbers', async () => {
  await fill();
  expect((await screen.findByTestId('hometax-filled')).textContent).toContain('아직 발급된 것이 아니에요');
  await waitFor(() => expect(states()).toEqual(['by_file', 'by_file']));
  expect(screen.getAllByTestId('hometax-document')[0]?.textContent).toContain('승인번호 기다림');
});

test('a moved column is told with both texts, and nothing changes', async () => {
  await fill('현금영수증 옮김.xlsx');
  expect(await problem()).toMatch(
    /C열 제목이 '총거래금액\(합계\)'이어야 하는데 '공급가액'이에요. 아무것도 쓰지 않았어요/,
  );
  expect(states()).toEqual(['held', 'held']);
});

test('an old workbook says how to save it anew', async () => {
  await fill('현금영수증.xls');
  expect(await problem()).toContain('.xlsx로 저장');
});

test('the list is shown first, and only then are the numbers taken down', async () => {
  await fill();
  await screen.findByTestId('hometax-filled');
  await read(`${keys[0] ?? ''},820116333`);
  await screen.findByTestId('hometax-book');
  const lines = screen.getAllByTestId('hometax-line').map((line) => line.textContent);
  expect(lines).toEqual([
    '목록의 1건 가운데 1건이 우리 문서와 맞아요.',
    '파일에 넣은 1건은 목록에 없어요. 아직 발급되지 않았어요.',
  ]);
  expect(backend.documents.get(keys[0] ?? '')?.state).toBe('by_file');
  await user.click(screen.getByTestId('hometax-book'));
  await waitFor(() => expect(states()).toEqual(['by_file']));
  expect(backend.documents.get(keys[0] ?? '')).toMatchObject({ state: 'approved', approval: '820116333' });
});

test('where two are alike the person chooses, and one number goes to one document', async () => {
  await fill();
  await screen.findByTestId('hometax-filled');
  await read('?,820116333');
  const [first, second] = await screen.findAllByTestId<HTMLSelectElement>('hometax-number');
  if (!first || !second) throw new Error('two documents to choose for');
  await user.selectOptions(first, '820116333');
  await user.selectOptions(second, '820116333');
  expect([first.value, second.value]).toEqual(['', '820116333']);
  await user.click(screen.getByTestId('hometax-book'));
  await waitFor(() => expect(states()).toEqual(['by_file']));
  expect(backend.documents.get(keys[1] ?? '')?.state).toBe('approved');
});

test('a file that was not uploaded is taken back only after a warning', async () => {
  await fill();
  await waitFor(() => expect(states()).toEqual(['by_file', 'by_file']));
  await user.click(screen.getAllByTestId('hometax-take-back')[0] as HTMLElement);
  expect((await screen.findByRole('dialog')).textContent).toContain('두 번 발급');
  await user.click(screen.getByTestId('hometax-take-back-accept'));
  await waitFor(() => expect(states()).toEqual(['held', 'by_file']));
});
