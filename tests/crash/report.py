"""What the run says: its figures, and of a failure the first break."""

import sys

SUMS = ("kills", "kills of the server", "kills of the database", "kills while it was starting",
        "acknowledged changes", "unanswered changes", "of them kept",
        "sent again after no answer", "repeated though answered", "uploads cut off")


def progress(told):
    print("  ".join(f"{name}: {told[name]}" for name in SUMS[:7]), file=sys.stderr)


def figures(engine, told):
    for name in SUMS:
        print(f"{engine}: {name}: {told[name]}")
    kinds = sorted(told.keys() - set(SUMS))
    print(f"{engine}: " + ", ".join(f"{name} {told[name]}" for name in kinds))


def first_break(engine, faults, folder, given):
    print(f"{engine}: {faults[0]}")
    if len(faults) > 1:
        with open(f"{folder}/faults.txt", "w", encoding="utf-8") as file:
            file.write("\n".join(faults) + "\n")
        print(f"{engine}: and {len(faults) - 1} more, in {folder}/faults.txt")
    where = "tdkt.db" if engine == "sqlite" else "mariadb/data (mariadbd --datadir)"
    again = f"--database {engine} --seed {given.seed} --kills {given.kills}" + (
        " --kill-database" if given.kill_database else "")
    print(f"{engine}: look at {folder}/: {where}; server.log, what the program said; "
          "acknowledged.jsonl, every answer and what it promised")
    print(f"{engine}: nearly the same run again: tests/crash/run {again}")
