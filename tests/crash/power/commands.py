"""Commands whose disk fails: each does its work wholly, or says in one line that it could
not, and can be called again."""

import contextlib
import os
import shutil
from collections import Counter

from shimmed import Shimmed


class Commands:
    """`prepare` makes a folder ready; `words` are the command's; `look` gives the faults
    of what a call left that ended well; `again`, those of one that failed."""

    def __init__(self, name, program, folder):
        self.name, self.program = name, program
        self.base, self.data = f"{folder}/{name}-base", f"{folder}/{name}"
        self.failed = f"{folder}/{name}-failed"
        self.figures = Counter()
        self.goes_on = False  # then a draft cannot even be taken away
        os.mkdir(self.base, 0o700)
        self.prepare()

    @staticmethod
    def all(program, folder):
        return [kind(kind.__name__.lower(), program, folder) for kind in (Demo, Backup, Restore)]

    def prepare(self):
        pass

    def run(self, plan):
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(self.base, self.data)
        with contextlib.suppress(FileNotFoundError):
            os.remove(self.failed)
        served = Shimmed(self.program, self.data)
        self.goes_on = plan.endswith("+")
        served.shim = {"SHIM_FAIL": plan, "SHIM_FAILED": self.failed}
        ended = served.command(*self.words())
        served.shim = None
        if not os.path.exists(self.failed):
            return "", []
        with open(self.failed, encoding="utf-8") as file:
            fired = file.read().strip()
        if ended.returncode == 0:
            self.figures["ends well"] += 1
            return fired, self.look(served)
        self.figures["fails"] += 1
        said = ended.stderr.splitlines()
        if ended.returncode != 1 or len(said) != 1 or not said[0].startswith("tdkt: "):
            return fired, [f"it ended with {ended.returncode}, saying {said}"]
        return fired, self.again(served)

    def told(self):
        told = ", ".join(f"{name} {times}" for name, times in sorted(self.figures.items()))
        self.figures.clear()
        return told

    def again(self, served):
        ended = served.command(*self.words())
        if ended.returncode != 0:
            return [f"called again it fails: {ended.stderr}"]
        return self.look(served)

    @staticmethod
    def audited(served):
        audit = served.command("audit")
        return [] if audit.returncode == 0 else ["tdkt audit: " + (audit.stderr or audit.stdout)]


class Demo(Commands):
    """What is begun and not finished is no demonstration: the folder is to be removed."""

    def words(self):
        return ("demo",)

    def look(self, served):
        lacking = [name for name in ("tdkt.conf", "keys/root.p12", "keys/roots.pem")
                   if not os.path.exists(f"{self.data}/{name}")]
        return [f"there is no {name}" for name in lacking] + self.audited(served)

    def again(self, served):
        shutil.rmtree(self.data)
        os.mkdir(self.data, 0o700)
        return super().again(served)


class Backup(Commands):
    def prepare(self):
        Shimmed(self.program, self.base).make_demo()

    def words(self):
        return ("backup", "--during-vote", f"{self.data}/office.backup")

    def look(self, served):
        said = served.command("backup", "--verify", f"{self.data}/office.backup")
        faults = [] if said.returncode == 0 else ["tdkt backup --verify: " + said.stderr]
        beside = [name for name in os.listdir(self.data) if name.startswith("office.backup.") and not self.goes_on]
        return faults + [f"{name} stays" for name in beside] + self.audited(served)


class Restore(Commands):
    def prepare(self):
        served = Shimmed(self.program, self.base)
        served.make_demo()
        made = served.command("backup", "--during-vote", f"{self.base}/office.backup")
        if made.returncode != 0:
            raise RuntimeError(made.stderr)
        os.remove(f"{self.base}/tdkt.db")

    def words(self):
        return ("restore", f"{self.data}/office.backup")

    def look(self, served):
        return self.audited(served)
