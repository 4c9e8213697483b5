// Cash receipts with the official Node SDK against the practice NTS; one JSON object with what it gave back.

import { call, lostAnswer, popbill, practice, ready, refusal } from './addresses.mjs'

const service = popbill.CashbillService()
const shop = ready.business_number

const receipt = (key, changes = {}) => ({
  mgtKey: key,
  tradeType: '승인거래',
  tradeUsage: '지출증빙용',
  tradeOpt: '일반',
  taxationType: '과세',
  totalAmount: '11000',
  supplyCost: '10000',
  tax: '1000',
  serviceFee: '0',
  franchiseCorpNum: shop,
  franchiseCorpName: '행복문구',
  identityNum: '2208162517',
  itemName: '사무용품',
  smssendYN: false,
  ...changes,
})

const revoke = (key, of, ...part) => [
  service, 'revokeRegistIssue', shop, key, of.confirmNum, of.tradeDate, false, '', '', ...part, '', '',
]
const whole = [false, 1, '', '', '', '']
const part = [true, 1, '4000', '400', '0', '4400']

const freeBefore = await refusal(service, 'checkMgtKeyInUse', shop, 'N-1')
const issued = await call(service, 'registIssue', shop, receipt('N-1'), '메모', '', '')
const inUseAfter = await call(service, 'checkMgtKeyInUse', shop, 'N-1')
const again = await refusal(service, 'registIssue', shop, receipt('N-1'), '', '', '')
const tooEarly = await refusal(...revoke('N-1-C', issued, ...whole))
const waiting = await call(service, 'getInfo', shop, 'N-1', '')

await practice('/practice/dials', { lose_answers: 1 })
const lost = await lostAnswer(service, 'registIssue', shop, receipt('N-2'), '', '', '')
const found = await call(service, 'getInfo', shop, 'N-2', '')
const refusedAgain = await refusal(service, 'registIssue', shop, receipt('N-2'), '', '', '')

await practice('/practice/clock', { advance_s: 61 })
const accepted = await call(service, 'getInfo', shop, 'N-1', '')
const partly = await call(...revoke('N-1-C1', issued, ...part))
const beyond = await refusal(...revoke('N-1-C2', issued, ...whole))
const wholly = await call(...revoke('N-2-C', found, ...whole))
const cancels = await call(
  service, 'search', shop, 'I', issued.tradeDate, wholly.tradeDate, ['3**'], ['C'], ['P', 'C'], ['N'], ['T', 'N'], '', 'A',
  1, 10, '', '',
)
const pdf = await call(service, 'getPDF', shop, 'N-1', '')
const submitted = await call(service, 'bulkSubmit', shop, 'N-BATCH', [receipt('N-3'), receipt('N-1')], '')
const batch = await call(service, 'getBulkResult', shop, 'N-BATCH', '')

console.log(
  JSON.stringify({
    free_before: freeBefore,
    confirm_num: issued.confirmNum,
    in_use_after: inUseAfter,
    again,
    too_early: tooEarly,
    states: [waiting.stateCode, accepted.stateCode],
    lost,
    found_total: found.totalAmount,
    refused_again: refusedAgain,
    part: partly.confirmNum,
    beyond,
    whole: wholly.confirmNum,
    cancels: cancels.list.map((row) => [row.mgtKey, row.totalAmount, row.orgConfirmNum]),
    infos: (await call(service, 'getInfos', shop, ['N-2', 'N-1'], '')).map((row) => row.mgtKey),
    identity: (await call(service, 'getDetailInfo', shop, 'N-1', '')).identityNum,
    pdf: pdf.subarray(0, 5).toString(),
    balance: await call(service, 'getBalance', shop),
    member: (await call(service, 'checkIsMember', shop)).code,
    submitted: submitted.code,
    batch: [batch.txState, batch.issueResult.map((row) => row.code)],
  }),
)
