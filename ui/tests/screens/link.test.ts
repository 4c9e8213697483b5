/** 연결: the door, its tokens, and where results go. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { MemoryBackend } from '../../src/backend/memory';
import { keys } from '../../src/parts/keys';
import Link from '../../src/screens/settings/Link.svelte';
import { LinkController } from '../../src/screens/settings/link.svelte';
import type { Session } from '../../src/session.svelte';
import { openShop } from '../shop';

let backend: MemoryBackend;
let session: Session;

beforeEach(async () => {
  ({ backend, session } = await openShop());
});

async function opened(): Promise<LinkController> {
  const link = new LinkController(session);
  await vi.waitFor(() => expect(link.busy).toBeNull());
  return link;
}

function results(link: LinkController) {
  if (!link.results) throw new Error('not loaded');
  return link.results;
}

function shownOnce(link: LinkController): string | undefined {
  return link.once?.what;
}

test('the door is shut until somebody opens it, and says where it is or why it is not', async () => {
  const link = await opened();
  expect(link.link?.state).toBe('shut');
  await link.open(true);
  expect([link.link?.state, link.link?.url]).toEqual(['open', 'http://127.0.0.1:8547']);
  backend.linkDesk.portTaken = true;
  await link.saveDoor();
  expect(link.link?.state).toBe('port_taken');
  link.door.port = '99999';
  expect(await link.saveDoor()).toBe(false);
  expect(link.firstFaulty).toBe('api_port');
  expect(link.faultOf('api_port')).toContain('65535');
});

test('a token is shown once, and revoking it asks first', async () => {
  const link = await opened();
  expect(await link.makeToken()).toBe(false);
  expect(link.firstFaulty).toBe('token_name');
  link.tokenName = '주문 관리';
  expect(await link.makeToken()).toBe(true);
  expect(link.once).toMatchObject({ what: 'token', text: expect.stringMatching(/^jangbu_1_/) });
  expect(link.tokenName).toBe('');
  link.once = null;
  expect(JSON.stringify(link.link)).not.toContain('jangbu_1_');
  await link.revoke(1);
  expect(link.link?.tokens).toHaveLength(1);
  await link.revoke(1);
  expect(link.link?.tokens).toEqual([]);
});

test('a webhook gets its secret once; a test says what the other side said', async () => {
  const link = await opened();
  Object.assign(results(link), { webhook: true, url: 'http://erp.example/hook' });
  await link.test();
  expect(link.faultOf('webhook_url')).toContain('암호화');
  results(link).url = 'https://erp.example/hook';
  await link.test();
  expect(link.problem).toBeNull();
  expect(link.once?.what).toBe('secret');
  link.once = null;
  backend.linkDesk.problem = { name: 'refused', status: 503 };
  await link.test();
  expect([link.problem, shownOnce(link)]).toEqual([{ name: 'refused', status: 503 }, undefined]);
  link.changed();
  expect(link.problem).toBeUndefined();
  await link.saveResults(true);
  expect(shownOnce(link)).toBe('secret');
});

test('what is being typed about results stays while a token is made', async () => {
  const link = await opened();
  Object.assign(results(link), { files: true, folder: '/srv/erp' });
  expect(link.areResultsDirty).toBe(true);
  link.tokenName = 'ERP';
  await link.makeToken();
  expect(results(link)).toMatchObject({ files: true, folder: '/srv/erp' });
  expect(await link.saveResults()).toBe(true);
  expect(link.areResultsDirty).toBe(false);
});

test('it is set up with the keyboard alone', async () => {
  const user = userEvent.setup();
  onTestFinished(keys.listen(window));
  render(Link, { props: { session } });
  (await screen.findByTestId('link-on')).focus();
  await user.keyboard(' ');
  expect((await screen.findByTestId('link-state')).textContent).toContain('http://127.0.0.1:8547');
  screen.getByTestId('link-token-name').focus();
  await user.keyboard('ERP{Enter}');
  expect((await screen.findByTestId('link-once')).textContent).toContain('jangbu_1_');
  expect((await screen.findAllByTestId('link-token'))[0]?.textContent).toContain('ERP');
  screen.getByTestId('link-revoke').focus();
  await user.keyboard('{Enter}');
  expect(screen.getByTestId('link-token').textContent).toContain('정말 취소할까요?');
  screen.getByTestId('webhook-on').focus();
  await user.keyboard(' ');
  screen.getByTestId('webhook-url').focus();
  await user.keyboard('{Enter}');
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByTestId('webhook-url')));
});
