"""Cuts the power at many moments of a recording, and looks at what comes up."""

import os
import queue
import subprocess
import sys
import threading
from collections import Counter

from recording import ONE_BACKUP

LOST = "images that lost something acknowledged"
WORKERS = 2
REPEATS = "keys/repeats.key"
CHECKPOINTS = "keys/checkpoints.pem"


class Cutting:
    """`memory` is an empty folder that no disk is below."""

    def __init__(self, recording, judge, replay, memory):
        self.recording, self.judge, self.replay = recording, judge, replay
        self.states = f"{memory}/states"
        self.memory = memory
        os.mkdir(self.states)
        self.verdicts = {}  # state: (faults, record before which it may be, checkpoints)
        self.counted = Counter()
        self.told_keys = [(number, text[4:]) for number, text in recording.told
                          if text.startswith("key ")]
        self.backup_told = next(number for number, text in recording.told if text == "backup")

    def check_recording(self):
        subprocess.run([self.replay, "same", self.recording.log, self.recording.base,
                        self.recording.data], check=True)

    def run(self, images, seed):
        """The first faults, each with the moment."""
        faults = []
        lines = queue.Queue(10_000)
        workers = [threading.Thread(target=self.work, args=(number, images // WORKERS, seed, lines),
                                    daemon=True) for number in range(WORKERS)]
        for worker in workers:
            worker.start()
        at_work = WORKERS
        while at_work:
            line = lines.get()
            if isinstance(line, int):
                at_work -= 1
                if line != 0:
                    raise RuntimeError("replay ended with an error")
                continue
            faults += self.faults_of(*line.split())
            self.counted["images"] += 1
            if self.counted["images"] % 10_000 == 0:
                print(f"{self.counted['images']} images", file=sys.stderr, flush=True)
        return faults

    def work(self, number, images, seed, lines):
        """Every image, and at last how replay ended, also when it could not begin."""
        code = 1
        try:
            worker = self.start_worker(number, images, seed)
            for line in worker.stdout:
                lines.put(line)
            code = worker.wait()
        finally:
            lines.put(code)

    def start_worker(self, number, images, seed):
        work = f"{self.memory}/work{number}"
        os.mkdir(work)
        return subprocess.Popen(
            [self.replay, "cut", self.recording.log, self.recording.base, work, self.states, "1",
             str(self.recording.records), str(images), str(seed + number)],
            stdout=subprocess.PIPE, text=True)

    def faults_of(self, moment, state, lacking, torn):
        moment = int(moment)
        lacking, torn = lacking.split(","), torn.split(",")
        faults = [f"{name} is there in part" for name in torn if name != "-"]
        if state in ("none",) or state.startswith("broken:"):
            return [f"after record {moment}: the database is {state}"]
        found, before, checkpoints = self.verdict(state)
        faults += found
        if moment >= before[0]:
            faults.append(f"LOST: {before[1]}, which was acknowledged at record {before[0]}")
            self.counted[LOST] += 1
        if REPEATS in lacking and moment >= self.told_keys[0][0]:
            faults.append(f"LOST: {REPEATS}, by which what was acknowledged is known")
        if CHECKPOINTS in lacking and checkpoints:
            faults.append(f"LOST: {CHECKPOINTS}, which signed what is there")
        if ONE_BACKUP in lacking and moment >= self.backup_told:
            faults.append(f"LOST: {ONE_BACKUP}, which tdkt backup has made")
        return [f"after record {moment}: {fault}" for fault in faults]

    def verdict(self, state):
        if state not in self.verdicts:
            file = f"{self.states}/{state}.db"
            found, keys, checkpoints = self.judge.look(file)
            os.remove(file)
            open(file, "w", encoding="ascii").close()  # known: nobody lays it down again
            first_lost = next(((number, str(self.recording.requests[key]))
                               for number, key in self.told_keys if key not in keys),
                              (self.recording.records + 1, ""))
            self.verdicts[state] = found, first_lost, checkpoints
        return self.verdicts[state]
