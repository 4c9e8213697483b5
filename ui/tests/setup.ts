/** What jsdom lacks of a browser, and a clean slate before each test. */
import { cleanup, configure } from '@testing-library/svelte';
import { afterEach } from 'vitest';
import { useLanguage } from '../src/messages/messages.svelte';

// A wait ends as soon as it may; only what never comes takes this long, however busy the machine is.
configure({ asyncUtilTimeout: 10_000 });

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
