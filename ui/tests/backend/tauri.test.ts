import { expect, test, vi } from 'vitest';
import { BackendError } from '../../src/backend/backend';
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
