"""What runs beside the work: an audit of what the last death left, and a backup
that dies with the server."""

import os
import subprocess


class Audit:
    """`tdkt audit` from begin() to faults(), while others go on."""

    def __init__(self, served):
        self.served = served
        self.process = None

    def begin(self):
        # pylint: disable-next=consider-using-with
        self.process = self.served.begin("audit", stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def faults(self):
        """Waits for it; what it was told once is not told again."""
        if self.process is None:
            return []
        said = self.process.communicate()[0].decode().strip()
        ended, self.process = self.process.returncode, None
        return [f"tdkt audit: {said}"] if ended != 0 else []

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


class Copies:
    """Backups into `folder` of which some are killed: one that has its name is whole."""

    def __init__(self, served, folder):
        self.served, self.folder = served, folder
        self.process = None
        self.begun = 0
        os.mkdir(folder)

    def begin(self):
        self.begun += 1
        self.process = self.served.begin("backup", f"{self.folder}/{self.begun}.backup",
                                         "--during-vote", stdout=subprocess.DEVNULL,
                                         stderr=subprocess.DEVNULL)

    def kill(self):
        """True when it was not done."""
        if self.process is None:
            return False
        under_way = self.process.poll() is None
        self.process.kill()
        self.process.wait()
        self.process = None
        return under_way

    def faults(self):
        """Of the newest that has its name; the others go."""
        named = sorted((name for name in os.listdir(self.folder) if name.endswith(".backup")),
                       key=lambda name: int(name.split(".")[0]))
        if not named:
            return []
        said = self.served.command("backup", "--verify", f"{self.folder}/{named[-1]}")
        return [] if said.returncode == 0 else [f"{named[-1]}: {said.stderr.strip()}"]
