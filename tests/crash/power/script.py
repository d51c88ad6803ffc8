"""One case from the draft to the archive, one request after the other: the same requests
each time, so that the N-th operation on a file is the same one."""

import json
import random
import time

from client import Look
from council_work import CouncilWork
from desk_work import DeskWork
from unit_work import UnitWork

# What may be answered when the disk fails: nothing was kept, and it is said why.
REFUSALS = {507: {"disk_full"}, 503: {"busy", "storage"}, 500: {"accident"},
            504: {"outcome_unknown"}}


class Once(UnitWork):
    """One dossier with two files, sent back never."""

    def perhaps_suspend(self, dossier):
        yield from ()

    def changes(self):
        dossier = yield from self.draft("Hồ sơ một lần")
        yield self.submit(dossier).leaves("submitted", dossier.number)
        yield self.receive(dossier).leaves("receipt", dossier.number)
        yield self.appraise(dossier)
        self.office.appraised.append(dossier)

    def content(self):
        return self.random.randbytes(3000).hex().encode()


class Decisive(random.Random):
    """Everybody agrees, and every paper is signed."""

    def random(self):
        return 0.5


class Script:
    """Takes the requests of `office` to the server; `mend` is asked for a server that
    works when this one is gone or gets no further. Gives faults, not exceptions."""

    def __init__(self, office, mend):
        self.office, self.mend = office, mend
        self.requests, self.faults, self.refusals = [], [], 0
        self.roles = [Once(office, "đơn vị", Decisive(1), "bmt", "bmt.gd"),
                      CouncilWork(office, "Hội đồng", Decisive(2)),
                      DeskWork(office, "bàn", Decisive(3))]

    def run(self):
        """Until the case is archived, or something is wrong."""
        number = 0
        for role in self.roles:
            for step in role.changes():
                if step is None:  # nothing is left to be done here
                    break
                if isinstance(step, Look):
                    self.wait_for(role, step)
                    continue
                for request in step if isinstance(step, list) else [step]:
                    number += 1
                    request.key = f"step-{number}"
                    self.send(role, request)
                    if self.faults:
                        return

    def send(self, role, request):
        self.requests.append(request)
        for _ in range(20):
            answer = role.deliver(request)
            if answer is None:
                self.mend("no answer")
            elif answer[0] in (200, 201):
                request.answer = answer
                return
            elif not self.is_clear(answer):
                self.faults.append(f"{request} was answered {answer[0]}: {answer[1][:300]}")
                return
            else:
                self.refusals += 1
                if self.refusals % 3 == 0:
                    self.mend("refused three times")
        self.faults.append(f"{request} never came through")

    @staticmethod
    def is_clear(answer):
        try:
            problem = json.loads(answer[1])
        except ValueError:
            return False
        return problem.get("code") in REFUSALS.get(answer[0], ()) and problem.get("detail")

    def wait_for(self, role, look, patience=3):
        """A job that failed is tried again within the hour: a server is asked for whose
        clock says so."""
        for _ in range(3):
            until = time.monotonic() + patience
            while time.monotonic() < until:
                answer = role.looked(look)
                if answer is None:
                    break
                if answer[0] == 200 and look.good(json.loads(answer[1])):
                    return
                time.sleep(0.02)
            self.mend("a job did not end")
        self.faults.append(f"{look.path} never becomes what it should")
