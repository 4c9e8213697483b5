/** Partners for tests. */
import type { PartnerForm } from '../src/backend/backend';
import type { MemoryBackend } from '../src/backend/memory';
import { blankPartner } from '../src/backend/memory/partners';

export const HANBIT = '314-81-20001';
export const MIRAE = '220-81-45672';
/** Of the practice NTS: a business that has closed. */
export const CLOSED = '111-11-11119';

export function partnerForm(number: string, name: string, change: Partial<PartnerForm['buyer']> = {}): PartnerForm {
  const blank = blankPartner();
  return { ...blank, buyer: { ...blank.buyer, number, name, owner: '이한빛', ...change } };
}

/** `(주)한빛유통` and `미래상사`. */
export function addTwo(backend: MemoryBackend): void {
  backend.partners.add(partnerForm(HANBIT, '(주)한빛유통', { email: 'tax@example.com' }));
  backend.partners.add(partnerForm(MIRAE, '미래상사', { owner: '정미래' }));
}

/** Many, with names that sort as they are numbered. */
export function addMany(backend: MemoryBackend, count: number): void {
  for (let n = 1; n <= count; n += 1) {
    const foreigner = { kind: 'foreigner' as const, owner: '' };
    backend.partners.add(
      partnerForm(`M${String(n).padStart(8, '0')}`, `손님 ${String(n).padStart(4, '0')}`, foreigner),
    );
  }
}
