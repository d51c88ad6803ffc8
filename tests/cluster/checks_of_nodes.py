"""What must be true of every node, and of all together."""

import time

import afterwards
import checks
from front import address_of
from snapshot import compare, snapshot


def position(node):
    return node.rows("show global status like 'wsrep_last_committed'")[0][1]


def wait_until_level(nodes, patience=30):
    until = time.monotonic() + patience
    while len({position(node) for node in nodes.all}) > 1:
        if time.monotonic() > until:
            return ["the nodes do not come to one position: " + ", ".join(
                f"{node.name} {position(node)}" for node in nodes.all)]
        time.sleep(0.1)
    return []


def contents(node):
    """Table: checksum."""
    tables = [name for (name,) in node.reader.rows(
        "select table_name from information_schema.tables where table_schema = 'tdkt'")]
    return dict(node.reader.rows("checksum table " + ", ".join(tables) + " extended"))


def differences(nodes):
    first, *others = nodes.all
    right = contents(first)
    faults = []
    for node in others:
        there = contents(node)
        faults += [f"{node.name} and {first.name} differ in {table}"
                   for table in sorted(right.keys() | there.keys())
                   if right.get(table) != there.get(table)]
    return faults


def faults_of(node, before, acknowledged, doubtful):
    database = node.reader
    faults, _ = compare(before, snapshot(database), acknowledged, doubtful)
    faults += checks.consistent(database)
    faults += checks.contents(database, acknowledged[-30:])
    faults += afterwards.papers(database) + afterwards.certificates(database)
    faults += afterwards.notices(database)
    return [f"{node.name}: {fault}" for fault in faults]


def audit(node, served):
    """By the program itself, on this very node."""
    said = command_on(node, served, "audit")
    if said.returncode == 0:
        return []
    return [f"{node.name}: tdkt audit: " + (said.stderr or said.stdout).strip()]


def command_on(node, served, word):
    usual = served.settings["database"]
    served.settings["database"] = address_of(f"{node.address}:3306")
    try:
        return served.command(word)
    finally:
        served.settings["database"] = usual
