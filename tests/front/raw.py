"""Bytes sent as they are, and what comes back until the connection ends."""

import re
import socket
import time

HEAD = re.compile(rb"HTTP/1\.[01] (\d{3}) [^\r\n]*\r\n")


class Reply:
    """`answers`: (status, headers, content) of each; `rest`: what came behind the last
    whole one; `end`: "closed", "reset", or "open" when nobody closed in time."""

    def __init__(self, received, end):
        self.received, self.end = received, end
        self.answers, self.rest = [], received
        while self.rest and self.take():
            pass

    def take(self):
        found = HEAD.match(self.rest)
        end = self.rest.find(b"\r\n\r\n")
        if not found or end < 0:
            return False
        lines = self.rest[found.end():end + 2].decode("latin-1").split("\r\n")
        headers = [tuple(line.split(": ", 1)) for line in lines if line]
        status = int(found[1])
        length = int(dict((n.lower(), v) for n, v in headers).get("content-length", 0))
        if status == 100:
            length = 0
        content = self.rest[end + 4:end + 4 + length]
        if len(content) < length:
            return False
        self.rest = self.rest[end + 4 + length:]
        if status != 100:
            self.answers.append((status, headers, content))
        return True

    @property
    def status(self):
        return self.answers[0][0] if self.answers else None

    def header(self, name):
        return next((value for each, value in self.answers[0][1]
                     if each.lower() == name), "") if self.answers else ""

    def __str__(self):
        return (f"{[answer[0] for answer in self.answers]}, {self.end}, "
                f"{len(self.received)} bytes: {self.received[:160]!r}")


def connect(port, patience, source, tls):
    plain = socket.create_connection(("127.0.0.1", port), patience, (source, 0) if source else None)
    return tls.wrap_socket(plain) if tls else plain


def exchange(port, pieces, finish=False, patience=15, pause=0.05, source=None, tls=None):
    """Sends the pieces with pauses between them; `finish`: and says that nothing more
    will come. `tls`: an ssl.SSLContext."""
    received, until = [], time.monotonic() + patience
    with connect(port, patience, source, tls) as connection:
        end = "open"
        try:
            for number, piece in enumerate(pieces):
                if number:
                    time.sleep(pause)
                connection.sendall(piece)
            if finish:
                connection.shutdown(socket.SHUT_WR)
        except OSError:
            end = "reset"  # perhaps with an answer before
        try:
            while time.monotonic() < until:
                connection.settimeout(max(0.01, until - time.monotonic()))
                piece = connection.recv(65536)
                if not piece:
                    end = "closed"
                    break
                received.append(piece)
        except TimeoutError:
            pass
        except OSError:
            end = "reset"
    return Reply(b"".join(received), end)
