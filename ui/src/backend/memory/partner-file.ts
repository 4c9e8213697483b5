/**
 * Lists of partners as files. A csv is read as it stands (the first row names the columns, in any order); a workbook
 * is not unpacked here, it stands for one believable list.
 */
import { BackendError } from '../backend';
import type { PartnerFile } from '../bindings';

export type TableColumn = keyof typeof HEADINGS;
export type TableRow = { line: number; values: Partial<Record<TableColumn, string>> };

const HEADINGS = {
  number: ['등록번호', '사업자등록번호', '사업자번호'],
  branch: ['종사업장번호', '종사업장'],
  name: ['상호', '거래처', '거래처명', '회사명'],
  owner: ['대표자', '대표자명', '성명', '대표'],
  address: ['주소', '사업장주소', '사업장'],
  business_type: ['업태'],
  business_item: ['종목'],
  email: ['이메일', '메일', 'email', 'e-mail'],
  email2: ['이메일2'],
  phone: ['전화번호', '전화', '연락처'],
  contact: ['담당자', '담당'],
  note: ['메모', '비고'],
} as const;

const WORKBOOK = `사업자번호,거래처명,대표자명,사업장주소,업태,종목,이메일,연락처,담당
314-81-20001,(주)한빛유통,이한빛,대전광역시 서구 둔산로 100 3층,도매,문구,tax@hanbit.example,042-123-4567,박대리
229-81-00411,서초디자인(주),문서초,서울특별시 서초구 서초대로 77,서비스,디자인,bill@seocho.example,02-555-1200,
120-81-99223,한강북스,강한강,서울특별시 강남구 테헤란로 20,도소매,도서,book@hangang.example,02-555-8899,조과장
123-45-67890,오타상사,최오타,서울특별시 종로구 종로 1,도매,잡화,ota@example.com,02-111-2222,
504-82-99001,,이대구,대구광역시 중구 동성로 5,교육,교습,school@example.com,053-222-1000,
402-81-33666,전주한지,송전주,전북특별자치도 전주시 완산구 태조로 15,제조,한지,hanji-example.com,063-222-3333,
`;

export function readTable({ name, content }: PartnerFile): { columns: string[]; rows: TableRow[] } {
  const [head = [], ...body] = parseCsv(textOf(name, content, WORKBOOK));
  const columns = head.map((heading) => ({ heading: heading.trim(), column: columnOf(heading) }));
  if (!columns.some(({ column }) => column === 'number')) throw unreadable('no_header');
  const rows = body.map((cells, at) => ({ line: at + 2, values: valuesOf(columns, cells) }));
  const filled = rows.filter(({ values }) => Object.values(values).some((value) => value !== ''));
  if (filled.length === 0) throw unreadable('no_rows');
  return { columns: columns.filter(({ column }) => column !== null).map(({ heading }) => heading), rows: filled };
}

/** The text of a csv; a workbook stands for `workbook`. */
export function textOf(name: string, content: string, workbook: string): string {
  if (/\.xlsx$/i.test(name)) return workbook;
  if (!/\.csv$/i.test(name)) throw unreadable('unknown_kind');
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  return new TextDecoder().decode(bytes).replace(/^\uFEFF/, '');
}

function valuesOf(columns: readonly { column: TableColumn | null }[], cells: readonly string[]): TableRow['values'] {
  const values: TableRow['values'] = {};
  columns.forEach(({ column }, at) => {
    if (column) values[column] = (cells[at] ?? '').trim();
  });
  return values;
}

function columnOf(heading: string): TableColumn | null {
  const plain = heading.replace(/\s/g, '').toLowerCase();
  const found = Object.entries(HEADINGS).find(([, names]) => (names as readonly string[]).includes(plain));
  return (found?.[0] as TableColumn | undefined) ?? null;
}

/** Commas, quotes around cells, doubled quotes within them. */
export function parseCsv(text: string): string[][] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(cellOf));
}

const cellOf = ([, quoted, plain]: RegExpMatchArray) => quoted?.replaceAll('""', '"') ?? plain ?? '';

function unreadable(detail: string): BackendError {
  return new BackendError({ code: 'unreadable_file', faults: [], retry: 'never', reference: null, detail });
}
