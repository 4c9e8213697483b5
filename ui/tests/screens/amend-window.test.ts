import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import App from '../../src/App.svelte';
import type { MemoryBackend } from '../../src/backend/memory';
import { SCREENS } from '../../src/frame/screens';
import { addInvoice } from '../invoices';
import { fillHistory, openShop } from '../shop';

let backend: MemoryBackend;
const user = userEvent.setup();

beforeAll(() => Promise.all(SCREENS.map(({ component }) => component())));

beforeEach(async () => {
  const shop = await openShop();
  backend = shop.backend;
  fillHistory(backend, 3);
  addInvoice(backend);
  render(App, { props: { session: shop.session } });
  await user.keyboard('{F3}');
  await user.click(await screen.findByTestId('filter-invoices'));
  await waitFor(() => expect(screen.getAllByTestId('history-row')).toHaveLength(1));
});

test('a row names the buyer and what it is about; the detail has the number in groups', async () => {
  const row = screen.getByTestId('history-row');
  expect(row.textContent).toContain('(주)한빛유통');
  expect(row.textContent).toContain('사무용 의자');
  expect(row.textContent).toContain('전송됨');
  await waitFor(() => expect(screen.getByTestId('detail-approval').textContent).toMatch(/^20261005-\w{8}-\w{8}$/));
});

test('a part that came back is taken back by keyboard alone, both papers side by side before it', async () => {
  await screen.findByTestId('detail-buyer');
  await user.click(screen.getByTestId('detail'));
  await user.keyboard('m');
  await screen.findByTestId('amend-returned');
  await user.keyboard('1');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('amend-on')));
  await user.keyboard('1103{Enter}');
  expect(document.activeElement).toBe(screen.getByTestId('returned-quantity-0'));
  await user.keyboard('1{Enter}');
  await screen.findByTestId('amend-papers');
  expect(screen.getByTestId('paper-original-total').textContent).toBe('330,000');
  expect(screen.getByTestId('paper-0-total').textContent).toBe('−110,000');
  expect(screen.getByTestId('paper-0-written').textContent).toBe('2026-11-03');
  expect(screen.getByTestId('amend-sum').textContent).toMatch(/330,000.*−110,000.*220,000/s);
  expect(screen.getByTestId('amend-due').textContent).toContain('12-10 · 18일 남음');
  await user.keyboard('{F9}');
  await waitFor(() => expect(screen.queryByTestId('amend')).toBeNull());
  await waitFor(() => expect(screen.getAllByTestId('history-row')).toHaveLength(2));
  const row = screen.getAllByTestId('history-row')[0];
  expect(row?.textContent).toContain('−110,000');
  expect(row?.textContent).toContain('수정');
  expect((await screen.findByTestId('chain-rest')).textContent).toBe('220,000');
});

test('more than was sold is said at its line; Esc goes back one step at a time', async () => {
  await screen.findByTestId('detail-buyer');
  await user.click(screen.getByTestId('detail'));
  await user.keyboard('m');
  await user.click(await screen.findByTestId('amend-returned'));
  await user.type(await screen.findByTestId('returned-quantity-0'), '4');
  await user.click(screen.getByTestId('amend-next'));
  expect((await screen.findByTestId('fault-returned-0')).textContent).toContain('남은 금액보다 많이');
  await user.keyboard('{Escape}');
  await screen.findByTestId('amend-mistake');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByTestId('amend')).toBeNull());
});

test('of a pair both papers stand beside the original, and what differs is marked', async () => {
  await screen.findByTestId('detail-buyer');
  await user.click(screen.getByTestId('detail'));
  await user.keyboard('m');
  await screen.findByTestId('amend-returned');
  await user.keyboard('5');
  const name = await screen.findByTestId('corrected-name');
  await user.clear(name);
  await user.type(name, '(주)한빛물류');
  expect(screen.getByTestId('corrected-changes').textContent).toContain('고친 것: 상호');
  await user.keyboard('{Control>}{Enter}{/Control}');
  const corrected = await screen.findByTestId('paper-1');
  expect(within(screen.getByTestId('paper-0')).getByTestId('paper-0-total').textContent).toBe('−330,000');
  expect(corrected.querySelectorAll('.changed')).toHaveLength(1);
  expect(corrected.querySelector('.changed')?.textContent).toBe('(주)한빛물류');
  expect(screen.getByTestId('amend-issue').textContent).toContain('두 장 발급');
});

test('P shows the paper before it is printed', async () => {
  await screen.findByTestId('detail-buyer');
  await user.click(screen.getByTestId('detail'));
  await user.keyboard('p');
  await screen.findByTestId('paper-dialog');
  await user.keyboard('p');
  await waitFor(() => expect(screen.queryByTestId('paper-dialog')).toBeNull());
  await waitFor(() => expect(screen.getByTestId('toast').textContent).toContain('저장했어요'));
});

test('letters of the invoice keys are text while something is typed', async () => {
  await user.type(screen.getByTestId('search'), 'mtl');
  expect(screen.queryByTestId('amend')).toBeNull();
  expect(screen.queryByTestId('dialog')).toBeNull();
});
