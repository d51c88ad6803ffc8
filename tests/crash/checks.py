"""What must be true of the database at every moment, whoever died; `tdkt audit`,
which is asked after each death too, sees to histories and to the size of files."""

import functools
import hashlib
import os
import re
import subprocess
import tempfile
import time

NEVER = {
    "a key was claimed and its answer not kept":
        "select idem_key from idempotency where status = 0",
    "an item has more or fewer ballots than voters":
        "select g.meeting_id, g.nomination_id from agenda_item g where"
        " (select count(*) from turnout t where t.meeting_id = g.meeting_id"
        " and t.nomination_id = g.nomination_id) <> (select count(*) from ballot b"
        " where b.meeting_id = g.meeting_id and b.nomination_id = g.nomination_id)"
        " + (select count(*) from opened_ballot o"
        " where o.meeting_id = g.meeting_id and o.nomination_id = g.nomination_id)",
    "a decision is signed without its signed file, or the file is there without the signature":
        "select d.id from decision d where (d.signed_at > 0) <> exists (select 1 from document p"
        " join file f on f.sha256 = p.signed_file where p.subject_id = d.id"
        " and p.kind = 'decision')",
    "a decision is issued without its file, number and register line, or these without it":
        "select d.id from decision d where (d.issued_at > 0) <> exists (select 1 from document p"
        " join file f on f.sha256 = p.issued_file join register_entry r on r.document_id = p.id"
        " and r.number = p.number and r.symbol = p.symbol and r.issued_on = p.issued_on"
        " where p.subject_id = d.id and p.kind = 'decision' and p.number > 0)",
    "an attachment or paper names a file that is not there":
        "select sha256 from attachment where sha256 not in (select sha256 from file) union all"
        " select rendered_file from document where rendered_file not in (select sha256 from file)"
        " union all select template_file from document where template_file not in"
        " (select sha256 from file)",
    "a file belongs to no attachment and no paper":
        "select sha256 from file where sha256 not in (select sha256 from attachment)"
        " and sha256 not in (select rendered_file from document)"
        " and sha256 not in (select template_file from document)"
        " and sha256 not in (select template_file from certificate_batch)"
        " and sha256 not in (select signed_file from document)"
        " and sha256 not in (select issued_file from document)",
    "pieces belong to no file":
        "select distinct sha256 from file_chunk where sha256 not in (select sha256 from file)",
    "a nomination is suspended against its history":
        "select n.id from nomination n where (n.suspension <> '') <> ((select count(*) from event e"
        " where e.nomination_id = n.id and e.event = 'suspend') > (select count(*) from event e"
        " where e.nomination_id = n.id and e.event = 'resume'))",
    "a declared meeting has an item without a verdict":
        "select m.id from meeting m join agenda_item g on g.meeting_id = m.id"
        " where m.declared_at > 0 and g.verdict = ''",
    "one notice was ordered twice for one step":
        "select effect, subject_id from job where subject_kind = 'event'"
        " group by effect, subject_id having count(*) > 1",
    "certificates are made without their file, or the file is there without that":
        "select b.id from certificate_batch b where (b.made_at > 0) <> exists (select 1"
        " from certificate_piece p where p.batch_id = b.id and p.ordinal = 0)",
    "certificates are made, and when their file goes is not settled, or twice":
        "select b.id from certificate_batch b where b.made_at > 0 and (select count(*) from job j"
        " where j.effect = 'forget_certificates' and j.subject_id = b.id) <> 1",
    "certificates are under way, and nobody is to make them":
        "select b.id from certificate_batch b where b.closed = 0 and not exists (select 1"
        " from job j where j.effect = 'make_certificates' and j.subject_id = b.id"
        " and j.done_at is null)",
    "one paper was written twice of the same facts":
        "select kind, subject_id from document group by kind, subject_id, inputs"
        " having count(*) > 1",
}


def consistent(database):
    faults = []
    for what, query in NEVER.items():
        found = database.rows(query)
        if found:
            faults.append(f"{what}: {', '.join(str(row) for row in found[:3])}"
                          f" ({len(found)} in all; {query})")
    return faults + numbers(database)


def numbers(database):
    """1 to n, none lacking and none twice, in the register and on the receipts."""
    lines = [row[0] for row in database.rows("select number from register_entry")]
    papers = [row[0] for row in database.rows("select number from document where number > 0"
                                                " and kind = 'decision'")]
    receipts = [int(re.fullmatch(r"TN-\d{4}-(\d+)", row[0])[1]) for row in
                database.rows("select receipt from dossier where receipt <> ''")]
    faults = []
    for what, given, series in (("register lines", lines, "decision"),
                                ("issued papers", papers, "decision"),
                                ("receipts", receipts, "receipt")):
        if sorted(given) != list(range(1, len(given) + 1)):
            odd = sorted(set(range(1, len(given) + 1)) ^ set(given)) or [
                number for number in set(given) if given.count(number) > 1]
            faults.append(f"the numbers of {len(given)} {what} are not 1 to {len(given)}: "
                          f"look at {odd[:5]}")
        last = database.one("select coalesce(max(last), 0) from series where kind = %s", series)
        if last != len(given):
            faults.append(f"the last number given of the series {series} is {last}, but there "
                          f"are {len(given)} {what}")
    return faults + numbers_of_councils(database)


def numbers_of_councils(database):
    """Each series of a council has given all from its first to its last, each once."""
    faults = []
    for council, series, year, first, last in database.rows(
            "select council_id, series, year, first, last from council_series"):
        given = sorted(row[0] for row in database.rows(
            "select number from council_paper where council_id = %s and series = %s"
            " and year = %s", council, series, year))
        if given != list(range(first, last + 1)):
            faults.append(f"the council's series {series} of {year} gave {given[:9]}, and is to"
                          f" have given {first} to {last}")
    return faults


def content(database, sha256):
    return b"".join(bytes.fromhex(piece[1:]) for (piece,) in database.rows(
        "select 'x' || hex(bytes) from file_chunk where sha256 = %s order by ordinal", sha256))


def contents(database, requests):
    """That files hold what was sent."""
    named = [mark[1] for request in requests for mark in request.marks if mark[0] == "file"]
    return [f"the file {sha256} does not hold what was sent" for sha256 in named
            if hashlib.sha256(content(database, sha256)).hexdigest() != sha256]


def signatures(database, sample):
    """What pdfsig says of issued papers: [(document, file)]."""
    faults = []
    for document, sha256 in sample:
        said = pdfsig(content(database, sha256))
        if said.count("Signature is Valid.") != 2:
            faults.append("pdfsig does not find two valid signatures on the issued paper "
                          f"{document} (file {sha256}): {said[-300:]}")
    return faults


@functools.lru_cache(maxsize=64)
def pdfsig(pdf):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        said = subprocess.run(["pdfsig", file.name], check=False, capture_output=True, text=True)
    return said.stdout + said.stderr


def issued(database, most):
    """The newest issued papers."""
    return database.rows("select id, issued_file from document where issued_file <> ''"
                         " order by number desc limit " + str(most))


def spooled(folder):
    """Nothing is on its way in: what a killed server had of an upload is gone. Certificates
    that the new server goes on making lie there too, for less than a second."""
    deadline = time.monotonic() + 10
    while (there := os.listdir(f"{folder}/spool")) and time.monotonic() < deadline:
        time.sleep(0.05)
    return [f"{len(there)} files lie in {folder}/spool after a restart"] if there else []
