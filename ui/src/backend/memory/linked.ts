/** The practice shop in memory with 연결 set up or not. */
import type { DoorForm, ResultsForm } from '../bindings';
import { KeyedShop } from './keyed';
import { LinkDesk } from './link';

export class LinkedShop extends KeyedShop {
  readonly linkDesk = new LinkDesk();

  async loadLink() {
    return this.linkDesk.link();
  }

  async saveDoor(form: DoorForm) {
    return this.linkDesk.save(form);
  }

  async makeToken(name: string) {
    return this.linkDesk.make(name, this.time());
  }

  async revokeToken(id: number) {
    return this.linkDesk.revoke(id);
  }

  async saveResults(form: ResultsForm, newSecret: boolean) {
    return this.linkDesk.saveResults(form, newSecret);
  }

  async testResults(form: ResultsForm) {
    return this.linkDesk.test(form);
  }
}
