/** 거래처 of the practice shop in memory: whom it sells to, found by part of the name, 초성 or number. */
import type {
  Fault,
  ImportRow,
  PartnerDetail,
  PartnerFile,
  PartnerForm,
  PartnerImport,
  PartnerPage,
  PartnerQuery,
  PartnerRow,
} from '../bindings';
import { businessNumberGrouping, customerNumberGrouping } from '../../trade/number-grouping';
import { BusinessRegister } from './business-register';
import { isApproved, type Documents, type StoredDocument } from './documents';
import { error, fault, refuseFaults } from './errors';
import { buyerFaults } from './invoice-rules';
import { matchesText } from './matching';
import { readTable, type TableRow } from './partner-file';
import { digitsOf, mask } from './rules';

type StoredPartner = { id: number; form: PartnerForm; archived: boolean };

const PAGE = 100;
const OFFERED_MAX = 8;
const DOCUMENTS_MAX = 50;
const PHONE = /^[\d\s+()-]{3,20}$/;

export class PartnerBook {
  readonly register: BusinessRegister;
  readonly #partners = new Map<number, StoredPartner>();
  #lastId = 0;

  constructor(
    readonly documents: Documents,
    now: () => number,
  ) {
    this.register = new BusinessRegister(now);
  }

  find(text: string): PartnerForm[] {
    const found = this.#all(text, false);
    const byUse = found.sort((a, b) => this.#documentsOf(b).length - this.#documentsOf(a).length);
    return byUse.slice(0, OFFERED_MAX).map((partner) => this.#form(partner));
  }

  list({ text, archived, cursor }: PartnerQuery): PartnerPage {
    const found = this.#all(text, archived);
    const start = cursor === null ? 0 : Number(cursor);
    const end = start + PAGE;
    return {
      rows: found.slice(start, end).map((partner) => this.#row(partner)),
      next: end < found.length ? String(end) : null,
      total: this.#all('', archived).length,
    };
  }

  load(id: number): PartnerDetail {
    const partner = this.#get(id);
    const documents = this.#documentsOf(partner).slice(0, DOCUMENTS_MAX);
    return {
      row: this.#row(partner),
      form: this.#form(partner),
      documents: documents.map((document) => this.documents.row(document)),
    };
  }

  save(form: PartnerForm): PartnerDetail {
    refuseFaults(this.#faults(form));
    const partner = form.id === null ? this.add(form) : this.#get(form.id);
    partner.form = { ...tidy(form), id: partner.id };
    return this.load(partner.id);
  }

  archive(id: number, archived: boolean): PartnerDetail {
    this.#get(id).archived = archived;
    return this.load(id);
  }

  /** The columns that are understood bring partners; the ones that are known are replaced. */
  import(file: PartnerFile, commit: boolean): PartnerImport {
    const { columns, rows } = readTable(file);
    const judged = rows.map((row) => this.#judge(row));
    if (commit) for (const { form, verdict } of judged) if (verdict !== 'faulty') this.save(form);
    return {
      columns,
      rows: judged.map(({ line, number, name, verdict, faults }) => ({ line, number, name, verdict, faults })),
      done: commit,
    };
  }

  /** A partner as it is, without judging it. */
  add(form: PartnerForm): StoredPartner {
    this.#lastId += 1;
    const partner = { id: this.#lastId, form: { ...tidy(form), id: this.#lastId }, archived: false };
    this.#partners.set(partner.id, partner);
    return partner;
  }

  #judge({ line, values }: TableRow): ImportRow & { form: PartnerForm } {
    const known = this.#byNumber(values.number ?? '');
    const form = { ...blankPartner(), ...(known?.form ?? {}), id: known?.id ?? null };
    const { phone, contact, note, ...buyer } = values;
    const filled = {
      ...form,
      phone: phone ?? form.phone,
      contact: contact ?? form.contact,
      note: note ?? form.note,
      buyer: { ...form.buyer, ...buyer, number: businessNumberGrouping.join(digitsOf(values.number ?? '')) },
    };
    const faults = this.#faults(filled);
    const isSame = known && JSON.stringify(tidy(filled)) === JSON.stringify(known.form);
    const verdict = faults.length > 0 ? 'faulty' : isSame ? 'same' : known ? 'update' : 'new';
    return { line, number: values.number ?? '', name: values.name ?? '', verdict, faults, form: filled };
  }

  /** A card may know less than an invoice needs; what it knows must be right. */
  #faults({ id, buyer, phone }: PartnerForm): Fault[] {
    const faults = buyerFaults({ buyer }, null).filter(({ field }) => field !== 'buyer_owner');
    if (this.#isTaken(buyer.number, id)) faults.push(fault('buyer_number', 'partner_known'));
    if (phone.trim() !== '' && !PHONE.test(phone)) faults.push(fault('partner_phone', 'phone_invalid'));
    return faults;
  }

  #isTaken(number: string, id: number | null): boolean {
    const other = this.#byNumber(number);
    return other !== undefined && other.id !== id;
  }

  #byNumber(number: string): StoredPartner | undefined {
    const digits = digitsOf(number);
    if (digits === '') return undefined;
    return [...this.#partners.values()].find(({ form }) => digitsOf(form.buyer.number) === digits);
  }

  #all(text: string, archived: boolean): StoredPartner[] {
    const digits = digitsOf(text);
    const isNumber = /^[\d-]+$/.test(text.trim());
    return [...this.#partners.values()]
      .filter((partner) => archived || !partner.archived)
      .filter(({ form: { buyer } }) =>
        isNumber
          ? digitsOf(buyer.number).includes(digits)
          : text.trim() === '' || matchesText(buyer.name, text) || matchesText(buyer.owner, text),
      )
      .sort((a, b) => sortName(a).localeCompare(sortName(b), 'ko') || a.id - b.id);
  }

  #row(partner: StoredPartner): PartnerRow {
    const { buyer } = partner.form;
    const documents = this.#documentsOf(partner);
    return {
      id: partner.id,
      number: maskedNumber(partner.form),
      name: buyer.name,
      owner: buyer.owner,
      email: buyer.email || null,
      uses: documents.length,
      last_used: documents[0]?.at.slice(0, 10) ?? null,
      status: buyer.kind === 'business' ? this.register.last(digitsOf(buyer.number)) : null,
      archived: partner.archived,
    };
  }

  #form(partner: StoredPartner): PartnerForm {
    return structuredClone(partner.form);
  }

  #documentsOf({ form: { buyer } }: StoredPartner): StoredDocument[] {
    const digits = digitsOf(buyer.number);
    return this.documents.all((document) => document.digits === digits && isApproved(document.state));
  }

  #get(id: number): StoredPartner {
    const partner = this.#partners.get(id);
    if (!partner) throw error('not_found', String(id));
    return partner;
  }
}

export function blankPartner(): PartnerForm {
  return {
    id: null,
    buyer: {
      kind: 'business',
      number: '',
      branch: '',
      name: '',
      owner: '',
      address: '',
      business_type: '',
      business_item: '',
      email: '',
      email2: '',
    },
    phone: '',
    contact: '',
    note: '',
    default_kind: 'taxable',
    default_billing: 'charge',
  };
}

/** `(주)` before a name does not decide its place. */
const sortName = ({ form }: StoredPartner) => form.buyer.name.replace(/^(\(주\)|㈜|주식회사)\s*/, '');

function maskedNumber({ buyer: { kind, number } }: PartnerForm): string {
  if (kind === 'business') return businessNumberGrouping.join(digitsOf(number));
  return kind === 'resident' ? mask('rrn', digitsOf(number)) : number;
}

function tidy(form: PartnerForm): PartnerForm {
  const { buyer } = form;
  const trimmed = Object.entries(buyer).map(([name, text]) => [name, text.trim()]);
  const number = buyer.kind === 'foreigner' ? buyer.number.trim() : customerNumberGrouping.strip(buyer.number);
  const grouped = buyer.kind === 'business' ? businessNumberGrouping.join(number) : number;
  return {
    ...form,
    buyer: { ...(Object.fromEntries(trimmed) as PartnerForm['buyer']), number: grouped },
    phone: form.phone.trim(),
    contact: form.contact.trim(),
    note: form.note.trim(),
  };
}
