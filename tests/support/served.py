"""The program as a process of its own, for tests and measurements written in
Python: a demonstration in its own folder, served on a free port of 127.0.0.1."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import time

PASSWORD = "demo-tdkt-2025"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Served:
    in_person = True  # nobody stands between, who would answer in its stead

    def __init__(self, program, data, log=None, settings=None):
        """`settings` stand above those of the demonstration."""
        self.program, self.data, self.log = program, data, log
        self.settings = dict(settings or {})
        self.preloaded = {}  # further variables of its surroundings
        self.port = free_port()
        self.process = None

    def surroundings(self):
        settings = {"drain_seconds": 0} | self.settings
        own = {f"TDKT_{name.upper()}": str(value) for name, value in settings.items()}
        return {**os.environ, **own, **self.preloaded}

    def command(self, *words):
        """Runs another command of the program on the same data."""
        return subprocess.run([self.program, *words, "--data", self.data], check=False,
                              capture_output=True, text=True, env=self.surroundings())

    def begin(self, *words, stdout, stderr):
        """The same, without waiting for its end."""
        return subprocess.Popen([self.program, *words, "--data", self.data], stdout=stdout,
                                stderr=stderr, env=self.surroundings())

    def die(self, word, seconds):
        """The same, killed after so long; False when it was done by then."""
        process = self.begin(word, stdout=subprocess.DEVNULL, stderr=self.log)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
            return False
        process.kill()
        process.wait()
        return True

    def make_demo(self):
        made = self.command("demo")
        if made.returncode != 0:
            raise RuntimeError("tdkt demo failed: " + made.stderr[-500:])

    def launch(self):
        self.process = subprocess.Popen(
            [self.program, "serve", "--config", f"{self.data}/tdkt.conf", "--data", self.data,
             "--listen", f"127.0.0.1:{self.port}"],
            stdout=subprocess.DEVNULL, stderr=self.log or subprocess.DEVNULL,
            env=self.surroundings())

    def start(self):
        """Gives the seconds until the first answer."""
        began = time.monotonic()
        self.launch()
        while self.process.poll() is None and time.monotonic() < began + 60:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.ask("GET", "/healthz")[0] == 200:
                    return time.monotonic() - began
            time.sleep(0.001)
        self.kill()
        raise RuntimeError("the server did not start")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def ask(self, method, path, headers=None, body=None):
        """Status and content, whole; OSError or HTTPException when they did not come."""
        with contextlib.closing(self.connection()) as connection:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def token(self, username):
        status, body = self.ask("POST", "/api/v1/sessions", {"Content-Type": "application/json"},
                                json.dumps({"username": username, "password": PASSWORD}))
        if status not in (200, 201):
            raise RuntimeError(f"signing {username} in answered {status}")
        return json.loads(body)["token"]

    def peak_memory(self):
        """Megabytes."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) / 1024
        raise RuntimeError("no VmHWM")
