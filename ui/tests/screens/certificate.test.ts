/** 인증서: what is kept and how long it lasts, finding one, and why one was not kept. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import certificateErrors from '../../../src-tauri/crates/certificate/src/error.rs?raw';
import type { MemoryBackend } from '../../src/backend/memory';
import { PASSWORD } from '../../src/backend/memory/certificate-desk';
import { problemText } from '../../src/messages/certificate';
import { en } from '../../src/messages/certificate/en';
import { ko } from '../../src/messages/certificate/ko';
import { keys } from '../../src/parts/keys';
import Certificate from '../../src/screens/settings/Certificate.svelte';
import { CertificateController } from '../../src/screens/settings/certificate.svelte';
import Settings from '../../src/screens/settings/Settings.svelte';
import type { Session } from '../../src/session.svelte';
import { openShop } from '../shop';

let backend: MemoryBackend;
let session: Session;

beforeEach(async () => {
  ({ backend, session } = await openShop());
});

async function opened(): Promise<CertificateController> {
  const certificate = new CertificateController(session);
  await vi.waitFor(() => expect(certificate.loaded).toBe(true));
  return certificate;
}

/** `Self::WrongPassword => "wrong_password"` of the program itself. */
const CODES = [...certificateErrors.matchAll(/ => "([a-z_]+)",/g)].map(([, code]) => code ?? '');

test('every reason of the program has its own sentence in both languages', () => {
  expect(CODES.length).toBeGreaterThanOrEqual(22);
  for (const { problems } of [ko, en]) {
    const said = CODES.map((code) => problems[code]?.('2026-12-31') ?? '');
    expect(said.every((sentence) => sentence.length > 8)).toBe(true);
    expect(new Set(said).size).toBe(CODES.length);
  }
  expect(problemText('expired:2026-12-31').replaceAll('\u00a0', ' ')).toBe(
    '2026년 12월 31일에 만료된 인증서예요. 갱신하거나 새로 발급받아 주세요.',
  );
  expect(problemText('something_new')).toBe('이 인증서는 쓸 수 없어요.');
});

test('a certificate is kept with its password, and the password does not stay', async () => {
  const certificate = await opened();
  await certificate.find();
  expect(certificate.chosenId).toBe(1);
  certificate.password = PASSWORD;
  expect(await certificate.add()).toBe(true);
  expect([certificate.kept?.owner, certificate.found, certificate.password]).toEqual(['행복문구', null, '']);
});

test('a wrong password is said, nothing is kept, and the list stays', async () => {
  const certificate = await opened();
  await certificate.find();
  certificate.password = 'wrong';
  expect(await certificate.add()).toBe(false);
  expect(certificate.problem).toBe(`${ko.problems['wrong_password']?.('')} 저장한 것은 없어요.`);
  expect([certificate.kept, certificate.password]).toEqual([null, '']);
  backend.certificateProblem = 'expired:2025-12-31';
  certificate.password = PASSWORD;
  await certificate.add();
  expect(certificate.problem).toContain('2025년');
  certificate.move(1);
  expect([certificate.chosenId, certificate.problem]).toEqual([2, null]);
});

test('one that cannot be used says why before a password is typed', async () => {
  const certificate = await opened();
  await certificate.find();
  certificate.move(5);
  expect(certificate.chosenId).toBe(3);
  expect(certificate.obstacle).toContain('만료된 인증서예요');
  expect(await certificate.add()).toBe(false);
  expect(backend.certificate).toBeNull();
});

test('removing asks first', async () => {
  backend.certificate = {
    owner: '행복문구',
    issuer: 'yessign',
    usage: 'tax_invoice',
    valid_to: '2026-12-04T23:59:59',
    state: 'soon',
    days_left: 12,
  };
  const user = userEvent.setup();
  render(Certificate, { props: { session } });
  expect((await screen.findByTestId('certificate-notice')).textContent).toContain('12일 뒤 만료돼요');
  expect(screen.getByTestId('certificate-state').className).toContain('warn');
  await user.click(screen.getByTestId('certificate-remove'));
  expect(backend.certificate).not.toBeNull();
  await user.click(screen.getByTestId('certificate-remove'));
  await screen.findByTestId('certificate-none');
  expect(backend.certificate).toBeNull();
});

test('it is found and kept with the keyboard alone', async () => {
  const user = userEvent.setup();
  onTestFinished(keys.listen(window));
  render(Certificate, { props: { session } });
  await screen.findByTestId('certificate-none');
  screen.getByTestId('certificate-find').focus();
  await user.keyboard('{Enter}');
  await screen.findAllByTestId('certificate-row');
  await user.keyboard('{ArrowDown}{ArrowUp}{Enter}');
  expect(document.activeElement).toBe(screen.getByTestId('certificate-password'));
  await user.keyboard('wrong{Enter}');
  expect((await screen.findByTestId('certificate-problem')).textContent).toContain('비밀번호가 맞지 않아요');
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('certificate-password')));
  await user.keyboard(`${PASSWORD}{Enter}`);
  expect((await screen.findByTestId('certificate-kept')).textContent).toContain('전자세금용');
  expect(screen.queryByTestId('certificate-list')).toBeNull();
});

test('nothing found says where else to look', async () => {
  backend.certificates = [];
  const user = userEvent.setup();
  render(Certificate, { props: { session } });
  await screen.findByTestId('certificate-none');
  await user.click(screen.getByTestId('certificate-find'));
  expect((await screen.findByTestId('certificate-nothing')).textContent).toContain('다른 폴더');
});

test('the task about its end leads here', async () => {
  session.open('settings', 'certificate');
  render(Settings, { props: { session } });
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('certificate-find')));
});
