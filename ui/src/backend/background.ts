/** What the window may ask about work behind it: part of the {@link Backend}. */
import type { Background } from './bindings';

export interface BackgroundBackend {
  loadBackground(): Promise<Background>;
  saveBackground(background: Background): Promise<Background>;
  /** Ends the program. */
  quit(): Promise<void>;
}
