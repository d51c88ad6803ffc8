"""The council sits: a meeting and its agenda, attendance, the vote of everybody
who is there, the result, the minutes and their two signatures."""

from client import AT_ONCE, Client, Look
from office import Dossier, take
from request import ask, step

SECRETARY, CHAIR, AUDITOR = "thuky", "giamdoc", "kiemtra"
LEAST_PRESENT = 8  # the quorum of twelve


class CouncilWork(Client):
    def __init__(self, office, name, chance):
        super().__init__(office, name, chance)
        self.held = 0

    def changes(self):
        while True:
            dossiers = take(self.office.appraised, self.random.randint(1, 5))
            if not dossiers:
                yield None
                continue
            self.held += 1
            items = [each for dossier in dossiers for each in dossier.nominations]
            meeting = yield from self.call(items)
            yield from self.vote(meeting, items, dossiers)

    def call(self, items):
        place = f"Phòng họp số {self.held} của {self.name}"
        begin = ask("call", SECRETARY, "/meetings", council=self.office.term,
                    held_on="2025-12-09", held_time="14:00", place=place)
        yield begin.leaves("meeting", place)
        meeting = begin.answered("id")
        yield [self.no_conflict(meeting, username) for _, username, _ in self.office.seats]
        yield self.schedule(meeting, items)
        if self.random.random() < 0.2:
            off = ask("postpone", SECRETARY, f"/meetings/{meeting}/agenda/remove",
                      nomination=items[0], reason="Chờ bổ sung.")
            off.leaves("agenda", meeting, items[0], times=-1)
            yield off.moves("postpone", items[:1])
            yield self.schedule(meeting, items[:1])
        return meeting

    def no_conflict(self, meeting, username):
        asked = ask("declare_conflicts", username, f"/meetings/{meeting}/conflicts", none=True)
        return asked.leaves("declaration", meeting, username)

    def schedule(self, meeting, items):
        asked = ask("schedule", SECRETARY, f"/meetings/{meeting}/agenda", nominations=items)
        for item in items:
            asked.leaves("agenda", meeting, item)
        return asked.moves("schedule", items)

    def vote(self, meeting, items, dossiers):
        path = f"/meetings/{meeting}"
        leading = [seat for seat in self.office.seats if seat[2] in ("chair", "secretary")]
        others = [seat for seat in self.office.seats if seat not in leading]
        voters = leading + self.random.sample(others, self.random.randint(
            LEAST_PRESENT - len(leading), len(others)))
        codes = yield from self.open_vote(meeting, items, voters)
        minds = self.minds(voters, items)
        ballots = [self.ballot(meeting, *mind) for mind in minds]
        for start in range(0, len(ballots), AT_ONCE):
            yield ballots[start:start + AT_ONCE]
        yield self.count(path, meeting, minds, codes)
        carried = self.carried(minds, items)
        yield from self.declare(path, meeting, items, carried)
        yield from self.sign(path, meeting)
        going_on = [Dossier(dossier.number, [n for n in dossier.nominations if n in carried])
                    for dossier in dossiers]
        if carried:
            self.office.recommended.append([each for each in going_on if each.nominations])

    def open_vote(self, meeting, items, voters):
        """Gives the codes of the three holders."""
        path = f"/meetings/{meeting}"
        yield self.attendance(path, meeting, voters)
        yield ask("auditor", SECRETARY, f"{path}/auditor",
                  auditor=self.office.accounts[AUDITOR]).leaves("auditor", meeting)
        codes = {}
        for holder in (CHAIR, SECRETARY, AUDITOR):
            yield Look(holder, f"{path}/code", asks=True, good=lambda view, holder=holder:
                       codes.update({holder: view["code"]}) or True)
        opened = step(SECRETARY, path, "open_vote").leaves("opened", meeting)
        yield opened.moves("open_vote", items)
        return codes

    def minds(self, voters, items):
        """(seat, user name, choices) of each voter; a weak item finds few friends."""
        weak = {item for item in items if self.random.random() < 0.1}
        return [(seat, username, {item: self.random.random() < (0.3 if item in weak else 0.95)
                                  for item in items}) for seat, username, _ in voters]

    def carried(self, minds, items):
        """By more than half of all members, present or not."""
        return [item for item in items if
                2 * sum(choices[item] for _, _, choices in minds) > len(self.office.seats)]

    def attendance(self, path, meeting, voters):
        present = {seat for seat, _, _ in voters}
        words = {seat: "present" if seat in present else "absent"
                 for seat, _, _ in self.office.seats}
        asked = ask("attendance", SECRETARY, f"{path}/attendance",
                    attendance=[f"{seat}:{word}" for seat, word in words.items()])
        for seat, word in words.items():
            asked.leaves("attendance", meeting, seat, word)
        return asked

    def ballot(self, meeting, seat, username, choices):
        words = {item: "yes" if yes else "no" for item, yes in choices.items()}
        asked = ask("vote", username, f"/meetings/{meeting}/ballot", confirmed=True,
                    votes=[f"{item}:{word}" for item, word in words.items()])
        for item, word in words.items():
            asked.leaves("turnout", meeting, item, seat).leaves("ballot", meeting, item)
        return asked

    def count(self, path, meeting, minds, codes):
        """By two of the three, whoever they are; the sealed ballots lie open then."""
        first, second = self.random.sample(sorted(codes), 2)
        asked = ask("count", SECRETARY, f"{path}/count", code1=codes[first], code2=codes[second])
        for _, _, choices in minds:
            for item, yes in choices.items():
                asked.leaves("lying open", meeting, item, "yes" if yes else "no")
        return asked.leaves("counted", meeting)

    def declare(self, path, meeting, items, carried):
        asked = step(SECRETARY, path, "declare").moves("declare", items)
        for item in items:
            verdict = "recommended" if item in carried else "not_recommended"
            asked.leaves("verdict", meeting, item, verdict)
        # One job, whether some were carried, some were not, or both.
        yield asked.leaves("declared", meeting).leaves("job", "write_minutes", meeting)

    def sign(self, path, meeting):
        yield Look(SECRETARY, path, lambda view: view["has_minutes"])
        yield [ask("sign_minutes", who, f"{path}/minutes/signatures").leaves(
            "minutes", meeting, post) for who, post in ((SECRETARY, "secretary"), (CHAIR, "chair"))]
