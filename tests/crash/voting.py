"""A council that only votes: meetings with as many items as are wanted, one request after
the other, for the tests that are about ballots and nothing else."""

import json
import os

from council_work import CouncilWork
from office import UNITS, Office
from served import Served
from unit_work import UnitWork

OF_A_DOSSIER = 6  # nominations
LIMITS = {"session_hours": 24 * 7, "session_idle_minutes": 24 * 60}


def carry_out(client, work):
    """Does all that the generator of a client's work yields; gives what it returns."""
    client.work = work
    client.batch, client.look = [], None
    while True:
        try:
            going = client.go_on()
        except StopIteration as end:
            return end.value
        if client.trouble or not going:
            raise RuntimeError(client.trouble or "the server is gone")


class Meeting:
    """One that votes: `voters` are seats, as Office.seats has them."""

    def __init__(self, number, items, voters, codes):
        self.number, self.items, self.voters, self.codes = number, items, voters, codes


class Council:
    """An office of its own in `folder`, served."""

    def __init__(self, program, folder, database, chance):
        self.chance, self.database = chance, database
        # pylint: disable-next=consider-using-with
        self.log = open(f"{folder}/server.log", "ab")
        self.served = Served(program, folder, self.log, {"database": database.address} | LIMITS)
        self.served.make_demo()
        database.change("update prize set most = 1000000")
        database.close()
        self.served.start()
        # pylint: disable-next=consider-using-with
        self.journal = open(os.devnull, "w", encoding="utf-8")
        self.office = Office(self.served, database, self.journal)
        database.close()
        officer, head = UNITS[0]
        self.unit = UnitWork(self.office, officer, chance, officer, head)
        self.work = CouncilWork(self.office, "Hội đồng", chance)
        self.proposed = 0

    def propose(self, count):
        """Nominations that are ready for an agenda."""
        items = []
        while len(items) < count:
            most = min(OF_A_DOSSIER, count - len(items))
            items += carry_out(self.unit, self.one_dossier(most))
        return items

    def one_dossier(self, count):
        self.proposed += 1
        dossier = yield from self.unit.draft(f"Hồ sơ biểu quyết {self.proposed}", count)
        for asked in (self.unit.submit, self.unit.receive, self.unit.appraise):
            yield asked(dossier)
        return dossier.nominations

    def meet(self, item_count, voter_count):
        """A meeting whose vote is open, nobody having voted yet."""
        return carry_out(self.work, self.one_meeting(self.propose(item_count), voter_count))

    def one_meeting(self, items, voter_count):
        self.work.held += 1
        number = yield from self.work.call(items)
        # Chair and secretary first: without them none is open.
        leading = [seat for seat in self.office.seats if seat[2] in ("chair", "secretary")]
        others = [seat for seat in self.office.seats if seat not in leading]
        voters = leading + self.chance.sample(others, voter_count - len(leading))
        codes = yield from self.work.open_vote(number, items, voters)
        return Meeting(number, items, voters, codes)

    def ballot(self, meeting, seat, choices):
        """A request of the API: {item: True or False} of who sits there."""
        return self.work.ballot(meeting.number, seat[0], seat[1], choices)

    def do(self, *requests):
        carry_out(self.work, iter(requests))
        return [json.loads(request.answer[1]) for request in requests]

    def count(self, meeting, minds):
        """`minds` as CouncilWork.minds has them."""
        self.do(self.work.count(f"/meetings/{meeting.number}", meeting.number, minds,
                                meeting.codes))

    def declare(self, meeting, minds):
        carried = self.work.carried(minds, meeting.items)
        carry_out(self.work, self.work.declare(f"/meetings/{meeting.number}", meeting.number,
                                               meeting.items, carried))

    def audit(self):
        said = self.served.command("audit")
        return [] if said.returncode == 0 else ["tdkt audit: " + (said.stdout + said.stderr)]

    def close(self):
        if self.served.process and self.served.process.poll() is None:
            self.served.kill()
        for client in (self.unit, self.work):
            client.hands.shutdown()
        self.database.close()
        self.journal.close()
        self.log.close()
