/** What the window may ask about going live (실제 발급 연결): part of the {@link Backend}. */
import type { Live, LiveChecked, LiveForm, LiveTried, World } from './bindings';

export type { Live, LiveCheck, LiveCheckKind, LiveCheckState, LiveForm, LiveRoute, LiveTrial } from './bindings';

export interface LiveBackend {
  /** What is typed so far for the real book, and how far it is; keys never come back. */
  loadLive(): Promise<Live>;
  /** Saves shop and account in the real book. What was checked with other settings does not count any more. */
  saveLive(form: LiveForm): Promise<Live>;
  /** Asks the service with the settings as saved; nothing is created. */
  checkLive(): Promise<LiveChecked>;
  /** Issues one receipt on the service's test host, which never reaches the NTS. */
  tryLive(): Promise<LiveTried>;
  /** The program begins anew with this book; the other one stays as it is. */
  switchWorld(world: World): Promise<void>;
}
