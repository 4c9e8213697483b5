"""Cash receipts with the official Python SDK against the practice NTS; one JSON object with what it gave back."""

import http.client
import json

from addresses import practice, ready, refusal, shop
from popbill import Cashbill, CashbillService

service = CashbillService(ready["popbill_link_id"], ready["popbill_secret_key"])
service.IsTest = True


def receipt(key, **changes):
    fields = {
        "mgtKey": key,
        "tradeType": "승인거래",
        "tradeUsage": "소득공제용",
        "tradeOpt": "일반",
        "taxationType": "과세",
        "totalAmount": "11000",
        "supplyCost": "10000",
        "tax": "1000",
        "serviceFee": "0",
        "franchiseCorpNum": shop,
        "franchiseCorpName": "행복문구",
        "identityNum": "0100001234",
        "itemName": "사무용품",
        "smssendYN": False,
    }
    return Cashbill(**{**fields, **changes})


free_before = not service.checkMgtKeyInUse(shop, "P-1")
issued = service.registIssue(shop, receipt("P-1"), "메모")
in_use_after = service.checkMgtKeyInUse(shop, "P-1")
again = refusal(lambda: service.registIssue(shop, receipt("P-1"), None))
too_early = refusal(lambda: service.revokeRegistIssue(shop, "P-1-C", issued.confirmNum, issued.tradeDate))
waiting = service.getInfo(shop, "P-1")

# Stored, and the answer lost: the key finds it, and cannot be used twice.
practice("/practice/dials", {"lose_answers": 1})
try:
    service.registIssue(shop, receipt("P-2"), None)
    lost = False
except (http.client.HTTPException, OSError):
    lost = True
found = service.getInfo(shop, "P-2")
refused_again = refusal(lambda: service.registIssue(shop, receipt("P-2"), None))

practice("/practice/clock", {"advance_s": 61})
accepted = service.getInfo(shop, "P-1")
part = service.revokeRegistIssue(
    shop, "P-1-C1", issued.confirmNum, issued.tradeDate, isPartCancel=True, cancelType=1,
    supplyCost="4000", tax="400", serviceFee="0", totalAmount="4400",
)
beyond = refusal(lambda: service.revokeRegistIssue(shop, "P-1-C2", issued.confirmNum, issued.tradeDate))
whole = service.revokeRegistIssue(shop, "P-2-C", found.confirmNum, found.tradeDate)
refused_number = service.registIssue(shop, receipt("P-3", identityNum="01000000002"), None)
practice("/practice/clock", {"advance_s": 61})
failed = service.getInfo(shop, "P-3")
deleted = service.delete(shop, "P-3")
free_again = not service.checkMgtKeyInUse(shop, "P-3")

days = (issued.tradeDate, refused_number.tradeDate)
cancels = service.search(shop, "I", days[0], days[1], ["3**"], ["C"], ["P", "C"], ["T", "N"], 1, 10, "A")
submitted = service.bulkSubmit(shop, "P-BATCH", [receipt("P-4"), receipt("P-1"), receipt("P-5")])
detail = service.getDetailInfo(shop, "P-1")

print(json.dumps({
    "free_before": free_before,
    "confirm_num": issued.confirmNum,
    "in_use_after": in_use_after,
    "again": again,
    "too_early": too_early,
    "states": [waiting.stateCode, accepted.stateCode, failed.stateCode],
    "lost": lost,
    "found_total": found.totalAmount,
    "refused_again": refused_again,
    "part": part.confirmNum,
    "beyond": beyond,
    "whole": whole.confirmNum,
    "failed_with": failed.ntsresultCode,
    "deleted": deleted.code,
    "free_again": free_again,
    "cancels": [[row.mgtKey, row.totalAmount, row.orgConfirmNum] for row in cancels.list],
    "infos": [row.mgtKey for row in service.getInfos(shop, ["P-2", "P-1"])],
    "detail": [detail.franchiseCorpName, detail.identityNum],
    "logs": len(service.getLogs(shop, "P-1")),
    "print_url": service.getPrintURL(shop, "P-1"),
    "unit_cost": service.getUnitCost(shop),
    "charge": service.getChargeInfo(shop).rateSystem,
    "balance": service.getBalance(shop),
    "member": service.checkIsMember(shop).code,
    "submitted": submitted.code,
    "batch": service.getBulkResult(shop, "P-BATCH").txState,
}))
