/** What the window may ask about Hometax's own workbooks: part of the {@link Backend}. */
import type { HometaxDesk, HometaxFilled, HometaxFillRequest, HometaxList, HometaxListRequest } from './bindings';

export type {
  HometaxAlike,
  HometaxChoice,
  HometaxDesk,
  HometaxDocument,
  HometaxFilled,
  HometaxFillRequest,
  HometaxList,
  HometaxListRequest,
  HometaxReason,
} from './bindings';

export interface HometaxBackend {
  /** What is not issued yet, and what stands in a file. */
  loadHometax(): Promise<HometaxDesk>;
  /** Fills the template with everything that can go into it; all files or none. */
  fillHometax(request: HometaxFillRequest): Promise<HometaxFilled>;
  /** Without `commit` nothing is changed. */
  readHometaxList(request: HometaxListRequest): Promise<HometaxList>;
  /** The file was not uploaded: the document waits again and is sent. */
  takeBackHometax(key: string): Promise<HometaxDesk>;
}
