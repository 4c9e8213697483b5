/** 자동 발행 by keyboard, with the real components. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import App from '../../src/App.svelte';
import { SCREENS } from '../../src/frame/screens';
import { openShop } from '../shop';

const ORDERS = `주문번호,고객명,사업자번호,휴대폰,품목,결제금액
A-1,김손님,,010-1234-5678,공책,"11,000 원"
A-2,오타상사,123-45-67890,,자,2200
`;
const user = userEvent.setup();

beforeAll(async () => {
  await Promise.all(SCREENS.map(({ component }) => component()));
  await import('../../src/screens/automation/Orders.svelte');
});
beforeEach(async () => {
  const { session } = await openShop();
  render(App, { props: { session } });
});

test('a file is taken in, one order put right, and all issued without the mouse', async () => {
  await user.keyboard('{F7}');
  const picker = await screen.findByTestId<HTMLInputElement>('orders-file');
  await user.upload(picker, new File([ORDERS], '주문.csv', { type: 'text/csv' }));
  await waitFor(() => expect(screen.getAllByTestId('orders-row')).toHaveLength(2));
  await user.keyboard('{F9}');
  await screen.findByTestId('orders-issue');
  await user.keyboard('{ArrowDown}{Enter}');
  const number = await screen.findByTestId<HTMLInputElement>('repair-business_number');
  expect(document.activeElement).toBe(number);
  await user.clear(number);
  await user.type(number, '3148120001{Enter}');
  await waitFor(() => expect(screen.queryByTestId('repair-business_number')).toBeNull());
  await user.keyboard('{F9}');
  await waitFor(() => expect(screen.getByTestId('orders-result').textContent).toContain('2건을 발급했어요.'));
  for (const state of screen.getAllByTestId('orders-state')) expect(state.dataset.state).toBe('issued');
});

test('Esc goes back a step at a time', async () => {
  await user.keyboard('{F7}');
  const picker = await screen.findByTestId<HTMLInputElement>('orders-file');
  await user.upload(picker, new File([ORDERS], '주문.csv', { type: 'text/csv' }));
  await screen.findByTestId('orders-take');
  await user.keyboard('{Escape}');
  await screen.findByTestId('orders-choose');
});
