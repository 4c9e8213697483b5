/**
 * What the window may ask of the program behind it. Two things implement it: `tauri.ts` (the shell) and `memory.ts`
 * (a practice shop in memory, for tests and a plain browser). Screens see this interface only.
 *
 * Every call rejects with a {@link BackendError}, whatever went wrong underneath.
 */
import type {
  AttemptPage,
  AttemptQuery,
  Calendar,
  CalendarEdits,
  CancelRequest,
  Connection,
  CorrectRequest,
  Day,
  DocumentChanged,
  DocumentDetail,
  HistoryPage,
  HistoryQuery,
  Issued,
  IssueRequest,
  Preview,
  PrintResult,
  ReceiptForm,
  Reconciled,
  Settings,
  ShopForm,
  Startup,
  StepRequest,
  SupportBundle,
  TaskList,
  UiError,
} from './bindings';

export type {
  Act,
  AddedHoliday,
  AttemptPage,
  AttemptQuery,
  Calendar,
  CalendarEdits,
  CancelReason,
  CancelRequest,
  Connection,
  ConnectionState,
  Correction,
  CorrectionStage,
  CorrectRequest,
  Day,
  DocumentDetail,
  DocumentRow,
  DocumentState,
  Fault,
  HistoryFilter,
  HistoryPage,
  HistoryQuery,
  Holiday,
  Issued,
  IssueRequest,
  Language,
  LoggedAttempt,
  NumberKind,
  Preview,
  PrintResult,
  PrintRow,
  Purpose,
  ReceiptForm,
  Reconciled,
  Refusal,
  Settings,
  ShopForm,
  Startup,
  StepRequest,
  SupportBundle,
  Task,
  TaskKind,
  TaskList,
  TaskStep,
  Taxation,
  TheirRecord,
  Theme,
  TimelineStep,
  AttemptRow,
  UiError,
  UiErrorCode,
  Waiting,
  WaitingRow,
  World,
} from './bindings';

export interface Backend {
  startup(): Promise<Startup>;
  /** Called once, when the first screen can take keys. */
  markReady(): Promise<void>;
  saveShop(form: ShopForm): Promise<ShopForm>;
  saveSettings(settings: Settings): Promise<Settings>;
  /** What the form means so far; cheap, asked while typing. */
  previewReceipt(form: ReceiptForm): Promise<Preview>;
  issueReceipt(request: IssueRequest): Promise<Issued>;
  /** The answered row is the cancel document, not the receipt it cancels. */
  cancelReceipt(request: CancelRequest): Promise<Issued>;
  /** Asks the NTS again about an unknown document, or sends a held one now. */
  resolveDocument(key: string): Promise<Issued>;
  loadDay(): Promise<Day>;
  searchHistory(query: HistoryQuery): Promise<HistoryPage>;
  loadDocument(key: string): Promise<DocumentDetail>;
  printDocument(key: string): Promise<PrintResult>;
  /** The full customer number. Each call is written to the journal. */
  revealNumber(key: string): Promise<string>;
  checkConnection(): Promise<Connection>;
  /** What needs a person, and what resolves by itself. */
  loadTasks(): Promise<TaskList>;
  /** Takes a task's one next step; answers the list afterwards. */
  takeStep(request: StepRequest): Promise<TaskList>;
  /** Cancels a receipt and issues it again under another number. Answers the new receipt, or the cancel on its way. */
  correctNumber(request: CorrectRequest): Promise<Issued>;
  /** Compares a day with the NTS's book; yesterday when it is null. */
  reconcile(day: string | null): Promise<Reconciled>;
  loadAttempts(query: AttemptQuery): Promise<AttemptPage>;
  saveSupportBundle(): Promise<SupportBundle>;
  loadCalendar(): Promise<Calendar>;
  /** All of the shop's changes to the table of the law; they replace the ones before. */
  saveCalendar(edits: CalendarEdits): Promise<Calendar>;
  /** Something changed a document behind the window's back. Returns the way to stop listening. */
  onDocumentChanged(handler: (event: DocumentChanged) => void): () => void;
  onConnectionChanged(handler: (connection: Connection) => void): () => void;
}

/** The one error a screen meets. `ui.code` chooses the sentence; `ui.reference` finds it in the log or the book. */
export class BackendError extends Error {
  override readonly name = 'BackendError';

  constructor(readonly ui: UiError) {
    super(ui.code);
  }

  /** Anything thrown, as a {@link BackendError}; what is not one becomes `internal`. */
  static from(thrown: unknown): BackendError {
    if (thrown instanceof BackendError) return thrown;
    const detail = thrown instanceof Error ? thrown.message : null;
    return new BackendError({ code: 'internal', faults: [], retry: 'later', reference: null, detail });
  }
}
