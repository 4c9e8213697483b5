/** Composition root: chooses the backend, asks it for everything the first screen shows, and paints once. */
import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css';
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
  } catch (thrown) {
    mount(StartFailed, { target, props: { error: BackendError.from(thrown).ui } });
  }
}

async function chooseBackend(): Promise<Backend> {
  if (isTauri()) return tauriBackend;
  const { MemoryBackend } = await import('./backend/memory');
  return MemoryBackend.practiceShop(new URLSearchParams(location.search));
}

const target = document.getElementById('app');
if (target) void start(target);
