"""What must be true once all jobs are done: every paper is there once, and
everybody was told of every step once."""

import hashlib
import time
from collections import Counter

# As workflow/visibility.h has it: is_veiled_in_conflict.
VEILED = "('appraised', 'on_agenda', 'voting', 'recommended', 'presented', 'signed')"


def finished(database, patience):
    until = time.monotonic() + patience
    waiting = ("from job where done_at is null and effect not in"
               " ('forget_certificates', 'checkpoint')")  # in a month, and every hour
    while database.one("select count(*) " + waiting):
        if time.monotonic() > until:
            return [f"after {patience} seconds jobs wait: " + str(database.rows(
                f"select id, effect, attempts, error {waiting} limit 5"))]
        time.sleep(0.05)
    return []


def begun_anew(database):
    """Which jobs were taken more than once: whoever had them died, or failed."""
    return database.rows("select effect, sum(attempts - 1) from job"
                         " where attempts > 1 group by effect")


def papers(database):
    """The papers that were called for, against those that are there. A dossier
    that was returned and changed is submitted, and so written, once more."""
    called = Counter(database.rows(
        "select substr(effect, 7), subject_id from job"
        " where subject_kind not in ('event', 'certificate_batch', 'organ')"))
    there = Counter(database.rows("select d.kind, d.subject_id from document d"
                                  " join file f on f.sha256 = d.rendered_file"))
    return [f"the {kind} of {subject} is there {there[kind, subject]} times, and was called for "
            f"{called[kind, subject]} times" for kind, subject in called.keys() | there.keys()
            if not 1 <= there[kind, subject] <= called[kind, subject]]


def certificates(database):
    """Each batch that was asked for, which nobody stopped, is there and whole."""
    return [f"the certificates {batch} of decision {decision} were never made: {error}"
            for batch, decision, error in database.rows(
                "select id, decision_id, error from certificate_batch where made_at = 0")
            ] + [f"certificates {batch}: the file is another" for batch, sha256 in database.rows(
                "select id, sha256 from certificate_batch where made_at > 0")
                 if hashlib.sha256(file_of(database, batch)).hexdigest() != sha256]


def file_of(database, batch):
    return b"".join(bytes.fromhex(piece[1:]) for (piece,) in database.rows(
        "select 'x' || hex(bytes) from certificate_piece where batch_id = %s order by ordinal",
        batch))


def notices(database):
    """A job tells its people, and ends, in one change: all that bears one moment. What becomes of a
    nominated unit between its appraisal and its decision is not told to that unit."""
    twice = database.rows("select account_id, text, count(*) from notice"
                          " group by account_id, text, link, at having count(*) > 1")
    unheard = database.rows(
        "select j.id, j.subject_id from job j join event e on e.id = j.subject_id"
        " join nomination n on n.id = e.nomination_id where j.effect = 'notify_unit'"
        f" and not (n.subject = 'collective' and e.from_state in {VEILED} and e.to_state in {VEILED})"
        " and not exists (select 1 from notice n where n.at = j.done_at)")
    return [f"account {account} was told {times} times: {text}" for account, text, times in twice
            ] + [f"nobody was told of event {event}, though job {job} is done"
                 for job, event in unheard]
