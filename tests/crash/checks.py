"""What must be true of the database after a death: every acknowledged change is
there once, the doubtful ones wholly or not at all, and nothing else is."""

import hashlib
import sqlite3
import time


class Database:
    """Must be closed while the server is killed and started: a file that somebody
    else holds open is not recovered as one that nobody does."""

    def __init__(self, data):
        self.file = f"{data}/tdkt.db"
        self.connection = None

    def rows(self, query, *values):
        if self.connection is None:
            self.connection = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=30)
        return self.connection.execute(query, values).fetchall()

    def close(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def one(self, query, *values):
        return self.rows(query, *values)[0][0]


COUNTED = {"dossier": "dossier", "nomination": "nomination", "attachment": "attachment"}
EFFECT_OF = {"submit": "write_submission", "receive": "write_receipt"}


def totals(database):
    return {kind: database.one(f"select count(*) from {table}")
            for kind, table in COUNTED.items()}


def found(database, request):
    """How many times the change is there; a part of one is told as a fault."""
    facts = request.facts
    if request.kind == "dossier":
        return database.one("select count(*) from dossier where title = ?", facts["title"]), []
    if request.kind == "nomination":
        return database.one("select count(*) from nomination where dossier_id = ? and name = ?",
                            facts["dossier"], facts["name"]), []
    if request.kind == "attachment":
        return found_attachment(database, facts)
    return found_event(database, facts["dossier"], facts["event"])


def found_attachment(database, facts):
    count = database.one("select count(*) from attachment where dossier_id = ? and part = ?"
                         " and sha256 = ?", facts["dossier"], facts["part"], facts["sha256"])
    pieces = database.rows("select bytes from file_chunk where sha256 = ? order by ordinal",
                           facts["sha256"])
    content = b"".join(piece if isinstance(piece, bytes) else piece.encode()
                       for (piece,) in pieces)
    faults = []
    if count and hashlib.sha256(content).hexdigest() != facts["sha256"]:
        faults.append(f"the file {facts['sha256']} is not what was sent")
    if not count and pieces:
        faults.append(f"pieces of the file {facts['sha256']} are there without an attachment")
    return count, faults


def found_event(database, dossier, event):
    moved = database.one("select count(*) from event where dossier_id = ? and event = ?",
                         dossier, event)
    nominations = database.one("select count(*) from nomination where dossier_id = ?", dossier)
    faults = []
    if moved not in (0, nominations):
        faults.append(f"{event} moved {moved} of {nominations} nominations of {dossier}")
    done = 1 if moved == nominations else 0
    submitted, receipt = database.rows(
        "select submitted_at > 0, receipt <> '' from dossier where id = ?", dossier)[0]
    if {"submit": submitted, "receive": receipt}.get(event, done) != done:
        faults.append(f"{event} of {dossier} is half done")
    if event in EFFECT_OF:
        jobs = database.one("select count(*) from job where subject_kind = 'dossier' and"
                            " subject_id = ? and effect = ?", dossier, EFFECT_OF[event])
        if jobs != done:
            faults.append(f"{jobs} jobs follow {event} of {dossier}, not {done}")
    return done, faults


def check(database, clients, base):
    """Every fault, in words; all clients sleep meanwhile."""
    faults = []
    for request in [each for client in clients for each in client.acknowledged]:
        count, broken = found(database, request)
        faults += broken
        if count != 1:
            faults.append(f"acknowledged {request.kind} {request.facts} is there {count} times")
    doubtful = [client.doubtful for client in clients if client.doubtful]
    for request in doubtful:
        count, broken = found(database, request)
        faults += broken
        kept = database.one("select count(*) from idempotency where idem_key = ? and status > 0",
                            request.key)
        if count > 1 or kept != count:
            faults.append(f"doubtful {request.kind} {request.facts} is there {count} times, its "
                          f"key {kept} times")
    for kind, total in totals(database).items():
        sure = sum(request.kind == kind for client in clients for request in client.acknowledged)
        unsure = sum(request.kind == kind for request in doubtful)
        if not base[kind] + sure <= total <= base[kind] + sure + unsure:
            faults.append(f"{total - base[kind]} rows of {kind}: {sure} acknowledged and {unsure} "
                          "doubtful")
    return faults + check_receipts(database)


def check_receipts(database):
    numbers = [row[0] for row in database.rows(
        "select receipt from dossier where receipt <> '' order by receipt")]
    if len(set(numbers)) != len(numbers):
        return ["two dossiers have one receipt number"]
    if numbers and int(numbers[-1].split("-")[-1]) != len(numbers):
        return [f"{len(numbers)} receipts, but the last is {numbers[-1]}"]
    return []


def repeats(clients, chance):
    """Some acknowledged requests are sent again; the answer must be the first one."""
    faults = []
    for client in clients:
        for request in chance.sample(client.acknowledged, min(3, len(client.acknowledged))):
            answer = client.deliver(request)
            if answer != request.answer:
                faults.append(f"{request.kind} {request.path} was answered {request.answer}, and "
                              f"repeated {answer}")
    return faults


def papers(database, patience=60):
    """Every job is done in the end, and every paper is there once."""
    until = time.monotonic() + patience
    while database.one("select count(*) from job where done_at is null"):
        if time.monotonic() > until:
            return [f"after {patience} seconds jobs wait: " + str(database.rows(
                "select effect, attempts, error from job where done_at is null limit 5"))]
        time.sleep(0.05)
    wanted = {("submission", dossier) for (dossier,) in
              database.rows("select id from dossier where submitted_at > 0")}
    wanted |= {("receipt", dossier) for (dossier,) in
               database.rows("select id from dossier where receipt <> ''")}
    there = database.rows("select d.kind, d.subject_id from document d join file f"
                          " on f.sha256 = d.rendered_file where d.subject_kind = 'dossier'")
    faults = [f"{kind} of {dossier} is there {there.count((kind, dossier))} times"
              for kind, dossier in sorted(wanted) if there.count((kind, dossier)) != 1]
    if len(there) != len(wanted):
        faults.append(f"{len(there)} papers of dossiers, not {len(wanted)}")
    for who, what, times in database.rows(
            "select account_id, text, count(*) from notice where link like '/dossiers/%'"
            " group by account_id, text, at / 60000 having count(*) > 1"):
        faults.append(f"account {who} was told {times} times: {what}")
    return faults
