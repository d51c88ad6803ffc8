"""Harms that kill nobody for good: people who hang up, a database that is stopped and
started under a server that stays."""

import struct
import time
from threading import Event, Thread

import hang_up

PATIENCE = 120  # seconds
AWAY = 13  # seconds: longer than the server waits for a database


class Probe(Thread):
    """Somebody who asks for one page all the time; while the database is away the answer may
    be that it is, in words of `excuse`."""

    def __init__(self, served, path, token="", excuse=""):
        super().__init__(daemon=True)
        self.served, self.path, self.excuse = served, path, excuse
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.enough = Event()
        self.faults = []
        self.excused = 0

    def run(self):
        while not self.enough.wait(0.02) and not self.faults:
            try:
                status, said = self.served.ask("GET", self.path, self.headers)
            except Exception as error:
                self.faults.append(f"{self.path} was not answered: {error!r}")
                continue
            self.excused += status == 503
            if status != 200 and not (status == 503 and self.excuse in said.decode()):
                self.faults.append(f"{self.path} was answered {status}: {said[:300]!r}")

    def end(self):
        self.enough.set()
        self.join()
        return self.faults


class Probes:
    def __init__(self, killer):
        self.reader = Probe(killer.served, "/api/v1/dossiers", killer.office.tokens["tchc"],
                            '"busy"')
        self.balancer = Probe(killer.served, "/readyz")
        self.all = (self.reader, self.balancer, Probe(killer.served, "/healthz", "", "never"))
        for each in self.all:
            each.start()

    def end(self, figures):
        faults = [fault for each in self.all for fault in each.end()]
        figures["readers told to come again"] += self.reader.excused
        figures["not ready"] += self.balancer.excused
        return faults


def work(killer, changes, patience=PATIENCE):
    """Until so many more are acknowledged; nobody may be left without an answer."""
    enough = killer.office.written + changes
    until = time.monotonic() + patience
    while killer.office.written < enough:
        for client in killer.clients:
            if client.trouble:
                return [client.trouble]
            if client.asleep.is_set():
                return [f"{client.name} got no answer from a server that nobody killed"]
        if time.monotonic() > until:
            return [f"within {patience} s only {changes - enough + killer.office.written} of "
                    f"{changes} changes were acknowledged"]
        time.sleep(0.005)
    return []


def ended(killer):
    """What is to be said when all went home; the server must be the same."""
    killer.halt()
    if killer.served.process.poll() is not None:
        return [f"the server ended by itself, with {killer.served.process.returncode}"]
    return killer.look() + killer.audit.faults()


def hang_ups(killer, rounds):
    for _ in range(rounds):
        killer.wake()
        faults = work(killer, 60) + hang_up.crowd(killer.office) + ended(killer)
        if faults:
            return faults
    for client in killer.clients:
        for stage, times in getattr(client, "stages", {}).items():
            killer.figures[f"hung up {stage}"] += times
    return [f"nobody hung up {stage}" for stage in hang_up.OF_ALL + hang_up.OF_FILES
            if killer.figures[f"hung up {stage}"] == 0]


def restarts(killer, rounds):
    """MariaDB goes, cleanly or not, and comes back: once so late that people are told, and
    then once to three times in a row."""
    for number in range(rounds):
        killer.office.shaken.set()
        killer.wake()
        probes = Probes(killer)
        faults = work(killer, killer.chance.randint(0, 60))
        for _ in range(0 if faults else killer.chance.randint(1, 3) if number else 1):
            cleanly = killer.chance.random() < 0.6
            killer.database.restart(cleanly, 0 if number else AWAY)
            killer.figures["database stopped and started" if cleanly else
                           "kills of the database"] += 1
            time.sleep(killer.chance.uniform(0, 0.3))
        faults = faults or work(killer, 20)
        killer.office.shaken.clear()
        faults += probes.end(killer.figures) + ended(killer)
        if faults:
            return faults
    return [f"the database was away, and “{what}” was never said"
            for what, times in (("/readyz: 503", killer.figures["not ready"]),
                                ("503 busy", killer.figures["readers told to come again"]))
            if not times]


def clock_steps(killer, rounds):
    """The clock of the server is set under load, forward and back: by seconds, which nobody
    may notice, and by hours, after which people sign in anew."""
    clock = Clock(f"{killer.folder}/clock")
    for _ in range(rounds):
        killer.wake()
        faults = work(killer, 10)
        for seconds in killer.chance.sample((-40, -8, -3, -1, 2, 5, 30, 90), 4):
            clock.set_on(seconds)
            killer.figures["clock set by seconds"] += 1
            faults = faults or work(killer, 8)
        faults = faults or ended(killer)
        hours = killer.chance.choice((-26, -3, -1, 1, 3))
        clock.set_on(hours * 3600 if not faults else 0)
        killer.figures["clock set by hours"] += 1
        killer.office.sign_in()
        # Where a decision would be dated back it is refused; so the clock is right again
        # before anybody works, and by as much later as jobs of meanwhile may wait for.
        clock.set_on(-hours * 3600 if hours < -24 else 0)
        killer.office.sign_in()
        killer.wake()
        faults = faults or work(killer, 20) + ended(killer) + backward(killer.database)
        if faults:
            return faults
    return []


class Clock:
    def __init__(self, path):
        self.path, self.shift = path, 0

    def set_on(self, seconds):
        self.shift += seconds
        with open(self.path, "r+b") as file:
            file.write(struct.pack("q", self.shift))


def backward(database):
    """Histories in which a line is earlier than the one before it."""
    found = database.rows("select e.dossier_id, e.seq from event e join event f on"
                          " f.dossier_id = e.dossier_id and f.seq = e.seq - 1 where e.at < f.at")
    database.close()
    return [f"a history goes back in time: {found[:3]}"] if found else []


def all_of(killer, rounds):
    faults = hang_ups(killer, rounds)
    if not faults and killer.served.preloaded:
        faults = clock_steps(killer, rounds)
    if not faults and killer.database.can_be_killed:
        faults = restarts(killer, rounds)
    return faults or killer.end()
