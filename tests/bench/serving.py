"""Measures the program as it is served: tests/bench/run calls this.

    serving.py PROGRAM SECONDS

Prints "name value unit" lines. The load comes from wrk on the same machine, so
both share its processors. Nothing but 127.0.0.1 is asked.
"""

import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from served import Served  # noqa: E402

CONNECTIONS = 50
PAGES = (("home", "/"), ("dossiers", "/dossiers"), ("dossier", "/dossiers/1"),
         ("decision", "/decisions/1"))
UNITS = {"us": 0.001, "ms": 1, "s": 1000}


def report(name, value, unit):
    print(f"{name} {value:.{3 if value < 10 else 1 if value < 1000 else 0}f} {unit}", flush=True)


def load(name, url, header, seconds):
    text = subprocess.run(
        ["wrk", "--latency", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "-H", header, url],
        check=True, capture_output=True, text=True).stdout
    for percent in (50, 99):
        found = re.search(rf"^\s+{percent}%\s+([\d.]+)(us|ms|s)$", text, re.MULTILINE)
        if found:  # nothing is told when hardly anything was answered
            report(f"{name}.p{percent}", float(found[1]) * UNITS[found[2]], "ms")
    report(f"{name}.rate", float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), "requests/s")
    failed = sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", text)))
    failed += sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", text)))
    if failed:
        report(f"{name}.failed", failed, "requests")


def start_up(served, times=5):
    taken = []
    for _ in range(times):
        taken.append(served.start() * 1000)
        served.stop()
    return sorted(taken)[times // 2]


def main(program, seconds):
    with tempfile.TemporaryDirectory(prefix="tdkt-bench-") as data:
        served = Served(program, data)
        served.make_demo()
        report("start", start_up(served), "ms")
        served.start()
        try:
            report("memory.idle", served.peak_memory(), "MB")
            token = served.token("tchc")
            site = f"http://127.0.0.1:{served.port}"
            load("health", f"{site}/healthz", "Accept: */*", seconds)
            for name, path in PAGES:
                load(f"page.{name}", site + path, f"Cookie: tdkt_session={token}", seconds)
                load(f"api.{name}", f"{site}/api/v1{path}", f"Authorization: Bearer {token}",
                     seconds)
            report("memory.peak", served.peak_memory(), "MB")
        finally:
            served.stop()


if __name__ == "__main__":
    os.environ.pop("TDKT_DATABASE", None)
    main(*sys.argv[1:])
