/** Work behind a closed window. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { MemoryBackend } from '../../src/backend/memory';
import Background from '../../src/screens/settings/Background.svelte';
import type { Session } from '../../src/session.svelte';
import { openShop } from '../shop';

let backend: MemoryBackend;
let session: Session;

beforeEach(async () => {
  ({ backend, session } = await openShop());
  render(Background, { session });
});

test('what is chosen is saved at once, one without the other', async () => {
  const user = userEvent.setup();
  await user.click(await screen.findByTestId('closed-goes-on'));
  await vi.waitFor(() => expect(backend.background).toEqual({ keep_running: true, autostart: false }));
  await user.click(screen.getByTestId('autostart-on'));
  await vi.waitFor(() => expect(backend.background).toEqual({ keep_running: true, autostart: true }));
  await user.click(screen.getByTestId('closed-ends'));
  await vi.waitFor(() => expect(backend.background).toEqual({ keep_running: false, autostart: true }));
});

test('the button ends the program', async () => {
  const quit = vi.spyOn(backend, 'quit');
  const user = userEvent.setup();
  await user.click(await screen.findByTestId('quit'));
  expect(quit).toHaveBeenCalledTimes(1);
});
