"""Lets others make the papers that tests/bench has just measured, on one core, and prints
their times and how many times as long as ours they are: tests/bench/run calls this.

    compare.py FOLDER FIGURES

FOLDER holds what `bench FOLDER` wrote, FIGURES its lines. Who cannot be asked is named on
stderr, and fails nothing.
"""

import os
import pathlib
import subprocess
import sys

PAPERS = ("decision.40", "decision.500", "certificate")
HERE = pathlib.Path(__file__).resolve().parent
# Debian's own Python has Debian's WeasyPrint, whichever comes first on the path.
OTHERS = (("weasyprint", ["/usr/bin/python3", "-B", HERE / "weasy.py"]),
          ("typst", ["node", HERE / "typst.mjs"]))


def report(name, value, unit):
    print(f"{name} {value:.{3 if value < 10 else 1 if value < 1000 else 0}f} {unit}", flush=True)


def ours(figures):
    lines = (line.split() for line in pathlib.Path(figures).read_text().splitlines())
    return {words[0]: float(words[1]) for words in lines if len(words) == 3}


def one_core():
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def main(folder, figures):
    own = ours(figures)
    one_minute = os.getloadavg()[0]
    print(f"tests/bench: load average {one_minute:.1f} on {os.cpu_count()} cores;"
          " ratios mean something below 1 alone", file=sys.stderr)
    for other, command in OTHERS:
        try:
            done = subprocess.run([*command, folder, *PAPERS], check=True, text=True, timeout=600,
                                  capture_output=True, preexec_fn=one_core)
        except (OSError, subprocess.SubprocessError) as error:
            why = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
            print(f"tests/bench: {other} could not be measured: {why[-1] if why else error}",
                  file=sys.stderr)
            continue
        for line in done.stdout.splitlines():
            paper, milliseconds = line.split()
            report(f"render.{paper}.{other}", float(milliseconds), "ms")
            report(f"render.{paper}.{other}.ratio",
                   float(milliseconds) / own[f"render.{paper}"], "times")


main(*sys.argv[1:])
