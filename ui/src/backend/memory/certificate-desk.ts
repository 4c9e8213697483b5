/** The certificate of the practice shop in memory: three that can be found, of which one opens with {@link PASSWORD}. */
import type { FoundCertificate, FoundCertificates, KeptCertificate } from '../bindings';
import { error } from './errors';
import { HometaxDeskInMemory } from './hometax-desk';

export const PASSWORD = 'test1234!';

const OURS: FoundCertificate = {
  id: 1,
  place: '~/NPKI/yessign/USER/cn=행복문구()0001',
  owner: '행복문구',
  issuer: 'yessign',
  usage: 'tax_invoice',
  valid_to: '2027-06-30T23:59:59',
  state: 'valid',
};
const OF_A_STICK: FoundCertificate = {
  id: 2,
  place: '/media/shop/USB/NPKI/shop.pfx',
  owner: '',
  issuer: '',
  usage: null,
  valid_to: null,
  state: 'locked',
};
const OLD: FoundCertificate = {
  ...OURS,
  id: 3,
  place: '~/NPKI/yessign/USER/cn=행복문구()0000',
  valid_to: '2025-12-31T23:59:59',
  state: 'expired',
};

export class CertificateDesk extends HometaxDeskInMemory {
  certificate: KeptCertificate | null = null;
  /** What a search finds. */
  certificates: FoundCertificate[] = [OURS, OF_A_STICK, OLD];
  /** What is wrong with the next one that is added; null lets the right password through. */
  certificateProblem: string | null = null;

  async loadCertificate(): Promise<KeptCertificate | null> {
    return this.certificate;
  }

  async findCertificates(_place: string | null): Promise<FoundCertificates> {
    return { found: this.certificates, cut_short: false };
  }

  async addCertificate(id: number, password: string): Promise<KeptCertificate | null> {
    const found = this.certificates.find((one) => one.id === id);
    if (!found) throw error('nothing_to_do', 'certificate');
    const problem = this.certificateProblem ?? (password === PASSWORD ? null : 'wrong_password');
    if (problem) throw error('certificate', null, problem);
    const { owner, issuer, usage, valid_to } = found.state === 'locked' ? OURS : found;
    return (this.certificate = {
      owner,
      issuer,
      usage: usage ?? 'other',
      valid_to: valid_to ?? '2027-06-30T23:59:59',
      state: 'valid',
      days_left: 220,
    });
  }

  async removeCertificate(): Promise<KeptCertificate | null> {
    if (!this.certificate) throw error('nothing_to_do', 'certificate');
    return (this.certificate = null);
  }
}
