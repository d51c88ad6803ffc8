"""A ballot through the page, as a browser without JavaScript sends it."""

import re
import urllib.parse

COOKIE = "tdkt_session"


def hidden(page, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    if not found:
        raise RuntimeError(f"the ballot page has no field {name}")
    return found[1]


def cast(served, token, meeting, choices):
    """{item: True or False}; raises RuntimeError unless the trackers are shown."""
    path, cookie = f"/meetings/{meeting}/ballot", {"Cookie": f"{COOKIE}={token}"}
    status, page = served.ask("GET", path, cookie)
    page = page.decode()
    if status != 200:
        raise RuntimeError(f"the ballot page was answered {status}: {page[:400]}")
    fields = {name: hidden(page, name) for name in ("csrf", "idempotency_key")}
    fields |= {f"vote-{item}": "y" if yes else "n" for item, yes in choices.items()}
    form = urllib.parse.urlencode(fields | {"confirmed": "true"})
    status, answer = served.ask(
        "POST", path, cookie | {"Content-Type": "application/x-www-form-urlencoded"}, form)
    if status != 200:
        raise RuntimeError(f"the ballot was answered {status}: {answer.decode()[:400]}")
