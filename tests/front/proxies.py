"""nginx and HAProxy as processes of a test, with the very files that the README shows."""

import os
import shutil
import socket
import subprocess
import time

from certificate import certificate
from served import free_port

HERE = os.path.dirname(os.path.abspath(__file__))
SERVER = os.path.join(HERE, "..", "..", "server")


class Proxy:
    """Stands before `servers`, ports of this machine, at `tls` and at `plain`."""

    def __init__(self, folder, servers):
        self.folder, self.servers = folder, servers
        self.plain, self.tls = free_port(), free_port()
        os.makedirs(folder, exist_ok=True)
        with open(f"{folder}/{type(self).__name__}.log", "ab") as log:
            # pylint: disable-next=consider-using-with
            self.process = subprocess.Popen(self.command(), stdout=log, stderr=log,
                                            env={**os.environ, **self.surroundings()})
        self.wait()

    def surroundings(self):
        return {}

    def wait(self, patience=20):
        until = time.monotonic() + patience
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.tls), 1).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"{type(self).__name__} did not start; see {self.folder}") \
                        from None
            time.sleep(0.05)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class HAProxy(Proxy):
    def command(self):
        return ["haproxy", "-db", "-f", f"{SERVER}/haproxy.cfg"]

    def surroundings(self):
        names = {"PLAIN": self.plain, "OFFICE": self.tls, "DATABASE": free_port()}
        nobody = [free_port() for _ in range(5)]
        names |= {f"SERVER_{n}": port for n, port in
                  enumerate((self.servers + nobody)[:2], 1)}
        names |= {f"NODE_{n}": port for n, port in enumerate(nobody[2:], 1)}
        return {f"TDKT_HAPROXY_{name}": f"127.0.0.1:{port}" for name, port in names.items()} | {
            "TDKT_HAPROXY_CERTIFICATE": certificate(self.folder)}


class Nginx(Proxy):
    def command(self):
        certificate(self.folder)
        with open(f"{SERVER}/nginx.conf", encoding="utf-8") as file:
            text = file.read()
        for example, ours in {
                "listen 80;": f"listen 127.0.0.1:{self.plain};",
                "listen 443 ": f"listen 127.0.0.1:{self.tls} ",
                "server 127.0.0.1:8080;": f"server 127.0.0.1:{self.servers[0]};",
                "/etc/nginx/": f"{self.folder}/",
                "/var/lib/nginx/": f"{self.folder}/nginx-",
                "/run/nginx.pid": f"{self.folder}/nginx.pid",
                "/var/log/nginx/": f"{self.folder}/"}.items():
            if example not in text:
                raise RuntimeError(f"server/nginx.conf has no '{example}'")
            text = text.replace(example, ours)
        if os.getuid() == 0:  # the folder is nobody else's
            text = "user root;\n" + text
        with open(f"{self.folder}/nginx.conf", "w", encoding="utf-8") as file:
            file.write(text)
        return [shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin") or "nginx",
                "-c", f"{self.folder}/nginx.conf", "-g", "daemon off;"]
