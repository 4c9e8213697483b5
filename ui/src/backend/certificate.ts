/** What the window may ask about the shop's certificate: part of the {@link Backend}. It is the real book's in either book. */
import type { FoundCertificates, KeptCertificate } from './bindings';

export type { CertificateState, FoundCertificate, FoundCertificates, KeptCertificate } from './bindings';

export interface CertificateBackend {
  loadCertificate(): Promise<KeptCertificate | null>;
  /** In the usual places, or in one folder or file. */
  findCertificates(place: string | null): Promise<FoundCertificates>;
  /** One of the last search. Rejects with `certificate` and the reason in `detail`; nothing is stored then. */
  addCertificate(id: number, password: string): Promise<KeptCertificate | null>;
  removeCertificate(): Promise<KeptCertificate | null>;
}
