"""The case of script.py, taken to a server whose disk fails once, or from then on."""

import contextlib
import copy
import os
import shutil
import subprocess
import threading
import time
from collections import Counter, deque

import afterwards
import checks
from database import SQLite
from office import Office
from script import Script
from shimmed import Shimmed
from snapshot import compare, snapshot

HOUR = 3_600_000  # milliseconds


class ServedCase:
    name = "serve"

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.base, self.data, self.words = (f"{folder}/{name}" for name in ("base", "data", "log"))
        os.makedirs(self.base, 0o700)
        self.figures = Counter()
        served = Shimmed(program, self.base, settings={"session_hours": 24 * 7,
                                                       "session_idle_minutes": 24 * 60})
        served.make_demo()
        database = SQLite(self.base)
        served.start()
        self.office = Office(served, database, open(os.devnull, "w", encoding="ascii"))
        unfinished = afterwards.finished(database, 60)
        if unfinished:
            raise RuntimeError(unfinished[0])
        self.before = snapshot(database)
        database.close()
        served.stop()
        os.remove(f"{self.base}/keys/repeats.key")  # the first start makes it

    def run(self, plan):
        """What failed ("" when N is beyond the last), and the faults."""
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(self.base, self.data)
        for name in (self.words, f"{self.folder}/failed"):
            with contextlib.suppress(FileNotFoundError):
                os.remove(name)
        run = Run(self, plan)
        faults = run.go()
        with contextlib.suppress(FileNotFoundError):
            with open(f"{self.folder}/failed", encoding="utf-8") as file:
                return file.read().strip(), faults
        return "", faults

    def told(self):
        told = ", ".join(f"{name} {times}" for name, times in sorted(self.figures.items()))
        self.figures.clear()
        return told or "nothing was refused"


class Run:
    def __init__(self, case, plan):
        self.case = case
        self.clock = self.offset()
        self.faults = []
        # pylint: disable-next=consider-using-with
        self.log = open(case.words, "ab")
        self.served = Shimmed(case.program, case.data, self.log, {
            "session_hours": 24 * 7, "session_idle_minutes": 24 * 60})
        self.served.shim = {"SHIM_FAIL": plan, "SHIM_FAILED": f"{case.folder}/failed"}
        self.office = copy.copy(case.office)
        self.office.served = self.served
        self.office.appraised, self.office.recommended = deque(), deque()
        self.office.halted = threading.Event()

    def offset(self):
        with open(f"{self.case.base}/tdkt.conf", encoding="utf-8") as settings:
            return next(int(line.split("=")[1]) for line in settings
                        if line.startswith("clock_offset"))

    def go(self):
        try:
            self.start()
            script = Script(self.office, self.mend)
            script.run()
            self.faults += script.faults
            self.case.figures["refused requests"] += script.refusals
            self.stop()
            if not self.faults:
                self.look(script)
        finally:
            if self.served.process.poll() is None:
                self.served.kill()
            self.log.close()
        return self.faults

    def start(self):
        try:
            self.served.start()
        except RuntimeError:
            if not self.served.shim:
                raise
            self.expect_one_line()
            self.case.figures["ends while starting"] += 1
            self.served.shim = None
            self.served.start()

    def expect_one_line(self):
        """Of a program that ended by itself."""
        code = self.served.process.poll()
        with open(self.case.words, encoding="utf-8") as file:
            lines = [line for line in file.read().splitlines() if not line.startswith("at=")]
        if code != 1 or not lines or not lines[-1].startswith("tdkt: "):
            self.faults.append(f"the server ended with {code}, saying {lines[-3:]}")

    def mend(self, why):
        """A server on a good disk, an hour later: what jobs could not do is due then."""
        self.case.figures[why] += 1
        until = time.monotonic() + 2
        while why == "no answer" and self.served.process.poll() is None and \
                time.monotonic() < until:
            time.sleep(0.01)
        if self.served.process.poll() is None:
            self.stop()
        else:
            self.expect_one_line()
        self.served.shim = None
        self.clock += HOUR
        self.served.settings["clock_offset"] = self.clock
        self.served.start()

    def stop(self):
        try:
            self.served.stop()
        except subprocess.TimeoutExpired:
            self.faults.append("the server does not stop")
            self.served.kill()

    def look(self, script):
        """On a good disk, after a start: all there once, and nothing else."""
        self.served.shim = None
        self.clock += HOUR
        self.served.settings["clock_offset"] = self.clock
        self.served.start()
        database = SQLite(self.case.data)
        self.faults += afterwards.finished(database, 20)
        self.faults += checks.spooled(self.case.data)
        self.served.stop()
        self.faults += compare(self.case.before, snapshot(database), script.requests, [])[0]
        self.faults += checks.consistent(database) + checks.contents(database, script.requests)
        self.faults += afterwards.papers(database) + afterwards.certificates(database)
        database.close()
        audit = self.served.command("audit")
        if audit.returncode != 0:
            self.faults.append("tdkt audit: " + (audit.stderr or audit.stdout))
        drafts = [name for name in os.listdir(f"{self.case.data}/keys") if name.count(".") > 1]
        if drafts:
            self.faults.append(f"drafts stay among the keys: {drafts}")
