/** 거래처 and the mail settings by keyboard, with the real components. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import App from '../../src/App.svelte';
import type { MemoryBackend } from '../../src/backend/memory';
import { HANBIT as HANBIT_BUYER, formOf, invoiceDocument } from '../../src/backend/memory/invoice-seed';
import { PRACTICE_SHOP } from '../../src/backend/memory/seed';
import { SCREENS } from '../../src/frame/screens';
import { addTwo, HANBIT, partnerForm } from '../partner';
import { openShop } from '../shop';

let backend: MemoryBackend;
const user = userEvent.setup();

beforeAll(() => Promise.all(SCREENS.map(({ component }) => component())));

beforeEach(async () => {
  const shop = await openShop();
  backend = shop.backend;
  addTwo(backend);
  const sold = formOf(HANBIT_BUYER, '2026-11-20', [['복사용지', '박스', '4', '25,000']]);
  backend.documents.add(invoiceDocument(sold, PRACTICE_SHOP, '2026-11-20T11:00:00', 7, 'transmitted'));
  render(App, { props: { session: shop.session } });
});

async function openPartners() {
  await user.keyboard('{F4}');
  await waitFor(() => expect(screen.getAllByTestId('partner-row')).toHaveLength(2));
}

const value = (testid: string) => screen.getByTestId<HTMLInputElement>(testid).value;
const hasFocus = (testid: string) => expect(document.activeElement).toBe(screen.getByTestId(testid));

test('found by 초성, opened by Enter, changed and saved without the mouse', async () => {
  await openPartners();
  await user.keyboard('ㅎㅂ');
  await waitFor(() => expect(screen.getAllByTestId('partner-row')).toHaveLength(1));
  await waitFor(() => expect(screen.getByTestId('partner-number').textContent).toContain(HANBIT));
  await user.keyboard('{Enter}');
  hasFocus('partner-detail');
  await user.keyboard('{Enter}');
  hasFocus('partner-number-field');
  await user.keyboard('{Enter}{Enter}{Enter}{Enter}{Enter}{Enter}');
  hasFocus('partner-address');
  await user.keyboard('대전 서구{Control>}s{/Control}');
  await waitFor(() => expect(screen.getByTestId('toast').textContent).toContain('(주)한빛유통 저장했어요.'));
  hasFocus('partner-detail');
  expect(backend.partners.find('한빛')[0]?.buyer.address).toBe('대전 서구');
  await user.keyboard('{Escape}');
  hasFocus('partner-list');
  await user.keyboard('{Escape}');
  hasFocus('partner-search');
});

test('its documents are a tab further and open in the history', async () => {
  await openPartners();
  await user.keyboard('한빛');
  await waitFor(() => expect(screen.getAllByTestId('partner-row')).toHaveLength(1));
  await user.keyboard('{Enter}{Alt>}2{/Alt}');
  await waitFor(() => expect(screen.getAllByTestId('partner-document')).toHaveLength(1));
  expect(screen.getByTestId('partner-document').textContent).toContain('110,000');
  await user.keyboard('{Enter}{Enter}');
  await waitFor(() => expect(value('search')).toMatch(/^T261120/));
});

test('a new one: the number is asked about while typing, faults are said at their fields, Esc loses nothing', async () => {
  await openPartners();
  await user.keyboard('{Control>}n{/Control}');
  hasFocus('partner-number-field');
  await user.keyboard('1111111119');
  expect(value('partner-number-field')).toBe('111-11-11119');
  await waitFor(() => expect(screen.getByTestId('partner-state').textContent).toContain('폐업'));
  expect(screen.getByTestId('partner-status').textContent).toContain('2026-06-30 폐업');
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() => expect(screen.getByTestId('fault-name').textContent).toContain('꼭 필요한'));
  hasFocus('partner-name');
  await user.keyboard('{Escape}');
  hasFocus('partner-search');
  expect(value('partner-number-field')).toBe('111-11-11119');
});

test('a number with a wrong check digit is refused while typing', async () => {
  await openPartners();
  await user.keyboard('{Control>}n{/Control}3148120002');
  await waitFor(() => expect(screen.getByTestId('fault-number').textContent).toContain('끝자리'));
  hasFocus('partner-number-field');
});

test('a status is asked for by R and archiving is A, from the list', async () => {
  await openPartners();
  await screen.findByTestId('partner-number');
  await user.keyboard('{Enter}{Escape}');
  hasFocus('partner-list');
  expect(screen.getByTestId('partner-status').textContent).toContain('조회 전');
  await user.keyboard('r');
  await waitFor(() => expect(screen.getByTestId('partner-state').textContent).toContain('계속'));
  await user.keyboard('a');
  await waitFor(() => expect(screen.getAllByTestId('partner-row')).toHaveLength(1));
  await user.click(screen.getByTestId('partners-archived'));
  await waitFor(() => expect(screen.getAllByTestId('partner-row')).toHaveLength(2));
  expect(screen.getAllByTestId('partner-row').some((row) => row.textContent?.includes('보관함'))).toBe(true);
});

test('a file is shown first; Enter takes it, and what was not taken stays in sight', async () => {
  await openPartners();
  await user.keyboard('{Control>}o{/Control}');
  hasFocus('import-choose');
  const list = '등록번호,상호\n229-81-00411,서초디자인\n123-45-67890,오타상사\n';
  const file = new File([list], '거래처.csv', { type: 'text/csv' });
  await user.upload(screen.getByTestId('import-file'), file);
  await waitFor(() => expect(screen.getAllByTestId('import-row')).toHaveLength(2));
  expect(screen.getByTestId('import-summary').textContent).toContain('1곳을 가져올 수 있고, 1줄은 고쳐야 해요.');
  expect(backend.partners.list({ text: '', archived: true, cursor: null }).total).toBe(2);
  await user.keyboard('{Enter}');
  await waitFor(() =>
    expect(screen.getByTestId('import-summary').textContent).toContain('거래처 1곳을 장부에 적었어요.'),
  );
  expect(screen.getAllByTestId('import-row').map(({ dataset }) => dataset.verdict)).toEqual(['faulty']);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.getAllByTestId('partner-row')).toHaveLength(3));
  hasFocus('partner-search');
});

test('mail: a service fills in the server, the test says what is wrong, Enter saves', async () => {
  await user.keyboard('{Control>},{/Control}');
  await user.click(await screen.findByTestId('mail-on'));
  await user.click(screen.getByTestId('mail-naver'));
  expect(value('mail-host')).toBe('smtp.naver.com');
  await user.click(screen.getByTestId('mail-test'));
  await waitFor(() => expect(screen.getByTestId('fault-mail_from').textContent).toContain('꼭 필요한'));
  hasFocus('mail-from');
  backend.mail.problem = 'login';
  await user.keyboard('happy@naver.com{Alt>}t{/Alt}');
  await waitFor(() => expect(screen.getByTestId('mail-result').textContent).toContain('아이디나 비밀번호'));
  expect(screen.getByTestId('mail-result').textContent).toContain('535');
  await user.type(screen.getByTestId('mail-password'), 'secret{Enter}');
  await waitFor(() => expect(backend.mail.form).toMatchObject({ enabled: true, has_password: true, password: null }));
  expect(value('mail-password')).toBe('');
  expect(screen.getByTestId<HTMLInputElement>('mail-password').placeholder).toContain('저장됨');
});

test('the shop has an e-mail and a branch number, each with its fault', async () => {
  await user.keyboard('{Control>},{/Control}');
  const branch = await screen.findByTestId('shop-branch');
  await user.type(branch, '12{Enter}');
  await waitFor(() => expect(screen.getByTestId('fault-shop_branch')).toBeTruthy());
  hasFocus('shop-branch');
  await user.type(branch, '34{Enter}');
  await waitFor(() => expect(backend.shop?.branch).toBe('1234'));
});

test('I writes an invoice to the chosen partner', async () => {
  await openPartners();
  await user.keyboard('한빛');
  await waitFor(() => expect(screen.getByTestId('partner-number').textContent).toContain(HANBIT));
  await user.keyboard('{Enter}i');
  await waitFor(() => expect(document.querySelector('main')?.textContent).toContain('공급받는자'));
  const values = () => [...document.querySelectorAll('main input')].map((input) => (input as HTMLInputElement).value);
  await waitFor(() => expect(values()).toContain('(주)한빛유통'));
  await user.keyboard('{F4}');
  await screen.findAllByTestId('partner-row');
  await user.keyboard('{F2}');
  await waitFor(() => expect(values(), 'and it is not filled in a second time').toContain('(주)한빛유통'));
});

test('the number of a person is never shown in full', async () => {
  backend.partners.add(partnerForm('9001011234568', '김개인', { kind: 'resident', owner: '' }));
  await user.keyboard('{F4}김개인');
  await waitFor(() => expect(screen.getByTestId('partner-number').textContent).toContain('900101-*******'));
  expect(value('partner-number-field')).toBe('900101-*******');
  expect(document.body.innerHTML).not.toContain('1234568');
});
