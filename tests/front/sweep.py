"""Lines of every length: a reader that ends a head too early at one of them takes what
follows for another request. The order is that of a proxy that adds its headers last."""

import random
from concurrent.futures import ThreadPoolExecutor

import raw

LONGEST = 9000
HIDDEN = b"GET /api/v1/smuggled-91bd HTTP/1.1\r\nHost: a\r\nX: "
MARK = b"smuggled-91bd"
BODY = b'{"x":"' + HIDDEN.replace(b"\r\n", b"\\r\\n") + b'"}'
EDGES = (*range(2040, 2057), *range(4084, 4101), *range(8180, 8201))


def value(size):
    return b"X-Padding: ".ljust(size, b"a")


def name(size):
    return (b"a" * (size - 2) + b": ") if size > 2 else b"a:"


def header(size, line):
    return (b"POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            b"Content-Length: %d\r\n" % len(BODY) + line(size) +
            b"\r\nCookie: tdkt_session=smuggled-91bd\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n" + BODY)


def target(size):
    line = b"GET /%s HTTP/1.1" % (b"a" * max(0, size - 14))
    return line + b"\r\nHost: a\r\nX-Forwarded-For: 10.0.0.1\r\n\r\n" + HIDDEN + b"a\r\n\r\n"


KINDS = {"value": lambda size: header(size, value), "name": lambda size: header(size, name),
         "request line": target}


def fault_of(what, size, reply):
    least = {"value": 11, "name": 2, "request line": 14}[what]
    long = max(size, least) > 2048
    expected = {"request line": 414 if long else 404}.get(what, 431 if long else 422)
    if what == "request line" and size <= 14:
        expected = 303
    if len(reply.answers) == 1 and reply.status == expected and not reply.rest \
            and reply.end == "closed" and MARK not in reply.received:
        return None
    return f"a {what} of {size} bytes: instead of one {expected}: {reply}"


def run(port, sizes=None):
    """The faults, and how many messages there were."""
    sizes = sizes or range(1, LONGEST + 1)
    cases = [(what, size) for size in sizes for what in KINDS]
    with ThreadPoolExecutor(8) as hands:
        replies = hands.map(lambda case: raw.exchange(port, [KINDS[case[0]](case[1])]), cases)
        faults = [fault_of(*case, reply) for case, reply in zip(cases, replies)]
    return [fault for fault in faults if fault], len(cases)


def sample(seed):
    chance = random.Random(seed)
    return sorted({*EDGES, *range(1, 40), *(chance.randrange(1, LONGEST) for _ in range(100))})
