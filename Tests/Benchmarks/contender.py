"""The servers that are compared: each a process of our own making, started on a free port and stopped by its pid."""

import getpass
import gzip
import os
import re
import signal
import socket
import string
import subprocess
import time
from pathlib import Path

HERE = Path(__file__).parent
START_SECONDS = 20
STOP_SECONDS = 20
# The ciphers of TLSContext.swift, so that both servers choose among the same.
CIPHERS = (
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305:"
    "DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384:DHE-RSA-CHACHA20-POLY1305"
)


class Contender:
    """A server process, on the cores it is given."""

    def __init__(self, name, command, cores, log):
        self.name = name
        self.log = log
        with open(log, "wb") as errors:
            self.process = subprocess.Popen(
                ["taskset", "--cpu-list", cores, *command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=errors, text=True)

    @property
    def pid(self):
        return self.process.pid

    def pids(self):
        """The process and its children, whose time is all spent for the requests."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [self.pid, *map(int, children)]

    def cpu_seconds(self):
        """Time on a core since the start, of every thread alive or ended, in the kernel's nanoseconds."""
        # The clock of another process: its pid's complement and, in the three lowest bits, 2 (clock_getcpuclockid(3)).
        return sum(time.clock_gettime((~pid << 3) | 2) for pid in self.pids())

    def line(self, pattern):
        """The first match in what the process prints, which says that it listens."""
        for line in self.process.stdout:
            found = re.search(pattern, line)
            if found:
                return found
        raise SystemExit(f"bench: {self.name} ended before it listened:\n{Path(self.log).read_text()}")

    def wait_for_port(self, port):
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1):
                    return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit(f"bench: {self.name} does not listen:\n{Path(self.log).read_text()}") from None
                time.sleep(0.02)

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process.stdout.close()


class Cuakhau(Contender):
    """Our server on the seeds of the repository."""

    def __init__(self, name, server, cores, loops, identity, work, before=()):
        super().__init__(
            name,
            [*before, server, "serve", "--port", "0", "--read-only", "--tls-port", "0", "--tls-certificate", identity.certificate,
             "--tls-key", identity.key, "--loops", str(loops), "--log-level", "warning"],
            cores, work / f"{name}.log")
        found = self.line(r"listens on http://[^ ]*:(\d+) and https://[^ ]*:(\d+) ")
        self.port, self.secure_port = int(found[1]), int(found[2])


class Ceiling(Contender):
    """The loop of ceiling.c, which sends the bytes of `answer`."""

    def __init__(self, name, program, cores, answer, work, closes=False):
        file = work / f"{name}.answer"
        file.write_bytes(answer)
        super().__init__(name, [program, file, *(["close"] if closes else [])], cores, work / f"{name}.log")
        self.port = int(self.line(r"^(\d+)$")[1])


class Nginx(Contender):
    """nginx with one worker, serving the bytes of our gate and of our list."""

    def __init__(self, name, program, cores, identity, gate, listing, work):
        prefix = work / "nginx"
        files = prefix / "files"
        files.mkdir(parents=True, exist_ok=True)
        (files / "gate").write_bytes(gate.body)
        # Only the coded form: its plain one is asked for elsewhere.
        (files / "coded.gz").write_bytes(gzip.compress(gate.body, 6))
        (files / "list").write_bytes(listing.body)
        self.port, self.secure_port = free_port(), free_port()
        text = string.Template((HERE / "nginx.conf").read_text())
        (prefix / "nginx.conf").write_text(
            text.substitute(
                user=getpass.getuser(), port=self.port, secure_port=self.secure_port,
                certificate=identity.certificate, key=identity.key, ciphers=CIPHERS,
                fields="\n".join(
                    f"        add_header {name} '{quoted(value)}' always;" for name, value in gate.fields),
                body=quoted(gate.body.decode())))
        super().__init__(
            name, [program, "-p", f"{prefix}/", "-c", "nginx.conf", "-e", "stderr"], cores, work / f"{name}.log")
        self.wait_for_port(self.port)


def quoted(text):
    """Text as it stands between single quotes in nginx's language, which knows no way to write a dollar sign."""
    if "$" in text:
        raise SystemExit("bench: the gate has a dollar sign, which nginx cannot return")
    return text.replace("\\", "\\\\").replace("'", "\\'")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Identity:
    """A certificate of the kind that servers have today: ECDSA on P-256, signed by an authority made for the purpose."""

    def __init__(self, work):
        folder = work / "identity"
        folder.mkdir(parents=True, exist_ok=True)
        self.certificate = str((folder / "certificate.pem").resolve())
        self.key = str((folder / "key.pem").resolve())
        authority, authority_key = folder / "authority.pem", folder / "authority-key.pem"
        request = folder / "request.pem"
        extensions = folder / "extensions"
        extensions.write_text("subjectAltName = DNS:localhost, IP:127.0.0.1\n")
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        openssl("req", "-x509", *curve, "-keyout", authority_key, "-out", authority, "-days", "7",
                "-subj", "/CN=Benchmark authority")
        openssl("req", *curve, "-keyout", self.key, "-out", request, "-subj", "/CN=localhost")
        openssl("x509", "-req", "-in", request, "-CA", authority, "-CAkey", authority_key, "-CAcreateserial",
                "-days", "7", "-extfile", extensions, "-out", self.certificate)
        os.chmod(self.key, 0o600)


def openssl(*arguments):
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"bench: openssl {arguments[0]}: {done.stderr}")
