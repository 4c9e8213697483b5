/**
 * What the window may ask of the program behind it. Two things implement it: `tauri.ts` (the shell) and `memory.ts`
 * (a practice shop in memory, for tests and a plain browser). Screens see this interface only.
 *
 * Every call rejects with a {@link BackendError}, whatever went wrong underneath.
 */
import type {
  AmendForm,
  AmendPlan,
  AmendRequest,
  AttemptPage,
  AttemptQuery,
  BuyerStatus,
  Calendar,
  CalendarEdits,
  CancelRequest,
  CatalogueItem,
  CloseView,
  Connection,
  CorrectRequest,
  Day,
  DocumentsChanged,
  DocumentDetail,
  Draft,
  ExportRequest,
  ExportResult,
  ExportStep,
  HistoryPage,
  HistoryQuery,
  InvoiceDetail,
  InvoiceForm,
  InvoicePaper,
  InvoiceReading,
  InvoiceRequest,
  Issued,
  IssueRequest,
  PaperPreview,
  PartnerDetail,
  PartnerFile,
  PartnerForm,
  PartnerImport,
  PartnerPage,
  PartnerQuery,
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
import type { BackgroundBackend } from './background';
import type { CertificateBackend } from './certificate';
import type { HometaxBackend } from './hometax';
import type { ImportBackend } from './imports';
import type { KeyBackend } from './keys';
import type { LinkBackend } from './link';
import type { LiveBackend } from './live';
import type { NoticeBackend } from './notices';
import type { StaffBackend } from './staff';

import type { AutomationBackend } from './automation';
export type * from './automation';
export type * from './hometax';
export type * from './live';
export type * from './bindings';

export interface Backend
  extends
    LinkBackend,
    AutomationBackend,
    ImportBackend,
    HometaxBackend,
    BackgroundBackend,
    NoticeBackend,
    LiveBackend,
    KeyBackend,
    StaffBackend,
    CertificateBackend {
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
  /** What the invoice form means so far; cheap, asked while typing. */
  readInvoice(form: InvoiceForm): Promise<InvoiceReading>;
  /** Asks the NTS about a business number. Without a line it answers what was last known, with its age. */
  checkBuyer(number: string): Promise<BuyerStatus>;
  issueInvoice(request: InvoiceRequest): Promise<Issued>;
  loadInvoice(key: string): Promise<InvoiceDetail>;
  /** A past invoice as a new form: dated today, or `anew` with its own dates. */
  copyInvoice(key: string, anew: boolean): Promise<InvoiceForm>;
  /** Sends an issued invoice to the NTS now instead of at the set time. */
  transmitInvoice(key: string): Promise<Issued>;
  /** How the paper of a form would look; nothing is issued or kept. */
  previewInvoicePaper(form: InvoiceForm, paper: InvoicePaper): Promise<PaperPreview>;
  showInvoicePaper(key: string, paper: InvoicePaper): Promise<PaperPreview>;
  printInvoice(key: string, paper: InvoicePaper): Promise<PrintResult>;
  loadDraft(): Promise<Draft | null>;
  /** Answers when it was saved, Korean local time. */
  saveDraft(form: InvoiceForm): Promise<string>;
  discardDraft(): Promise<void>;
  findItems(text: string): Promise<CatalogueItem[]>;
  /** The papers an amendment would lead to; nothing is issued. */
  planAmendment(form: AmendForm): Promise<AmendPlan>;
  /** Answers the first document of the amendment. */
  issueAmendment(request: AmendRequest): Promise<Issued>;
  /** The partners offered while typing, the most used first. */
  findPartners(text: string): Promise<PartnerForm[]>;
  listPartners(query: PartnerQuery): Promise<PartnerPage>;
  loadPartner(id: number): Promise<PartnerDetail>;
  savePartner(form: PartnerForm): Promise<PartnerDetail>;
  archivePartner(id: number, archived: boolean): Promise<PartnerDetail>;
  /** Without `commit` nothing is changed. */
  importPartners(file: PartnerFile, commit: boolean): Promise<PartnerImport>;
  /** A month (`2026-11`), quarter (`2026-Q4`) or half-year (`2026-H2`) with everything the screen shows. */
  loadClose(period: string): Promise<CloseView>;
  /** The act; it stands in the journal. Months only. */
  closeMonth(period: string): Promise<CloseView>;
  /** Writes all files or none; tells its steps meanwhile. */
  exportPeriod(request: ExportRequest): Promise<ExportResult>;
  /** The export that runs ends with `export_cancelled`. */
  cancelExport(): Promise<void>;
  /** The desktop's own dialog; null when it was dismissed. */
  chooseFolder(start: string): Promise<string | null>;
  /** Shows it in the file manager. */
  openFolder(folder: string): Promise<void>;
  onExportStep(handler: (step: ExportStep) => void): () => void;
  /** Something changed a document behind the window's back. Returns the way to stop listening. */
  onDocumentsChanged(handler: (event: DocumentsChanged) => void): () => void;
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
