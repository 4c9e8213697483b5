// Tax invoices with the official Node SDK against the practice NTS; one JSON object with what it gave back.

import { call, popbill, practice, ready, refusal } from './addresses.mjs'

const service = popbill.TaxinvoiceService()
const shop = ready.business_number
const clock = await (await practice('/practice/clock', { advance_s: 0 })).json()
const today = clock.now.slice(0, 10).replaceAll('-', '')

const invoice = (key, changes = {}) => ({
  writeDate: today,
  chargeDirection: '정과금',
  issueType: '정발행',
  purposeType: '영수',
  taxType: '과세',
  invoicerCorpNum: shop,
  invoicerCorpName: '행복문구',
  invoicerMgtKey: key,
  invoicerCEOName: '김행복',
  invoiceeType: '사업자',
  invoiceeCorpNum: '2208162517',
  invoiceeCorpName: '한빛상사',
  invoiceeCEOName: '이한빛',
  supplyCostTotal: '100000',
  taxTotal: '10000',
  totalAmount: '110000',
  detailList: [{ serialNum: 1, itemName: '복사용지', supplyCost: '100000', tax: '10000' }],
  ...changes,
})
const issue = (key, changes) => [
  service, 'registIssue', shop, invoice(key, changes), false, false, '', '', '', '',
]
const taking = (original) => ({
  modifyCode: 4,
  orgNTSConfirmNum: original,
  supplyCostTotal: '-100000',
  taxTotal: '-10000',
  totalAmount: '-110000',
  detailList: [{ serialNum: 1, itemName: '계약의 해제', supplyCost: '-100000', tax: '-10000' }],
})
const sell = popbill.MgtKeyType.SELL

const issued = await call(...issue('N-1'))
const again = await refusal(...issue('N-1'))
await call(...issue('N-2'))
const withdrawn = await call(service, 'cancelIssue', shop, sell, 'N-2', '', '')
const early = await refusal(...issue('N-1-A', taking(issued.ntsConfirmNum)))
const sent = await call(service, 'sendToNTS', shop, sell, 'N-1', '')
await practice('/practice/clock', { advance_s: 61 })
const accepted = await call(service, 'getInfo', shop, sell, 'N-1', '')
const amended = await call(...issue('N-1-A', taking(issued.ntsConfirmNum)))
const listed = await call(
  service, 'search', shop, sell, 'W', today, today, ['3**', '6**'], ['N', 'M'], ['T'], '', 'A', 1, 10, '', '', '', '', '', '',
  '', '', '', '',
)

console.log(
  JSON.stringify({
    number: issued.ntsConfirmNum.length,
    again,
    withdrawn: withdrawn.code,
    early,
    sent: sent.code,
    accepted: [accepted.stateCode, accepted.ntssendErrCode],
    amended: amended.ntsConfirmNum.length,
    listed: listed.list.map((row) => [row.invoicerMgtKey, row.stateCode]),
    certificate: (await call(service, 'checkCertValidation', shop, '')).code,
  }),
)
