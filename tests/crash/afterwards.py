"""What must be true once all jobs are done: every paper is there once, and
everybody was told of every step once."""

import re
import time
from collections import Counter, defaultdict

OFFICE = re.compile(r"HS-0*(\d+) \(.*?\): (.*), chờ Ông/Bà xử lý\.")
UNIT = re.compile(r"HS-0*(\d+) – (.*?): .*? → (.*?)(?:\.|\. Lý do: .*)", re.DOTALL)


def finished(database, patience):
    until = time.monotonic() + patience
    while database.one("select count(*) from job where done_at is null"):
        if time.monotonic() > until:
            return [f"after {patience} seconds jobs wait: " + str(database.rows(
                "select id, effect, attempts, error from job where done_at is null limit 5"))]
        time.sleep(0.05)
    return []


def papers(database):
    """The papers that were called for, against those that are there. A dossier
    that was returned and changed is submitted, and so written, once more."""
    called = Counter(database.rows(
        "select substr(effect, 7), subject_id from job where subject_kind <> 'event'"))
    there = Counter(database.rows("select d.kind, d.subject_id from document d"
                                  " join file f on f.sha256 = d.rendered_file"))
    return [f"the {kind} of {subject} is there {there[kind, subject]} times, and was called for "
            f"{called[kind, subject]} times" for kind, subject in called.keys() | there.keys()
            if not 1 <= there[kind, subject] <= called[kind, subject]]


def notices(database, labels):
    """`labels` gives the words of each state. One job tells many, each once: all
    of the dossier's unit, or all who are ever told of that state."""
    unit = dict(database.rows("select id, unit_id from dossier"))
    ordered = Counter()
    for effect, dossier, name, state in database.rows(
            "select j.effect, e.dossier_id, n.name, e.to_state from job j"
            " join event e on e.id = j.subject_id join nomination n on n.id = e.nomination_id"
            " where j.subject_kind = 'event'"):
        ordered[(effect, dossier, name if effect == "notify_unit" else "", labels[state])] += 1

    def circle(subject):
        return unit[subject[1]] if subject[0] == "notify_unit" else subject[3]

    told, circles = Counter(), defaultdict(set)
    for account, text in database.rows("select account_id, text from notice"):
        subject = subject_of(text)
        told[(account, *subject)] += 1
        circles[circle(subject)].add(account)
    wanted = Counter({(account, *subject): times for subject, times in ordered.items()
                      for account in circles[circle(subject)]})
    return [f"account {who[0]} was told {told[who]} times instead of {wanted[who]} of {who[1:]}"
            for who in sorted(told.keys() | wanted.keys(), key=str) if told[who] != wanted[who]]


def subject_of(text):
    office, unit = OFFICE.fullmatch(text), UNIT.fullmatch(text)
    if office:
        return "notify_office", int(office[1]), "", office[2]
    if unit:
        return "notify_unit", int(unit[1]), unit[2], unit[3]
    raise RuntimeError(f"a notice that this test cannot read: {text}")
