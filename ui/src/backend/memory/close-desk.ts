/**
 * 월 마감 of the practice shop in memory. Closing remembers what counted; an export takes steps, can be stopped, and has
 * a dial for what may be in its way.
 */
import type { CloseState, CloseView, ExportRequest, ExportResult, ExportStep } from '../bindings';
import { monthsOf, periodBefore, spanOf } from '../../trade/period';
import { changesSince, closingOf, countedIn, openIn, returnDue, sumsOf, type Closing } from './close';
import { error, fault, faultsError } from './errors';
import { InvoiceDesk } from './invoices';
import { cancelOf, localTime } from './seed';

const STEPS = 24;
const FILES: readonly (readonly [name: string, bytesEach: number])[] = [
  ['매출장부.xlsx', 92],
  ['매출장부_UTF-8.csv', 110],
  ['매출장부_CP949.csv', 98],
  ['현금영수증_발급집계.xlsx', 4],
  ['현금영수증_발급집계.pdf', 9],
  ['신용카드매출전표등_발행금액집계표.xlsx', 3],
  ['매출처별_세금계산서합계표.xlsx', 6],
  ['매출처별_세금계산서합계표.pdf', 11],
  ['매출처별_세금계산서합계표_초안.txt', 2],
  ['취소수정_목록.xlsx', 5],
  ['manifest.json', 3],
];

export class CloseDesk extends InvoiceDesk {
  readonly exporting = {
    /** Why the files cannot be written: `disk_full`, `not_writable`, `file_open`, `no_folder`. */
    problem: null as string | null,
    /** What the desktop's dialog answers. */
    chosen: null as string | null,
    step_ms: 0,
    opened: [] as string[],
    requests: [] as ExportRequest[],
  };
  readonly #closings = new Map<string, Closing>();
  readonly #exports = new Map<string, { at: string; keys: ReadonlySet<string> }>();
  readonly #stepListeners = new Set<(step: ExportStep) => void>();
  #stopped = false;

  async loadClose(period: string): Promise<CloseView> {
    if (this.dials.latency_ms > 0) await pause(this.dials.latency_ms);
    return this.#view(period);
  }

  async closeMonth(period: string): Promise<CloseView> {
    const { state, can_close } = this.#view(period);
    if (state === 'running' || spanOf(period) !== 'month') throw error('month_not_over', period);
    if (!can_close) throw error('nothing_to_close', period);
    this.#closings.set(period, closingOf(this.documents, period, this.time()));
    return this.#view(period);
  }

  async exportPeriod(request: ExportRequest): Promise<ExportResult> {
    const { period, folder } = request;
    if (folder.trim() === '') throw faultsError([fault('folder', 'required_missing')]);
    this.exporting.requests.push(request);
    const counted = countedIn(this.documents, period);
    this.#stopped = false;
    for (let step = 0; step <= STEPS; step += 1) {
      const done = Math.round((counted.length * step) / STEPS);
      for (const listener of this.#stepListeners) listener({ done, of: counted.length });
      await pause(this.exporting.step_ms);
      if (this.#stopped) throw error('export_cancelled');
      if (step === STEPS / 2 && this.exporting.problem) throw error('export_failed', null, this.exporting.problem);
    }
    const keys = new Set(counted.map(({ key }) => key));
    const last = this.#exports.get(period);
    this.#exports.set(period, { at: this.time(), keys });
    const { receipts, invoices, open } = this.#view(period);
    return {
      folder,
      files: FILES.map(([name, each]) => ({ name: `${period}_${name}`, bytes: 2_400 + each * counted.length })),
      count: counted.length,
      total: receipts.total + invoices.total,
      since: last?.at ?? null,
      added: last ? counted.filter(({ key }) => !last.keys.has(key)).length : 0,
      removed: last ? [...last.keys].filter((key) => !keys.has(key)).length : 0,
      undecided: open.find(({ matter }) => matter === 'undecided')?.count ?? 0,
    };
  }

  async cancelExport(): Promise<void> {
    this.#stopped = true;
  }

  async chooseFolder(_start: string): Promise<string | null> {
    return this.exporting.chosen;
  }

  async openFolder(folder: string): Promise<void> {
    this.exporting.opened.push(folder);
  }

  onExportStep(handler: (step: ExportStep) => void): () => void {
    this.#stepListeners.add(handler);
    return () => this.#stepListeners.delete(handler);
  }

  /** Last month was closed; `changed`: and then one of its receipts was cancelled, and a late answer came. */
  async closeLastMonth(extent: 'closed' | 'changed'): Promise<void> {
    const month = periodBefore(this.date().slice(0, 7));
    const [newest, ...others] = countedIn(this.documents, month).filter(({ act }) => act === 'issue');
    if (newest && extent === 'changed') newest.state = 'unknown';
    await this.closeMonth(month);
    if (extent === 'closed' || !newest) return;
    newest.state = 'approved';
    const at = localTime(this.now() - 3_600_000);
    for (const original of others.slice(0, 2)) {
      this.documents.add(cancelOf(original, at, this.next(), original.total, 'transaction_cancelled'));
    }
  }

  #view(period: string): CloseView {
    const months = monthsOf(period);
    const first = `${months[0] ?? ''}-01`;
    const last = lastDay(months.at(-1) ?? '');
    const isMonth = spanOf(period) === 'month';
    const closing = isMonth ? this.#closings.get(period) : undefined;
    const changes = closing ? changesSince(this.documents, period, closing) : [];
    const isOver = last < this.date();
    return {
      period,
      first,
      last,
      state: isOver ? this.#stateOf(months) : 'running',
      closed_at: closing?.at ?? null,
      can_close: isMonth && isOver && (!closing || changes.length > 0),
      changes,
      change_count: changes.length,
      ...sumsOf(this.documents, period),
      vat_before: sumsOf(this.documents, periodBefore(period)).vat,
      open: openIn(this.documents, period),
      return_due: returnDue(period, this.date()),
      folder: `~/Documents/jangbu/${period}`,
    };
  }

  #stateOf(months: readonly string[]): CloseState {
    const closings = months.map((month) => this.#closings.get(month));
    if (closings.some((closing) => closing === undefined)) return 'open';
    const isChanged = months.some((month, at) => {
      const closing = closings[at];
      return closing && changesSince(this.documents, month, closing).length > 0;
    });
    return isChanged ? 'changed' : 'closed';
  }
}

function lastDay(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
