"""Two servers behind HAProxy, restarted one after the other while people work: nobody
may notice. Both use one MariaDB, that of TDKT_TEST_MARIADB."""

import http.client
import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import threading
import time
from collections import Counter
from urllib.parse import unquote, urlsplit

from behind import TLS
from proxies import HAProxy
from served import Served, free_port

PEOPLE = 6
PAUSE = 0.05  # seconds between two requests of one of them
DRAIN = 5  # longer than between two checks of HAProxy
PAGES = ("/", "/dossiers", "/help", "/notices", "/assets/tdkt.css", "/api/v1/dossiers")


def statement(text):
    url = urlsplit(os.environ["TDKT_TEST_MARIADB"])
    done = subprocess.run(
        ["mariadb", "--no-defaults", "--protocol=tcp", f"--host={url.hostname}",
         f"--port={url.port}", f"--user={unquote(url.username)}",
         f"--password={unquote(url.password)}",
         "--batch", "--skip-column-names", "--execute", text],
        check=True, capture_output=True, text=True)
    return done.stdout.strip()


class Person(threading.Thread):
    """Reads and writes, over a connection that is kept while it lasts."""

    def __init__(self, port, token, number, until):
        super().__init__()
        self.port, self.token, self.number, self.until = port, token, number, until
        self.seen, self.failures, self.kept = Counter(), [], 0
        self.connection = None

    def ask(self, method, path, headers, body=None):
        if not self.connection:
            self.connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30,
                                                          context=TLS)
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        self.seen[answer.status] += 1
        if not 200 <= answer.status < 400:
            self.failures.append(f"{method} {path}: {answer.status} {content[:200]!r}")
        return answer.status

    def run(self):
        chance = random.Random(self.number)
        for turn in itertools.count():
            if self.until.is_set():
                break
            try:
                self.take_turn(turn, chance)
            except (OSError, http.client.HTTPException) as error:
                self.failures.append(f"no answer: {error!r}")
                self.connection = None
            time.sleep(PAUSE)

    def take_turn(self, turn, chance):
        signed_in = {"Authorization": f"Bearer {self.token}"}
        if turn % 3:
            self.ask("GET", chance.choice(PAGES), signed_in)
            return
        title = f"Hồ sơ {self.number}-{turn}"
        status = self.ask("POST", "/api/v1/dossiers", {
            **signed_in, "Content-Type": "application/json",
            "Idempotency-Key": f"rolling-{self.number}-{turn}"},
            json.dumps({"round": 3, "title": title}))
        self.kept += status == 201


class Pair:
    def __init__(self, program, folder, log):
        self.name = f"rolling_{os.getpid()}"
        statement(f"create database {self.name} character set utf8mb4")
        settings = {"database": f"{os.environ['TDKT_TEST_MARIADB']}/{self.name}",
                    "address": "https://office.test", "trusted_proxies": "127.0.0.1",
                    "drain_seconds": DRAIN}
        self.all = [Served(program, f"{folder}/server{n}", log, settings) for n in (1, 2)]
        first, second = self.all
        first.make_demo()
        first.start()
        first.process.send_signal(signal.SIGINT)  # nobody balances yet
        first.process.wait(30)
        shutil.copytree(first.data, second.data)
        for served in self.all:
            served.port = free_port()
            served.start()

    def restart(self, served):
        """The faults; returns when HAProxy has found it again."""
        served.process.send_signal(signal.SIGTERM)
        code = served.process.wait(60)
        served.start()
        until = time.monotonic() + 30
        while not self.is_found(served):
            if time.monotonic() > until:
                return ["HAProxy did not find a server again"]
            time.sleep(0.2)
        return [f"a server stopped with {code}"] if code else []

    @staticmethod
    def is_found(served):
        """Whether people come to it."""
        return b'route="/dossiers"' in served.ask("GET", "/metrics")[1]

    def end(self):
        for served in self.all:
            if served.process and served.process.poll() is None:
                served.kill()
        statement(f"drop database {self.name}")


def run(program, folder, log, rounds):
    """The faults and the figures."""
    pair = Pair(program, folder, log)
    proxy = HAProxy(f"{folder}/proxy", [served.port for served in pair.all])
    over = threading.Event()
    people = []
    try:
        token = pair.all[0].token("bmt")
        before = int(statement(f"select count(*) from {pair.name}.dossier"))
        time.sleep(4)  # until HAProxy has asked both
        people = [Person(proxy.tls, token, number, over) for number in range(PEOPLE)]
        for person in people:
            person.start()
        faults = [fault for _ in range(rounds) for served in pair.all
                  for fault in pair.restart(served)]
        over.set()
        for person in people:
            person.join()
        kept = int(statement(f"select count(*) from {pair.name}.dossier")) - before
    finally:
        over.set()
        proxy.stop()
        pair.end()
    seen = sum((person.seen for person in people), Counter())
    faults += [failure for person in people for failure in person.failures]
    acknowledged = sum(person.kept for person in people)
    if kept != acknowledged or not kept:
        faults.append(f"{acknowledged} dossiers were acknowledged, {kept} are there")
    return faults, {"restarts": rounds * 2, "requests": sum(seen.values()),
                    "dossiers kept": kept, "requests lost": len(faults)}
