"""Members vote while the server dies; after each death whoever has voted has done so once,
and wholly."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from council_work import SECRETARY
from request import ask
from voters import PaperVoter, Voter

MOST_ITEMS = 4
LONGEST = 2  # seconds until a volley is over, whoever has not been heard

BROKEN = {
    "an item has more or fewer ballots than voters":
        "select g.meeting_id, g.nomination_id from agenda_item g where"
        " (select count(*) from turnout t where t.meeting_id = g.meeting_id"
        " and t.nomination_id = g.nomination_id and t.on_paper = 0) <>"
        " (select count(*) from ballot b where b.meeting_id = g.meeting_id"
        " and b.nomination_id = g.nomination_id) + (select count(*) from opened_ballot o"
        " where o.meeting_id = g.meeting_id and o.nomination_id = g.nomination_id"
        " and o.kind <> 'paper')",
    "a member voted twice":
        "select meeting_id, nomination_id, member_id from turnout"
        " group by meeting_id, nomination_id, member_id having count(*) > 1",
    "a ballot belongs to no item that is voted on":
        "select b.id from ballot b where not exists (select 1 from agenda_item g"
        " where g.meeting_id = b.meeting_id and g.nomination_id = b.nomination_id)",
    "a key was claimed and its answer not kept":
        "select idem_key from idempotency where status = 0",
}


def broken(database):
    faults = []
    for what, query in BROKEN.items():
        found = database.rows(query)
        if found:
            faults.append(f"{what}: {found[:3]} ({len(found)} in all; {query})")
    return faults


class Storm:
    def __init__(self, council):
        self.council, self.chance = council, council.chance
        self.hands = ThreadPoolExecutor(len(council.office.seats))
        self.figures = Counter()
        self.meeting, self.voters, self.keys = None, [], 0
        self.pace = 0.003  # seconds; as fast as this machine is today

    def waiting(self):
        return [voter for voter in self.voters if not voter.answered]

    def next_meeting(self):
        items = self.chance.randint(1, MOST_ITEMS)
        self.meeting = self.council.meet(items, len(self.council.office.seats))
        self.voters = [self.voter(seat) for seat in self.meeting.voters]
        self.chance.shuffle(self.voters)
        papers = sum(isinstance(voter, PaperVoter) for voter in self.voters)
        self.council.do(ask("paper_forms", SECRETARY,
                            f"/meetings/{self.meeting.number}/paper-forms", given=papers))
        self.figures["meetings"] += 1

    def voter(self, seat):
        self.keys += 1
        # Some ask without a key: who hears nothing then looks whether it was kept.
        key = f"storm-{self.keys:08}" if self.chance.random() < 0.8 else ""
        kind = PaperVoter if self.chance.random() < 0.1 else Voter
        return kind(self.council, self.meeting, seat, key)

    def kill_once(self):
        """All who have not voted send their ballots; after some answers the server dies."""
        waiting = self.waiting()
        undecided = [voter for voter in waiting if not voter.kept]
        enough = self.chance.randint(0, min(4, len(waiting) - 1))
        flights = [(voter, self.hands.submit(voter.answer, self.council.served))
                   for voter in waiting]
        until = time.monotonic() + LONGEST
        while sum(flight.done() for _, flight in flights) < enough and time.monotonic() < until:
            time.sleep(0.0002)
        time.sleep(self.chance.uniform(0, self.pace))
        self.council.served.kill()
        self.figures["kills"] += 1
        faults = self.heard(flights)
        self.council.served.start()
        faults += self.look()
        self.set_pace(undecided or waiting)
        return faults

    def heard(self, flights):
        faults = []
        for voter, flight in flights:
            answer = flight.result()
            if answer is None:
                self.figures["unanswered"] += 1
                continue
            voter.answered = True
            self.figures["answered"] += 1
            faults += [fault for fault in (voter.fault(answer),) if fault]
        return faults

    def set_pace(self, voters):
        """Death comes later when it was too early for all, and earlier when too late."""
        heard = sum(voter.answered for voter in voters)
        if not heard:
            self.pace = min(LONGEST, self.pace * 1.3)
        elif heard == len(voters):
            self.pace *= 0.8

    def look(self):
        """Every vote that was acknowledged is there, each wholly or not at all."""
        database = self.council.database
        items = Counter(member for (member,) in database.rows(
            "select member_id from turnout where meeting_id = %s", self.meeting.number))
        faults = broken(database)
        database.close()
        for voter in self.voters:
            if items[voter.seat] not in (0, len(self.meeting.items)):
                faults.append(f"{voter.username} voted on {items[voter.seat]} items of "
                              f"{len(self.meeting.items)}")
            if voter.answered and not items[voter.seat]:
                faults.append(f"LOST: the acknowledged vote of {voter.username}")
            if items[voter.seat] and not voter.answered and not voter.kept:
                voter.kept = True
                self.figures["of them kept"] += 1
        return faults

    def finish(self):
        """The rest vote in peace, and the count shows what everybody meant."""
        faults = []
        for voter in self.waiting():
            answer = voter.answer(self.council.served)
            faults += [fault for fault in (voter.fault(answer),) if fault]
            voter.answered = True
        faults += self.look()
        if faults:
            return faults
        self.count_papers()
        minds = [voter.mind for voter in self.voters]
        self.council.count(self.meeting, minds)
        tallies = dict(self.council.database.rows(
            "select nomination_id, yes from agenda_item where meeting_id = %s",
            self.meeting.number))
        self.council.database.close()
        self.figures["ballots counted"] += len(minds) * len(self.meeting.items)
        meant = {item: sum(choices[item] for _, _, choices in minds)
                 for item in self.meeting.items}
        return [] if tallies == meant else [f"meant was {meant}, counted {tallies}"]

    def count_papers(self):
        """By two members, each alone."""
        papers = [voter.choices for voter in self.voters if isinstance(voter, PaperVoter)]
        if not papers:
            return
        path, tellers = f"/meetings/{self.meeting.number}", self.voters[:2]
        found = {}
        for item in self.meeting.items:
            found[f"yes-{item}"] = sum(choices[item] for choices in papers)
            found[f"no-{item}"] = len(papers) - found[f"yes-{item}"]
            found[f"invalid-{item}"] = 0
        self.council.do(ask("tellers", SECRETARY, f"{path}/tellers",
                            tellers=[teller.seat for teller in tellers]))
        self.council.do(*(ask("paper_count", teller.username, f"{path}/paper-count", **found)
                          for teller in tellers))
        self.figures["ballots on paper"] += len(papers) * len(self.meeting.items)

    def run(self, kills):
        faults = []
        while self.figures["kills"] < kills and not faults:
            if not self.waiting():
                faults = self.finish() if self.meeting else []
                self.next_meeting()
            faults = faults or self.kill_once()
        faults = faults or self.finish() + broken(self.council.database)
        self.hands.shutdown()
        return [f"after kill {self.figures['kills']}: {fault}" for fault in faults
                ] or self.trivial(kills) or self.council.audit()

    def trivial(self, kills):
        if kills >= 100 and self.figures["unanswered"] < kills:
            return [f"a trivial run: {self.figures['unanswered']} votes in flight"]
        return []
