"""The official Python SDK as it was installed, with its two addresses set: it takes the one of its token server, and always
makes an `HTTPSConnection` to a fixed host for the rest."""

import http.client
import json
import sys
import types
import urllib.request

import linkhub
import popbill.base
from popbill import PopbillException

# What the server printed when it was ready.
ready = json.loads(sys.argv[1])
shop = ready["business_number"]

linkhub.authURL(ready["http_url"])
popbill.base.ServiceURL_TEST = ready["http_url"].removeprefix("http://")
popbill.base.httpclient = types.SimpleNamespace(HTTPSConnection=http.client.HTTPConnection)


def practice(path, wish):
    """Turns dials or moves the clock at the practice desk."""
    request = urllib.request.Request(ready["http_url"] + path, json.dumps(wish).encode(), method="PUT")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    return json.load(opener.open(request))


def refusal(call):
    """The code a call was refused with."""
    try:
        call()
    except PopbillException as refused:
        return refused.code
    return None
