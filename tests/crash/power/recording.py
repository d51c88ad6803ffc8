"""A recording: a server under load, and in one log what it did to its files and what
people were told."""

import os
import random
import shutil
import time

from council_work import CouncilWork
from database import SQLite
from desk_work import DeskWork
from office import UNITS, Office
from shimmed import Shimmed
from snapshot import snapshot
from told import Teller, told
from unit_work import UnitWork

# Checkpoints come often, so that many a cut falls into one.
OFTEN = "pragma wal_autocheckpoint = 40"
ONE_BACKUP = "asked.backup"


class SmallFiles(UnitWork):
    """An image is made anew for each cut: what is in the files matters, not how much."""

    def content(self):
        return self.random.randbytes(self.random.choice((100, 1000, 9000))).hex().encode()


class TellingOffice(Office):
    """Whatever is acknowledged is told to the log too."""

    def __init__(self, served, database, teller, journal):
        super().__init__(served, database, journal)
        self.teller = teller

    def write_down(self, request):
        self.teller.tell("key " + request.key)
        super().write_down(request)


def clients_of(office, seed):
    chances = [random.Random(f"{seed} {number}") for number in range(6)]
    clients = [SmallFiles(office, officer, chances.pop(), officer, head)
               for officer, head in UNITS]
    clients.append(CouncilWork(office, "Hội đồng", chances.pop()))
    clients.append(DeskWork(office, "bàn", chances.pop()))
    for client in clients:
        client.start()
    return clients


class Recording:
    """`folder` gets base/, what was there before; data/, what is there afterwards; and log."""

    def __init__(self, program, folder, seed, pragmas):
        self.folder, self.seed = folder, seed
        self.data, self.base, self.log = (f"{folder}/{name}" for name in ("data", "base", "log"))
        os.mkdir(self.data, 0o700)
        # pylint: disable-next=consider-using-with
        self.words = open(f"{folder}/server.log", "ab")
        self.database = SQLite(self.data)
        self.served = Shimmed(program, self.data, self.words, {
            "database": self.database.address, "session_hours": 24 * 7,
            "backup_folder": f"{self.data}/backups"})
        self.served.make_demo()
        # Here units propose without end.
        self.database.change("update prize set most = 1000000")
        self.before = snapshot(self.database)
        self.database.close()
        # What the first start makes is made within the recording.
        os.remove(f"{self.data}/keys/repeats.key")
        shutil.rmtree(f"{self.data}/spool")
        shutil.copytree(self.data, self.base)
        self.shim = {"SHIM_LOG": self.log, "SHIM_PRAGMAS": f"{OFTEN}; {pragmas}"}
        self.requests = {}  # by key

    def run(self, seconds):
        self.served.shim = self.shim
        self.served.start()
        teller = Teller(self.log)
        with open(f"{self.folder}/acknowledged.jsonl", "w", encoding="utf-8") as journal:
            office = TellingOffice(self.served, self.database, teller, journal)
            self.database.close()
            clients = clients_of(office, self.seed)
            for client in clients:
                client.go()
            time.sleep(seconds / 2)
            self.make_backup(teller)
            time.sleep(seconds / 2)
            self.wait_for_a_number(clients)
            office.halted.set()
            for client in clients:
                if not client.asleep.wait(60):
                    raise RuntimeError(f"{client.name} does not come to an end")
        self.served.stop()
        teller.close()
        self.words.close()
        troubles = [client.trouble for client in clients if client.trouble]
        if troubles:
            raise RuntimeError(troubles[0])
        self.requests = {request.key: request for client in clients
                         for request in client.acknowledged}
        self.told, self.records = told(self.log)

    @staticmethod
    def wait_for_a_number(clients, patience=60):
        """A busy machine is slow; a recording in which nothing was issued shows too little."""
        until = time.monotonic() + patience
        while time.monotonic() < until and not any(
                request.kind == "issue" for client in clients for request in client.acknowledged):
            time.sleep(0.05)

    def make_backup(self, teller):
        made = self.served.command("backup", "--during-vote", f"{self.data}/{ONE_BACKUP}")
        if made.returncode != 0:
            raise RuntimeError("tdkt backup: " + made.stderr)
        teller.tell("backup")
