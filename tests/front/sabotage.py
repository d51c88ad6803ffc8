"""Whether the suite can fail: an ordinary server must be found wanting, in the ways
for which the suite is there."""

import subprocess

import messages
import suite
import sweep

TWICE = "2 answers instead of one"


def run(program):
    """The faults of the suite, and how many of the naive server it found."""
    with subprocess.Popen([program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as naive:
        try:
            port = int(naive.stdout.readline())
            found, _ = suite.run(port, "none", [*messages.lengths(), *messages.targets()])
            swept, _ = sweep.run(port, range(4090, 4095))
        finally:
            naive.stdin.close()
    faults = []
    for what in ("an unread body", "a message and another one", "both a length and chunks"):
        if not any(fault.startswith(what) and TWICE in fault for fault in found):
            faults.append(f"two answers to '{what}' were not noticed")
    if not any("a value of 4092 bytes" in fault for fault in swept):
        faults.append("a head that ends early at 4092 bytes was not noticed")
    if not any(fault.startswith("target /a%2Fb") for fault in found):
        faults.append("a disguised path was not noticed")
    return faults, {"faults found in a naive server": len(found) + len(swept)}
