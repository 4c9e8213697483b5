/** Composition root: chooses the backend, asks it for everything the first screen shows, and paints once. */
import 'virtual:window-font.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount, unmount } from 'svelte';
import App from './App.svelte';
import { BackendError, type Backend, type Startup, type UiError } from './backend/backend';
import { isTauri, tauriBackend } from './backend/tauri';
import { isLocked } from './locked';
import { Session } from './session.svelte';
import StartFailed from './StartFailed.svelte';
import { useTheme } from './theme';

async function start(target: HTMLElement): Promise<void> {
  useTheme('system');
  try {
    const backend = await chooseBackend();
    enter(target, backend, await backend.startup());
  } catch (thrown) {
    await refused(target, BackendError.from(thrown).ui);
  }
  afterPaint(loadOtherCharacters);
}

function enter(target: HTMLElement, backend: Backend, startup: Startup): void {
  mount(App, { target, props: { session: new Session(backend, startup) } });
  afterPaint(() => void backend.markReady().catch(() => {}));
}

/** A book that only waits for its key gets a screen to bring it. */
async function refused(target: HTMLElement, error: UiError): Promise<void> {
  if (!isLocked(error)) return void mount(StartFailed, { target, props: { error } });
  const { default: Lock } = await import('./screens/lock/Lock.svelte');
  const backend = await chooseBackend();
  const lock = mount(Lock, { target, props: { backend, error, onopen: open } });
  function open(startup: Startup): void {
    void unmount(lock);
    enter(target, backend, startup);
  }
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
