"""The database as an onlooker reads it, of either kind, and the MariaDB server
that the test may kill. Queries write %s for a value, in both."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import time

HERE = os.path.dirname(os.path.abspath(__file__))
END = "that was all"


def number_or_text(word):
    return int(word) if word.lstrip("-").isdigit() else word


class Reader:
    """Must be closed while anything is killed and started: a SQLite file that
    somebody else holds open is not recovered as one that nobody does."""

    def rows(self, query, *values):
        """Tuples of texts and whole numbers."""
        raise NotImplementedError

    def change(self, statement):
        """Prepares the demonstration; nothing is served yet, or nothing rests on it."""
        raise NotImplementedError

    def begin_anew(self, folder):
        """Nothing is in it any more; what it keeps in files lies in `folder`."""
        raise NotImplementedError

    def close(self):
        raise NotImplementedError

    def one(self, query, *values):
        return self.rows(query, *values)[0][0]


class SQLite(Reader):
    can_be_killed = False

    def __init__(self, folder, file=None):
        self.file = file or f"{folder}/tdkt.db"
        self.address = f"sqlite:{self.file}"
        self.connection = None

    def begin_anew(self, folder):
        self.close()
        self.file = f"{folder}/tdkt.db"
        self.address = f"sqlite:{self.file}"

    def rows(self, query, *values):
        if self.connection is None:
            self.connection = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=30)
        return self.connection.execute(query.replace("%s", "?"), values).fetchall()

    def change(self, statement):
        with contextlib.closing(sqlite3.connect(self.file, timeout=30)) as connection:
            connection.execute(statement)
            connection.commit()

    def close(self):
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def stop(self):
        self.close()


class MariaDBReader(Reader):
    """Through the client program, which stays for the next question, as root at the
    socket in `home`; each time it starts it begins with `opening`."""

    def __init__(self, home, opening=""):
        self.home, self.opening = home, opening
        self.client = None

    def talk(self, statement):
        if self.client is None:
            # pylint: disable-next=consider-using-with
            self.client = subprocess.Popen(
                ["mariadb", "--no-defaults", f"--socket={self.home}/socket", "--user=root",
                 "--batch", "--skip-column-names", "--unbuffered",
                 "--default-character-set=utf8mb4",
                 "--init-command=set sql_mode = 'PIPES_AS_CONCAT'"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            statement = f"{self.opening}\n{statement}"
        with contextlib.suppress(BrokenPipeError):
            self.client.stdin.write(f"{statement};\nselect '{END}';\n")
            self.client.stdin.flush()
        for line in self.client.stdout:
            if line == END + "\n":
                return
            yield line[:-1]
        error = self.client.communicate()[1]
        self.client = None
        raise RuntimeError(f"MariaDB: {error.strip()} in: {statement}")

    def rows(self, query, *values):
        for value in values:
            text = str(value).encode().hex()
            query = query.replace("%s", str(value) if isinstance(value, int)
                                  else f"_utf8mb4 x'{text}'", 1)
        return [tuple(map(number_or_text, line.split("\t"))) for line in self.talk(query)]

    def change(self, statement):
        self.rows(statement)

    def close(self):
        if self.client is not None:
            with contextlib.suppress(BrokenPipeError):
                self.client.communicate()
        self.client = None


class MariaDB(MariaDBReader):
    """A server of its own, its data in `folder`; tests/mariadb starts it again
    whenever it dies. `options` are those of tests/mariadb."""

    can_be_killed = True

    def __init__(self, folder, *options):
        super().__init__(f"{folder}/mariadb", "create database if not exists crash;\nuse crash;")
        os.mkdir(self.home)
        # pylint: disable-next=consider-using-with
        self.keeper = subprocess.Popen(
            [os.path.join(HERE, "..", "mariadb"), "--home", self.home, *options,
             "sh", "-c", 'echo "$TDKT_TEST_MARIADB"; exec cat'],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.server = self.keeper.stdout.readline().strip()
        if not self.server:
            raise RuntimeError("tests/mariadb did not start a server")
        self.address = self.server + "/crash"
        self.rows("select 1")

    def begin_anew(self, folder):
        self.rows("drop database crash")
        self.close()
        self.rows("select 1")

    def kill(self):
        """Returns when its successor answers."""
        self.restart(cleanly=False)

    def restart(self, cleanly, away=0):
        """Stopped or killed, and started at once or after so many seconds; returns when its
        successor answers."""
        self.close()
        victim = self.process()
        if away:
            with open(f"{self.home}/away", "wb"):
                pass
        os.kill(victim, signal.SIGTERM if cleanly else signal.SIGKILL)
        with contextlib.suppress(ProcessLookupError):
            while True:
                os.kill(victim, 0)
                time.sleep(0.01)
        if away:
            time.sleep(away)
            os.remove(f"{self.home}/away")
        self.wait_for_answer()

    def process(self):
        with open(f"{self.home}/pid", encoding="ascii") as file:
            return int(file.read())

    def wait_for_answer(self, patience=120):
        until = time.monotonic() + patience
        while True:
            try:
                self.rows("select 1")
                return
            except RuntimeError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def stop(self):
        self.close()
        self.keeper.stdin.close()
        self.keeper.wait(60)
