/** 거래처 of the practice shop in memory. */
import type { PartnerDetail, PartnerFile, PartnerForm, PartnerImport, PartnerPage, PartnerQuery } from '../bindings';
import type { Documents } from './documents';
import { error } from './errors';

export class PartnerBook {
  constructor(readonly documents: Documents) {}

  find(_text: string): PartnerForm[] {
    return [];
  }

  list(_query: PartnerQuery): PartnerPage {
    return { rows: [], next: null, total: 0 };
  }

  load(id: number): PartnerDetail {
    throw error('not_found', String(id));
  }

  save(_form: PartnerForm): PartnerDetail {
    throw error('not_found');
  }

  archive(id: number, _archived: boolean): PartnerDetail {
    throw error('not_found', String(id));
  }

  import(_file: PartnerFile, _commit: boolean): PartnerImport {
    throw error('unreadable_file');
  }
}
