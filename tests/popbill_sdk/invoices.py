"""Tax invoices with the official Python SDK against the practice NTS; one JSON object with what it gave back."""

import http.client
import json

from addresses import practice, ready, refusal, shop
from popbill import ClosedownService, Taxinvoice, TaxinvoiceDetail, TaxinvoiceService

service = TaxinvoiceService(ready["popbill_link_id"], ready["popbill_secret_key"])
service.IsTest = True
today = practice("/practice/clock", {"advance_s": 0})["now"][:10].replace("-", "")


def invoice(key, **changes):
    fields = {
        "writeDate": today,
        "chargeDirection": "정과금",
        "issueType": "정발행",
        "purposeType": "영수",
        "taxType": "과세",
        "invoicerCorpNum": shop,
        "invoicerTaxRegID": None,
        "invoicerCorpName": "행복문구",
        "invoicerMgtKey": key,
        "invoicerCEOName": "김행복",
        "invoicerSMSSendYN": False,
        "invoiceeType": "사업자",
        "invoiceeCorpNum": "2208162517",
        "invoiceeCorpName": "한빛상사",
        "invoiceeCEOName": "이한빛",
        "supplyCostTotal": "100000",
        "taxTotal": "10000",
        "totalAmount": "110000",
        "cash": "",
        "detailList": [TaxinvoiceDetail(serialNum=1, itemName="복사용지", supplyCost="100000", tax="10000")],
    }
    return Taxinvoice(**{**fields, **changes})


def taking(key, original):
    line = TaxinvoiceDetail(serialNum=1, itemName="계약의 해제", supplyCost="-100000", tax="-10000")
    amounts = {"supplyCostTotal": "-100000", "taxTotal": "-10000", "totalAmount": "-110000"}
    return invoice(key, modifyCode=4, orgNTSConfirmNum=original, detailList=[line], **amounts)


free_before = not service.checkMgtKeyInUse(shop, "SELL", "P-1")
issued = service.registIssue(shop, invoice("P-1"), memo="메모")
again = refusal(lambda: service.registIssue(shop, invoice("P-1")))
practice("/practice/dials", {"lose_answers": 1})
try:
    service.registIssue(shop, invoice("P-2"))
    lost = False
except (http.client.HTTPException, OSError):
    lost = True
found = service.getInfo(shop, "SELL", "P-2")
withdrawn = service.cancelIssue(shop, "SELL", "P-2", "취소")
deleted = service.delete(shop, "SELL", "P-2")
early = refusal(lambda: service.registIssue(shop, taking("P-1-A", issued.ntsConfirmNum)))
sent = service.sendToNTS(shop, "SELL", "P-1")
sent_again = refusal(lambda: service.sendToNTS(shop, "SELL", "P-1"))
sending = service.getInfo(shop, "SELL", "P-1")
practice("/practice/clock", {"advance_s": 61})
accepted = service.getInfo(shop, "SELL", "P-1")
amended = service.registIssue(shop, taking("P-1-A", issued.ntsConfirmNum))
beyond = refusal(lambda: service.registIssue(shop, taking("P-1-B", issued.ntsConfirmNum)))
submitted = service.bulkSubmit(shop, "P-BATCH", [invoice("P-3"), invoice("P-1")])
batch = service.getBulkResult(shop, "P-BATCH")
listed = service.search(
    shop, "SELL", "W", today, today, ["3**"], ["N", "M"], ["T"], None, None, "", "", 1, 10, "A", QString="한빛",
)
detail = service.getDetailInfo(shop, "SELL", "P-1")
states = ClosedownService(ready["popbill_link_id"], ready["popbill_secret_key"])
states.IsTest = True

print(json.dumps({
    "free_before": free_before,
    "number": [len(issued.ntsConfirmNum), issued.ntsConfirmNum[:8] == today],
    "again": again,
    "lost": lost,
    "found": found.stateCode,
    "withdrawn": [withdrawn.code, deleted.code],
    "early": early,
    "sent": [sent.code, sent_again],
    "states": [sending.stateCode, accepted.stateCode],
    "taken_with": [accepted.ntssendErrCode, accepted.ntsconfirmNum == issued.ntsConfirmNum],
    "amended": len(amended.ntsConfirmNum),
    "beyond": beyond,
    "batch": [submitted.code, batch.txState, [row.code for row in batch.issueResult]],
    "listed": [[row.invoicerMgtKey, row.supplyCostTotal] for row in listed.list],
    "infos": [row.invoicerMgtKey for row in service.getInfos(shop, "SELL", ["P-3", "P-1"])],
    "detail": [detail.invoiceeCorpName, detail.detailList[0].itemName],
    "certificate": [service.checkCertValidation(shop).code, service.getCertificateExpireDate(shop).year > 2026],
    "certificate_holder": service.getTaxCertInfo(shop).subjectDN,
    "sends_at_once": service.getSendToNTSConfig(shop),
    "view_url": service.getViewURL(shop, "SELL", "P-1"),
    "box_url": service.getURL(shop, None, "PBOX"),
    "closed": states.checkCorpNum(shop, "1111111119").state,
    "many": [row.state for row in states.checkCorpNums(shop, ["2222222227", "2208162517"])],
}))
