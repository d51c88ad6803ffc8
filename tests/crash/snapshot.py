"""What is in the database, counted as marks: one for each row that a change
leaves behind. A mark begins with its kind; the rest names the row."""

from collections import Counter

MARKS = {
    "key": "select idem_key from idempotency where status > 0",
    "dossier": "select title from dossier",
    "nomination": "select dossier_id, name from nomination",
    "attachment": "select dossier_id, part, sha256 from attachment",
    "file": "select f.sha256, f.size from file f where exists"
            " (select 1 from attachment a where a.sha256 = f.sha256)",
    "event": "select nomination_id, event from event",
    "submitted": "select id from dossier where submitted_at > 0",
    "receipt": "select id from dossier where receipt <> ''",
    "job": "select effect, subject_id from job"
           " where subject_kind not in ('event', 'certificate_batch', 'organ')",
    "certificates": "select decision_id from certificate_batch",
    "meeting": "select place from meeting",
    "agenda": "select meeting_id, nomination_id from agenda_item",
    "attendance": "select meeting_id, member_id, presence from attendance",
    "declaration": "select e.meeting_id, a.username from conflict_declaration e"
                   " join account a on a.id = e.account_id",
    "opened": "select id from meeting where opened_at > 0 and agenda_hash <> ''",
    "turnout": "select meeting_id, nomination_id, member_id from turnout",
    "ballot": "select meeting_id, nomination_id from ballot union all"
              " select meeting_id, nomination_id from opened_ballot",
    "lying open": "select meeting_id, nomination_id, choice from opened_ballot",
    "auditor": "select meeting_id from poll_holder where holder = 'auditor'",
    "counted": "select meeting_id from poll where counted_at > 0 and not exists"
               " (select 1 from poll_share s where s.meeting_id = poll.meeting_id)",
    "verdict": "select meeting_id, nomination_id, verdict from agenda_item where verdict <> ''",
    "declared": "select id from meeting where declared_at > 0",
    "minutes": "select id, 'chair' from meeting where chair_signed_at > 0 union all"
               " select id, 'secretary' from meeting where secretary_signed_at > 0",
    "decision": "select title from decision",
    "item": "select d.title, i.nomination_id from decision_item i"
            " join decision d on d.id = i.decision_id",
    "outcome": "select id, outcome from decision where outcome <> ''",
    "signed": "select id from decision where signed_at > 0",
    "signed_file": "select subject_id from document where kind = 'decision' and signed_file <> ''",
    "issued": "select id from decision where issued_at > 0",
    "issued_file": "select subject_id from document where kind = 'decision'"
                   " and issued_file <> '' and number > 0",
    "register": "select d.subject_id from register_entry r join document d on d.id = r.document_id",
}


def snapshot(database):
    marks = Counter()
    for kind, query in MARKS.items():
        for row in database.rows(query):
            marks[(kind, *row)] += 1
    return marks


def compare(before, now, acknowledged, doubtful):
    """Every difference between what was promised and what is there, in words, and
    which of the doubtful requests turn out to have been kept. A change writes its
    key in its own transaction; so the key tells, and all else must agree with it."""
    kept = [request for request in doubtful if now[("key", request.key)]]
    expected = Counter(before)
    for request in [*acknowledged, *kept]:
        expected[("key", request.key)] += 1
        for mark, times in request.marks.items():
            expected[mark] += times
    wrong = [mark for mark in expected.keys() | now.keys() if expected[mark] != now[mark]]
    return [describe(mark, expected[mark], now[mark], acknowledged, kept, doubtful)
            for mark in sorted(wrong, key=str)], kept


def describe(mark, expected, there, acknowledged, kept, doubtful):
    def cause(requests):
        return next((request for request in requests if mark in request.marks or
                     mark == ("key", request.key)), None)

    said = f"“{' '.join(map(str, mark))}” is there {there} times instead of {expected}"
    if there < expected:
        asked = cause(acknowledged)
        if asked:
            return f"LOST: {said}, though it was acknowledged: {asked}"
        asked = cause(kept)
        return f"HALF DONE: {said}, of the unanswered but kept {asked}"
    asked = cause([request for request in doubtful if request not in kept])
    if asked:
        return f"HALF DONE: {said}, of the unanswered and not kept {asked}"
    asked = cause([*acknowledged, *kept])
    if asked:
        return f"DOUBLED: {said}: {asked}"
    return f"UNASKED: {said}, and nobody asked for it"
