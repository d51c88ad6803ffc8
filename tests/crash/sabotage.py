"""Shows that the checks can fail: breaks copies of a good database by hand, each
in one way, and looks whether the break is told in the words it should be."""

import shutil
import sqlite3
import time

import afterwards
from database import SQLite

LAST = "(select max(id) from {0})"
OF_ISSUED = ("(select issued_file from document where issued_file <> ''"
             " order by number desc limit 1)")
OF_ATTACHED = "(select sha256 from attachment order by id desc limit 1)"

# What is done to the database: in which words it must be found.
BREAKS = {
    "delete from opened_ballot where tracker = (select max(tracker) from opened_ballot)":
        "more or fewer ballots than voters",
    # Of the newest meeting: ids of ballots are random, and those of older ones nobody here cast.
    "insert into opened_ballot select meeting_id, nomination_id, 'once more', 0, kind, choice"
    " from opened_ballot order by meeting_id desc, tracker desc limit 1": "DOUBLED: “ballot",
    "delete from turnout where (meeting_id, nomination_id, member_id) ="
    " (select meeting_id, nomination_id, member_id from turnout order by 1 desc, 2 desc, 3 desc limit 1)": "LOST: “turnout",
    "update agenda_item set verdict = '' where rowid = (select max(rowid) from agenda_item"
    " where verdict <> '')": "an item without a verdict",
    "update meeting set chair_signed_at = 0 where id = (select max(id) from meeting"
    " where chair_signed_at > 0)": "LOST: “minutes",
    "delete from register_entry where number = (select max(number) from register_entry)":
        "LOST: “register",
    "update register_entry set number = number + 1 where number ="
    " (select max(number) from register_entry)": "register lines are not 1 to",
    "update document set number = 1 where number > 0": "issued papers are not 1 to",
    "update dossier set receipt = (select min(receipt) from dossier where receipt <> '')"
    " where id = (select max(id) from dossier where receipt <> '')": "receipts are not 1 to",
    "update series set last = last + 1 where kind = 'decision'": "of the series decision",
    "delete from council_paper where number = (select max(number) from council_paper"
    " where series = 'BB')": "the council's series BB",
    "update council_paper set number = number + 1 where number = (select max(number) from"
    " council_paper where series = 'BB')": "the council's series BB",
    "update document set signed_file = '' where id = (select max(id) from document"
    " where signed_file <> '' and kind = 'decision')": "signed without its signed file",
    "update decision set issued_at = 0 where id = (select max(id) from decision"
    " where issued_at > 0)": "issued without its file, number and register line, or",
    "update file_chunk set bytes = cast(substr(bytes, 1, 2000) || '?' || substr(bytes, 2002)"
    f" as blob) where ordinal = 0 and sha256 = {OF_ISSUED}": "pdfsig does not find",
    f"delete from file_chunk where sha256 = {OF_ATTACHED}": "does not hold what was sent",
    "update file_chunk set bytes = cast('?' || substr(bytes, 2) as blob) where ordinal = 0"
    f" and sha256 = {OF_ATTACHED}": "does not hold what was sent",
    "insert into file_chunk values ('nobody', 0, x'00')": "pieces belong to no file",
    "insert into file values ('nobody', 0, 'text/plain', 0)": "belongs to no attachment",
    f"delete from file where sha256 = {OF_ATTACHED}": "names a file that is not there",
    "update document set template_file = 'none' where id = (select max(id) from document)":
        "names a file that is not there",
    f"delete from attachment where id = {LAST.format('attachment')}": "LOST: “attachment",
    f"delete from nomination where id = {LAST.format('nomination')}": "LOST: “nomination",
    f"delete from event where id = {LAST.format('event')}": "LOST: “event",
    "insert into event select (select max(id) + 1 from event), dossier_id, seq + 1,"
    " nomination_id, at, actor_id, event, from_state, to_state, reason, data, hash from event"
    f" where id = {LAST.format('event')}": "DOUBLED: “event",
    f"update nomination set suspension = 'x' where id = {LAST.format('nomination')}":
        "suspended against its history",
    "update idempotency set status = 0 where rowid = (select max(rowid) from idempotency)":
        "a key was claimed",
    "delete from job where id = (select max(id) from job where subject_kind not in"
    " ('event', 'certificate_batch', 'organ'))": "LOST: “job",
    f"delete from certificate_piece where batch_id = {LAST.format('certificate_batch')}":
        "made without their file",
    "update certificate_piece set bytes = cast('?' || substr(bytes, 2) as blob) where batch_id ="
    f" {LAST.format('certificate_batch')}": "the file is another",
    "delete from job where effect = 'forget_certificates'": "when their file goes",
    "insert into job (effect, subject_kind, subject_id, created_at, run_at, done_at) select"
    " effect, subject_kind, subject_id, 0, 0, 0 from job where subject_kind = 'event' limit 1":
        "ordered twice",
    "delete from document where id = (select max(id) from document where kind = 'minutes')":
        "is there 0 times, and was called for 1",
    "insert into document (organ_id, kind, subject_kind, subject_id, title, data, inputs, code,"
    " made_at, rendered_file) select organ_id, kind, subject_kind, subject_id, title, data,"
    f" inputs, 'x', made_at, rendered_file from document where id = {LAST.format('document')}":
        "written twice of the same facts",
    "delete from notice where at = (select max(done_at) from job where effect = 'notify_unit')":
        "nobody was told",
    "insert into notice (account_id, text, link, at) select account_id, text, link, at"
    f" from notice where id = {LAST.format('notice')}": "was told",
    "update idempotency set idem_key = 'another' where rowid ="
    " (select max(rowid) from idempotency)": "UNASKED: “key another",
}


def find_all(killer):
    work_until_archived(killer)
    faults = faults_in(killer, killer.database)
    killer.database.close()
    if faults:
        return [f"before anything was broken: {fault}" for fault in faults]
    for deed, words in BREAKS.items():
        found = faults_of_copy(killer, deed)
        if not any(words in fault for fault in found):
            faults.append(f"“{words}” was not said after: {deed}; but: {found[:3]}")
    killer.figures["breaks made by hand"] = len(BREAKS)
    return faults


def work_until_archived(killer, patience=120):
    killer.office.halted.clear()
    for client in killer.clients:
        client.go()
    until = time.monotonic() + patience
    while not any(request.kind == "archive" for request in killer.acknowledged()):
        if time.monotonic() > until:
            raise RuntimeError(f"nothing was archived in {patience} seconds")
        time.sleep(0.05)
    killer.office.halted.set()
    killer.wait_until_asleep()
    unfinished = afterwards.finished(killer.database, 60)
    if unfinished:
        raise RuntimeError(unfinished[0])
    # Closed first, so that nothing stays in the log beside the file.
    killer.database.close()
    killer.served.stop()


def faults_in(killer, database):
    acknowledged = killer.acknowledged()
    lately = sorted(acknowledged, key=lambda request: request.number)[-60:]
    return (killer.faults_in(database, acknowledged, lately)[0] +
            killer.faults_afterwards(database))


def faults_of_copy(killer, deed):
    path = f"{killer.folder}/broken.db"
    shutil.copy(killer.database.file, path)
    connection = sqlite3.connect(path)
    changed = connection.execute(deed).rowcount
    connection.commit()
    connection.close()
    if changed < 1:
        return ["nothing was there to be broken"]
    copy = SQLite(killer.folder, path)
    faults = faults_in(killer, copy)
    copy.close()
    return faults
