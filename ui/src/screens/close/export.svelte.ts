/** The files of one period: where to, how far, and what came of it. The form stays until they are written. */
import type { CloseView, ExportResult, ExportStep, UiError } from '../../backend/backend';
import { BackendError } from '../../backend/backend';
import { closeText } from '../../messages/close';
import { errorText } from '../../messages/messages.svelte';
import type { Session } from '../../session.svelte';

export type ExportPhase = 'form' | 'running' | 'done';

export class ExportController {
  /** Null while its dialog is not open. */
  phase: ExportPhase | null = $state(null);
  period = $state('');
  folder = $state('');
  wholeNumbers = $state(false);
  folderFault: string | null = $state(null);
  /** Why nothing was written the last time. */
  problem: string | null = $state(null);
  isStopped = $state(false);
  isStopping = $state(false);
  step: ExportStep | null = $state.raw(null);
  #choosing = false;
  #results: ReadonlyMap<string, ExportResult> = $state.raw(new Map());

  constructor(
    readonly session: Session,
    /** The dialog is gone; `isWritten`: and files are there. */
    readonly onclosed: (isWritten: boolean) => void,
  ) {
    session.backend.onExportStep((step) => {
      if (this.phase === 'running') this.step = step;
    });
  }

  /** What came of the newest export of a period while the window is open. */
  resultOf(period: string): ExportResult | null {
    return this.#results.get(period) ?? null;
  }

  get result(): ExportResult | null {
    return this.resultOf(this.period);
  }

  open({ period, folder }: CloseView): void {
    if (this.phase !== null) return;
    this.period = period;
    this.folder = this.result?.folder ?? folder;
    this.wholeNumbers = false;
    this.#forget();
    this.phase = 'form';
  }

  type(folder: string): void {
    this.folder = folder;
    this.folderFault = null;
  }

  /** The desktop's dialog; what it answers takes the place of what was typed. */
  async choose(): Promise<void> {
    if (this.#choosing) return;
    this.#choosing = true;
    try {
      const chosen = await this.session.backend.chooseFolder(this.folder);
      if (chosen !== null) this.type(chosen);
    } catch (thrown) {
      this.problem = errorText(BackendError.from(thrown).ui);
    } finally {
      this.#choosing = false;
    }
  }

  async start(): Promise<void> {
    if (this.phase !== 'form') return;
    this.#forget();
    const { period, wholeNumbers } = this;
    const folder = this.folder.trim();
    if (folder === '') {
      this.folderFault = closeText().exporting.folderMissing;
      return;
    }
    this.phase = 'running';
    try {
      const result = await this.session.backend.exportPeriod({ period, folder, whole_numbers: wholeNumbers });
      this.#results = new Map([...this.#results, [period, result]]);
      this.phase = 'done';
    } catch (thrown) {
      this.#explain(BackendError.from(thrown).ui);
      this.phase = 'form';
    }
  }

  /** Files that are written by the time this arrives stay: then it is done. */
  async stop(): Promise<void> {
    if (this.phase !== 'running' || this.isStopping) return;
    this.isStopping = true;
    await this.session.backend.cancelExport().catch((thrown: unknown) => {
      this.isStopping = false;
      this.session.tellError(thrown);
    });
  }

  leave(): void {
    if (this.phase === 'running') return;
    const isWritten = this.phase === 'done';
    this.phase = null;
    this.onclosed(isWritten);
  }

  async openFolder(folder: string): Promise<void> {
    try {
      await this.session.backend.openFolder(folder);
    } catch {
      this.session.toasts.show('bad', closeText().exporting.folderNotOpened);
    }
  }

  #forget(): void {
    Object.assign(this, { folderFault: null, problem: null, isStopped: false, isStopping: false, step: null });
  }

  #explain(ui: UiError): void {
    const words = closeText().exporting;
    if (ui.code === 'export_cancelled') this.isStopped = true;
    else if (ui.code === 'export_failed') this.problem = reasonText(ui);
    else if (ui.code === 'faults') this.folderFault = words.folderMissing;
    else this.problem = errorText(ui);
  }
}

/** `disk_full`, or with the place after it. */
function reasonText({ detail }: UiError): string {
  const { problems, problemAnyhow } = closeText().exporting;
  const [reason = ''] = (detail ?? '').split(':');
  return problems[reason] ?? problemAnyhow;
}
