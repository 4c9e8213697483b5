/** Going live, for the practice shop in memory. There is no program to begin anew: only the book it would begin with is kept. */
import type { LiveForm, Startup, World } from '../bindings';
import { LiveRoom } from './live';
import { CertificateDesk } from './certificate-desk';
import { PRACTICE_SHOP } from './seed';

/** `?live=…` that is not the name of a reason. */
const READY = ['done', 'file', 'real', 'real_file'];

export class LiveDesk extends CertificateDesk {
  readonly liveRoom = new LiveRoom();

  override async startup(): Promise<Startup> {
    return { ...(await super.startup()), world: this.liveRoom.world };
  }

  async loadLive() {
    return this.liveRoom.live();
  }

  async saveLive(form: LiveForm) {
    return this.liveRoom.save(form);
  }

  async checkLive() {
    await this.#wait();
    const checks = this.liveRoom.check(this.time());
    return { checks, live: this.liveRoom.live() };
  }

  async tryLive() {
    await this.#wait();
    const trial = this.liveRoom.try();
    return { trial, live: this.liveRoom.live() };
  }

  async switchWorld(world: World) {
    this.liveRoom.switchTo(world);
  }

  /** For a plain browser: everything filled in, and the named reason met, or the real book open. */
  dialLive(name: string | null): void {
    if (name === null) return;
    const room = this.liveRoom;
    const isFile = name === 'file' || name === 'real_file';
    room.save({
      ...room.form,
      route: isFile ? 'hometax_file' : 'popbill',
      shop: PRACTICE_SHOP,
      link_id: 'HAPPY',
      secret_key: 'c2VjcmV0',
    });
    if (!READY.includes(name)) room.problem = name;
    else if (!isFile) room.check(this.time());
    if (name === 'done') room.try();
    if (name !== 'real' && name !== 'real_file') return;
    room.switchTo('real');
    this.route = isFile ? 'file' : 'popbill';
  }

  async #wait(): Promise<void> {
    const { latency_ms } = this.dials;
    if (latency_ms > 0) await new Promise((done) => setTimeout(done, latency_ms));
  }
}
