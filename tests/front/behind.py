"""What people meet who come through a proxy, and what the server is told of them."""

import http.server
import json
import ssl
import subprocess
import threading
import time

import messages
import raw
import sweep
from proxies import HAProxy, Nginx
from served import free_port

TLS = ssl._create_unverified_context()  # the certificate is of the test's making
FORGED = (b"X-Forwarded-For: 10.9.8.7\r\nX-Forwarded-Host: evil.example\r\n"
          b"X-Real-IP: 10.9.8.7\r\nX-Forwarded-Proto: http\r\nForwarded: for=10.9.8.7\r\n")
SETTINGS = {"address": "https://office.test", "trusted_proxies": "127.0.0.1"}


def get(path, more=b""):
    return (b"GET " + path + b" HTTP/1.1\r\nHost: office.test\r\nConnection: close\r\n" + more
            + b"\r\n")


class Echo(http.server.BaseHTTPRequestHandler):
    """Tells which headers came."""

    def do_GET(self):
        content = json.dumps([[name.lower(), value] for name, value in self.headers.items()])
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content.encode())

    def log_message(self, *_):
        pass


def told(kind, folder):
    """The headers by which a server hears of somebody who forges them, at 127.0.0.5."""
    echo = http.server.ThreadingHTTPServer(("127.0.0.1", free_port()), Echo)
    echo.handle_error = lambda *_: None  # HAProxy's checks do not stay to the end
    threading.Thread(target=echo.serve_forever, daemon=True).start()
    proxy = kind(folder, [echo.server_port])
    try:
        reply = raw.exchange(proxy.tls, [get(b"/", FORGED)], tls=TLS, source="127.0.0.5")
        return json.loads(reply.answers[0][2])
    finally:
        proxy.stop()
        echo.shutdown()
        echo.server_close()


def faults_of_telling(kind, folder):
    headers = told(kind, folder)
    tells = [(name, value) for name, value in headers
             if name.startswith("x-forwarded") or name in ("forwarded", "x-real-ip")]
    if tells == [("x-forwarded-for", "127.0.0.5")]:
        return []
    return [f"the server is told {tells}"]


def faults_of_pages(proxy):
    page = raw.exchange(proxy.tls, [get(b"/sign-in")], tls=TLS)
    moved = raw.exchange(proxy.plain, [get(b"/sign-in?next=/help")])
    found = []
    if page.status != 200:
        return [f"no page over TLS: {page}"]
    if "max-age=" not in page.header("strict-transport-security"):
        found.append("the browser is not told to use TLS alone")
    if "; Secure" not in page.header("set-cookie"):
        found.append("a cookie is not for TLS alone")
    if moved.status != 301 or moved.header("location") != "https://office.test/sign-in?next=/help":
        found.append(f"whoever comes in the clear is not led to TLS: {moved}")
    return found


def faults_of_tls(proxy):
    def shaken(version):
        return subprocess.run(
            ["openssl", "s_client", "-connect", f"127.0.0.1:{proxy.tls}", version, "-cipher",
             "ALL:@SECLEVEL=0"], input=b"", capture_output=True, check=False).returncode == 0
    found = [f"TLS is spoken with {old}" for old in ("-tls1", "-tls1_1") if shaken(old)]
    if not shaken("-tls1_2"):
        found.append("TLS 1.2 is not spoken")
    second = subprocess.run(
        ["curl", "-sk", "--http2", "-o", "/dev/null", "-w", "%{http_version} %{http_code}",
         f"https://127.0.0.1:{proxy.tls}/sign-in"], capture_output=True, check=False, text=True)
    if second.stdout != "2 200":
        found.append(f"no page over HTTP/2: {second.stdout}")
    return found


def faults_of_limits(proxy):
    found = []
    for what, sent, statuses in (
            ("a header of 4092 bytes", get(b"/healthz", b"X: " + b"a" * 4089 + b"\r\n"),
             (400, 431)),
            ("a target of 5000 bytes", get(b"/" + b"a" * 5000), (400, 414)),
            ("a hundred headers", get(b"/healthz", b"".join(
                b"X-%d: a\r\n" % n for n in range(100))), (400, 431)),
            ("60 MB", messages.post(b"Content-Length: 60000000"), (413,))):
        reply = raw.exchange(proxy.tls, [sent], tls=TLS, patience=10)
        if len(reply.answers) != 1 or reply.status not in statuses:
            found.append(f"{what} is not refused with {statuses}: {reply}")
    return found


def heard(served):
    """How often the server was asked for what is hidden, as far as it logged: nothing has
    its path."""
    with open(served.log.name, encoding="utf-8") as log:
        return log.read().count("status=404")


def faults_of_smuggling(proxy, served):
    """Each hides a request in what one reader takes for a body and another for the next
    message. When the proxy takes it for one, its sender gets the answer; never may the
    server hear of one of which the proxy does not know."""
    hidden = sweep.HIDDEN + b"a\r\n\r\n"
    found, answered, before = [], 0, heard(served)
    for message in messages.lengths():
        sent = message.bytes.replace(messages.ENTER, b"0\r\n\r\n" + hidden)
        reply = raw.exchange(proxy.tls, [sent], tls=TLS, patience=1)
        answered += sum(status == 404 for status, _, _ in reply.answers)
        if sweep.MARK in reply.received:
            found.append(f"{message.name}: {reply}")
    time.sleep(0.5)
    if heard(served) - before != answered:
        found.append(f"{answered} answers to hidden requests, {heard(served) - before} heard")
    return found


def run(kind, folder, served):
    """The faults of the server behind a proxy of this kind."""
    proxy = kind(folder, [served.port])
    try:
        found = [fault for look in (faults_of_pages, faults_of_tls, faults_of_limits)
                 for fault in look(proxy)] + faults_of_smuggling(proxy, served)
    finally:
        proxy.stop()
    found += faults_of_telling(kind, folder)
    return [f"{kind.__name__}: {fault}" for fault in found]


def faults_of_believing(served):
    """Without a proxy between: only one of trusted_proxies is believed."""
    found = []
    for source, told_of, status in (("127.0.0.1", b"10.9.8.7", 404),
                                    ("127.0.0.9", b"127.0.0.1", 404),
                                    ("127.0.0.1", b"127.0.0.1", 200)):
        asked = get(b"/metrics", b"X-Forwarded-For: " + told_of + b"\r\n")
        reply = raw.exchange(served.port, [asked], source=source)
        if reply.status != status:
            found.append(f"{source} asks for {told_of.decode()}: {reply.status}, not {status}")
    return found


def all_kinds(folder, served):
    faults = faults_of_believing(served)
    for kind in (Nginx, HAProxy):
        faults += run(kind, f"{folder}/{kind.__name__}", served)
    return faults
