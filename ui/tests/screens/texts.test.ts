/** Text messages: the account in the settings, and a text about a receipt by hand. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import App from '../../src/App.svelte';
import type { MemoryBackend } from '../../src/backend/memory';
import { SCREENS } from '../../src/frame/screens';
import TextFields from '../../src/screens/settings/TextFields.svelte';
import { problemText, TextsController } from '../../src/screens/settings/texts.svelte';
import type { Session } from '../../src/session.svelte';
import { fillHistory, openShop } from '../shop';

let backend: MemoryBackend;
let session: Session;

beforeEach(async () => {
  ({ backend, session } = await openShop());
});

describe('the account', () => {
  let texts: TextsController;

  const form = () => {
    if (!texts.form) throw new Error('not loaded');
    return texts.form;
  };

  async function open() {
    texts = new TextsController(session);
    await vi.waitFor(() => expect(texts.busy).toBeNull());
  }

  async function openReal() {
    backend.texts.form = { ...backend.texts.form, practice: false, has_key: false, has_secret: false };
    await open();
    form().base_url = 'https://api.solapi.com';
    await texts.enable(true);
  }

  test('in practice only the sender is asked for', async () => {
    await open();
    render(TextFields, { props: { texts, form: form() } });
    expect(screen.getByTestId('texts-practice').textContent).toContain('손님에게는 가지 않아요');
    expect(screen.queryByTestId('text-api_key')).toBeNull();
    expect(screen.getByTestId<HTMLInputElement>('text-from').value).toBe('02-123-4567');
    await texts.enable(true);
    expect(await texts.save()).toBe(true);
    expect(backend.texts.form.enabled).toBe(true);
  });

  test('key and secret go one way: kept, never shown, and a blank field keeps them', async () => {
    await openReal();
    texts.key = 'NCSKEY';
    texts.secret = 'open sesame';
    const save = vi.spyOn(backend, 'saveTexts');
    expect(await texts.save()).toBe(true);
    expect(save.mock.calls[0]?.[0]).toMatchObject({ api_key: 'NCSKEY', api_secret: 'open sesame' });
    expect([texts.key, texts.secret, form().has_key, form().has_secret]).toEqual(['', '', true, true]);
    form().from = '031-111-2222';
    expect(texts.isDirty).toBe(true);
    await texts.save();
    expect(save.mock.calls[1]?.[0]).toMatchObject({ api_key: null, api_secret: null });
    expect(texts.isDirty).toBe(false);
  });

  test('what is missing is said at its field, and nothing is saved or tried', async () => {
    await openReal();
    Object.assign(form(), { from: '12', base_url: 'http://api.solapi.com' });
    expect(await texts.save()).toBe(false);
    expect(texts.firstFaulty).toBe('from');
    expect(texts.faultOf('from')).toContain('02-123-4567');
    expect(texts.faultOf('base_url')).toContain('https://');
    expect(texts.faultOf('api_key')).not.toBeNull();
    await texts.test();
    expect(texts.tested).toBeNull();
    expect(backend.texts.form.enabled).toBe(false);
  });

  test('checking the balance proves it and sends nothing', async () => {
    await open();
    await texts.enable(true);
    const send = vi.spyOn(backend, 'sendText');
    await texts.test();
    expect(texts.tested?.balance_won).toBe(100_000);
    texts.changed();
    expect(texts.tested).toBeNull();
    expect(send).not.toHaveBeenCalled();
  });

  test.each(['not_reached', 'not_trusted', 'login', 'refused', 'clock_off', 'broke_off', 'of_tomorrow'])(
    'a check that fails with %s says so in a sentence of its own',
    async (problem) => {
      await open();
      backend.texts.problem = problem;
      await texts.test();
      expect(texts.tested ? problemText(texts.tested) : '').toMatch(/(요|세요)\.$/);
    },
  );
});

describe('a text about a receipt', () => {
  const user = userEvent.setup();

  beforeAll(() => Promise.all(SCREENS.map(({ component }) => component())));

  beforeEach(async () => {
    fillHistory(backend, 3);
    render(App, { props: { session } });
    await user.keyboard('{F3}');
    await waitFor(() => expect(screen.getAllByTestId('history-row').length).toBeGreaterThan(0));
    await user.keyboard('{Enter}');
    await screen.findByTestId('detail-approval');
  });

  const send = async (to: string) => {
    await user.keyboard('l');
    const dialog = await screen.findByTestId('dialog');
    if (to !== '') await user.type(within(dialog).getByTestId('text-to'), to);
    await user.click(within(dialog).getByTestId('text-send'));
  };

  test('goes to the customer’s number without showing it, and its state stands in the detail', async () => {
    backend.texts.form = { ...backend.texts.form, enabled: true };
    await send('');
    await waitFor(() => expect(screen.queryByTestId('dialog')).toBeNull());
    const notices = await screen.findByTestId('notices');
    expect(notices.textContent).toMatch(/문자.*010-\*\*\*\*-\d{4}.*전달됨/s);
  });

  test('a number that is no mobile is said in the dialog, and a typed one is masked afterwards', async () => {
    backend.texts.form = { ...backend.texts.form, enabled: true };
    backend.texts.outcome = 'unknown';
    await send('02-123-4567');
    const dialog = screen.getByTestId('dialog');
    await waitFor(() => expect(dialog.textContent).toContain('휴대전화 번호를 확인하세요'));
    const field = within(dialog).getByTestId('text-to');
    await user.clear(field);
    await user.type(field, '010-7777-8888');
    await user.click(within(dialog).getByTestId('text-send'));
    const notices = await screen.findByTestId('notices');
    expect(notices.textContent).toMatch(/010-\*\*\*\*-8888.*확인 중/s);
  });

  test('while texts are off it says where to switch them on', async () => {
    await send('');
    await waitFor(() => expect(screen.getByTestId('toast').textContent).toContain('문자가 꺼져 있어요'));
    expect(screen.queryByTestId('notices')).toBeNull();
  });
});
