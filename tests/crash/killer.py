"""Runs the office, kills what it stands on, and looks."""

import contextlib
import os
import random
import time
from collections import Counter

import afterwards
import checks
from council_work import CouncilWork
from desk_work import DeskWork
from office import UNITS, Office
from served import Served
from shadow import Audit, Copies
from snapshot import compare, snapshot
from unit_work import UnitWork

# A job that a dead server had taken is free again after five minutes; instead of
# waiting, the clock of its successor is set on. (One of SQLite knows at once.)
LEASE = 300_001  # milliseconds
HOUR = 3_600_000
LONGEST_DAY = 120  # changes acknowledged between two deaths
SHORT_DAY = 15
PATIENCE = 120  # seconds, on a machine that has much else to do


def hire(office, seed, unit_work=UnitWork):
    """Who works there; each waits for go()."""
    chances = [random.Random(f"{seed} {number}") for number in range(8)]
    clients = [unit_work(office, officer, chances.pop(), officer, head) for officer, head in UNITS]
    for number in (1, 2):
        clients.append(CouncilWork(office, f"Hội đồng {number}", chances.pop()))
        clients.append(DeskWork(office, f"bàn {number}", chances.pop()))
    for client in clients:
        client.start()
    return clients


def repeated(clients, chance, figures):
    """Some acknowledged requests are sent again; the answer must be the first one."""
    faults = []
    for client in clients:
        sendable = [request for request in client.acknowledged if request.body]
        for request in chance.sample(sendable, min(2, len(sendable))):
            answer = client.deliver(request)
            figures["repeated though answered"] += 1
            if not request.is_repeated_by(answer):
                faults.append(f"DOUBLED: {request} was answered {request.answer}, and "
                              f"repeated {answer}")
    return faults


class Killer:
    """`database` stands ready and empty; `folder` gets everything else. `clock`: a library
    that lets the clock of the program be set."""

    def __init__(self, program, folder, database, seed, kill_database=False, unit_work=UnitWork,
                 clock=None):
        self.folder, self.database = folder, database
        self.chance = random.Random(seed)
        self.kill_database = kill_database
        self.figures = Counter()
        self.clients = []
        # pylint: disable-next=consider-using-with
        self.log = open(f"{folder}/server.log", "ab")
        self.served = Served(program, folder, self.log, {
            "database": database.address, "session_hours": 24 * 7,
            "session_idle_minutes": 24 * 60})
        if clock:
            with open(f"{folder}/clock", "wb") as file:
                file.write(bytes(8))
            self.served.preloaded = {"LD_PRELOAD": os.path.abspath(clock),
                                     "SHIFTED_CLOCK": f"{folder}/clock"}
        self.audit = Audit(self.served)
        self.copies = Copies(self.served, f"{folder}/copies")
        self.kill_migrations()
        self.served.make_demo()
        # Here units propose without end; what a round has of a prize is tested elsewhere.
        database.change("update prize set most = 1000000")
        database.close()
        self.clock = self.offset()
        self.served.start()
        self.wait_for_demo()
        self.before = snapshot(database)
        # pylint: disable-next=consider-using-with
        self.journal = open(f"{folder}/acknowledged.jsonl", "a", encoding="utf-8")
        self.office = Office(self.served, database, self.journal)
        self.clients = hire(self.office, seed, unit_work)
        self.looked_at = 0  # how many acknowledgements were looked at already
        database.close()

    def kill_migrations(self):
        """The tables are made by several programs, of which all but the last die."""
        for _ in range(4):
            if self.served.die("migrate", self.chance.uniform(0.01, 0.08)):
                self.figures["kills in the middle of migrations"] += 1
            # A dead one holds the tables for half a minute.
            with contextlib.suppress(RuntimeError):
                if self.database.can_be_killed:
                    self.database.change("update schema_lock set held_until = 0")
        done = self.served.command("migrate")
        if done.returncode != 0:
            raise RuntimeError("after dead migrations: " + done.stderr[-500:])

    def offset(self):
        with open(f"{self.folder}/tdkt.conf", encoding="utf-8") as settings:
            for line in settings:
                if line.startswith("clock_offset"):
                    return int(line.split("=")[1])
        raise RuntimeError("the demonstration says nothing of its clock")

    def wait_for_demo(self):
        faults = afterwards.finished(self.database, PATIENCE)
        if faults:
            raise RuntimeError(faults[0])

    def kill_once(self):
        """Gives what the audit of the last death has found meanwhile."""
        changes = self.chance.choice((self.chance.randint(0, SHORT_DAY),
                                      self.chance.randint(0, LONGEST_DAY)))
        # Nobody but the dying server may hold the database open: a long day is long
        # enough for the audit, a short one waits for it.
        faults = self.audit.faults() if changes < SHORT_DAY else []
        if self.chance.random() < 0.15:
            self.copies.begin()
        self.work(changes)
        faults += self.audit.faults()
        if self.kill_database and self.chance.random() < 0.4:
            self.shake()
        else:
            self.strike()
        self.figures["kills"] += 1
        for client in self.clients:
            for request in client.doubtful():
                self.figures[f"in flight: {request.kind}"] += 1
        return faults

    def work(self, changes):
        """Until so many more are acknowledged, and some milliseconds."""
        enough = self.office.written + changes
        until = time.monotonic() + 10
        self.wake()
        while self.office.written < enough and time.monotonic() < until:
            if any(client.trouble for client in self.clients):
                return
            time.sleep(0.002)
        time.sleep(self.chance.uniform(0, 0.02))

    def wake(self):
        self.office.halted.clear()
        for client in self.clients:
            client.go()

    def halt(self):
        self.office.halted.set()
        self.wait_until_asleep()

    def strike(self):
        """Kills the server; some deaths come while it is still starting, or has just
        let in those who wait at the door."""
        self.die()
        self.halt()
        while self.chance.random() < 0.2:
            self.served.launch()
            self.office.opening.set()
            self.wake()
            time.sleep(self.chance.uniform(0, 0.3))
            self.die()
            self.halt()
            self.office.opening.clear()
            self.figures["kills while it was starting"] += 1
        self.figures["kills of the server"] += 1

    def die(self):
        self.served.kill()
        self.figures["kills with a backup under way"] += self.copies.kill()

    def shake(self):
        """Kills the database under the server, which stays; sometimes it dies too."""
        self.office.shaken.set()
        self.database.kill()
        self.figures["kills of the database"] += 1
        time.sleep(self.chance.uniform(0, 0.3))
        self.halt()
        self.office.shaken.clear()
        if self.chance.random() < 0.5:
            self.served.kill()
        self.copies.kill()

    def wait_until_asleep(self):
        for client in self.clients:
            if not client.asleep.wait(PATIENCE):
                raise RuntimeError(f"{client.name} did not notice that the server died")

    def start(self):
        if self.served.process.poll() is not None:
            self.clock += LEASE if self.database.can_be_killed else 0
            # Now and then an hour passes: checkpoints are due.
            self.clock += HOUR if self.chance.random() < 0.2 else 0
            self.served.settings["clock_offset"] = self.clock
            self.served.start()

    def acknowledged(self):
        return [request for client in self.clients for request in client.acknowledged]

    def doubtful(self):
        return [request for client in self.clients for request in client.doubtful()]

    def look(self):
        """All clients sleep. Gives every fault but those of the audit, which goes on."""
        self.start()
        self.audit.begin()
        troubles = [client.trouble for client in self.clients if client.trouble]
        acknowledged = self.acknowledged()
        faults, kept = self.faults_in(self.database, acknowledged, [
            request for request in acknowledged if request.number > self.looked_at])
        self.looked_at = self.office.written
        self.figures["unanswered changes"] += len(self.doubtful())
        self.figures["of them kept"] += len(kept)
        faults += checks.spooled(self.folder)
        faults += repeated(self.clients, self.chance, self.figures)
        self.database.close()
        return troubles + faults

    def faults_in(self, database, acknowledged, lately):
        """Also the doubtful requests that were kept. Of the changes made `lately`,
        the bytes of the files are compared too."""
        faults, kept = compare(self.before, snapshot(database), acknowledged, self.doubtful())
        faults += checks.consistent(database)
        faults += checks.contents(database, lately)
        faults += checks.signatures(database, checks.issued(database, 1))
        return faults, kept

    def end(self):
        """Everything once more, and what the jobs were to do."""
        faults = self.audit.faults()
        self.work(20)
        self.halt()
        # What failed while the database was away is tried again within the hour.
        self.served.kill()
        self.clock += HOUR
        self.start()
        faults += self.look()
        faults += afterwards.finished(self.database, PATIENCE)
        faults += self.faults_afterwards(self.database)
        faults += checks.signatures(self.database, checks.issued(self.database, 10))
        faults += self.copies.faults()
        self.figures.update({f"job begun anew: {effect}": times for effect, times in
                             afterwards.begun_anew(self.database)})
        self.database.close()
        return faults + self.audit.faults()

    def faults_afterwards(self, database):
        return (afterwards.papers(database) + afterwards.certificates(database) +
                afterwards.notices(database))

    def told(self):
        everything = self.acknowledged()
        figures = self.figures + self.office.excuses
        figures["acknowledged changes"] = len(everything)
        figures["sent again after no answer"] = sum(
            request.unanswered > 0 for request in everything)
        figures["uploads cut off"] = sum(request.cut for request in everything)
        for kind, times in Counter(request.kind for request in everything).items():
            figures[f"{kind}"] = times
        return figures

    def stop(self):
        """The database stays."""
        self.audit.stop()
        self.copies.kill()
        if self.served.process:
            self.served.kill()
        for client in self.clients:
            if client.asleep.is_set():
                client.leave()
        self.database.close()
        self.log.close()
