/** What the window may ask about orders that come from files: part of the {@link Backend}. */
import type {
  ImportedOrder,
  ImportedPage,
  ImportedQuery,
  ImportedRow,
  LookedFile,
  OrderForm,
  OrderImport,
  OrderMapping,
  PartnerFile,
  TakenOrders,
  UndoneImport,
} from './bindings';

export interface ImportBackend {
  /** Looks at a file of orders; nothing is changed. Without a mapping it is the remembered or the guessed one. */
  lookAtOrders(file: PartnerFile, mapping: OrderMapping | null): Promise<LookedFile>;
  /** Takes in the file that was looked at last, all of it or nothing; nothing is issued yet. */
  takeOrders(): Promise<TakenOrders>;
  /** Newest first. */
  listImports(): Promise<OrderImport[]>;
  loadImport(id: number): Promise<OrderImport>;
  /** A page of an import's orders, or of the file that was looked at last. */
  listImportedOrders(query: ImportedQuery): Promise<ImportedPage>;
  loadImportedOrder(id: number): Promise<ImportedOrder>;
  /** The order is judged anew. */
  repairImportedOrder(id: number, form: OrderForm): Promise<ImportedRow>;
  /** Answers when nothing waits any more or when it is paused; `loadImport` says how far it is meanwhile. */
  issueImport(id: number): Promise<OrderImport>;
  /** False when it is not being issued. */
  pauseImport(id: number): Promise<boolean>;
  /** What is a document stays. */
  undoImport(id: number): Promise<UndoneImport>;
}
