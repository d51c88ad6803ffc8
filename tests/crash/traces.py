"""What the copies say, put in order: which vote came when and what appeared with it, and the
opened ballots with all that puts them in an order. Knows nothing but the copies."""

import os
import re
import sqlite3
import tempfile
import xml.etree.ElementTree
from collections import defaultdict

import wal

TABLES = ("turnout", "ballot", "opened_ballot", "idempotency", "job", "council_member")
TAKEN = re.compile(r"event=request method=POST route=/meetings/:id/ballot api=(\w+) status=200"
                   r" us=(\d+)")
NEAR = 300  # bytes around a ballot in which a word might stand


class Moment:
    """All rows at one moment, and how much was written since the one before."""

    def __init__(self, tables, written=b""):
        self.tables, self.written = tables, written


def numbered(folder):
    return [f"{folder}/{name}" for name in sorted(os.listdir(folder))]


def content(path):
    if not os.path.exists(path):
        return b""
    with open(path, "rb") as file:
        return file.read()


class SQLiteTraces:
    def __init__(self, folder):
        self.copies = numbered(folder)
        self.raw = {}
        for copy in (self.copies[-1], *self.copies[-3:-1]):
            for name in ("tdkt.db", "tdkt.db-wal"):
                self.raw[f"{name} of copy {os.path.basename(copy)}"] = content(f"{copy}/{name}")
        self.sequence = []

    def moments(self):
        """Each copy, and between two copies each commit that the log shows."""
        seen, voted, generation = 0, 0, b""
        with tempfile.TemporaryDirectory() as folder:
            for copy in self.copies:
                base, log = f"{copy}/tdkt.db", content(f"{copy}/tdkt.db-wal")
                whole = wal.state(base, log, folder, TABLES)
                if wal.salts(log) != generation:
                    seen, generation = 0, wal.salts(log)
                new = [each for each in wal.commits(log) if each.end > seen]
                if len(whole["turnout"]) > voted:
                    yield from self.replayed(base, log, new, folder)
                yield Moment(whole)
                voted = len(whole["turnout"])
                seen = new[-1].end if new else seen

    def replayed(self, base, log, new, folder):
        for commit in new:
            try:
                yield Moment(wal.state(base, log[:commit.end], folder, TABLES),
                             b"".join(commit.pages))
            except sqlite3.DatabaseError:
                pass  # a file that already holds pages of later ones


class MariaDBTraces:
    def __init__(self, folder):
        self.copies = numbered(folder)
        last = self.copies[-1]
        self.raw = {name: content(f"{last}/{name}") for name in os.listdir(last)
                    if name.endswith(".ibd") or name in ("binlog.txt", "ib_logfile0")}
        inserted = re.findall(r"INSERT INTO `crash`\.`(turnout|ballot)`\n### SET\n"
                              r"###   @1=(\S+)\n###   @2=(\S+)\n###   @3=(\S+)",
                              self.raw.get("binlog.txt", b"").decode(errors="replace"))
        # The row of a ballot follows that of the turnout.
        self.sequence = [((int(meeting), int(item), int(member)), then[1].strip("'"))
                         for (table, meeting, item, member), then in
                         zip(inserted, inserted[1:]) if table == "turnout"]

    def moments(self):
        for copy in self.copies:
            tree = xml.etree.ElementTree.parse(f"{copy}/dump.xml")
            tables = {table.get("name"): [
                {field.get("name"): int(field.text) if (field.text or "").isdigit() and
                 field.get("name").endswith(("id", "at")) else field.text or ""
                 for field in row} for row in table] for table in tree.iter("table_data")}
            yield Moment(defaultdict(list, tables))


class Vote:
    def __init__(self, meeting, item, member):
        self.meeting, self.item, self.member = meeting, item, member
        self.marks = {"member": member}  # whatever puts votes in an order

    @property
    def box(self):
        return self.meeting, self.item


class Traces:
    """`votes` in the order in which they came; `opened`: {box: [row]} with "marks"."""

    def __init__(self, source):
        self.source = source
        self.votes, self.opened, self.ballots = [], defaultdict(list), {}
        self.known = defaultdict(set)
        last = None
        for number, moment in enumerate(source.moments()):
            self.look(number, moment)
            last = moment
        self.link_by_log()
        self.mark_times()
        self.mark_places()
        self.open(last)

    def new(self, table, key, moment):
        rows = [row for row in moment.tables[table] if key(row) not in self.known[table]]
        self.known[table].update(key(row) for row in rows)
        return rows

    def look(self, number, moment):
        voted = self.new("turnout", lambda row: (row["meeting_id"], row["nomination_id"],
                                                 row["member_id"]), moment)
        ballots = defaultdict(list)
        for row in self.new("ballot", lambda row: row["id"], moment):
            ballots[row["meeting_id"], row["nomination_id"]].append(row)
            self.ballots[row["id"]] = row
        keys = {row["account_id"]: row for row in self.new(
            "idempotency", lambda row: (row["account_id"], row["idem_key"]), moment)}
        accounts = {row["id"]: row["account_id"] for row in moment.tables["council_member"]}
        jobs = len(moment.tables["job"])
        for row in voted if number else ():  # what was there before is not ours
            vote = Vote(row["meeting_id"], row["nomination_id"], row["member_id"])
            vote.marks |= {"moment": (number, row.get("row_", 0)), "jobs": jobs,
                           "size written": len(moment.written),
                           "zeros written": moment.written.count(0),
                           "yes written": moment.written.count(b"yes"),
                           "no written": moment.written.count(b"no")}
            if ballots[vote.box]:
                self.link(vote, ballots[vote.box].pop(0))
            self.mark_key(vote, keys.get(accounts.get(vote.member)))
            self.votes.append(vote)

    def link(self, vote, ballot):
        vote.marks |= {"ballot": ballot["id"], "sealed": ballot["sealed"]}

    def mark_key(self, vote, key):
        if key:
            vote.marks |= {"key's row": key.get("row_", 0), "key": key["idem_key"],
                           "hash": key["content_hash"], "at": key["at"],
                           "answer": (len(key["body"]), key["body"])}

    def link_by_log(self):
        """The binary log tells of each vote which ballot came with it."""
        places = {cast: (place, ballot) for place, (cast, ballot) in
                  enumerate(self.source.sequence)}
        for vote in self.votes:
            found = places.get((*vote.box, vote.member))
            if found:
                vote.marks["moment"] = (found[0], 0)
                if found[1] in self.ballots:
                    self.link(vote, self.ballots[found[1]])

    def mark_times(self):
        """The server's log names nobody; but its lines come in the order of the votes."""
        lines = TAKEN.findall(content(f"{self.source.copies[-1]}/server.log").decode())
        came = sorted({(vote.marks["moment"], vote.meeting, vote.member) for vote in self.votes})
        casts = list(dict.fromkeys(cast[1:] for cast in came))
        if len(lines) != len(casts):
            return
        of_cast = dict(zip(casts, lines))
        for vote in self.votes:
            way, microseconds = of_cast[vote.meeting, vote.member]
            vote.marks |= {"microseconds": int(microseconds), "way": way}

    def mark_places(self):
        for vote in self.votes:
            ballot = vote.marks.get("ballot")
            for name, raw in self.source.raw.items():
                place = raw.find(ballot.encode()) if ballot else -1
                if place >= 0:
                    around = raw[max(0, place - NEAR):place + NEAR]
                    vote.marks |= {f"place in {name}": place,
                                   f"yes near in {name}": around.count(b"yes")}

    def open(self, moment):
        for ordinal, row in enumerate(moment.tables["opened_ballot"]):
            row["marks"] = {"tracker": (row["tracker"], row["copy"]), "row": ordinal}
            for name, raw in self.source.raw.items():
                place = raw.find(row["tracker"].encode())
                if place >= 0:
                    row["marks"][f"place in {name}"] = place
            self.opened[row["meeting_id"], row["nomination_id"]].append(row)
