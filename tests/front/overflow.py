"""More than there is room for: one more is told so, and comes in when there is room."""

import contextlib
import json
import socket
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import raw

ASK = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
ENTER = json.dumps({"username": "nobody", "password": "x" * 12}).encode()
SLOW_WORK = (b"POST /api/v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
             b"Content-Length: %d\r\n\r\n" % len(ENTER) + ENTER)
SETTINGS = {"connections": 60, "connections_per_address": 40, "threads": 1, "queue": 2,
            "head_seconds": 20}


def fault_of(what, reply, statuses=(503,)):
    if len(reply.answers) == 1 and reply.status in statuses and reply.end == "closed" and (
            reply.status != 503 or reply.header("retry-after")):
        return []
    return [f"{what}: instead of {statuses}, with Retry-After, and closed: {reply}"]


@contextlib.contextmanager
def standing(port, count, source):
    """So many who have begun to speak."""
    with contextlib.ExitStack() as all_of_them:
        for _ in range(count):
            one = all_of_them.enter_context(
                socket.create_connection(("127.0.0.1", port), 10, (source, 0)))
            one.sendall(b"GET /healthz HT")
        time.sleep(0.3)
        yield


def recovered(port, what):
    until = time.monotonic() + 10
    while True:
        reply = raw.exchange(port, [ASK])
        if reply.status == 200:
            return []
        if time.monotonic() > until:
            return [f"{what}: not served again: {reply}"]
        time.sleep(0.1)


def one_address(port):
    with standing(port, 40, "127.0.0.2"):
        many = raw.exchange(port, [ASK], source="127.0.0.2")
        another = raw.exchange(port, [ASK], source="127.0.0.3")
    return (fault_of("the 41st of one address", many)
            + fault_of("somebody from another address", another, (200,))
            + recovered(port, "after too many of one address"))


def all_addresses(port):
    with standing(port, 30, "127.0.0.2"), standing(port, 30, "127.0.0.3"):
        page = raw.exchange(port, [ASK])
        program = raw.exchange(port, [ASK.replace(b"/healthz", b"/api/v1/help")])
    found = fault_of("the 61st of all", page) + fault_of("the 61st, a program", program)
    if program.header("content-type") != "application/problem+json":
        found.append("a program was not told in its own form that there is no room")
    return found + recovered(port, "after too many of all")


def flood(port, message, count, statuses):
    """All at once: each has an answer, none is cut off."""
    with ThreadPoolExecutor(100) as hands:
        replies = list(hands.map(lambda _: raw.exchange(port, [message], patience=30),
                                 range(count)))
    found = [fault for reply in replies for fault in fault_of("in a flood", reply, statuses)]
    return found + recovered(port, "after a flood"), Counter(reply.status for reply in replies)


def run(port):
    """The faults, and how many of the floods were served and told to come again."""
    faults = one_address(port) + all_addresses(port)
    quick, told = flood(port, ASK, 1500, (200, 503))
    slow, told_slow = flood(port, SLOW_WORK, 100, (401, 429, 503))
    if not told_slow[503]:
        faults.append(f"of a flood of slow work nobody was told 503: {told_slow}")
    return faults + quick + slow, told + told_slow
