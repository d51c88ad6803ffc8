"""What the run says: its figures, whether they are worth anything, and of a failure
the first break."""

import os
import sys
import time

SUMS = ("kills", "kills of the server", "kills of the database", "kills while it was starting",
        "kills in the middle of migrations", "kills with a backup under way",
        "acknowledged changes", "unanswered changes", "of them kept",
        "sent again after no answer", "repeated though answered", "uploads cut off")

# What a run must have of each for so many kills, or it has shown nothing; a tenth to a third
# of what was seen. Of fewer kills chance may bring less.
LEAST = {"acknowledged changes": 1 / 10, "unanswered changes": 2, "of them kept": 50,
         "repeated though answered": 1, "uploads cut off": 50,
         "kills in the middle of migrations": 50, "in flight: vote": 25,
         "in flight: attach": 25, "job begun anew": 50}
ENOUGH = 100


class Progress:
    """A line each minute."""

    def __init__(self, engine, kills):
        self.engine, self.kills = engine, kills
        self.began = self.said = time.monotonic()

    def perhaps(self, told):
        now = time.monotonic()
        if now < self.said + 60:
            return
        self.said = now
        minutes, done = (now - self.began) / 60, told["kills"]
        print(f"{self.engine}: {minutes:.0f} min, {done} kills of {self.kills}, "
              f"{minutes * (self.kills - done) / done:.0f} min to go, "
              f"{told['acknowledged changes']} acknowledged, {told['unanswered changes']} "
              f"unanswered, {told['of them kept']} of them kept", file=sys.stderr, flush=True)


def gathered(told, beginning):
    return sum(times for name, times in told.items() if name.startswith(beginning))


def trivial(told):
    """In a run long enough to have to show something."""
    if told["kills"] < ENOUGH:
        return []
    return [f"a trivial run: “{name}” {gathered(told, name)} in {told['kills']} kills"
            for name, each in LEAST.items() if gathered(told, name) * each < told["kills"]]


def figures(engine, told):
    for name in SUMS:
        print(f"{engine}: {name}: {told[name]}")
    for title in ("in flight: ", "job begun anew: "):
        named = {name.removeprefix(title): times for name, times in told.items()
                 if name.startswith(title)}
        print(f"{engine}: {title}" + words(named))
    print(f"{engine}: done: " + words({name: times for name, times in told.items()
                                       if name not in SUMS and ": " not in name}))


def words(named):
    return ", ".join(f"{name} {named[name]}" for name in sorted(named))


def first_break(engine, faults, folder, office, given):
    print(f"{engine}: {faults[0]}")
    here = f"{folder}/{office}"
    if not os.path.isdir(here):
        return
    if len(faults) > 1:
        with open(f"{here}/faults.txt", "w", encoding="utf-8") as file:
            file.write("\n".join(faults) + "\n")
        print(f"{engine}: and {len(faults) - 1} more, in {here}/faults.txt")
    where = f"{here}/tdkt.db" if engine == "sqlite" else (
        f"{folder}/mariadb/data (mariadbd --datadir)")
    again = f"--database {engine} --seed {given.seed + office} --kills 50" + (
        " --kill-database" if given.kill_database else "")
    print(f"{engine}: look at {where}; {here}/server.log, what the program said; "
          f"{here}/acknowledged.jsonl, every answer and what it promised")
    print(f"{engine}: nearly the same run again: tests/crash/run {again}")
