# The part of a client library for Python that meets the proxy: HTTPS by the standard library, which reads HTTPS_PROXY
# and SSL_CERT_FILE as requests does.
import base64
import json
import os
import urllib.parse
import urllib.request

account, token = os.environ["TWILIO_ACCOUNT_SID"], os.environ["TWILIO_AUTH_TOKEN"]
request = urllib.request.Request(
    f"https://api.twilio.com/2010-04-01/Accounts/{account}/Calls.json",
    data=urllib.parse.urlencode(
        {"From": "+14155551000", "To": "+14155551001", "Twiml": "<Response><Pause length='60'/></Response>"}
    ).encode(),
    headers={"Authorization": "Basic " + base64.b64encode(f"{account}:{token}".encode()).decode()},
)
with urllib.request.urlopen(request, timeout=20) as answer:
    call = json.load(answer)
print(f"placed {call['sid']} to {call['to']}")
