/**
 * What the window may ask of the program behind it. Two things implement it: `tauri.ts` (the shell) and `memory.ts`
 * (a practice shop in memory, for tests and a plain browser). Screens see this interface only.
 *
 * Every call rejects with a {@link BackendError}, whatever went wrong underneath.
 */
import type {
  CancelRequest,
  Connection,
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
  Settings,
  ShopForm,
  Startup,
  UiError,
} from './bindings';

export type {
  CancelReason,
  CancelRequest,
  Connection,
  ConnectionState,
  Day,
  DocumentDetail,
  DocumentRow,
  DocumentState,
  Fault,
  HistoryFilter,
  HistoryPage,
  HistoryQuery,
  Issued,
  IssueRequest,
  Language,
  NumberKind,
  Preview,
  PrintResult,
  PrintRow,
  Purpose,
  ReceiptForm,
  Refusal,
  Settings,
  ShopForm,
  Startup,
  Taxation,
  Theme,
  TimelineStep,
  AttemptRow,
  UiError,
  UiErrorCode,
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
