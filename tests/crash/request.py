"""One change that an official asks for.

Its marks say what it is to leave behind: how many rows of each kind, named as
snapshot.py names them. What was acknowledged must be there with all its marks;
what was not, with all of them or with none."""

import hashlib
import json
import time
from collections import Counter


class Request:
    """`slow` sends the body in pieces, as from far away, so that a death often
    comes in its middle."""

    def __init__(self, kind, who, path, body, content_type="application/json", slow=False):
        self.kind, self.who, self.path = kind, who, path
        self.body, self.content_type, self.slow = body, content_type, slow
        self.marks = Counter()
        self.key = None
        self.answer = None  # (status, content) once it came
        self.number = 0  # of the acknowledgement, in the journal
        self.unanswered = 0  # how often it did not come
        self.tries = 0
        self.cut = 0  # how often the body was not even sent whole

    def leaves(self, *mark, times=1):
        self.marks[mark] += times
        return self

    def moves(self, event, nominations):
        for nomination in nominations:
            self.leaves("event", nomination, event)
        return self

    def is_repeated_by(self, answer):
        """The trackers of a ballot are told once: a repeat only says that it was done."""
        status, content = self.answer
        if '"trackers"' not in content:
            return answer == self.answer
        return answer[0] == status and json.loads(answer[1]) == {"href": json.loads(content)["href"]}

    def answered(self, name):
        return json.loads(self.answer[1])[name]

    def pieces(self, size=16_384):
        """The body for the wire; a slow one notes whether it went out whole."""
        if not self.slow:
            return self.body
        return self.slowly(size)

    def slowly(self, size):
        self.cut += 1
        for start in range(0, len(self.body), size):
            yield self.body[start:start + size]
            time.sleep(0.003)
        self.cut -= 1

    def __str__(self):
        return f"{self.kind} by {self.who} (POST {self.path}, key {self.key})"


def ask(kind, who, path, /, **fields):
    return Request(kind, who, path, json.dumps(fields).encode())


def step(who, path, event, reason=None, **fields):
    if reason:
        fields["reason"] = reason
    return ask(event, who, f"{path}/events", event=event, **fields)


def attach(who, dossier, part, content):
    sha256 = hashlib.sha256(content).hexdigest()
    boundary = sha256[:24]
    body = (f'--{boundary}\r\nContent-Disposition: form-data; name="kind"\r\n\r\n{part}\r\n'
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{part}.txt"'
            f'\r\nContent-Type: text/plain\r\n\r\n').encode()
    request = Request("attach", who, f"/dossiers/{dossier}/attachments",
                      body + content + f"\r\n--{boundary}--\r\n".encode(),
                      f"multipart/form-data; boundary={boundary}", slow=len(content) > 500_000)
    request.leaves("attachment", dossier, part, sha256)
    return request.leaves("file", sha256, len(content))
