"""Three MariaDB nodes that replicate with Galera, each on a loopback address of
its own, so that a firewall can part them. To be used in a network namespace
where nothing else listens: their ports are the usual ones."""

import contextlib
import os
import pwd
import re
import subprocess
import time

from database import MariaDBReader

USER, PASSWORD = "tdkt", "loopback only"

SETTINGS = """[mariadbd]
datadir = {home}/data
tmpdir = {home}/tmp
socket = {home}/socket
pid-file = {home}/pid
log-error = {home}/log.err
bind-address = {address}
skip-name-resolve
user = mysql
max-connections = 200
innodb-buffer-pool-size = 64M
innodb-log-file-size = 32M

# What the README asks of every node.
binlog-format = row
default-storage-engine = innodb
innodb-autoinc-lock-mode = 2
innodb-flush-log-at-trx-commit = 1
innodb-snapshot-isolation = {isolation}

wsrep-on = on
wsrep-provider = /usr/lib/galera/libgalera_smm.so
wsrep-cluster-name = tdkt
wsrep-cluster-address = gcomm://{all}
wsrep-node-name = {name}
wsrep-node-address = {address}
wsrep-sst-method = rsync
wsrep-provider-options = "gmcast.listen_addr=tcp://{address}:4567; ist.recv_addr={address}:4568; \
gcache.size=64M; evs.keepalive_period=PT0.5S; evs.suspect_timeout=PT2S; evs.inactive_timeout=PT10S; \
evs.install_timeout=PT10S"
"""


class Node:
    def __init__(self, folder, number, addresses, isolation):
        self.name, self.address = f"node{number}", addresses[number - 1]
        self.others = [each for each in addresses if each != self.address]
        self.home = f"{folder}/{self.name}"
        self.process = None
        # rsync refuses to be root's: Galera's copies are made by the account that
        # Debian's packages bring.
        owner = pwd.getpwnam("mysql")
        for folder in (self.home, f"{self.home}/data", f"{self.home}/tmp"):
            os.mkdir(folder)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        self.door = MariaDBReader(self.home)  # for the operator
        self.reader = MariaDBReader(self.home, "use tdkt;")  # for who looks at the office's data
        with open(f"{self.home}/cnf", "w", encoding="ascii") as file:
            file.write(SETTINGS.format(home=self.home, address=self.address, name=self.name,
                                       all=",".join(addresses), isolation="on" if isolation else "off"))

    def install(self):
        made = subprocess.run(
            ["mariadb-install-db", "--no-defaults", "--user=mysql", f"--datadir={self.home}/data",
             "--skip-test-db", "--auth-root-authentication-method=normal"],
            check=False, capture_output=True, text=True)
        if made.returncode != 0:
            raise RuntimeError("the data folder could not be made: " + made.stdout[-500:])

    def start(self, *words):
        # pylint: disable-next=consider-using-with
        self.process = subprocess.Popen(["mariadbd", f"--defaults-file={self.home}/cnf", *words],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start_again(self):
        """After a death the node must be told where its own data end, or it fetches
        them whole."""
        said = subprocess.run(["mariadbd", f"--defaults-file={self.home}/cnf", "--wsrep-recover",
                               f"--log-error={self.home}/recover.err"], check=False,
                              capture_output=True, text=True)
        with open(f"{self.home}/recover.err", encoding="utf-8", errors="replace") as file:
            found = re.findall(r"Recovered position:\s*(\S+)", file.read())
        if not found:
            raise RuntimeError(f"{self.name} does not know its position: {said.stderr[-300:]}")
        self.start(f"--wsrep-start-position={found[-1]}")

    def wait_until_synced(self, patience=90):
        """Gives the seconds it took."""
        began = time.monotonic()
        while self.state() != "Synced":
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.name} ended; see {self.home}/log.err")
            if time.monotonic() > began + patience:
                raise RuntimeError(f"{self.name} is {self.state()} after {patience} seconds")
            time.sleep(0.05)
        return time.monotonic() - began

    def state(self):
        with contextlib.suppress(RuntimeError):
            for _, value in self.rows("show global status like 'wsrep_local_state_comment'"):
                return value
        return "down"

    def kill(self):
        self.close()
        self.process.kill()
        self.process.wait()

    def stop(self):
        self.close()
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def rows(self, query):
        return self.door.rows(query)

    def close(self):
        self.door.close()
        self.reader.close()


class Nodes:
    def __init__(self, folder, isolation=True):
        addresses = [f"127.0.0.{10 + number}" for number in (1, 2, 3)]
        self.all = [Node(folder, number, addresses, isolation) for number in (1, 2, 3)]

    def start(self):
        first = self.all[0]
        first.install()  # the others get its data
        first.start("--wsrep-new-cluster")
        first.wait_until_synced()
        first.rows(f"create user {USER}@'127.0.0.1' identified by '{PASSWORD}'")
        first.rows("create database tdkt")
        first.rows(f"grant all on tdkt.* to {USER}@'127.0.0.1'")
        first.rows("create user haproxy_check@'127.0.0.1'")
        for node in self.all[1:]:
            node.start()
            node.wait_until_synced()

    def view(self):
        """What each node says of the cluster."""
        names = "'wsrep_local_state_comment', 'wsrep_cluster_size', 'wsrep_cluster_conf_id'"
        with contextlib.suppress(RuntimeError):
            return [dict(node.rows(f"show global status where variable_name in ({names})"))
                    for node in self.all]
        return [{}]

    def wait_until_whole(self, patience=90, steady=2):
        """Until all have agreed for `steady` seconds that all are there: one that was frozen
        takes itself for a member until it looks."""
        until, since, last = time.monotonic() + patience, time.monotonic(), None
        while time.monotonic() < since + steady:
            if time.monotonic() > until:
                raise RuntimeError(f"the nodes do not come together again: {self.view()}")
            time.sleep(0.2)
            view = self.view()
            whole = (view[0].get("wsrep_local_state_comment") == "Synced" and
                     view[0].get("wsrep_cluster_size") == 3 and view.count(view[0]) == 3)
            if not whole or view != last:
                since, last = time.monotonic(), view

    def part(self, node):
        """Nothing passes between the node and the others; whoever asks it is answered."""
        self.firewall("-A", node)

    def heal(self, node):
        self.firewall("-D", node)

    @staticmethod
    def firewall(what, node):
        for other in node.others:
            for here, there in ((node.address, other), (other, node.address)):
                subprocess.run(["iptables", "-w", what, "INPUT", "-s", here, "-d", there,
                                "-j", "DROP"], check=True)

    def stop(self):
        for node in self.all:
            node.stop()
