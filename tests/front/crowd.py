"""Many who are slow, and the people who want to work meanwhile."""

import json
import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SLOW, GOOD = 1000, 200
ACCOUNTS = ("bmt", "eakar", "krongpac", "tchc", "thuky", "vanthu", "khtc", "giamdoc")
PAGES = ("/", "/dossiers", *(f"/dossiers/{number}" for number in range(1, 9)), "/decisions/1",
         "/campaigns", "/campaigns/1", "/notices", "/help", "/account", "/register", "/verify")
GOAL = 500  # milliseconds, for 99 of 100


def person(served, name):
    """Who has signed in, and the pages that they may see."""
    token = served.token(name)
    cookie = {"Cookie": f"tdkt_session={token}"}
    return {"token": token,
            "pages": [page for page in PAGES if served.ask("GET", page, cookie)[0] == 200]}


def begin(name, *words):
    return subprocess.Popen([sys.executable, "-B", f"{HERE}/{name}", *map(str, words)],
                            stdout=subprocess.PIPE)


def ended(process, patience):
    told, _ = process.communicate(timeout=patience)
    if process.returncode != 0:
        raise RuntimeError(f"{process.args[2]} failed")
    return json.loads(told)


def run(served, seconds, slow=SLOW, good=GOOD):
    """The faults and the figures."""
    people = [person(served, name) for name in ACCOUNTS]
    attack = begin("slow.py", served.port, slow, seconds + 5)
    time.sleep(3)  # until they are there
    users = begin("users.py", served.port, good, seconds, json.dumps(people))
    try:
        figures = ended(users, seconds + 60) | ended(attack, 60)
    finally:
        attack.kill()
        users.kill()
    faults = []
    if set(figures["answers"]) - {"200", "304"}:
        faults.append(f"a good user was not served: {figures['answers']}")
    if figures["p99 ms"] >= GOAL:
        faults.append(f"one of a hundred good requests waited {figures['p99 ms']} ms")
    if figures["slow connections at a time"] < slow * 0.7:
        faults.append(f"only {figures['slow connections at a time']} slow connections were there")
    return faults, figures
