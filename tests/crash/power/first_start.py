"""The first start: a folder that was not there, keys, a database. Once the command has
ended well, all that it made must outlive a power cut."""

import os
import subprocess

from shimmed import Shimmed
from told import Teller, told


def cut(program, replay, folder, memory, images, seed):
    """Faults, and in how many images the command had ended well."""
    base, data, log = (f"{folder}/{name}" for name in ("base", "data", "log"))
    for path in (base, data, f"{memory}/work", f"{memory}/first"):
        os.mkdir(path)
    served = Shimmed(program, data)
    served.shim = {"SHIM_LOG": log}
    served.make_demo()
    teller = Teller(log)
    teller.tell("demo")
    teller.close()
    lines, records = told(log)
    subprocess.run([replay, "same", log, base, data], check=True)
    # A third of the images is of the time after.
    said = subprocess.run(
        [replay, "cut", log, base, f"{memory}/work", f"{memory}/first", "0",
         str(records + records // 2), str(images), str(seed)],
        check=True, capture_output=True, text=True).stdout
    faults, ended, last = [], 0, None
    for line in said.splitlines():
        moment, state, lacking, torn = line.split()
        if torn != "-":
            faults.append(f"after record {moment}: {torn} is there in part")
        if state.startswith("broken:"):
            faults.append(f"after record {moment}: the database is {state}")
        if int(moment) < lines[0][0]:
            continue
        ended += 1
        last = last or state
        if lacking != "-" or state in ("none",) or state != last:
            faults.append(f"after record {moment}, when tdkt demo had ended: LOST {lacking}, or "
                          f"the database: {state}")
    return faults, ended
