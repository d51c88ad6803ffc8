"""The log that the shim writes (log_format.h), as the test reads it and adds to it what
somebody was told."""

import os
import struct

HEAD = struct.Struct("=IIIIQQ")
TOLD = 11


class Teller:
    """One write a line: between the records of the program, in the order in which things
    happened."""

    def __init__(self, path):
        self.file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def tell(self, text):
        line = text.encode()
        os.write(self.file, HEAD.pack(TOLD, 0, 0, len(line), 0, 0) + line)

    def close(self):
        os.close(self.file)


def told(path):
    """[(how many records came before, text)], and the number of all records."""
    lines, number = [], 0
    with open(path, "rb") as log:
        while head := log.read(HEAD.size):
            operation, path_size, other_path_size, size, _, _ = HEAD.unpack(head)
            log.seek(path_size + other_path_size, os.SEEK_CUR)
            if operation == TOLD:
                lines.append((number + 1, log.read(size).decode()))
            else:
                log.seek(size, os.SEEK_CUR)
            number += 1
    return lines, number
