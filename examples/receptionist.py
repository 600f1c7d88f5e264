"""A receptionist who listens: callers say what they want, or press a key. It needs nothing but Python 3.

    OFFHOOK_AUTH_TOKEN=… python3 examples/receptionist.py 9005
    offhook serve --number +15550100=http://127.0.0.1:9005/voice --config speech.conf

Who understands the callers is configured in speech.conf (docs/speech.md): a speech service of yours, or for a try

    recognition.script.utterances = ["I have a question about my bill", "I want to buy something"]

Each request is signed with the account's auth token; one that is not is refused.
"""

import base64
import hashlib
import hmac
import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

TOKEN = os.environ.get("OFFHOOK_AUTH_TOKEN", "")
DEPARTMENTS = {
    "1": ("sales", {"buy", "order", "sales", "price"}),
    "2": ("billing", {"bill", "invoice", "pay", "billing"}),
}


def ask(call):
    """The first document. When nothing is heard, the verbs after Gather are next."""
    hints = ", ".join(sorted(word for _, words in DEPARTMENTS.values() for word in words))
    return f"""
      <Gather action="/wish" input="dtmf speech" numDigits="1" speechTimeout="auto" timeout="6" hints="{hints}">
        <Say>What can we do for you? Press one for sales, two for billing.</Say>
      </Gather>
      <Say>We heard nothing. Goodbye.</Say>"""


def wish(call):
    """What the caller pressed, or said."""
    if call.get("Digits") in DEPARTMENTS:
        name, _ = DEPARTMENTS[call["Digits"]]
        return f"<Say>You pressed {call['Digits']}. Our {name} department will call you back.</Say>"
    said = call.get("SpeechResult", "")
    words = set(said.lower().replace(".", "").split())
    for name, known in DEPARTMENTS.values():
        if words & known:
            return f"<Say>You said: {escape(said)}. Our {name} department will call you back.</Say>"
    return "<Say>We did not understand.</Say><Redirect>/voice</Redirect>"


PAGES = {"/voice": ask, "/wish": wish}


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
        page = PAGES.get(self.path)
        if page is None:
            return self.answer(404, "")
        return self.answer(200, f"<Response>{page(form)}</Response>")

    def answer(self, status, document):
        data = document.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/xml; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *words):
        """Query and form hold what callers typed and said; they are not logged."""


if __name__ == "__main__":
    if not TOKEN:
        sys.exit("receptionist: set OFFHOOK_AUTH_TOKEN to the token that offhook serve printed")
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 9005), Application)
    print(f"receptionist: http://127.0.0.1:{server.server_port}/voice", flush=True)
    server.serve_forever()
