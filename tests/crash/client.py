"""Somebody at work while the server, or its database, dies under them.

A client takes its changes one after the other, or several at once, each with an
Idempotency-Key. What was acknowledged is written down in a journal; a change
whose answer never came stays doubtful, and is sent again, with the same key,
before anything else."""

import http.client
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor

AT_ONCE = 8
BUSY, UNKNOWN = (503, "busy"), (504, "outcome_unknown")


class Look:
    """Waits until what is read is as it should be: a paper that a job writes. With `asks` it is
    asked for by POST, without a key: what is given anew each time, and once only."""

    def __init__(self, who, path, good, asks=False):
        self.who, self.path, self.good = who, path, good
        self.method = "POST" if asks else "GET"


class Client(threading.Thread):
    """Works from go() until the server is gone or the office is halted; then
    waits for the next go(). A role says in changes() what it does: it yields
    requests, lists of requests to be sent at once, a Look, or None when there is
    nothing to do yet."""

    def __init__(self, office, name, chance):
        super().__init__(daemon=True)
        self.office, self.name, self.random = office, name, chance
        self.acknowledged = []
        self.batch = []
        self.look = None
        self.trouble = None  # what should never have been answered
        self.left = False
        self.awake, self.asleep = threading.Event(), threading.Event()
        self.asleep.set()
        self.work = self.changes()
        self.hands = ThreadPoolExecutor(AT_ONCE)

    def changes(self):
        raise NotImplementedError

    def doubtful(self):
        return [request for request in self.batch if request.answer is None and request.tries]

    def go(self):
        self.asleep.clear()
        self.awake.set()

    def leave(self):
        """For good; the one who sleeps must not be told to go."""
        self.left = True
        self.awake.set()
        self.hands.shutdown()

    def run(self):
        while True:
            self.awake.wait()
            self.awake.clear()
            if self.left:
                return
            try:
                while self.trouble is None and not self.office.halted.is_set():
                    if not self.go_on():
                        break
            except Exception as error:  # a fault of the test must fail it, not hang it
                self.trouble = self.trouble or f"{self.name} could not go on: {error!r}"
            self.asleep.set()

    def go_on(self):
        """False: the server is gone."""
        if self.look:
            return self.look_again()
        if all(request.answer for request in self.batch):
            return self.take_next()
        waiting = [request for request in self.batch if request.answer is None]
        if len(waiting) == 1:
            return self.send(waiting[0])
        return all(list(self.hands.map(self.send, waiting)))

    def take_next(self):
        self.batch = []
        following = next(self.work)
        if following is None:
            time.sleep(0.01)
        elif isinstance(following, Look):
            self.look = following
        else:
            self.batch = following if isinstance(following, list) else [following]
            for request in self.batch:
                request.key = f"k{self.random.getrandbits(96):024x}"
        return True

    def look_again(self):
        answer = self.looked(self.look)
        if answer is None:
            return False
        if answer[0] == 200 and self.look.good(json.loads(answer[1])):
            self.look = None
        else:
            time.sleep(0.02)
        return True

    def send(self, request):
        """False when it is not known whether the change was kept."""
        while self.trouble is None:
            request.tries += 1
            answer = self.deliver(request)
            if answer is None:
                request.unanswered += 1
                return False
            if answer[0] in (200, 201):
                request.answer = answer
                if request.slow:
                    request.body = None  # a long run has many; it is not sent again
                self.acknowledged.append(request)
                self.office.write_down(request)
                return True
            if not self.is_excused(answer):
                self.trouble = f"{request} was answered {answer[0]}: {answer[1][:400]}"
                return True
            with self.office.writing:
                self.office.excuses[f"answered {answer[0]}"] += 1
            request.unanswered += self.office.shaken.is_set()
            if self.office.halted.is_set():
                return False
            time.sleep(0.02)
        return True

    def is_excused(self, answer):
        """Whether it may be said to somebody who then asks again. A server to whom one
        speaks directly never says that it failed, but what is to be done."""
        status, said = answer
        if self.office.served.in_person and status >= 500:
            excuse = (status, json.loads(said).get("code"))
            return excuse == BUSY or (excuse == UNKNOWN and self.office.shaken.is_set())
        return status == 503 or (status >= 500 and self.office.shaken.is_set())

    def deliver(self, request):
        headers = {"Content-Type": request.content_type, "Idempotency-Key": request.key,
                   "Content-Length": str(len(request.body))}
        return self.exchange("POST", request.who, request.path, headers, request.pieces())

    def looked(self, look):
        headers = {"Content-Length": "0"} if look.method == "POST" else {}
        return self.exchange(look.method, look.who, look.path, headers, None)

    def exchange(self, method, who, path, headers, body):
        headers["Authorization"] = f"Bearer {self.office.tokens[who]}"
        while True:
            try:
                status, content = self.office.served.ask(method, "/api/v1" + path, headers, body)
                return status, content.decode()
            except ConnectionRefusedError:
                if not self.office.opening.is_set() or self.office.halted.is_set():
                    return None
                time.sleep(0.002)  # the door opens at any moment
            except (OSError, http.client.HTTPException):
                return None
