"""What stands between officials and nodes: two servers, and HAProxy before them and
before the nodes, with the file that the README shows."""

import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import time
from collections import Counter

from certificate import certificate
from nodes import PASSWORD, USER
from served import Served, free_port

HERE = os.path.dirname(os.path.abspath(__file__))
CONFIGURATION = os.path.join(HERE, "..", "..", "server", "haproxy.cfg")


def address_of(place):
    return f"mysql://{USER}:{PASSWORD.replace(' ', '%20')}@{place}/tdkt"


class Proxy:
    """`nodes` in the order in which they are to be worked with."""

    def __init__(self, folder, office, database, servers, nodes):
        self.office, self.database = office, database
        names = {"OFFICE": f"127.0.0.1:{office}", "DATABASE": f"127.0.0.1:{database}",
                 "PLAIN": f"127.0.0.1:{free_port()}", "CERTIFICATE": certificate(folder)}
        names |= {f"SERVER_{n}": f"127.0.0.1:{each.port}" for n, each in enumerate(servers, 1)}
        names |= {f"NODE_{n}": f"{each.address}:3306" for n, each in enumerate(nodes, 1)}
        with open(f"{folder}/haproxy-{database}.log", "wb") as log:
            # pylint: disable-next=consider-using-with
            self.process = subprocess.Popen(
                ["haproxy", "-db", "-f", CONFIGURATION], stdout=log, stderr=log,
                env={**os.environ, **{f"TDKT_HAPROXY_{name}": value
                                      for name, value in names.items()}})

    def wait_for_database(self, patience=20):
        """Until it leads to a node: until somebody greets there."""
        until = time.monotonic() + patience
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.database), 1) as greeted:
                    if greeted.recv(5):
                        return
            except OSError:
                pass
            if time.monotonic() > until:
                raise RuntimeError("HAProxy leads to no node")
            time.sleep(0.1)

    def stop(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Front(Served):
    """The office as people reach it, and what they meet there. `asks` count by status;
    while nobody broke anything, no answer may be a failure."""

    in_person = False
    trusts_all = ssl._create_unverified_context()  # the certificate is of the test's making

    def __init__(self, program, folder, port):
        super().__init__(program, folder)
        self.port = port
        self.lock = threading.Lock()
        self.calm = True
        self.figures = Counter()
        self.failures = []  # in calm
        self.kept_at = time.monotonic()  # of the newest acknowledged change
        self.longest_pause = self.longest_wait = 0.0

    def connection(self):
        return http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30,
                                           context=self.trusts_all)

    def ask(self, method, path, headers=None, body=None):
        began, calm = time.monotonic(), self.calm
        try:
            answer = super().ask(method, path, headers, body)
        except (OSError, http.client.HTTPException) as error:
            self.count("no answer", calm, f"{method} {path}: {error!r}")
            raise
        self.note(method, path, answer, calm, began)
        return answer

    def count(self, what, calm, detail):
        with self.lock:
            self.figures[what] += 1
            if calm and self.calm:
                self.failures.append(f"while nothing was broken, {what}: {detail}")

    def note(self, method, path, answer, calm, began):
        status, content = answer
        if status >= 500:
            self.count(f"answered {status}", calm,
                       f"{method} {path}: {content[:300].decode(errors='replace')}")
        now = time.monotonic()
        if method == "POST" and status in (200, 201):
            with self.lock:
                self.longest_wait = max(self.longest_wait, now - began)
                self.longest_pause = max(self.longest_pause, now - self.kept_at)
                self.kept_at = now

    def begin_pause(self):
        """Gives the longest pause until now, and begins anew."""
        with self.lock:
            longest = self.longest_pause, self.longest_wait
            self.longest_pause = self.longest_wait = 0.0
            return longest


class Servers:
    """Two, each with a data folder and keys of its own, as on two machines; `databases`
    are the ports of the proxies by which each reaches the nodes."""

    def __init__(self, program, folder, log, ports, databases):
        self.all = []
        for number, (port, database) in enumerate(zip(ports, databases), 1):
            served = Served(program, f"{folder}/server{number}", log, {
                "database": address_of(f"127.0.0.1:{database}"), "trusted_proxies": "127.0.0.1",
                "address": "https://office.test", "session_hours": 24 * 7,
                "session_idle_minutes": 24 * 60})
            served.port = port
            self.all.append(served)

    def make_demo(self):
        """All servers need the same keys; some are made when the first one starts."""
        first, second = self.all
        first.make_demo()
        first.start()
        first.stop()
        shutil.copytree(first.data, second.data)

    def start(self, patience=30):
        """As whatever keeps services running: again, when the database was away."""
        until = time.monotonic() + patience
        for served in self.all:
            while True:
                try:
                    served.start()
                    break
                except RuntimeError:
                    if time.monotonic() > until:
                        raise

    def stop(self):
        for served in self.all:
            if served.process and served.process.poll() is None:
                served.kill()
