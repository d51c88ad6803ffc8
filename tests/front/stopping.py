"""A server that is told to stop: first it is no longer ready, then it finishes what is
under way, and told twice it goes at once."""

import errno
import signal
import socket
import time

import raw
import messages

READY = b"GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n"


def run(served):
    return unready_first(served) + finished_first(served) + twice(served)


def unready_first(served):
    served.settings = {"drain_seconds": 2}
    served.start()
    served.process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    ready, page = raw.exchange(served.port, [READY]), raw.exchange(
        served.port, [READY.replace(b"readyz", b"sign-in")])
    code = served.process.wait(20)
    found = []
    if (ready.status, page.status) != (503, 200):
        found.append(f"told to stop: ready {ready.status} instead of 503, page {page.status}")
    return found + ([f"stopped with {code}"] if code else [])


def finished_first(served):
    """A message whose end is still on its way, and one that is about to begin."""
    served.settings = {}
    served.start()
    whole = messages.post(messages.length(messages.ENTER), messages.ENTER)
    with socket.create_connection(("127.0.0.1", served.port), 20) as half, \
            socket.create_connection(("127.0.0.1", served.port), 20) as silent:
        half.sendall(whole[:-10])
        time.sleep(0.2)
        served.process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
        refused = socket.socket().connect_ex(("127.0.0.1", served.port))
        silent.sendall(READY)
        half.sendall(whole[-10:])
        answers = [each.recv(65536)[:12] for each in (half, silent)]
    code = served.process.wait(20)
    found = [] if answers == [b"HTTP/1.1 422", b"HTTP/1.1 503"] else [
        f"what was under way got {answers}"]
    if refused != errno.ECONNREFUSED:
        found.append(f"closed, it let somebody in who would have asked the next server ({refused})")
    return found + ([f"stopped with {code}"] if code else [])


def twice(served):
    served.settings = {"drain_seconds": 60}
    served.start()
    began = time.monotonic()
    for _ in range(2):
        served.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
    code = served.process.wait(20)
    took = time.monotonic() - began
    return [] if took < 5 and code == 1 else [f"told twice, it went after {took:.1f} s with {code}"]
