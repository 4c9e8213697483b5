/** 연결 of the practice shop in memory. A token and the webhook's secret are answered once. */
import type { DoorForm, Fault, Link, NewToken, ResultsForm, ResultsSaved, TokenRow } from '../bindings';
import { error, fault, refuseFaults } from './errors';

const PORT_MAX = 65_535;
const SHOWN = 64;

export class LinkDesk {
  form: DoorForm = { enabled: false, port: '8547' };
  results: ResultsForm = { webhook: false, url: '', files: false, folder: '', file_kind: 'json', all_documents: false };
  tokens: TokenRow[] = [];
  hasSecret = false;
  /** Another program has the port. */
  portTaken = false;
  /** What goes wrong with the next test; null lets it through. */
  problem: { name: string; status: number | null } | null = null;
  #lastId = 0;

  link(): Link {
    const { form, results, tokens, hasSecret: has_secret } = this;
    const state = !form.enabled ? 'shut' : this.portTaken ? 'port_taken' : 'open';
    return { form, state, url: `http://127.0.0.1:${form.port}`, tokens, results, has_secret };
  }

  save(form: DoorForm): Link {
    const port = Number(form.port);
    const isPort = /^\d+$/.test(form.port.trim()) && port >= 1 && port <= PORT_MAX;
    refuseFaults(isPort ? [] : [fault('api_port', 'port_invalid')]);
    this.form = { ...form, port: String(port) };
    return this.link();
  }

  make(name: string, at: string): NewToken {
    refuseFaults(name.trim() === '' ? [fault('token_name', 'required_missing')] : []);
    this.#lastId += 1;
    this.tokens = [{ id: this.#lastId, name: name.trim(), created_at: at, last_used_at: null }, ...this.tokens];
    return { token: `jangbu_${this.#lastId}_${'5e'.repeat(SHOWN / 2)}`, link: this.link() };
  }

  revoke(id: number): Link {
    if (!this.tokens.some((token) => token.id === id)) throw error('nothing_to_do', `token ${id}`);
    this.tokens = this.tokens.filter((token) => token.id !== id);
    return this.link();
  }

  saveResults(form: ResultsForm, renew: boolean): ResultsSaved {
    refuseFaults(faultsOf(form));
    const isNew = form.webhook && (renew || !this.hasSecret);
    this.hasSecret ||= isNew;
    this.results = form;
    const new_secret = isNew ? `whsec_${'a7'.repeat(SHOWN / 2)}` : null;
    return { link: this.link(), new_secret, problem: null, status: null };
  }

  test(form: ResultsForm): ResultsSaved {
    const saved = this.saveResults(form, false);
    return { ...saved, problem: this.problem?.name ?? null, status: this.problem?.status ?? null };
  }
}

function faultsOf({ webhook, url, files, folder }: ResultsForm): Fault[] {
  const faults: Fault[] = [];
  if (webhook && url.trim() === '') faults.push(fault('webhook_url', 'required_missing'));
  else if (webhook && !/^https:\/\/|^http:\/\/(127\.|localhost)/.test(url.trim())) {
    faults.push(fault('webhook_url', url.trim().startsWith('http://') ? 'url_not_encrypted' : 'url_invalid'));
  }
  if (files && folder.trim() === '') faults.push(fault('results_folder', 'required_missing'));
  return faults;
}
