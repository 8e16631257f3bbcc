#!/usr/bin/env python3
"""A storm of slow and idle clients around one fast one: make storm.

Starts the release server with its default bounds, measures what idle connections cost, then attaches slow clients of five
kinds and asks, meanwhile, as a fast client on connections of its own. Prints a table; ends with 1 when a figure is beyond
its bound.
"""

import argparse
import multiprocessing
import os
import re
import selectors
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.request

PATH = "/v1/gates/kim-thanh"
# Large, so that its answer does not fit into the socket of a reader that does not read.
LARGE_PATH = "/v1/observations?limit=1000"
FAST_P99_MS = 10.0
IDLE_PLAIN_BYTES = 1024
IDLE_TLS_BYTES = 20 * 1024
# What may be left of a storm: the tables of connections never shrink, and pages are kept that are not free as a whole.
LEFT_BYTES = 8 * 1024 * 1024
KINDS = ["slow head", "slow body", "slow read", "unfinished handshake", "dripping chunks"]


def raise_descriptors():
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


class Server:
    """The server as a process of its own."""

    def __init__(self, binary, folder, arguments):
        certificate, key = os.path.join(folder, "certificate.pem"), os.path.join(folder, "key.pem")
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
             "-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
            check=True, capture_output=True)
        self.process = subprocess.Popen(
            [binary, "serve", "--port", "0", "--read-only", "--tls-port", "0", "--tls-certificate", certificate, "--tls-key", key,
             "--log-level", "error", *arguments],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        ports = re.findall(r"://127\.0\.0\.1:(\d+)", line)
        if len(ports) != 2:
            sys.exit(f"storm: the server did not start: {line!r}")
        self.port, self.tls_port = map(int, ports)

    def resident(self):
        """Resident bytes without the pages of files: what the process itself has taken."""
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"RssAnon:\s+(\d+)", status.read()).group(1)) * 1024

    def metrics(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=10) as answer:
            text = answer.read().decode()
        return {name: float(value) for name, value in re.findall(r"^(cuakhau_\S+) (\S+)$", text, re.M)}

    def settled_resident(self, seconds=3.0):
        """The least of some readings."""
        least = self.resident()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(0.2)
            least = min(least, self.resident())
        return least

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


def request(path, fields=""):
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{fields}\r\n".encode()


def connect(port, receive_bytes=None):
    client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    client.settimeout(30)
    if receive_bytes:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
    client.connect(("127.0.0.1", port))
    return client


def read_answer(client):
    """One answer with its content."""
    data = b""
    while b"\r\n\r\n" not in data:
        some = client.recv(65536)
        if not some:
            raise ConnectionError("the connection ended inside an answer")
        data += some
    head, body = data.split(b"\r\n\r\n", 1)
    length = int(re.search(rb"\r\nContent-Length: (\d+)", head).group(1))
    while len(body) < length:
        some = client.recv(65536)
        if not some:
            raise ConnectionError("the connection ended inside an answer")
        body += some
    return int(head[9:12]), body


def served(client, path=PATH):
    client.sendall(request(path))
    status, _ = read_answer(client)
    if status != 200:
        raise ConnectionError(f"status {status}")
    return client


def tls_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def fast_client(port, tls_port, seconds, results):
    """Asks once a millisecond on one plain connection, and each hundredth time on one with TLS; sends back the times."""
    plain = served(connect(port))
    secure = served(tls_context().wrap_socket(connect(tls_port)))
    times, secure_times = [], []
    message = request(PATH)
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        client, kept = (secure, secure_times) if count % 10 == 9 else (plain, times)
        start = time.perf_counter_ns()
        client.sendall(message)
        status, _ = read_answer(client)
        kept.append(time.perf_counter_ns() - start)
        if status != 200:
            raise ConnectionError(f"status {status}")
        count += 1
        time.sleep(0.001)
    results.put((times, secure_times))


def percentiles(times):
    times = sorted(times)
    at = lambda share: times[min(len(times) - 1, int(len(times) * share))] / 1e6
    return at(0.5), at(0.99), times[-1] / 1e6


def measure_fast(server, seconds, meanwhile=None):
    results = multiprocessing.Queue()
    process = multiprocessing.Process(target=fast_client, args=(server.port, server.tls_port, seconds, results))
    process.start()
    while process.is_alive() and results.empty():
        if meanwhile:
            meanwhile()
        else:
            time.sleep(0.05)
    if results.empty():
        sys.exit("storm: the fast client failed")
    times = results.get()
    process.join()
    return times


class SlowClients:
    """Slow clients of all kinds; one that the server has cut comes back."""

    def __init__(self, server, count):
        self.server = server
        self.selector = selectors.EpollSelector()
        self.clients = {}
        self.cut = 0
        self.due = time.monotonic()
        hello = self.client_hello()
        self.starts = {
            "slow head": (server.port, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: "),
            "slow body": (server.port, b"POST /v1/projections HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n"),
            "slow read": (server.port, request(LARGE_PATH) * 60),
            "unfinished handshake": (server.tls_port, hello[: len(hello) // 2]),
            "dripping chunks": (
                server.port, b"POST /v1/projections HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"),
        }
        self.drips = {
            "slow head": b"a", "slow body": b"a", "unfinished handshake": b"", "dripping chunks": b"1\r\na\r\n"}
        for number in range(count):
            self.attach(KINDS[number % len(KINDS)])

    @staticmethod
    def client_hello():
        """The first bytes of a handshake."""
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        connection = tls_context().wrap_bio(incoming, outgoing)
        try:
            connection.do_handshake()
        except ssl.SSLWantReadError:
            pass
        return outgoing.read()

    def attach(self, kind):
        port, start = self.starts[kind]
        client = connect(port, receive_bytes=4096 if kind == "slow read" else None)
        client.setblocking(False)
        client.send(start)
        self.clients[client] = kind
        if kind != "slow read":
            self.selector.register(client, selectors.EVENT_READ)

    def drop(self, client):
        kind = self.clients.pop(client)
        if kind != "slow read":
            self.selector.unregister(client)
        client.close()
        self.cut += 1
        self.attach(kind)

    def turn(self):
        """Takes what the server says; once a second everybody sends or reads a byte."""
        for key, _ in self.selector.select(timeout=0.05):
            try:
                over = not key.fileobj.recv(4096)
            except BlockingIOError:
                over = False
            except OSError:
                over = True
            if over:
                self.drop(key.fileobj)
        if time.monotonic() < self.due:
            return
        self.due = time.monotonic() + 1
        for client, kind in list(self.clients.items()):
            try:
                if kind == "slow read":
                    over = not client.recv(1)
                else:
                    client.send(self.drips[kind])
                    over = False
            except BlockingIOError:
                over = False
            except OSError:
                over = True
            if over:
                self.drop(client)

    def close(self):
        self.selector.close()
        for client in self.clients:
            client.close()
        self.clients = {}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", default=".build/release/cuakhau")
    parser.add_argument("--slow", type=int, default=2000, help="slow clients")
    parser.add_argument("--idle", type=int, default=10000, help="idle keep-alive connections")
    parser.add_argument("--tls-idle", type=int, default=1000, help="idle connections with TLS whose memory is measured")
    parser.add_argument("--seconds", type=float, default=45, help="length of the storm; bodies are cut after 30")
    options, server_arguments = parser.parse_known_args()
    needed = options.slow + options.idle + 1000
    if raise_descriptors() < needed:
        sys.exit(f"storm: {needed} descriptors are needed; raise the hard limit (ulimit -Hn)")
    # The clients are not to take the processor from what is measured.
    os.nice(5)

    rows, failed = [], False

    def report(what, value, bound=None, passed=True):
        nonlocal failed
        failed = failed or not passed
        verdict = "" if bound is None else "pass" if passed else "FAIL"
        rows.append((what, value, bound or "", verdict))
        print(f"{what:<58} {value:>16} {bound or '':>14} {verdict}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        server = Server(options.server, folder, server_arguments)
        try:
            run(server, options, report)
        finally:
            if server.process.poll() is None:
                status = server.stop()
                report("exit status after SIGTERM", str(status), "0", status == 0)
    print()
    print("| | measured | bound | |\n|---|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    sys.exit(1 if failed else 0)


def run(server, options, report):
    context = tls_context()
    # What is made once, for the first connections, is no cost of a connection.
    warm = [served(connect(server.port)) for _ in range(200)]
    warm += [served(context.wrap_socket(connect(server.tls_port))) for _ in range(50)]
    served(warm[0], LARGE_PATH)
    for client in warm:
        client.close()
    start = server.settled_resident()
    report("resident (anonymous) at the start", f"{start / 1e6:.1f} MB")

    idle = [served(connect(server.port)) for _ in range(options.idle)]
    with_idle = server.settled_resident()
    each = (with_idle - start) / max(1, len(idle))
    report(f"idle plain connection, of {len(idle)}", f"{each:,.0f} B", f"{IDLE_PLAIN_BYTES:,} B",
           each <= IDLE_PLAIN_BYTES)

    secure = [served(context.wrap_socket(connect(server.tls_port))) for _ in range(options.tls_idle)]
    each = (server.settled_resident() - with_idle) / max(1, len(secure))
    report(f"idle connection with TLS, of {len(secure)}", f"{each:,.0f} B", f"{IDLE_TLS_BYTES:,} B",
           each <= IDLE_TLS_BYTES)
    for client in secure:
        client.close()

    calm, calm_tls = measure_fast(server, 5)
    median, p99, worst = percentiles(calm)
    report("fast client among the idle: p50 / p99 / max", f"{median:.2f}/{p99:.2f}/{worst:.2f} ms")

    slow = SlowClients(server, options.slow)
    before = server.metrics()
    most = {"open": 0.0, "resident": 0, "due": 0.0}

    def storm():
        slow.turn()
        if time.monotonic() >= most["due"]:
            most["due"] = time.monotonic() + 5
            most["open"] = max(most["open"], server.metrics()["cuakhau_connections_open"])
            most["resident"] = max(most["resident"], server.resident())

    times, tls_times = measure_fast(server, options.seconds, storm)
    median, p99, worst = percentiles(times)
    report(f"fast client in the storm, of {len(times)}: p50 / max", f"{median:.2f}/{worst:.2f} ms")
    report("fast client in the storm: p99", f"{p99:.2f} ms", f"< {FAST_P99_MS:.0f} ms", p99 < FAST_P99_MS)
    median, p99, worst = percentiles(tls_times)
    report(f"fast client with TLS in the storm, of {len(tls_times)}: p99", f"{p99:.2f} ms", f"< {FAST_P99_MS:.0f} ms",
           p99 < FAST_P99_MS)
    after = server.metrics()
    report("connections open in the storm, the most", f"{most['open']:,.0f}", f">= {options.slow + options.idle:,}",
           most["open"] >= options.slow + options.idle)
    report("resident (anonymous) in the storm, the most", f"{most['resident'] / 1e6:.1f} MB")
    for limit in ["headTime", "bodyTime", "stallTime", "handshakeTime"]:
        name = f'cuakhau_limits_hit_total{{limit="{limit}"}}'
        report(f"slow clients cut for {limit}", f"{after[name] - before[name]:,.0f}")

    slow.close()
    lost = 0
    for client in idle:
        try:
            served(client)
        except OSError:
            lost += 1
    report("idle connections that were lost", str(lost), "0", lost == 0)
    for client in idle:
        client.close()
    end = time.monotonic() + 20
    while server.metrics()["cuakhau_connections_open"] > 1 and time.monotonic() < end:
        time.sleep(0.2)
    left = server.settled_resident(6) - start
    report("resident left after the storm", f"{left / 1e6:.1f} MB", f"<= {LEFT_BYTES / 1e6:.1f} MB", left <= LEFT_BYTES)


if __name__ == "__main__":
    main()
