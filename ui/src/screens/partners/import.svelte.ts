/** Partners from a file: looked at first, row by row; written into the book only when the person says so. */
import { BackendError, type ImportRow, type ImportVerdict, type PartnerFile } from '../../backend/backend';
import type { PartnerImport, UiError } from '../../backend/backend';
import { errorText } from '../../messages/messages.svelte';
import { partnersText } from '../../messages/partners';
import type { Session } from '../../session.svelte';
import { partnerFaultText } from './partner-draft.svelte';

export type ImportFilter = ImportVerdict | 'all';

const FILE_BYTES_MAX = 8 * 1024 * 1024;
const ENDINGS = /\.(xlsx|csv)$/i;

export class ImportController {
  file: PartnerFile | null = $state.raw(null);
  /** What the file would bring, or has brought. */
  report: PartnerImport | null = $state.raw(null);
  /** Why the file cannot be read. */
  problem: string | null = $state(null);
  filter: ImportFilter = $state('all');
  busy: 'reading' | 'writing' | null = $state(null);

  constructor(readonly session: Session) {}

  get rows(): readonly ImportRow[] {
    const rows = this.report?.rows ?? [];
    return this.filter === 'all' ? rows : rows.filter(({ verdict }) => verdict === this.filter);
  }

  count(verdict: ImportVerdict): number {
    return this.report?.rows.filter((row) => row.verdict === verdict).length ?? 0;
  }

  /** Rows that bring something. */
  get takes(): number {
    return this.count('new') + this.count('update');
  }

  show(filter: ImportFilter): void {
    this.filter = filter;
  }

  /** Reads the file and shows what it would bring. */
  async read(chosen: File): Promise<void> {
    if (this.busy) return;
    const words = partnersText().importing;
    Object.assign(this, { file: null, report: null, problem: null, filter: 'all' });
    if (!ENDINGS.test(chosen.name)) this.problem = words.wrongKind;
    else if (chosen.size > FILE_BYTES_MAX) this.problem = words.tooBig;
    else {
      await this.#work('reading', async () => {
        const file = { name: chosen.name, content: await base64Of(chosen) };
        this.report = await this.session.backend.importPartners(file, false);
        this.file = file;
      });
    }
  }

  /** Writes what can be taken. */
  async commit(): Promise<void> {
    const { file } = this;
    if (!file || this.takes === 0 || this.report?.done) return;
    await this.#work('writing', async () => {
      this.report = await this.session.backend.importPartners(file, true);
      this.filter = this.count('faulty') > 0 ? 'faulty' : 'all';
    });
  }

  async #work(what: 'reading' | 'writing', act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = what;
    try {
      await act();
    } catch (thrown) {
      this.problem = problemText(BackendError.from(thrown).ui);
    } finally {
      this.busy = null;
    }
  }
}

/** What will become of a row, or why it cannot be taken: every fault with its field. */
export function rowText({ verdict, faults }: ImportRow): string {
  const words = partnersText().importing;
  const [first] = faults;
  if (!first) return { new: words.newNote, update: words.updateNote, same: words.sameNote, faulty: '' }[verdict];
  const name = first.field.replace(/^(buyer|partner)_/, '');
  const sentence = `${words.fields[name] ?? name}: ${partnerFaultText(first.code)}`;
  return faults.length === 1 ? sentence : `${sentence} (${words.more(faults.length - 1)})`;
}

function problemText(error: UiError): string {
  const words = partnersText().importing;
  if (error.code !== 'unreadable_file') return errorText(error);
  return words.problems[error.detail ?? ''] ?? words.unreadable;
}

/** The bytes as the program wants them: base64 without the `data:` before it. */
function base64Of(file: File): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => fail(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });
}
