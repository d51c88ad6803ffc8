"""A unit whose line breaks off: nearly everything it sends is sent in part first, up
to each stage in turn, and then whole, with the same key."""

import contextlib
import os
import socket
import struct

from request import attach
from unit_work import UnitWork

WHOLE = "after all of it"
OF_ALL = ("in the request line", "in the head", "after the head", "in the body", WHOLE)
OF_FILES = ("in the head of the file", "in the first bytes of the file", "in the file",
            "before the closing boundary", "in the closing boundary", "before the last line end")
AT_ONCE = struct.pack("ii", 1, 0)  # linger: no farewell


def message(served, token, request):
    """Head and body as they go over the wire."""
    head = (f"POST /api/v1{request.path} HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n"
            f"Authorization: Bearer {token}\r\nContent-Type: {request.content_type}\r\n"
            f"Idempotency-Key: {request.key}\r\nContent-Length: {len(request.body)}\r\n\r\n")
    return head.encode(), request.body


def length_at(stage, head, body):
    """How much of it is sent."""
    closing = body.rfind(b"\r\n--")
    start = body.find(b"text/plain\r\n\r\n") + 14
    return {"in the request line": 9, "in the head": len(head) // 2, "after the head": len(head),
            "in the body": len(head) + len(body) // 2, WHOLE: len(head) + len(body),
            "in the head of the file": len(head) + body.find(b"filename=") + 4,
            "in the first bytes of the file": len(head) + start + 2,
            "in the file": len(head) + (start + closing) // 2,
            "before the closing boundary": len(head) + closing,
            "in the closing boundary": len(head) + closing + 9,
            "before the last line end": len(head) + len(body) - 2}[stage]


def answer_after(line):
    """Its status when somebody listens on; None when none came."""
    line.shutdown(socket.SHUT_WR)
    said = b""
    while piece := line.recv(65_536):
        said += piece
    return int(said.split()[1]) if said else None


class HangUp(UnitWork):
    def __init__(self, *given):
        super().__init__(*given)
        self.stages = {stage: 0 for stage in OF_ALL + OF_FILES}

    def deliver(self, request):
        if request.tries == 1:
            self.break_off(request)
            if request.kind == "attach" and self.random.random() < 0.3:
                self.begin_another(request)
        return super().deliver(request)

    def break_off(self, request):
        own = OF_ALL + OF_FILES if request.kind == "attach" else OF_ALL
        for stage in sorted(own, key=self.stages.get)[:2]:
            self.stages[stage] += 1
            self.hang_up(request, stage)

    def begin_another(self, request):
        """An upload that is never heard of again."""
        other = attach(request.who, request.path.split("/")[2], "indicators",
                       self.random.randbytes(self.random.choice((50, 300_000))).hex().encode())
        other.key = f"never-{self.random.getrandbits(96):024x}"
        self.hang_up(other, self.random.choice(OF_FILES))

    def hang_up(self, request, stage):
        head, body = message(self.office.served, self.office.tokens[request.who], request)
        sent = (head + body)[:length_at(stage, head, body)]
        manner = self.random.choice(("farewell", "none", "listens"))
        with contextlib.suppress(OSError), socket.create_connection(
                ("127.0.0.1", self.office.served.port), timeout=60) as line:
            line.sendall(sent)
            if manner == "none":
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
            elif manner == "listens":
                self.judge(request, stage, answer_after(line))

    def judge(self, request, stage, status):
        """Whole it may be taken; of a part nothing may be."""
        if stage == WHOLE or status is None or (status == 503 and self.office.shaken.is_set()):
            return
        if not 400 <= status < 500:
            self.trouble = f"{request}, cut off {stage}, was answered {status}"


def crowd(office, size=80):
    """So many at once hang up in mid-upload, more than there are threads; then somebody
    must be heard."""
    request = attach("bmt", 1, "indicators", os.urandom(40_000).hex().encode())
    request.key = "never-crowd"
    head, body = message(office.served, office.tokens["bmt"], request)
    lines = []
    for _ in range(size):
        with contextlib.suppress(OSError):
            lines.append(socket.create_connection(("127.0.0.1", office.served.port), timeout=60))
            lines[-1].sendall((head + body)[:-2000])
    for line in lines:
        line.close()
    status = office.served.ask("GET", "/api/v1/dossiers",
                               {"Authorization": f"Bearer {office.tokens['bmt']}"})[0]
    return [] if status == 200 else [f"after a crowd hung up, a list was answered {status}"]
