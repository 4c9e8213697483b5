/** Composition root: chooses the backend, asks it for everything the first screen shows, and paints once. */
import 'virtual:window-font.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { BackendError, type Backend } from './backend/backend';
import { isTauri, tauriBackend } from './backend/tauri';
import { Session } from './session.svelte';
import StartFailed from './StartFailed.svelte';
import { useTheme } from './theme';

async function start(target: HTMLElement): Promise<void> {
  useTheme('system');
  try {
    const backend = await chooseBackend();
    mount(App, { target, props: { session: new Session(backend, await backend.startup()) } });
    afterPaint(() => void backend.markReady().catch(() => {}));
  } catch (thrown) {
    mount(StartFailed, { target, props: { error: BackendError.from(thrown).ui } });
  }
  afterPaint(loadOtherCharacters);
}

async function chooseBackend(): Promise<Backend> {
  if (isTauri()) return tauriBackend;
  const { MemoryBackend } = await import('./backend/memory');
  return MemoryBackend.practiceShop(new URLSearchParams(location.search));
}

function afterPaint(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act, 0));
}

/** Names and items that a shop types: all of Pretendard in slices, fetched as they are needed. */
function loadOtherCharacters(): void {
  void import('pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css');
}

const target = document.getElementById('app');
if (target) void start(target);
