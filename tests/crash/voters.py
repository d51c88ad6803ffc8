"""Who votes while the server dies, and what they may be told."""

import http.client
import json

from council_work import SECRETARY
from request import ask


class Voter:
    """Votes once, with a key or without, and asks again when no answer came."""

    def __init__(self, council, meeting, seat, key):
        self.seat, self.username, _ = seat
        self.key = key
        self.choices = {item: council.chance.random() < 0.5 for item in meeting.items}
        self.request = self.asked(council, meeting, seat)
        self.headers = {"Authorization": f"Bearer {council.office.tokens[self.request.who]}",
                        "Content-Type": "application/json"}
        if key:
            self.headers["Idempotency-Key"] = key
        self.answered = False
        self.kept = False  # stands in the database, though nobody was told so

    def asked(self, council, meeting, seat):
        return council.ballot(meeting, seat, self.choices)

    @property
    def mind(self):
        return self.seat, self.username, self.choices

    def answer(self, served):
        """None: nobody knows."""
        try:
            return served.ask("POST", "/api/v1" + self.request.path, self.headers,
                              self.request.body)
        except (OSError, http.client.HTTPException):
            return None

    def fault(self, answer):
        """What should not have been answered: a vote is taken once, and whoever asks again
        with the same key is told that it was."""
        status, said = answer[0], answer[1].decode()
        if self.kept:
            good = (status == 200 and "trackers" not in json.loads(said) if self.key
                    else status in (409, 422))
        else:
            good = status == 200 and self.is_taken(json.loads(said))
        return None if good else (f"{self.username}, whose vote was {'' if self.kept else 'not '}"
                                  f"kept, was answered {status}: {said[:300]}")

    def is_taken(self, said):
        return len(said["trackers"]) == len(self.choices)


class PaperVoter(Voter):
    """The secretary notes that the ballot is in."""

    def asked(self, council, meeting, seat):
        return ask("paper_ballot", SECRETARY, f"/meetings/{meeting.number}/paper-ballots",
                   member=seat[0])

    def is_taken(self, said):
        return "trackers" not in said
