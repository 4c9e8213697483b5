/** The navigation as data: a new screen is one line here and one folder under `screens/`. */
import type { Component } from 'svelte';
import type { Messages } from '../messages/messages.svelte';
import Counter from '../screens/counter/Counter.svelte';
import type { Session } from '../session.svelte';

export type ScreenComponent = Component<{ session: Session }>;
export type NavName = keyof Messages['nav'] &
  ('counter' | 'invoice' | 'history' | 'partners' | 'close' | 'automation' | 'tasks' | 'settings');
export type ScreenName = NavName | 'live';
type Opened = {
  /** A clerk is refused everything on it; the program behind the window decides that. */
  ownerOnly?: true;
  component: () => ScreenComponent | Promise<ScreenComponent>;
};
export type Screen = Opened & { name: NavName; key: string };

/** Leaves the desk, from everywhere. */
export const LOCK_KEY = 'Ctrl+Shift+L';

/** The counter comes with the first paint; the others are fetched when they are opened. */
export const SCREENS: readonly Screen[] = [
  { name: 'counter', key: 'F1', component: () => Counter },
  { name: 'invoice', key: 'F2', component: async () => (await import('../screens/invoice/Invoice.svelte')).default },
  { name: 'history', key: 'F3', component: async () => (await import('../screens/history/History.svelte')).default },
  {
    name: 'partners',
    key: 'F4',
    component: async () => (await import('../screens/partners/Partners.svelte')).default,
  },
  {
    name: 'close',
    key: 'F6',
    ownerOnly: true,
    component: async () => (await import('../screens/close/Close.svelte')).default,
  },
  {
    name: 'automation',
    key: 'F7',
    ownerOnly: true,
    component: async () => (await import('../screens/automation/Automation.svelte')).default,
  },
  { name: 'tasks', key: 'F8', component: async () => (await import('../screens/tasks/Tasks.svelte')).default },
  {
    name: 'settings',
    key: 'Ctrl+,',
    ownerOnly: true,
    component: async () => (await import('../screens/settings/Settings.svelte')).default,
  },
];

/** Reached from what they are about, without a place or a key of their own. */
export const OTHER_SCREENS: readonly (Opened & { name: ScreenName })[] = [
  { name: 'live', ownerOnly: true, component: async () => (await import('../screens/live/Live.svelte')).default },
];
