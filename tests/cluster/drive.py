"""Drives the whole: see tests/cluster/run."""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "support"), os.path.join(HERE, "..", "crash")]
import afterwards  # noqa: E402
import checks  # noqa: E402
import checks_of_nodes  # noqa: E402
import sabotage_of_nodes  # noqa: E402
from front import Front, Proxy, Servers  # noqa: E402
from harms import HARMS  # noqa: E402
from killer import hire, repeated  # noqa: E402
from nodes import Nodes  # noqa: E402
from office import Office  # noqa: E402
from snapshot import snapshot  # noqa: E402

OFFICE, SERVERS, DATABASES = 8080, (8081, 8082), (3307, 3308)
LEAST_STORM = 6  # seconds; by then everything should be well again
LONGEST_STORM = 30
HOUR = 3_600_000  # milliseconds


class Drive:
    def __init__(self, folder, given):
        self.folder, self.given = folder, given
        self.chance = random.Random(given.seed)
        self.nodes = Nodes(folder)
        # pylint: disable-next=consider-using-with
        self.log = open(f"{folder}/server.log", "ab")
        databases = DATABASES if given.two_writers else DATABASES[:1] * 2
        self.servers = Servers(given.program, folder, self.log, SERVERS, databases)
        self.front = Front(given.program, f"{folder}/server1", OFFICE)
        self.proxies, self.clients = [], []
        self.pauses = []  # (what was done, longest pause, longest answer, seconds until mended)
        self.figures = Counter()

    def open(self):
        began = time.monotonic()
        self.nodes.start()
        self.say(f"three nodes after {time.monotonic() - began:.1f} s")
        first, second, third = self.nodes.all
        # The last one is the office's.
        if self.given.two_writers:
            self.proxies.append(Proxy(self.folder, OFFICE + 1000, DATABASES[1], self.servers.all,
                                      (second, third, first)))
        self.proxies.append(Proxy(self.folder, OFFICE, DATABASES[0], self.servers.all,
                                  self.nodes.all))
        for proxy in self.proxies:
            proxy.wait_for_database()
        self.servers.make_demo()
        # Here units propose without end; what a round has of a prize is tested elsewhere.
        first.rows("update tdkt.prize set most = 1000000")
        self.servers.start()
        self.expect(afterwards.finished(first.reader, 60))
        self.before = snapshot(first.reader)
        # pylint: disable-next=consider-using-with
        journal = open(f"{self.folder}/acknowledged.jsonl", "a", encoding="utf-8")
        self.wait_for_servers()
        self.office = Office(self.front, first.reader, journal)
        self.clients = hire(self.office, self.given.seed)
        self.say(f"an office after {time.monotonic() - began:.1f} s")

    def wait_for_servers(self, patience=20):
        """Until HAProxy knows that they are ready."""
        until = time.monotonic() + patience
        self.front.calm = False
        while self.front.ask("GET", "/sign-in")[0] != 200:
            if time.monotonic() > until:
                raise RuntimeError("HAProxy leads to no server")
            time.sleep(0.1)
        self.front.figures.clear()
        self.front.calm = True

    @staticmethod
    def expect(faults):
        if faults:
            raise RuntimeError(faults[0])

    @staticmethod
    def say(text):
        print(text, file=sys.stderr, flush=True)

    def work(self, seconds):
        """Everybody works; whoever got no answer asks again. False: somebody was answered
        as nobody may be."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if any(client.trouble for client in self.clients) or self.front.failures:
                return False
            self.wake()
            time.sleep(0.05)
        return True

    def wake(self):
        for client in self.clients:
            if client.asleep.is_set():
                client.go()

    def storm(self, name, strike):
        """One harm from beginning to end; False when somebody saw what they must not."""
        self.front.calm = False
        self.office.shaken.set()
        self.front.begin_pause()
        began = time.monotonic()
        mend = strike(self.nodes, self.servers)
        well = self.work(LEAST_STORM)
        while well and self.front.kept_at < time.monotonic() - 2:
            if time.monotonic() > began + LONGEST_STORM:
                raise RuntimeError(f"{name}: no change was acknowledged for {LONGEST_STORM} s")
            well = self.work(0.5)
        pause, answer = self.front.begin_pause()
        self.office.shaken.clear()
        self.front.calm = True
        mending = time.monotonic()
        well = well and self.mend_at_work(mend)
        self.pauses.append((name, pause, answer, time.monotonic() - mending))
        self.say(f"{name}: longest pause {pause:.2f} s, longest answer {answer:.2f} s, "
                 f"mended in {self.pauses[-1][3]:.1f} s")
        return well and self.work(2)

    def mend_at_work(self, mend):
        mend()
        return self.work(0.1)

    def load(self):
        began = time.monotonic()
        if not self.work(3):
            return
        harms = list(HARMS[:3] if self.given.seconds < 90 else HARMS)
        for number, (name, strike) in enumerate(harms * 100):
            if number >= 1 and time.monotonic() > began + self.given.seconds:
                break
            if not self.storm(name, strike):
                return

    def acknowledged(self):
        return [request for client in self.clients for request in client.acknowledged]

    def doubtful(self):
        return [request for client in self.clients for request in client.doubtful()]

    def halt(self):
        self.office.halted.set()
        for client in self.clients:
            if not client.asleep.wait(90):
                raise RuntimeError(f"{client.name} does not come to rest")

    def end(self):
        """All faults, once everybody rests and all that was ordered is done."""
        self.halt()
        faults = [client.trouble for client in self.clients if client.trouble]
        faults += self.front.failures
        faults += repeated(self.clients, self.chance, self.figures)
        # What a dead server had taken is free after minutes, which nobody waits here.
        self.servers.stop()
        for served in self.servers.all:
            served.settings["clock_offset"] = self.clock() + HOUR
        self.servers.start()
        faults += afterwards.finished(self.nodes.all[0].reader, 90)
        faults += checks_of_nodes.wait_until_level(self.nodes)
        return faults + self.look()

    def clock(self):
        with open(f"{self.folder}/server1/tdkt.conf", encoding="utf-8") as settings:
            return next(int(line.split("=")[1]) for line in settings
                        if line.startswith("clock_offset"))

    def look(self):
        acknowledged = sorted(self.acknowledged(), key=lambda request: request.number)
        faults = []
        for node in self.nodes.all:
            faults += checks_of_nodes.faults_of(node, self.before, acknowledged, self.doubtful())
            faults += checks_of_nodes.audit(node, self.servers.all[0])
        faults += checks_of_nodes.differences(self.nodes)
        database = self.nodes.all[0].reader
        faults += checks.signatures(database, checks.issued(database, 3))
        for served in self.servers.all:
            faults += checks.spooled(served.data)
        return faults

    def told(self):
        everything = self.acknowledged()
        yield "acknowledged changes", len(everything)
        yield "of them sent again after a failure or no answer", sum(
            request.unanswered > 0 for request in everything)
        yield "changes without an answer at the end", len(self.doubtful())
        for name, times in sorted((self.front.figures + self.figures).items()):
            yield name, times
        for name, pause, answer, mended in self.pauses:
            yield name, (f"longest pause {pause:.2f} s, longest answer {answer:.2f} s, "
                         f"well again {mended:.1f} s after it was mended")

    def stop(self):
        self.servers.stop()
        for proxy in self.proxies:
            proxy.stop()
        self.nodes.stop()


def run(drive):
    drive.open()
    if drive.given.sabotage:
        drive.work(12)
        faults = [f"before anything was broken: {fault}" for fault in drive.end()]
        return faults or sabotage_of_nodes.find_all(
            drive.nodes, drive.servers.all[0], drive.before, drive.acknowledged(),
            drive.doubtful())
    drive.load()
    return drive.end()


def main():
    words = argparse.ArgumentParser(prog="tests/cluster/run")
    words.add_argument("seconds", type=int, nargs="?", default=180)
    words.add_argument("--two-writers", action="store_true")
    words.add_argument("--sabotage", action="store_true")
    words.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    words.add_argument("--program", default=os.path.join(HERE, "..", "..", "build", "tdkt"))
    given = words.parse_args()
    given.program = os.path.abspath(given.program)
    folder = tempfile.mkdtemp(prefix="tdkt-cluster-")
    os.chmod(folder, 0o755)  # the nodes' account passes through
    drive = Drive(folder, given)
    try:
        faults = run(drive)
    except Exception:
        faults = ["the test could not go on: " + traceback.format_exc()]
    finally:
        drive.stop()
    for name, value in drive.told():
        print(f"{name}: {value}")
    for fault in faults[:10]:
        print(fault)
    if faults:
        print(f"{len(faults)} breaks; seed {given.seed}; the data stay in {folder}")
        return 1
    if given.sabotage:
        print("every break made by hand was found")
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
