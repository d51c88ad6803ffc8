"""SQLite's write-ahead log as it lies on the disk: page images in the order in which they
were written, which tell of every commit since the log began anew."""

import contextlib
import os
import shutil
import sqlite3
import struct

HEADER, FRAME = 32, 24
MAGIC = (0x377F0682, 0x377F0683)


class Commit:
    """Ends at `end` of the file; `pages` are its images."""

    def __init__(self, end, pages):
        self.end, self.pages = end, pages


def salts(log):
    return log[16:24]


def commits(log):
    """Of the newest generation; frames behind it are of one that was put into the file."""
    if len(log) < HEADER or struct.unpack(">I", log[:4])[0] not in MAGIC:
        return []
    size = struct.unpack(">I", log[8:12])[0]
    found, pages, place = [], [], HEADER
    while place + FRAME + size <= len(log) and log[place + 8:place + 16] == salts(log):
        pages.append(log[place + FRAME:place + FRAME + size])
        whole = struct.unpack(">I", log[place + 4:place + 8])[0]
        place += FRAME + size
        if whole:
            found.append(Commit(place, pages))
            pages = []
    return found


def rows(database, tables):
    """{table: [dict]} of a copy that need not stay as it is; with the place of a row, "row_",
    where a table has such."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        return {table: rows_of(connection, table) for table in tables}


def rows_of(connection, table):
    try:
        found = connection.execute(f"select rowid as row_, * from {table} order by rowid")
    except sqlite3.OperationalError:
        found = connection.execute(f"select * from {table}")
    return [dict(row) for row in found]


def state(database, log, folder, tables):
    """The rows when the log was as long as `log`."""
    work = f"{folder}/state.db"
    for end in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.remove(work + end)
    shutil.copyfile(database, work)
    if log:
        with open(work + "-wal", "wb") as file:
            file.write(log)
    return rows(work, tables)
