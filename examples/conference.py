"""A conference with a PIN: who knows it may enter. It needs nothing but Python 3.

    OFFHOOK_AUTH_TOKEN=… CONFERENCE_PIN=4711 python3 examples/conference.py 9002
    offhook serve --number +15550100=http://127.0.0.1:9002/voice

Each request is signed with the account's auth token; one that is not is refused.
"""

import base64
import hashlib
import hmac
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlsplit

TOKEN = os.environ.get("OFFHOOK_AUTH_TOKEN", "")
PIN = os.environ.get("CONFERENCE_PIN", "")
TRIES = 3


def ask(call, tries):
    """The first document, and each further try."""
    return f"""
      <Gather action="/pin?tries={tries}" finishOnKey="#" timeout="10" actionOnEmptyResult="true">
        <Say>Please enter the conference PIN, then press pound.</Say>
      </Gather>"""


def pin(call, tries):
    if hmac.compare_digest(call.get("Digits", "").encode(), PIN.encode()):
        return """
          <Say>Welcome. You are entering the conference.</Say>
          <Dial hangupOnStar="true" action="/left"><Conference beep="onEnter">team</Conference></Dial>"""
    if tries + 1 < TRIES:
        return f"<Say>That is not the PIN.</Say><Redirect>/voice?tries={tries + 1}</Redirect>"
    return "<Say>That is not the PIN. Goodbye.</Say>"


def left(call, tries):
    return "<Say>You have left the conference. Goodbye.</Say>"


PAGES = {"/voice": ask, "/pin": pin, "/left": left}


def is_signed(url, form, signature):
    """HMAC-SHA1, keyed with the token, of the URL followed by all names and values in the order of the names."""
    signed = url + "".join(name + value for name, value in sorted(form.items()))
    ours = base64.b64encode(hmac.new(TOKEN.encode(), signed.encode(), hashlib.sha1).digest())
    return hmac.compare_digest(ours, signature.encode())


class Application(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = dict(parse_qsl(body, keep_blank_values=True))
        url = f"http://{self.headers['Host']}{self.path}"
        if not is_signed(url, form, self.headers.get("X-Twilio-Signature", "")):
            return self.answer(403, "")
        parts = urlsplit(self.path)
        page = PAGES.get(parts.path)
        if page is None:
            return self.answer(404, "")
        tries = int(parse_qs(parts.query).get("tries", ["0"])[0])
        return self.answer(200, f"<Response>{page(form, tries)}</Response>")

    def answer(self, status, document):
        data = document.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *words):
        """Query and form hold what callers typed; they are not logged."""


if __name__ == "__main__":
    if not TOKEN or not PIN:
        sys.exit("conference: set OFFHOOK_AUTH_TOKEN to the token that offhook serve printed, and CONFERENCE_PIN")
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 9002), Application)
    print(f"conference: http://127.0.0.1:{server.server_port}/voice", flush=True)
    server.serve_forever()
