"""Harms that kill nobody for good: people who hang up, a database that is stopped and
started under a server that stays."""

import json
import time
from threading import Event, Thread

import hang_up

PATIENCE = 120  # seconds
AWAY = 13  # seconds: longer than the server waits for a database


class Probe(Thread):
    """Somebody who reads all the time, and asks whether the server is ready."""

    def __init__(self, served, token):
        super().__init__(daemon=True)
        self.served, self.token = served, token
        self.enough = Event()
        self.faults = []
        self.not_ready = 0

    def run(self):
        while not self.enough.wait(0.02):
            try:
                self.look()
            except Exception as error:
                self.faults.append(f"a reader got no answer: {error!r}")
                return

    def look(self):
        status, said = self.served.ask("GET", "/api/v1/dossiers",
                                       {"Authorization": f"Bearer {self.token}"})
        if status != 200 and (status, json.loads(said)["code"]) != (503, "busy"):
            self.faults.append(f"a reader was answered {status}: {said[:300]!r}")
        ready = self.served.ask("GET", "/readyz")[0]
        self.not_ready += ready == 503
        if ready not in (200, 503) or self.served.ask("GET", "/healthz")[0] != 200:
            self.faults.append(f"/readyz said {ready}, or /healthz not 200")

    def end(self):
        self.enough.set()
        self.join()
        return self.faults


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
        probe = Probe(killer.served, killer.office.tokens["tchc"])
        probe.start()
        faults = work(killer, killer.chance.randint(0, 60))
        for _ in range(0 if faults else killer.chance.randint(1, 3) if number else 1):
            cleanly = killer.chance.random() < 0.6
            killer.database.restart(cleanly, 0 if number else AWAY)
            killer.figures["database stopped and started" if cleanly else
                           "kills of the database"] += 1
            time.sleep(killer.chance.uniform(0, 0.3))
        faults = faults or work(killer, 20)
        killer.office.shaken.clear()
        faults += probe.end() + ended(killer)
        killer.figures["asked while not ready"] += probe.not_ready
        if faults:
            return faults
    return [f"the database was away, and “{what}” was never said"
            for what, times in (("/readyz: 503", killer.figures["asked while not ready"]),
                                ("503 busy", killer.office.excuses["answered 503"])) if not times]


def all_of(killer, rounds):
    faults = hang_ups(killer, rounds)
    if not faults and killer.database.can_be_killed:
        faults = restarts(killer, rounds)
    return faults or killer.end()
