"""What must be true of each state in which a database comes up after a power cut."""

import os
import sqlite3
import subprocess

import checks
from database import SQLite
from snapshot import compare, snapshot

HERE = os.path.dirname(os.path.abspath(__file__))


class Still(SQLite):
    """Nobody else has it, and nothing changes."""

    def rows(self, query, *values):
        if self.connection is None:
            self.connection = sqlite3.connect(f"file:{self.file}?immutable=1", uri=True)
        return self.connection.execute(query.replace("%s", "?"), values).fetchall()


def invariants():
    """[(name, query)] of sql/invariants.sql."""
    with open(os.path.join(HERE, "..", "..", "..", "sql", "invariants.sql"),
              encoding="utf-8") as file:
        parts = file.read().split("-- name: ")[1:]
    return [part.split("\n", 1) for part in parts]


class Judge:
    """Looks at each state once; `audit_every` of them, and the first, is given to
    `tdkt audit` too."""

    def __init__(self, recording, audit_every):
        self.recording, self.audit_every = recording, audit_every
        self.looked_at = self.audited = 0
        self.queries = invariants()

    def look(self, file):
        """The faults of a state, its keys, and how many checkpoints it holds."""
        database = Still(None, file)
        try:
            faults = self.faults(database)
            keys = {row[0] for row in database.rows(
                "select idem_key from idempotency where status > 0")}
            checkpoints = database.one("select count(*) from checkpoint")
        except sqlite3.DatabaseError as error:
            return [f"the database cannot be read: {error}"], set(), 0
        finally:
            database.close()
        if self.looked_at % self.audit_every == 0:
            self.audited += 1
            faults += self.audit(file)
        self.looked_at += 1
        return faults, keys, checkpoints

    def faults(self, database):
        said = [row[0] for row in database.rows("pragma integrity_check")]
        faults = [] if said == ["ok"] else [f"integrity_check: {said[:3]}"]
        faults += [f"a row refers to nothing: {row}"
                   for row in database.rows("pragma foreign_key_check")]
        faults += compare(self.recording.before, snapshot(database), [],
                          list(self.recording.requests.values()))[0]
        faults += checks.consistent(database)
        for name, query in self.queries:
            if database.rows(query):
                faults.append(f"invariants.sql: {name}")
        return faults

    def audit(self, file):
        served = self.recording.served
        said = subprocess.run(
            [served.program, "audit", "--config", f"{self.recording.base}/tdkt.conf", "--data",
             self.recording.data, "--database", f"sqlite:{file}"], check=False,
            capture_output=True, text=True)
        return [] if said.returncode == 0 else ["tdkt audit: " + (said.stderr or said.stdout)]
