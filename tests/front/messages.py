"""Messages as strangers send them, and what each must get: one answer of a status, or
none; and then the connection ends. `{token}` is that of somebody who has signed in."""

import hashlib
from dataclasses import dataclass

# What must never be heard: it stands behind, or hidden in, each message.
VICTIM = b"GET /api/v1/victim-7f3a HTTP/1.1\r\nHost: a\r\nCookie: tdkt_session=victim-7f3a\r\n\r\n"
MARK = b"victim-7f3a"

HOST = b"Host: a\r\n"
JSON = b"POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
ENTER = b'{"username":7,"password":"wrong-wor"}'  # 37 bytes, and nobody's
FORM = (b"POST /api/v1/dossiers/1/attachments HTTP/1.1\r\nHost: a\r\n"
        b"Authorization: Bearer {token}\r\nContent-Type: multipart/form-data; boundary=XX\r\n")
PART = (b'--XX\r\nContent-Disposition: form-data; name="kind"\r\n\r\nunit_minutes\r\n--XX\r\n'
        b'Content-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc')
WHOLE = PART + b"\r\n--XX--\r\n"


@dataclass
class Message:
    name: str
    bytes: bytes
    expected: object  # a status, several, or None: closed without an answer
    finish: bool = False  # the sender says that nothing more will come
    victim: bool = True  # somebody else's request follows on the connection
    patience: int = 15
    holds: bytes = b""  # what the answer must contain


def get(target, more=b"", version=b"HTTP/1.1", host=HOST):
    return b"GET " + target + b" " + version + b"\r\n" + host + more + b"\r\n"


def post(framing, body=b"", start=JSON):
    return start + framing + b"\r\n\r\n" + body


def length(body):
    return b"Content-Length: %d" % len(body)


def chunk(content, size=None, extension=b""):
    return (size or b"%x" % len(content)) + extension + b"\r\n" + content + b"\r\n"


CHUNKED = b"Transfer-Encoding: chunked"
LAST = b"0\r\n\r\n"
ONE = chunk(ENTER) + LAST


def lengths():
    """Where a message ends: nothing here may be understood in two ways."""
    for name, framing in {
            "both a length and chunks": b"Content-Length: 5\r\n" + CHUNKED,
            "chunks and then a length": CHUNKED + b"\r\nContent-Length: 5",
            "two lengths": b"Content-Length: 37\r\nContent-Length: 5",
            "two equal lengths": b"Content-Length: 37\r\nContent-Length: 37",
            "a list of lengths": b"Content-Length: 37, 37",
            "a length with a sign": b"Content-Length: +37",
            "a negative length": b"Content-Length: -37",
            "a hexadecimal length": b"Content-Length: 0x25",
            "a length with a separator": b"Content-Length: 1,0",
            "a length that is a fraction": b"Content-Length: 37.0",
            "a length that is no number": b"Content-Length: many",
            "an empty length": b"Content-Length:",
            "a length in two words": b"Content-Length: 3 7",
            "a length with a NUL": b"Content-Length: 37\0",
            "a length with a vertical tab": b"Content-Length: \x0b37",
            "a space before the colon of a length": b"Content-Length : 37",
            "a tab before the colon of a coding": b"Transfer-Encoding\t: chunked",
            "a coding after another": b"Transfer-Encoding: gzip, chunked",
            "a coding before another": b"Transfer-Encoding: chunked, gzip",
            "the coding twice": CHUNKED + b"\r\n" + CHUNKED,
            "the coding identity": b"Transfer-Encoding: identity",
            "a coding with a parameter": b"Transfer-Encoding: chunked;a=b",
            "a coding in quotation marks": b'Transfer-Encoding: "chunked"',
            "a coding misspelled": b"Transfer-Encoding: xchunked",
            "a coding with a vertical tab": b"Transfer-Encoding: \x0bchunked",
            "an empty coding": b"Transfer-Encoding:",
            "a folded coding": b"Transfer-Encoding:\r\n chunked",
            "a folded length": b"Content-Length:\r\n\t37",
            "a coding behind a bare line feed": b"X: a\n" + CHUNKED,
            "a coding behind a bare carriage return": b"X: a\r" + CHUNKED,
            "a coding with a letter that is none": b"Transfer-Encod\xc4\xb1ng: chunked",
            "a field without a colon": b"Content-Length 37",
            "a field without a name": b": 37\r\nContent-Length: 37",
    }.items():
        yield Message(name, post(framing, ENTER), 400)
    yield Message("no length", post(b"X: y"), 411)
    yield Message("a length beyond any number", post(b"Content-Length: 99999999999999999999"), 413)
    yield Message("a coding in capitals", post(b"TRANSFER-ENCODING: CHUNKED", ONE), (401, 422))
    yield Message("a body with GET", get(b"/api/v1/victim", b"Content-Length: 70\r\n"), 400)
    yield Message("chunks with GET", get(b"/healthz", CHUNKED + b"\r\n") + LAST, 400)
    yield Message("chunks in HTTP/1.0", post(CHUNKED, ONE).replace(b"HTTP/1.1", b"HTTP/1.0"), 400)
    yield Message("an unread body", b"DELETE /api/v1/sessions HTTP/1.1\r\n" + HOST +
                  b"Content-Length: %d\r\n\r\n" % len(VICTIM), 401)
    yield Message("a body that nobody reads", post(length(VICTIM), b"").replace(
        b"application/json", b"text/plain"), 415)
    yield Message("a message and another one", post(length(ENTER), ENTER), (401, 422))
    yield Message("a refused message and another one", get(b"/%00"), 400)


def chunks():
    for name, body in {
            "a chunk with an extension": chunk(ENTER, extension=b";a=b") + LAST,
            "a last chunk with an extension": chunk(ENTER) + b"0;a=b\r\n\r\n",
            "a trailer": chunk(ENTER) + b"0\r\nX: y\r\n\r\n",
            "a chunk of a negative size": chunk(ENTER, b"-25") + LAST,
            "a chunk with a sign": chunk(ENTER, b"+25") + LAST,
            "a chunk with 0x": chunk(ENTER, b"0x25") + LAST,
            "a chunk of no size": chunk(ENTER, b" ") + LAST,
            "a chunk with a blank behind its size": chunk(ENTER, b"25 ") + LAST,
            "a chunk longer than it says": chunk(ENTER, b"10") + LAST,
            "a chunk shorter than it says": chunk(ENTER, b"30") + LAST,
            "a chunk ended by a line feed": chunk(ENTER).replace(b"\r\n", b"\n") + LAST,
            "a chunk size ended by a carriage return": b"25\r" + ENTER + b"\r\n" + LAST,
            "a chunk with a letter beyond f": chunk(ENTER, b"2g") + LAST,
    }.items():
        yield Message(name, post(CHUNKED, body), 400)
    yield Message("a chunk with a size that overflows", post(
        CHUNKED, chunk(ENTER, b"100000000000000025") + LAST), (400, 413))
    yield Message("a good body in chunks", post(CHUNKED, ONE), (401, 422))
    yield Message("a good body in many chunks", post(CHUNKED, b"".join(
        chunk(ENTER[i:i + 1]) for i in range(len(ENTER))) + LAST), (401, 422))


def heads():
    for name, head in {
            "lines that end in a line feed": b"GET /healthz HTTP/1.1\nHost: a\n\n",
            "a carriage return in a value": get(b"/healthz", b"X: a\rb\r\n"),
            "a NUL in a value": get(b"/healthz", b"X: a\0b\r\n"),
            "a NUL in a name": get(b"/healthz", b"X\0: a\r\n"),
            "a control character in a value": get(b"/healthz", b"X: a\x1bb\r\n"),
            "a blank in a name": get(b"/healthz", b"X Y: a\r\n"),
            "a folded line": get(b"/healthz", b"X: a\r\n b\r\n"),
            "a first line that is folded": b"GET /healthz HTTP/1.1\r\n X: a\r\n" + HOST + b"\r\n",
            "no host": get(b"/healthz", host=b""),
            "an empty host": get(b"/healthz", host=b"Host:\r\n"),
            "two hosts": get(b"/healthz", HOST),
            "a host with a path": get(b"/healthz", host=b"Host: a/b\r\n"),
            "a host with a user": get(b"/healthz", host=b"Host: b@a\r\n"),
            "two tokens": get(b"/healthz", b"Authorization: a\r\nAuthorization: b\r\n"),
            "an empty line first": b"\r\n" + get(b"/healthz"),
            "a version in small letters": get(b"/healthz", version=b"http/1.1"),
            "a request line of one word": b"GET\r\n" + HOST + b"\r\n",
            "a request line of two words": b"GET /healthz\r\n" + HOST + b"\r\n",
            "two blanks in the request line": b"GET  /healthz HTTP/1.1\r\n" + HOST + b"\r\n",
            "a tab in the request line": b"GET\t/healthz HTTP/1.1\r\n" + HOST + b"\r\n",
            "a method that is no word": b"G(T /healthz HTTP/1.1\r\n" + HOST + b"\r\n",
            "TLS on a plain port": bytes.fromhex("16030100c8010000c40303") + b"\0" * 200,
            "an SSH client": b"ssh-2.0-x\r\n\r\n",
    }.items():
        yield Message(name, head, 400)
    for name, version in {"HTTP/2.0": b"HTTP/2.0", "HTTP/1.2": b"HTTP/1.2", "HTTP/9.9": b"HTTP/9.9",
                          "HTTP/0.9": b"HTTP/0.9", "HTTP/1.10": b"HTTP/1.10"}.items():
        yield Message(f"version {name}", get(b"/healthz", version=version), 505)
    yield Message("the beginning of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505)
    yield Message("HTTP/1.0 without a host", b"GET /healthz HTTP/1.0\r\n\r\n", 200)
    yield Message("a way up to HTTP/2", get(
        b"/healthz", b"Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n"), 200)
    yield Message("a wish to stay", get(b"/healthz", b"Connection: keep-alive\r\n"), 200)
    yield Message("an unknown expectation", get(b"/healthz", b"Expect: 200-ok\r\n"), 417)
    yield Message("an expectation met", post(b"Expect: 100-continue\r\n" + length(ENTER), ENTER),
                  (401, 422))
    for method, status in ((b"TRACE", (404, 405)), (b"get", 405), (b"PUT", 411),
                           (b"PURGE", (404, 405)),
                           (b"OPTIONS", (204, 404, 405))):
        yield Message(f"method {method.decode()}", method + b" /sign-in HTTP/1.1\r\n" + HOST +
                      b"\r\n", status)
    yield Message("CONNECT", b"CONNECT a:443 HTTP/1.1\r\n" + HOST + b"\r\n", 400)
    yield Message("a method that is too long", b"X" * 17 + b" / HTTP/1.1\r\n" + HOST + b"\r\n",
                  400)
    yield Message("words of RFC 2047", get(
        b"/healthz", b"X-Enc: =?UTF-8?Q?admin=0D=0AX-Evil:_1?=\r\n"), 200)


def targets():
    for target in (b"//healthz", b"/healthz//a", b"/a%2Fb", b"/a%5Cb", b"/a\\b", b"/%00", b"/.",
                   b"/a/../b", b"/%2e%2e/etc/passwd", b"/a/%2E", b"/%zz", b"/%", b"/%ff", b"/\xff",
                   b"/%c0%af", b"/a%0d%0aX-Evil:%201", b"/a%09b", b"/a#b", b"*", b"healthz",
                   b"ftp://a/healthz", b"http:///healthz", b"http://a@b/healthz", b"?a=b"):
        yield Message(f"target {target.decode('latin-1')}", get(target), 400)
    yield Message("an absolute target", get(b"http://elsewhere/healthz"), 200)
    yield Message("a target that is too long", get(b"/" + b"a" * 2100), 414)
    yield Message("a target that never ends", b"GET /" + b"a" * 9000, 414, victim=False)


def sizes():
    yield Message("a header of 4092 bytes", post(
        b"X: " + b"a" * 4089 + b"\r\n" + length(ENTER), ENTER), 431)
    yield Message("65 headers", get(b"/healthz", b"".join(
        b"X-%d: a\r\n" % number for number in range(64))), 431)
    yield Message("64 headers", get(b"/healthz", b"".join(
        b"X-%d: a\r\n" % number for number in range(63))), 200)
    yield Message("a head of 40 kB", get(b"/healthz", b"".join(
        b"X-%d: " % number + b"a" * 1990 + b"\r\n" for number in range(20))), 431)
    yield Message("a JSON of 2 MB", post(b"Content-Length: 2000000", b"{" + b" " * 1999999), 413,
                  victim=False)
    yield Message("a JSON of 2 MB in chunks", post(
        CHUNKED, chunk(b"{" + b" " * 1999999) + LAST), 413, victim=False)
    yield Message("a file of 60 MB announced", post(b"Content-Length: 60000000", start=FORM), 413)
    yield Message("a JSON nested 200,000 deep", post(length(b"[" * 200000), b"[" * 200000), 400)
    yield Message("a number beyond any", post(length(b'{"username":1e999}'), b'{"username":1e999}'),
                  (400, 422))


def cut_off():
    """The sender goes before all is sent: nothing of it counts."""
    yield Message("nothing", b"", None, True, victim=False)
    yield Message("half a head", b"GET /healthz HTTP/1.1\r\nHo", None, True, victim=False)
    yield Message("half a JSON", post(b"Content-Length: 100", ENTER), 400, True, victim=False)
    yield Message("half a JSON in chunks", post(CHUNKED, chunk(ENTER)), 400, True, victim=False)
    yield Message("half a file", post(length(WHOLE), PART, FORM), 400, True, victim=False)
    yield Message("half a file in chunks", post(CHUNKED, chunk(PART), FORM), 400, True,
                  victim=False)
    yield Message("a file without its closing boundary", post(length(PART), PART, FORM), 400)
    yield Message("a file without it, in chunks", post(CHUNKED, chunk(PART) + LAST, FORM), 400)
    yield Message("a form without its boundary", post(
        length(WHOLE), WHOLE, FORM.replace(b"; boundary=XX", b"")), 400)
    yield Message("a head that stops", b"GET /healthz HTTP/1.1\r\nHost: a\r\n", 408, victim=False)
    yield Message("a body that stops", post(b"Content-Length: 100", ENTER), 400, victim=False)
    yield Message("a file that stops", post(length(WHOLE), PART, FORM), 400, victim=False)


def sums():
    """A file that says what its SHA-256 is must have it."""
    for name, told, status, holds in (
            ("another sum", b"0" * 64, 422, b'"sha256"'), ("no sum", b"many", 422, b'"sha256"'),
            ("its own sum", hashlib.sha256(b"abc").hexdigest().upper().encode(),
             (201, 403, 404, 409, 422), b"")):
        body = PART + (b'\r\n--XX\r\nContent-Disposition: form-data; name="sha256"\r\n\r\n'
                       + told + b"\r\n--XX--\r\n")
        yield Message(f"a file with {name}", post(length(body), body, FORM), status, holds=holds)


def echoes():
    """What a message says must not become a line of the answer's head."""
    line = b"%0d%0aX-Evil:%201"
    yield Message("a line in next=", get(b"/sign-in?next=/a" + line), (200, 422))
    yield Message("another site in next=", get(b"/sign-in?next=//evil.example/"), 200)
    yield Message("a line in what is asked for", get(b"/dossiers?search=" + line), 303)
    yield Message("a line in a key", post(b"Authorization: Bearer {token}\r\nIdempotency-Key: "
                  b"=?UTF-8?Q?a=0D=0AX-Evil:_1?=\r\n" + length(b"{}"), b"{}",
                  JSON.replace(b"/sessions", b"/notices/read")), (200, 204, 303, 400, 422))
    name = WHOLE.replace(b'"a.txt"', b"\"a.txt\"; filename*=utf-8''a" + line + b".txt")
    yield Message("a line in the name of a file", post(length(name), name, FORM),
                  (201, 403, 404, 422))
    yield Message("a line in the name of the asker",
                  get(b"/healthz", b"User-Agent: a\r\rb\r\n"), 400)


def every_message():
    return [message for group in (lengths, chunks, heads, targets, sizes, cut_off, sums, echoes)
            for message in group()]
