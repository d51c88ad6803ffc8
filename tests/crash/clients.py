"""Officials at work while the server dies under them.

Each client takes dossiers through the API, one request after the other, each
with an Idempotency-Key. What was acknowledged is written down, in a journal; the
request whose answer never came is kept as the doubtful one, and is sent again,
with the same key, before anything else."""

import hashlib
import http.client
import json
import os
import random
import threading

PARTS = ("unit_minutes", "indicators")


class Request:
    """One change: who asks for what, and what it is to leave behind."""

    def __init__(self, kind, who, path, body, content_type, **facts):
        self.kind, self.who, self.path = kind, who, path
        self.body, self.content_type, self.facts = body, content_type, facts
        self.key = os.urandom(12).hex()
        self.answer = None  # (status, content) once it came


def json_request(kind, who, path, fields, **facts):
    return Request(kind, who, path, json.dumps(fields), "application/json", **facts)


def file_request(who, dossier, part, content):
    mark = os.urandom(12).hex()
    body = (f'--{mark}\r\nContent-Disposition: form-data; name="kind"\r\n\r\n{part}\r\n'
            f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{part}.txt"\r\n'
            f'Content-Type: text/plain\r\n\r\n').encode() + content + f"\r\n--{mark}--\r\n".encode()
    return Request("attachment", who, f"/dossiers/{dossier}/attachments", body,
                   f"multipart/form-data; boundary={mark}", dossier=dossier, part=part,
                   sha256=hashlib.sha256(content).hexdigest())


class Client(threading.Thread):
    """Works from go() until the server is gone; then waits for the next go()."""

    def __init__(self, served, unit, officer, head, round_id, tokens, journal, seed):
        super().__init__(daemon=True)
        self.served, self.unit, self.officer, self.head = served, unit, officer, head
        self.round, self.tokens, self.journal = round_id, tokens, journal
        self.random = random.Random(seed)
        self.acknowledged = []
        self.doubtful = None
        self.trouble = None  # what should never have been answered
        self.made = 0
        self.awake, self.asleep = threading.Event(), threading.Event()
        self.asleep.set()
        self.work = self.changes()

    def go(self):
        self.asleep.clear()
        self.awake.set()

    def run(self):
        while True:
            self.awake.wait()
            self.awake.clear()
            try:
                self.work_on()
            except Exception as error:  # a fault of the test must fail it, not hang it
                self.trouble = repr(error)
            self.asleep.set()

    def work_on(self):
        while self.trouble is None:
            if self.doubtful is None:
                self.doubtful = next(self.work)
            if not self.send(self.doubtful):
                return
            self.acknowledged.append(self.doubtful)
            self.doubtful = None

    def send(self, request):
        """False when the server went away before the answer had come."""
        while True:
            answer = self.deliver(request)
            if answer is None:
                return False
            if answer[0] in (200, 201):
                break
            if answer[0] != 503:
                self.trouble = f"{request.kind} {request.path} answered {answer}"
                return True
        request.answer = answer
        line = {"key": request.key, "kind": request.kind, "path": request.path,
                "status": answer[0], "answer": answer[1], **request.facts}
        self.journal.write(json.dumps(line, ensure_ascii=False) + "\n")
        self.journal.flush()
        return True

    def deliver(self, request):
        headers = {"Authorization": f"Bearer {self.tokens[request.who]}",
                   "Content-Type": request.content_type, "Idempotency-Key": request.key}
        try:
            status, content = self.served.ask("POST", "/api/v1" + request.path, headers,
                                              request.body)
        except (OSError, http.client.HTTPException):
            return None
        return status, content.decode()

    def changes(self):
        """Every request in turn; each is sent before the next one is asked for."""
        while True:
            self.made += 1
            title = f"Hồ sơ {self.unit} số {self.made}"
            dossier = yield from self.dossier(title)
            for step, who in (("submit", self.head), ("receive", "tchc"), ("appraise", "tchc")):
                yield json_request("event", who, f"/dossiers/{dossier}/events", {"event": step},
                                   dossier=dossier, event=step)

    def dossier(self, title):
        begin = json_request("dossier", self.officer, "/dossiers",
                             {"round": self.round, "title": title}, title=title)
        yield begin
        dossier = json.loads(begin.answer[1])["id"]
        for number in range(1 + self.random.randrange(3)):
            name = f"Tập thể {number} của {title}"
            yield json_request(
                "nomination", self.officer, f"/dossiers/{dossier}/nominations",
                {"nominee_kind": "collective", "nominee_name": name, "prize": "collective_3",
                 "summary": "Hoàn thành chỉ tiêu.", "report": "Báo cáo thành tích."},
                dossier=dossier, name=name)
        for part in PARTS:
            yield file_request(self.officer, dossier, part, self.content())
        return dossier

    def content(self):
        """Most files are small; some take several pieces to store."""
        size = self.random.choice((200, 200, 5_000, 2_500_000))
        return self.random.randbytes(size // 2).hex().encode()
