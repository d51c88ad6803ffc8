"""One member sends a ballot fifty times at once: exactly one counts."""

import json
import socket
from collections import Counter

from vote_storm import broken

AT_ONCE = 50
SESSIONS = 4  # of each member
ITEMS = 2


class Parallel:
    def __init__(self, council):
        self.council, self.chance = council, council.chance
        self.figures = Counter()
        self.tokens = {username: [council.served.token(username) for _ in range(SESSIONS)]
                       for _, username, _ in council.office.seats}
        self.meeting, self.left = None, []

    def run(self, rounds):
        faults = []
        while self.figures["rounds"] < rounds and not faults:
            if not self.left:
                self.meeting = self.council.meet(ITEMS, len(self.council.office.seats))
                self.left = self.chance.sample(self.meeting.voters, len(self.meeting.voters))
            faults = self.round(self.left.pop())
            if not self.left or self.figures["rounds"] == rounds:
                faults = faults or broken(self.council.database)
            self.council.database.close()
        return [f"round {self.figures['rounds']}: {fault}" for fault in faults
                ] or self.council.audit()

    def round(self, seat):
        self.figures["rounds"] += 1
        before = self.ballots(seat[0])
        keys = self.keys()
        answers = send_at_once(self.council.served.port,
                               [self.request(seat, key) for key in keys])
        counted = [key for key, (status, said) in zip(keys, answers)
                   if status == 200 and "trackers" in said]
        repeats = [key for key, (status, said) in zip(keys, answers)
                   if status == 200 and "trackers" not in said]
        refused = sum(status == 409 for status, _ in answers)
        self.figures.update({"counted": len(counted), "repeats told so": len(repeats),
                             "refused": refused, "requests": len(answers)})
        faults = []
        if len(counted) != 1 or set(repeats) - set(counted) or "" in repeats:
            faults.append(f"{len(counted)} of {AT_ONCE} ballots of {seat[1]} counted, "
                          f"{len(repeats)} were told that they had")
        if len(counted) + len(repeats) + refused != AT_ONCE:
            faults.append(f"{seat[1]} was answered {Counter(status for status, _ in answers)}")
        if (now := self.ballots(seat[0])) != (before[0] + ITEMS, ITEMS):
            faults.append(f"ballots and turnout of {seat[1]} went from {before} to {now}")
        return faults

    def ballots(self, member):
        """All that are there, and how many items the member has voted on."""
        database = self.council.database
        of_meeting = "from {} where meeting_id = %s"
        return (database.one("select count(*) " + of_meeting.format("ballot"),
                             self.meeting.number),
                database.one("select count(*) " + of_meeting.format("turnout") +
                             " and member_id = %s", self.meeting.number, member))

    def keys(self):
        """Without one, each their own, or some with the same."""
        first = f"r{self.figures['rounds']}"
        return [self.chance.choice(("", f"{first}-{number}", f"{first}-same-{number % 3}"))
                for number in range(AT_ONCE)]

    def request(self, seat, key):
        choices = {item: self.chance.random() < 0.5 for item in self.meeting.items}
        ballot = self.council.ballot(self.meeting, seat, choices)
        named = f"Idempotency-Key: {key}\r\n" if key else ""
        return (f"POST /api/v1{ballot.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                f"Authorization: Bearer {self.chance.choice(self.tokens[seat[1]])}\r\n{named}"
                f"Content-Type: application/json\r\nContent-Length: {len(ballot.body)}\r\n"
                f"Connection: close\r\n\r\n").encode() + ballot.body


def send_at_once(port, requests):
    """[(status, JSON)]; the last byte of all goes out when the rest of all is there."""
    connections = [socket.create_connection(("127.0.0.1", port), timeout=60) for _ in requests]
    try:
        for connection, request in zip(connections, requests):
            connection.sendall(request[:-1])
        for connection, request in zip(connections, requests):
            connection.sendall(request[-1:])
        return [answer(connection) for connection in connections]
    finally:
        for connection in connections:
            connection.close()


def answer(connection):
    said = b""
    while piece := connection.recv(65536):
        said += piece
    head, _, body = said.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), json.loads(body)
