import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BackendError, type Startup } from '../../src/backend/backend';
import { commands } from '../../src/backend/bindings';
import { tauriBackend } from '../../src/backend/tauri';

test('an answer is unwrapped and an error thrown as one', async () => {
  const refused = { code: 'no_shop', faults: [], retry: 'never', reference: null, detail: null } as const;
  const load = vi.spyOn(commands, 'revealNumber');
  load.mockResolvedValueOnce({ status: 'ok', data: '010-1234-5678' });
  await expect(tauriBackend.revealNumber('R261122-01-000001')).resolves.toBe('010-1234-5678');
  load.mockResolvedValueOnce({ status: 'error', error: { ...refused, faults: [] } });
  await expect(tauriBackend.revealNumber('R261122-01-000001')).rejects.toMatchObject({ ui: { code: 'no_shop' } });
});

test('a call that never reached the program is an internal error, not a crash', async () => {
  vi.spyOn(commands, 'loadDay').mockRejectedValueOnce(new Error('ipc closed'));
  await expect(tauriBackend.loadDay()).rejects.toBeInstanceOf(BackendError);
});

describe('the first answer is written into the page', () => {
  const written = { status: 'ok', data: { version: 'written' } as Startup } as const;
  const asked = { status: 'ok', data: { version: 'asked' } as Startup } as const;
  const loadedBy = (type: string) => vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type } as never]);

  beforeEach(() => void vi.spyOn(commands, 'startup').mockResolvedValue(asked));
  afterEach(() => delete window.__JANGBU_STARTUP__);

  test('and the first paint waits for no call', async () => {
    window.__JANGBU_STARTUP__ = written;
    loadedBy('navigate');
    await expect(tauriBackend.startup()).resolves.toMatchObject({ version: 'written' });
    expect(commands.startup).not.toHaveBeenCalled();
  });

  test('but a page that is loaded again asks, because what was written has grown old', async () => {
    window.__JANGBU_STARTUP__ = written;
    loadedBy('reload');
    await expect(tauriBackend.startup()).resolves.toMatchObject({ version: 'asked' });
  });

  test('and a book that could not be opened says so as an answer would', async () => {
    const error = { code: 'missing_book', faults: [], retry: 'never', reference: null, detail: null } as const;
    window.__JANGBU_STARTUP__ = { status: 'error', error: { ...error, faults: [] } };
    loadedBy('navigate');
    await expect(tauriBackend.startup()).rejects.toMatchObject({ ui: { code: 'missing_book' } });
  });
});
