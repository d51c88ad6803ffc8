"""What all officials share: the sign-ins, the numbers of people and seats, the
journal, and the tables on which one lays what waits for the next."""

import json
import threading
from collections import Counter, deque

UNITS = (("bmt", "bmt.gd"), ("eakar", "eakar.gd"), ("krongpac", "krongpac.gd"),
         ("tuyhoa", "tuyhoa.gd"))
SIGNERS = ("giamdoc", "phogiamdoc")
OTHERS = ("kiemtra", "tchc", "thuky", "vanthu", "khtc", *SIGNERS)


class Dossier:
    """Its nominations as the official who holds it sees them: of a dossier that
    was split, those that go on together."""

    def __init__(self, number, nominations):
        self.number, self.nominations = number, nominations


class Office:
    def __init__(self, served, database, journal):
        self.served, self.journal = served, journal
        self.halted = threading.Event()  # nobody begins anything
        self.shaken = threading.Event()  # the database died: the server may say that it failed
        self.opening = threading.Event()  # the server starts: whoever finds it shut tries again
        self.writing = threading.Lock()
        self.written = 0  # acknowledgements so far
        self.excuses = Counter()  # what those were told who had to ask again
        self.appraised = deque()  # Dossier
        self.recommended = deque()  # list of Dossier, of one meeting
        self.round = database.one("select max(id) from campaign_round")
        self.term = database.one("select max(id) from council_term")
        self.seats = database.rows(
            "select m.id, a.username, m.council_post from council_member m"
            " join account a on a.id = m.account_id where m.term_id = %s order by m.id", self.term)
        self.accounts = dict(database.rows("select username, id from account"))
        people = {name for unit in UNITS for name in unit} | set(OTHERS)
        people |= {username for _, username, _ in self.seats}
        self.people = sorted(people)
        self.sign_in()

    def sign_in(self):
        self.tokens = {name: self.served.token(name) for name in self.people}

    def write_down(self, request):
        line = {"key": request.key, "kind": request.kind, "who": request.who,
                "path": request.path, "status": request.answer[0], "answer": request.answer[1],
                "marks": [[*mark, times] for mark, times in request.marks.items()]}
        with self.writing:
            self.written += 1
            request.number = self.written
            self.journal.write(json.dumps(line, ensure_ascii=False) + "\n")
            self.journal.flush()


def take(table, most):
    """Up to `most` things from a table that others take from too."""
    taken = []
    while len(taken) < most:
        try:
            taken.append(table.popleft())
        except IndexError:
            break
    return taken
