"""Shows that the checks can fail: breaks one node by hand, each time in one way and
behind the back of the others, and looks whether the break is told."""

from checks_of_nodes import command_on, differences, faults_of

LAST = "(select id from (select max(id) as id from {0}) as newest)"

# What is done: in which words it must be found.
BREAKS = {
    f"delete from nomination where id = {LAST.format('nomination')}": "LOST: “nomination",
    f"update dossier set title = concat(title, '?') where id = {LAST.format('dossier')}":
        "LOST: “dossier",
    f"delete from event where id = {LAST.format('event')}": "LOST: “event",
    "update idempotency set status = 0 order by at desc limit 1": "a key was claimed",
    "update idempotency set idem_key = 'another' order by at desc limit 1": "UNASKED: “key another",
    "update series set last = last + 1 where kind = 'receipt'": "of the series receipt",
    "update dossier set receipt = 'TN-2025-99999' where receipt <> '' limit 1":
        "receipts are not 1 to",
    f"delete from attachment where id = {LAST.format('attachment')}": "LOST: “attachment",
    "update account set post = 'Khác' where username = 'bmt'": "differ in tdkt.account",
    "insert into notice (account_id, text, link, at) values (1, 'x', '/', 1)": "differ in tdkt.notice",
}

# A node with such a setting: how the program refuses it.
SETTINGS = {
    "innodb_snapshot_isolation = off": "innodb_snapshot_isolation is OFF and must be ON",
    "innodb_flush_log_at_trx_commit = 2": "innodb_flush_log_at_trx_commit is 2 and must be 1",
}


def find_all(nodes, served, before, acknowledged, doubtful):
    node = nodes.all[1]
    missed = []
    for deed, words in BREAKS.items():
        found = found_after(nodes, node, deed, before, acknowledged, doubtful)
        if not any(words in fault for fault in found):
            missed.append(f"“{words}” was not said after: {deed}; but: {found[:3]}")
    for setting, words in SETTINGS.items():
        name = setting.split(" ", maxsplit=1)[0]
        usual = node.rows(f"select @@global.{name}")[0][0]
        node.rows(f"set global {setting}")
        missed += refusals_missed(node, served, words)
        node.rows(f"set global {name} = {usual}")
    nodes.all[0].rows("create table tdkt.keyless (number int) engine = innodb")
    missed += refusals_missed(nodes.all[0], served, "the table keyless has no primary key")
    nodes.all[0].rows("drop table tdkt.keyless")
    return missed


def found_after(nodes, node, deed, before, acknowledged, doubtful):
    """Whatever looks at the node from here on does so within one change, which the other
    nodes never hear of and which is taken back."""
    look = node.reader
    look.rows("set session wsrep_on = off; set session foreign_key_checks = off;"
              " start transaction")
    if look.one(f"{deed}; select row_count()") == 0:
        return ["nothing was there to be broken"]
    found = faults_of(node, before, acknowledged, doubtful) + differences(nodes)
    look.rows("rollback; set session foreign_key_checks = on; set session wsrep_on = on")
    return found


def refusals_missed(node, served, words):
    """`migrate` stands for all that work with the database; `doctor` says it too."""
    missed = []
    for word in ("migrate", "doctor"):
        said = command_on(node, served, word)
        if said.returncode != 1 or words not in said.stderr or said.stderr.count("\n") != 1:
            missed.append(f"“{words}” was not said by tdkt {word}, which ended with "
                          f"{said.returncode}: {said.stderr.strip()}")
    return missed
