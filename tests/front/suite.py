"""Sends the messages, each on a connection of its own with somebody else's request
behind it, and holds what comes back against the table."""

import json
from concurrent.futures import ThreadPoolExecutor

import messages
import raw


def faults_of(message, reply):
    expected = message.expected
    if expected is None:
        return [] if not reply.received and reply.end == "closed" else [f"not just closed: {reply}"]
    statuses = expected if isinstance(expected, tuple) else (expected,)
    found = []
    if len(reply.answers) != 1:
        return [f"{len(reply.answers)} answers instead of one: {reply}"]
    if reply.status not in statuses:
        found.append(f"answered {reply.status} instead of {expected}: {reply}")
    if reply.end != "closed":
        found.append(f"the connection was {reply.end}, not closed")
    if reply.rest:
        found.append(f"bytes behind the answer: {reply.rest[:80]!r}")
    if message.holds not in reply.answers[0][2]:
        found.append(f"the answer lacks {message.holds!r}: {reply.answers[0][2][:200]!r}")
    if messages.MARK in reply.received:
        found.append("the answer tells of another's request")
    if any("evil" in (name + value).lower() for name, value in reply.answers[0][1]
           if name.lower() != "location") or "\n" in reply.header("location"):
        found.append(f"a header of the sender's making: {reply.answers[0][1]}")
    return found + faults_of_form(message, reply)


def faults_of_form(message, reply):
    """Programs are told in their own form what is wrong."""
    line = message.bytes.split(b"\n", 1)[0]
    if reply.status < 400 or b" /api/v1/" not in line:
        return []
    if reply.header("content-type") != "application/problem+json":
        return ["not problem+json but " + reply.header("content-type")]
    problem = json.loads(reply.answers[0][2])
    return [] if problem["status"] == reply.status else ["the status is not that of the problem"]


def send(port, token, message):
    sent = message.bytes.replace(b"{token}", token.encode())
    sent += messages.VICTIM if message.victim else b""
    return raw.exchange(port, [sent] if sent else [], message.finish, message.patience)


def run(port, token, chosen=None):
    """The faults, and how many messages there were."""
    chosen = chosen or messages.every_message()
    with ThreadPoolExecutor(8) as hands:
        replies = list(hands.map(lambda message: send(port, token, message), chosen))
    return [f"{message.name}: {fault}" for message, reply in zip(chosen, replies)
            for fault in faults_of(message, reply)], len(chosen)
