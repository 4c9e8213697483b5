/** Orders from files: a csv as it stands (a workbook stands for one list), judged by a few of the rules. */
import type {
  Fault,
  ImportedPage,
  ImportedQuery,
  ImportedRow,
  ImportState,
  LookedFile,
  OrderForm,
  OrderImport,
  OrderMapping,
  PartnerFile,
  TakenOrders,
  UndoneImport,
} from '../bindings';
import { error, fault } from './errors';
import { parseCsv, textOf } from './partner-file';

const MEANINGS = {
  order_no: ['주문번호'],
  ordered_on: ['주문일'],
  buyer_name: ['상호', '거래처명', '고객명'],
  business_number: ['사업자번호', '등록번호'],
  owner: ['대표자'],
  email: ['이메일'],
  customer_number: ['휴대폰', '연락처'],
  item: ['품목', '상품명'],
  quantity: ['수량'],
  unit_price: ['단가'],
  supply: ['공급가액'],
  total: ['결제금액', '합계'],
} as const;
type Meaning = keyof typeof MEANINGS;

const WORKBOOK = `주문번호,주문일,거래처명,사업자번호,휴대폰,품목,수량,결제금액
B-1001,,(주)한빛유통,314-81-20001,,복사용지,10,308000
B-1002,,미래상사,220-81-45672,,볼펜,100,55000
B-1003,,김손님,,010-1234-5678,공책,2,"4,400 원"
B-1004,,오타상사,123-45-67890,,자,1,1100
B-1005,,이손님,,,지우개,1,500
합계,,,,,,,369000
`;

type Order = { row: ImportedRow; form: OrderForm };
type Import = { id: number; file_name: string; content: string; at: string; undone: boolean; orders: Order[] };

export class OrderImports {
  readonly imports: Import[] = [];
  #looked: { file: PartnerFile; orders: Order[] } | null = null;
  #running = new Map<number, { done: number; of: number; pausing: boolean }>();
  #mappings = new Map<string, OrderMapping>();
  #nextRow = 1;

  constructor(
    readonly time: () => string,
    readonly issue: (form: OrderForm, total: number) => Promise<string>,
  ) {}

  look(file: PartnerFile, mapping: OrderMapping | null): LookedFile {
    const [header = [], ...body] = parseCsv(textOf(file.name, file.content, WORKBOOK));
    if (header.length < 3) throw unreadable('no_header');
    if (body.length === 0) throw unreadable('no_rows');
    const layout = header.join('|');
    const kept = this.#mappings.get(layout);
    const used = mapping ?? kept ?? { columns: header.map(meaningOf), source: '' };
    const has = (...names: Meaning[]) => names.some((name) => used.columns.includes(name));
    const missing = [
      ...(has('order_no') ? [] : ['order_no']),
      ...(has('supply', 'unit_price', 'total') ? [] : ['supply']),
    ];
    if (missing.length === 0) this.#mappings.set(layout, used);
    const orders = missing.length === 0 ? this.#gather(body, used) : [];
    this.#looked = { file, orders };
    return {
      file_name: file.name,
      header: header.map((word) => word.trim()),
      samples: body.slice(0, 3),
      mapping: used,
      meanings: Object.keys(MEANINGS),
      remembered: kept !== undefined,
      missing,
      rows: body.length,
      counts: countsOf(orders),
      brings_news: orders.some(({ row }) => row.state !== 'known' && row.order_no !== ''),
    };
  }

  take(): TakenOrders {
    const looked = this.#looked;
    if (!looked) throw error('nothing_to_do');
    const before = this.imports.find(({ content, undone }) => content === looked.file.content && !undone);
    if (before) return { import: this.#view(before), before: true };
    if (!looked.orders.some(({ row }) => row.state !== 'known' && row.order_no !== '')) {
      return { import: null, before: false };
    }
    const { name, content } = looked.file;
    const taken = {
      id: this.imports.length + 1,
      file_name: name,
      content,
      at: this.time(),
      undone: false,
      orders: looked.orders,
    };
    this.imports.unshift(taken);
    this.#looked = null;
    return { import: this.#view(taken), before: false };
  }

  list(): OrderImport[] {
    return this.imports.map((one) => this.#view(one));
  }

  load(id: number): OrderImport {
    return this.#view(this.#get(id));
  }

  page({ import: id, state, cursor }: ImportedQuery): ImportedPage {
    const orders = id === null ? (this.#looked?.orders ?? []) : this.#get(id).orders;
    const found = orders.map(({ row }) => row).filter((row) => state === null || row.state === state);
    const from = Number(cursor ?? 0);
    const next = from + 200 < found.length ? String(from + 200) : null;
    return { rows: found.slice(from, from + 200).map((row) => ({ ...row })), next };
  }

  order(id: number): Order {
    const found = this.imports.flatMap(({ orders }) => orders).find(({ row }) => row.id === id);
    if (!found) throw error('not_found');
    return found;
  }

  repair(id: number, form: OrderForm): ImportedRow {
    const order = this.order(id);
    if (!['waiting', 'faulty', 'skipped', 'stopped'].includes(order.row.state)) throw error('nothing_to_do');
    Object.assign(order.form, form);
    Object.assign(order.row, this.#judged(form, order.row.id), { repaired: true });
    return { ...order.row };
  }

  async issueAll(id: number): Promise<OrderImport> {
    const one = this.#get(id);
    if (one.undone || this.#running.has(id)) throw error('nothing_to_do');
    const waiting = one.orders.filter(({ row }) => row.state === 'waiting');
    const run = { done: 0, of: waiting.length, pausing: false };
    this.#running.set(id, run);
    for (const { row, form } of waiting) {
      if (run.pausing) break;
      Object.assign(row, {
        document: await this.issue(form, row.total ?? 0),
        document_state: 'approved',
        state: 'issued',
      });
      run.done += 1;
    }
    this.#running.delete(id);
    return this.#view(one);
  }

  pause(id: number): boolean {
    const run = this.#running.get(id);
    if (run) run.pausing = true;
    return run !== undefined;
  }

  undo(id: number): UndoneImport {
    const one = this.#get(id);
    if (one.undone || this.#running.has(id)) throw error('nothing_to_do');
    one.undone = true;
    const open = one.orders.filter(({ row }) => !['issued', 'known'].includes(row.state));
    for (const { row } of open) Object.assign(row, { state: 'undone', reason: null, faults: [] });
    const issued = one.orders.filter(({ row }) => row.state === 'issued').length;
    return { undone: open.length, issued, import: this.#view(one) };
  }

  #get(id: number): Import {
    const found = this.imports.find((one) => one.id === id);
    if (!found) throw error('not_found');
    return found;
  }

  #view(one: Import): OrderImport {
    const issued = one.orders.filter(({ row }) => row.state === 'issued').length;
    return {
      id: one.id,
      file_name: one.file_name,
      imported_at: one.at,
      undone: one.undone,
      rows: one.orders.reduce((sum, { row }) => sum + row.lines.split(',').length, 0),
      counts: countsOf(one.orders),
      documents: issued > 0 ? [{ state: 'approved', count: issued }] : [],
      running: this.#running.has(one.id) ? { ...this.#running.get(one.id)! } : null,
    };
  }

  #gather(body: string[][], mapping: OrderMapping): Order[] {
    const orders: Order[] = [];
    body.forEach((cells, at) => {
      const text = (meaning: Meaning) => (cells[mapping.columns.indexOf(meaning)] ?? '').trim();
      const line = String(at + 2);
      const item = {
        name: text('item'),
        spec: '',
        quantity: text('quantity'),
        unit_price: text('unit_price'),
        supply: text('supply'),
        vat: '',
        total: '',
      };
      const known = orders.find(({ form }) => form.order_no !== '' && form.order_no === text('order_no'));
      if (known) {
        known.row.lines += `,${line}`;
        known.form.items.push(item);
        return;
      }
      const form: OrderForm = {
        source: mapping.source,
        order_no: text('order_no'),
        document: '',
        ordered_on: text('ordered_on'),
        business_number: text('business_number'),
        name: text('buyer_name'),
        owner: text('owner'),
        email: text('email'),
        customer_number: text('customer_number'),
        items: [item],
        total: text('total'),
        remark: '',
      };
      orders.push({ form, row: { ...this.#judged(form, this.#nextRow++), lines: line } });
    });
    return orders;
  }

  #judged(form: OrderForm, id: number): ImportedRow {
    const row: ImportedRow = {
      id,
      lines: '',
      source: form.source,
      order_no: form.order_no,
      becomes: form.business_number ? 'invoice' : form.customer_number ? 'receipt' : 'none',
      buyer: form.name,
      total: amountOf(form),
      state: 'waiting',
      reason: null,
      faults: [],
      document: null,
      document_state: null,
      repaired: false,
    };
    const verdict = this.#verdict(form, row);
    const kept = this.imports.flatMap(({ orders }) => orders).find((order) => order.row.id === id);
    return { ...row, ...verdict, lines: kept?.row.lines ?? '' };
  }

  #verdict(form: OrderForm, { id, total }: ImportedRow): Partial<ImportedRow> {
    const faulty = (...faults: Fault[]) => ({ state: 'faulty' as const, reason: 'faults', faults });
    if (/^(합\s*계|총\s*계)$/.test(form.order_no)) {
      return { state: 'skipped', reason: 'sum_row', order_no: '', total: null, becomes: 'none' };
    }
    if (form.order_no === '') return faulty(fault('order_no', 'required_missing'));
    const twin = this.imports
      .filter(({ undone }) => !undone)
      .flatMap(({ orders }) => orders)
      .find(({ row }) => row.id !== id && row.order_no === form.order_no && row.state !== 'known');
    if (twin) return { state: 'known', reason: twin.row.document ? 'already_issued' : 'already_imported' };
    if (form.business_number === '' && form.customer_number === '') {
      return { state: 'skipped', reason: 'no_business_number' };
    }
    if (form.business_number === '123-45-67890') return faulty(fault('buyer_number', 'business_number_check_digit'));
    return total === null ? faulty(fault('amount', 'amount_missing')) : {};
  }
}

function meaningOf(heading: string): string | null {
  const found = Object.entries(MEANINGS).find(([, names]) => (names as readonly string[]).includes(heading.trim()));
  return found?.[0] ?? null;
}

function amountOf({ total, items }: OrderForm): number | null {
  const number = (text: string) => Number(text.replace(/[,원\s]/g, ''));
  if (total !== '') return Number.isFinite(number(total)) ? number(total) : null;
  const sum = items.reduce(
    (all, item) => all + (number(item.supply) || number(item.quantity) * number(item.unit_price)),
    0,
  );
  return Number.isFinite(sum) && sum > 0 ? Math.round(sum * 1.1) : null;
}

function countsOf(orders: readonly Order[]) {
  const states = [...new Set(orders.map(({ row }) => row.state))] as ImportState[];
  return states.map((state) => {
    const found = orders.map(({ row }) => row).filter((row) => row.state === state);
    const rows = found.reduce((sum, { lines }) => sum + lines.split(',').length, 0);
    return { state, orders: found.length, rows, repaired: found.filter(({ repaired }) => repaired).length };
  });
}

function unreadable(detail: string) {
  return error('unreadable_file', null, detail);
}
