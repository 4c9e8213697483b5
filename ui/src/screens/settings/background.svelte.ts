/** Work behind a closed window: saved the moment it is chosen. */
import type { Background } from '../../backend/backend';
import type { Session } from '../../session.svelte';

export class BackgroundController {
  background: Background | null = $state.raw(null);

  constructor(readonly session: Session) {
    void this.#take(() => session.backend.loadBackground());
  }

  async choose(change: Partial<Background>): Promise<void> {
    const { background } = this;
    if (background) await this.#take(() => this.session.backend.saveBackground({ ...background, ...change }));
  }

  quit(): void {
    void this.session.backend.quit();
  }

  async #take(ask: () => Promise<Background>): Promise<void> {
    try {
      this.background = await ask();
    } catch (thrown) {
      this.session.tellError(thrown);
    }
  }
}
