/** The mail settings and the time of transmission. */
import { render, screen } from '@testing-library/svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { MemoryBackend } from '../../src/backend/memory';
import MailFields from '../../src/screens/settings/MailFields.svelte';
import { MailController, problemText } from '../../src/screens/settings/mail.svelte';
import { readTime, SettingsController } from '../../src/screens/settings/settings.svelte';
import type { Session } from '../../src/session.svelte';
import { openShop } from '../shop';

let backend: MemoryBackend;
let session: Session;
let mail: MailController;

beforeEach(async () => {
  ({ backend, session } = await openShop());
  mail = new MailController(session);
  await vi.waitFor(() => expect(mail.busy).toBeNull());
});

const form = () => {
  if (!mail.form) throw new Error('not loaded');
  return mail.form;
};

async function setUp() {
  await mail.enable(true);
  mail.choose('naver');
  Object.assign(form(), { user: 'happy', from: 'happy@naver.com' });
  mail.password = 'open sesame';
}

test('a service fills in its server; a port of one’s own stays', () => {
  mail.choose('gmail');
  expect(form()).toMatchObject({ host: 'smtp.gmail.com', port: '465', security: 'tls' });
  mail.secure('start_tls');
  expect(form().port).toBe('587');
  form().port = '2525';
  mail.secure('tls');
  expect(form().port).toBe('2525');
});

test('a server typed by hand is recognised, and one that is nobody’s is one’s own', () => {
  form().host = 'SMTP.daum.net ';
  expect(mail.preset).toBe('daum');
  mail.choose('own');
  expect([form().host, mail.preset]).toEqual(['', 'own']);
  form().host = 'mail.my-shop.kr';
  expect(mail.preset).toBe('own');
});

test('the user name is required, so nothing says that it may be left blank', async () => {
  await setUp();
  render(MailFields, { props: { mail, form: form() } });
  const user = screen.getByTestId<HTMLInputElement>('mail-user');
  expect(user.closest('label, div')?.textContent?.trim()).toBe('아이디');
});

test('the password goes one way: kept, never shown, and a blank field keeps it', async () => {
  await setUp();
  const save = vi.spyOn(backend, 'saveMail');
  expect(await mail.save()).toBe(true);
  expect(save.mock.calls[0]?.[0].password).toBe('open sesame');
  expect([mail.password, form().password, form().has_password]).toEqual(['', null, true]);
  expect(mail.isDirty).toBe(false);
  form().user = 'other';
  expect(mail.isDirty).toBe(true);
  await mail.save();
  expect(save.mock.calls[1]?.[0].password).toBeNull();
  expect(form().has_password).toBe(true);
});

test('what is missing is said at its field, and nothing is saved or sent', async () => {
  await mail.enable(true);
  form().port = '70000';
  expect(await mail.save()).toBe(false);
  expect(mail.firstFaulty).toBe('host');
  expect(mail.faultOf('port')).toContain('65535');
  expect(backend.mail.form.enabled).toBe(false);
  await mail.test();
  expect([mail.tested, mail.firstFaulty]).toEqual([null, 'host']);
});

test('turned off it is off at once, whatever else stands there', async () => {
  await setUp();
  await mail.save();
  form().host = '';
  await mail.enable(false);
  expect(backend.mail.form.enabled).toBe(false);
});

describe('a test mail', () => {
  beforeEach(setUp);

  test('goes with the settings as typed, saved or not, to the shop’s own address', async () => {
    const send = vi.spyOn(backend, 'testMail');
    await mail.test();
    expect(send.mock.calls[0]?.[0]).toMatchObject({ host: 'smtp.naver.com', password: 'open sesame' });
    expect([mail.tested?.ok, mail.testedTo]).toEqual([true, 'happy@naver.com']);
    expect(backend.mail.form.host).toBe('');
    mail.changed();
    expect(mail.tested).toBeNull();
  });

  test.each(['not_reached', 'not_trusted', 'login', 'refused', 'broke_off', 'of_tomorrow'])(
    'that fails with %s says so in a sentence of its own',
    async (problem) => {
      backend.mail.problem = problem;
      await mail.test();
      const sentence = mail.tested ? problemText(mail.tested) : '';
      expect(sentence).toMatch(/(요|세요)\.$/);
    },
  );

  test('is sent once, however often the key is pressed', async () => {
    const send = vi.spyOn(backend, 'testMail');
    await Promise.all([mail.test(), mail.test()]);
    expect(send).toHaveBeenCalledTimes(1);
  });
});

test.each([
  ['14:00', '14:00'],
  ['14', '14:00'],
  ['9', '09:00'],
  ['930', '09:30'],
  ['1430', '14:30'],
  ['14시', '14:00'],
  ['14시 30분', '14:30'],
  ['23:59', '23:59'],
  ['24:00', null],
  ['12:60', null],
  ['', null],
  ['점심', null],
])('the time %s is %s', (typed, time) => {
  expect(readTime(typed)).toBe(time);
});

test('the time of transmission is saved as a time, and a late one is warned of', async () => {
  const settings = new SettingsController(session);
  expect([settings.transmitTime, settings.isTransmittedLate]).toEqual(['14:00', false]);
  settings.transmitTime = '2130';
  await settings.saveTransmitTime();
  expect(backend.settings.transmit_time).toBe('21:30');
  expect([settings.transmitTime, settings.isTransmittedLate]).toEqual(['21:30', true]);
  settings.transmitTime = '25';
  await settings.saveTransmitTime();
  expect([settings.transmitTimeFaulty, backend.settings.transmit_time]).toEqual([true, '21:30']);
});
