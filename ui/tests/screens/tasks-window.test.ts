/** 확인할 일 by keyboard alone, with the real components. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import App from '../../src/App.svelte';
import type { MemoryBackend } from '../../src/backend/memory';
import { addTroubles } from '../../src/backend/memory/troubles';
import { SCREENS } from '../../src/frame/screens';
import { openShop } from '../shop';

let backend: MemoryBackend;
const user = userEvent.setup();

beforeAll(() =>
  Promise.all([...SCREENS.map(({ component }) => component()), import('../../src/screens/tasks/Log.svelte')]),
);

beforeEach(async () => {
  const shop = await openShop();
  backend = shop.backend;
  addTroubles(backend, 'some');
  shop.session.connection = await backend.checkConnection();
  render(App, { props: { session: shop.session } });
  await user.keyboard('{F8}');
  await screen.findAllByTestId('task');
});

async function comeBack() {
  await user.keyboard('{Escape}');
  await screen.findByTestId('amount');
  await user.keyboard('{F8}');
  await screen.findByTestId('task-list');
}

const kinds = () => screen.queryAllByTestId('task').map(({ dataset }) => dataset.kind);
const chosen = () => document.querySelector<HTMLElement>('[data-testid="task"][aria-selected="true"]');
const listHasFocus = () => expect(document.activeElement).toBe(screen.getByTestId('task-list'));

test('F8 shows what needs a person, beneath it what does not, and the badge counts the former', () => {
  expect(kinds()).toEqual(['refused_later', 'conflict']);
  expect(screen.getAllByTestId('waiting-row')).toHaveLength(2);
  expect(screen.getByTestId('waiting').textContent).toContain(
    '2건이 기다리고 있고, 가장 급한 것은 11월\u00a027일까지예요.',
  );
  expect(screen.getByTestId('nav-attention').textContent?.trim()).toBe('2');
});

test('Enter asks before money moves, Enter again goes back, Y issues, and the focus is in the list', async () => {
  await waitFor(listHasFocus);
  await user.keyboard('{Enter}');
  expect((await screen.findByTestId('dialog')).textContent).toContain('88,000원 영수증을 다시 발급할까요?');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByTestId('dialog')).toBeNull());
  expect(kinds()).toContain('refused_later');
  await user.keyboard('{Enter}y');
  await waitFor(() => expect(kinds()).toEqual(['conflict']));
  await waitFor(listHasFocus);
  expect(screen.getByTestId('nav-attention').textContent?.trim()).toBe('1');
});

test('arrows choose, the key stands on the button of the chosen one only', async () => {
  expect(chosen()?.dataset.kind).toBe('refused_later');
  await user.keyboard('{ArrowDown}');
  await waitFor(() => expect(chosen()?.dataset.kind).toBe('conflict'));
  const buttons = screen.getAllByTestId('task-step').map(({ textContent }) => textContent?.includes('Enter'));
  expect(buttons).toEqual([false, true]);
});

test('the list is a grid whose rows hold their buttons in cells, and the chosen row is the active one', async () => {
  const grid = screen.getByTestId('task-list');
  expect([grid.getAttribute('role'), grid.tabIndex]).toEqual(['grid', 0]);
  const rows = within(grid).getAllByRole('row');
  expect(rows.map((row) => row.getAttribute('aria-rowindex'))).toEqual(['1', '2']);
  for (const button of within(grid).getAllByRole('button')) {
    expect(button.closest('[role="gridcell"]')?.parentElement?.getAttribute('role')).toBe('row');
    expect(button.tabIndex).toBe(-1);
  }
  await user.keyboard('{ArrowDown}');
  await waitFor(() => expect(chosen()?.dataset.kind).toBe('conflict'));
  expect(grid.getAttribute('aria-activedescendant')).toBe(chosen()?.id);
  expect(document.querySelector('[role="option"] button, [role="option"] a')).toBeNull();
});

test('a refused number is put right by keyboard alone', async () => {
  for (const task of backend.taskBook.tasks()) backend.taskBook.finish(task.id);
  const refused = backend.documents.find(({ state }) => state === 'approved') ?? backend.documents.all(() => true)[0];
  if (!refused) throw new Error('no document');
  const refusal = { code: 'E2003', field: 'consumerPhone', message: '' };
  Object.assign(refused, { state: 'rejected', refused_unseen: true, refusal });
  await comeBack();
  await waitFor(() => expect(kinds()).toEqual(['rejected_behind']));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('correct-number')));
  expect(screen.getByTestId('dialog').textContent).toContain('국세청이 받지 않은 번호 010-****');
  await user.keyboard('{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('번호를 입력하세요');
  await user.keyboard('01055556666{Enter}');
  await screen.findByTestId('task-none');
  await waitFor(listHasFocus);
});

test('O opens the document in the history; Esc in F8 goes back to the counter', async () => {
  const key = backend.documents.find(({ state }) => state === 'refused_later')?.key ?? '';
  await user.keyboard('o');
  expect((await screen.findByTestId<HTMLInputElement>('search')).value).toBe(key);
  await waitFor(() => expect(screen.getByTestId('detail').textContent).toContain(key));
  expect(document.activeElement).toBe(screen.getByTestId('detail'));
  await user.keyboard('{F8}');
  await screen.findByTestId('task-list');
  await user.keyboard('{Escape}');
  expect(await screen.findByTestId('amount')).toBeTruthy();
  await user.keyboard('{F8}');
  expect(await screen.findByTestId('task-list'), 'and F8 comes back once more').toBeTruthy();
});

test('with nothing to do it says so, and that the rest goes by itself', async () => {
  for (const task of backend.taskBook.tasks()) backend.taskBook.finish(task.id);
  await backend.resolveDocument(backend.documents.find(({ state }) => state === 'held')?.key ?? '');
  await screen.findByTestId('task-none');
  expect(screen.queryByTestId('nav-attention')).toBeNull();
});

test('after a weekend the newest comparison stands there with its own day', async () => {
  const counts = { equal: 4, confirmed: 4, only_ours: 0, only_theirs: 0, differs: 0, refused: 0 };
  backend.reconciled = { day: '2026-11-20', ...counts };
  await comeBack();
  await waitFor(() => expect(screen.getByTestId('morning').textContent).toContain('11월\u00a020일 대조'));
  expect(screen.getByTestId('morning').textContent).not.toContain('어제');
});

test('D compares yesterday and stands there afterwards', async () => {
  expect(screen.getByTestId('morning').textContent).toContain('매일 아침');
  await user.keyboard('d');
  await waitFor(() => expect(screen.getByTestId('morning').textContent).toContain('어제 대조'));
  expect(screen.getByTestId('morning').textContent).toContain('나중 거절 1');
});

test('the log is one tab further: filters, a call word for word, and the file for support', async () => {
  await user.keyboard('{Alt>}2{/Alt}');
  await waitFor(() => expect(screen.getAllByTestId('attempt')).toHaveLength(4));
  await user.click(screen.getByTestId('log-failed'));
  await waitFor(() => expect(screen.getAllByTestId('attempt').length).toBeLessThan(4 + 1));
  await user.keyboard('/c26');
  await waitFor(() => expect(screen.queryAllByTestId('attempt')).toHaveLength(0));
  await user.keyboard('{Backspace}{Backspace}{Backspace}');
  await waitFor(() => expect(screen.getAllByTestId('attempt').length).toBeGreaterThan(0));
  expect(screen.getByTestId('attempt-detail').textContent).toContain('documentKey');
  await user.keyboard('{Control>}s{/Control}');
  expect((await screen.findByTestId('bundle-saved')).textContent).toContain('jangbu-support-2026-11-22.zip');
  await user.keyboard('{Escape}');
  await screen.findByTestId('task-list');
});
