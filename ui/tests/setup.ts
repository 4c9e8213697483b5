/** What jsdom lacks of a browser, and a clean slate before each test. */
import { cleanup } from '@testing-library/svelte';
import { afterEach } from 'vitest';
import { useLanguage } from '../src/messages/messages.svelte';

HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
};
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
// jsdom lays nothing out: a window's worth of height, so that a virtual list shows its first rows.
Object.defineProperties(HTMLElement.prototype, {
  offsetHeight: { configurable: true, get: () => 720 },
  offsetWidth: { configurable: true, get: () => 1_024 },
});
Element.prototype.scrollTo ??= () => {};

afterEach(() => {
  cleanup();
  useLanguage('ko');
});
