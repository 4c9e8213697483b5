/**
 * Hometax's workbooks, for the practice shop in memory. No workbook is read: a template's name says which form it is, and a
 * list is lines of `key,approval number`.
 */
import type { HometaxDesk, HometaxDocument, HometaxFillRequest, HometaxForm, HometaxListRequest } from '../bindings';
import type { StoredDocument } from './documents';
import { error } from './errors';
import { NoticeDesk } from './notice-desk';

type InFile = { file: string; at: string };

export class HometaxDeskInMemory extends NoticeDesk {
  readonly #inFiles = new Map<string, InFile>();

  loadHometax = async (): Promise<HometaxDesk> => ({
    documents: this.#waiting().map((document) => this.#seen(document)),
    folder: '~/Documents/홈택스',
  });

  fillHometax = async ({ template, folder }: HometaxFillRequest) => {
    if (!template.name.endsWith('.xlsx')) throw error('hometax_form', null, 'old_format');
    if (template.name.includes('옮김')) {
      throw error('hometax_form', null, 'moved_column: C | 공급가액 | 총거래금액(합계)');
    }
    const form: HometaxForm = template.name.includes('현금영수증') ? 'receipts' : 'tax_invoices';
    const going = this.#waiting().filter(
      (document) => formOf(document) === form && document.state !== 'by_file' && document.service === 0,
    );
    if (going.length === 0) throw error('nothing_for_hometax');
    const name = `홈택스_${form === 'receipts' ? '현금영수증' : '세금계산서'}_1.xlsx`;
    for (const document of going) {
      document.state = 'by_file';
      this.#inFiles.set(document.key, { file: name, at: this.time() });
    }
    return { form, folder, files: [{ name, documents: going.length }], desk: await this.loadHometax() };
  };

  readHometaxList = async ({ file, commit, chosen }: HometaxListRequest) => {
    const bytes = Uint8Array.from(atob(file.content), (character) => character.charCodeAt(0));
    const lines = new TextDecoder().decode(bytes).trim().split('\n');
    const pairs = lines.map((line) => {
      const [key = '', approval_number = ''] = line.trim().split(',');
      return { key, approval_number };
    });
    if (pairs.some(({ approval_number }) => approval_number === '')) throw error('hometax_form', null, 'unknown_list');
    const waits = (key: string) => this.documents.get(key)?.state === 'by_file';
    const doubtful = pairs.filter(({ key }) => key === '?').map(({ approval_number }) => approval_number);
    const free = doubtful.filter((number) => !chosen.some(({ approval_number }) => approval_number === number));
    const matched = [...pairs.filter(({ key }) => waits(key)), ...chosen];
    const isNamed = (key: string) => matched.some((pair) => pair.key === key);
    const rest = this.#waiting()
      .filter(({ key, state }) => state === 'by_file' && !isNamed(key))
      .map(({ key }) => key);
    if (commit) for (const { key, approval_number } of matched) this.#approve(key, approval_number);
    return {
      entries: pairs.length,
      known: 0,
      matched,
      alike: free.length > 0 && rest.length > 0 ? [{ keys: rest, approval_numbers: free }] : [],
      ours_left: free.length > 0 ? [] : rest,
      theirs_left: [],
      unusable_rows: [],
      booked: commit,
      desk: await this.loadHometax(),
    };
  };

  takeBackHometax = async (key: string): Promise<HometaxDesk> => {
    const document = this.documents.get(key);
    if (document?.state !== 'by_file') throw error('nothing_to_do', key);
    document.state = 'held';
    this.#inFiles.delete(key);
    return this.loadHometax();
  };

  #approve(key: string, approval_number: string): void {
    const document = this.documents.get(key);
    if (document) Object.assign(document, { state: 'approved', approval: approval_number });
  }

  /** Oldest first. */
  #waiting(): StoredDocument[] {
    return this.documents.all(({ state }) => ['ready', 'held', 'by_file'].includes(state)).reverse();
  }

  #seen(document: StoredDocument): HometaxDocument {
    const stands = document.state === 'by_file' ? this.#inFiles.get(document.key) : undefined;
    return {
      row: this.documents.row(document),
      form: formOf(document),
      reasons: document.service > 0 ? [{ code: 'service_charge', column: null, limit: null }] : [],
      file: stands?.file ?? null,
      handed_at: stands?.at ?? null,
    };
  }
}

function formOf({ act }: StoredDocument): HometaxForm {
  return act === 'invoice' || act === 'amend' ? 'tax_invoices' : 'receipts';
}
