"""What falls into the hands of whoever copies what lies on the disk: raw copies of the
database taken one after the other, and the server's log."""

import contextlib
import glob
import os
import shutil
import sqlite3
import subprocess
import xml.etree.ElementTree


def in_boxes(truth):
    """{(meeting, item): [choice]}, in the order of the votes."""
    boxes = {}
    for (meeting, item, _), choice in truth.items():
        boxes.setdefault((meeting, item), []).append(choice)
    return boxes


class Copies:
    """Each take() fills `folder`/NNNN. Nobody writes meanwhile: what the server keeps for a
    moment only is not there, what it leaves behind is."""

    def __init__(self, council, folder):
        self.council, self.folder = council, folder
        self.taken = 0
        os.mkdir(folder)

    def take(self):
        self.taken += 1
        here = f"{self.folder}/{self.taken:04}"
        os.mkdir(here)
        shutil.copy(f"{self.council.served.data}/server.log", here)
        self.database(here)
        return here

    def database(self, here):
        raise NotImplementedError


class SQLiteCopies(Copies):
    """The file is copied whenever something was put into it, the log each time."""

    written = None

    def database(self, here):
        file = self.council.database.file
        known = os.stat(file)
        written = known.st_mtime_ns, known.st_size
        if written == self.written:
            os.link(f"{self.folder}/{self.taken - 1:04}/tdkt.db", f"{here}/tdkt.db")
        else:
            shutil.copyfile(file, f"{here}/tdkt.db")
        self.written = written
        if os.path.exists(file + "-wal"):
            shutil.copyfile(file + "-wal", f"{here}/tdkt.db-wal")

    def spoil(self, truth):
        """In the last copy the trackers follow the order of the votes."""
        file = f"{self.folder}/{self.taken:04}/tdkt.db"
        shutil.copyfile(file, file + ".own")  # the copies before share it
        os.replace(file + ".own", file)
        with contextlib.closing(sqlite3.connect(file)) as connection:
            for box, choices in in_boxes(truth).items():
                trackers = connection.execute(
                    "select tracker, copy from opened_ballot where meeting_id = ?"
                    " and nomination_id = ? order by tracker, copy", box).fetchall()
                connection.executemany(
                    "update opened_ballot set choice = ? where meeting_id = ?"
                    " and nomination_id = ? and tracker = ? and copy = ?",
                    [(choice, *box, *row) for choice, row in zip(choices, trackers)])
            connection.commit()


class MariaDBCopies(Copies):
    """A dump, the files of the tables as they lie there, and the binary log."""

    TABLES = ("turnout", "ballot", "opened_ballot", "idempotency", "job", "council_member")

    def database(self, here):
        home = self.council.database.home
        with open(f"{here}/dump.xml", "wb") as file:
            subprocess.run(["mariadb-dump", "--no-defaults", f"--socket={home}/socket",
                            "--user=root", "--single-transaction", "--xml", "crash",
                            *self.TABLES], stdout=file, check=True)
        for table in ("turnout", "ballot", "opened_ballot"):
            shutil.copy(f"{home}/data/crash/{table}.ibd", here)

    def spoil(self, truth):
        """In the last dump the choices follow the order of the votes; rows come by tracker."""
        dump = f"{self.folder}/{self.taken:04}/dump.xml"
        tree = xml.etree.ElementTree.parse(dump)
        left = in_boxes(truth)
        for row in tree.iterfind(".//table_data[@name='opened_ballot']/row"):
            fields = {field.get("name"): field for field in row}
            box = int(fields["meeting_id"].text), int(fields["nomination_id"].text)
            if left.get(box):
                fields["choice"].text = left[box].pop(0)
        tree.write(dump)

    def logs(self, here):
        """The binary log in words, and the redo log: too large for every copy."""
        home = self.council.database.home
        shutil.copy(f"{home}/data/ib_logfile0", here)
        logs = sorted(glob.glob(f"{home}/data/binlog.[0-9]*"))
        with open(f"{here}/binlog.txt", "wb") as file:
            subprocess.run(["mariadb-binlog", "--no-defaults", "--base64-output=decode-rows",
                            "--verbose", *logs], stdout=file, check=True)
