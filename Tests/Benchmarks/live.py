#!/usr/bin/env python3
"""Measures the digital gate beside probes of the same run: what the disk and SQLite do by themselves.

Each scenario starts the release server on a journal of its own. `--short` is a look of a minute; the whole takes some
minutes, most of them to make the journal of ten million closed visits.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import threading
import time

GATE = "kim-thanh"
HERE = os.path.dirname(os.path.abspath(__file__))


class Server:
    """The program on a journal, with a token of an admin."""

    def __init__(self, options, name, journal=None, cores=None):
        self.folder = os.path.join(options.work, "live", name)
        self.journal = journal or os.path.join(self.folder, "journal.sqlite")
        if journal is None:
            shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder, exist_ok=True)
        made = subprocess.run(
            [options.server, "token", "create", "--journal", self.journal, "--role", "admin", "--days", "2"],
            capture_output=True, text=True, check=True)
        self.token = made.stdout.splitlines()[-1]
        self.log = os.path.join(self.folder, "server.log")
        command = [options.server, "serve", "--port", "0", "--journal", self.journal, "--body-byte-limit", "8388608"]
        if cores:
            command = ["taskset", "--cpu-list", cores] + command
        start = time.monotonic()
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=open(self.log, "wb"), text=True)
        line = self.process.stdout.readline()
        self.start_seconds = time.monotonic() - start
        found = re.search(r"http://([0-9.]+):(\d+)", line)
        if not found:
            sys.exit(f"bench: the server does not start:\n{open(self.log).read()}")
        self.host, self.port = found.group(1), int(found.group(2))

    def connection(self):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        connection.connect()
        return connection

    def send(self, connection, method, path, body=None, fields=None):
        headers = {"Authorization": "Bearer " + self.token, "Content-Type": "application/json", **(fields or {})}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status >= 300:
            sys.exit(f"bench: {method} {path} was answered {answer.status}: {content[:400]!r}")
        return answer, content

    def cpu_seconds(self):
        return time.clock_gettime((~self.process.pid << 3) | 2)

    def resident_bytes(self):
        with open(f"/proc/{self.process.pid}/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=60)
        self.process.stdout.close()


def declaration(plate):
    return ('{"write":"declare","gate":"%s","direction":"export","goodsClass":"fruit","plate":"%s","refrigerated":true}\n'
            % (GATE, plate))


def probe(options):
    place = os.path.join(options.work, "live", "probe.sqlite")
    os.makedirs(os.path.dirname(place), exist_ok=True)
    line = subprocess.run(
        [options.probe, place, str(options.seconds)], capture_output=True, text=True, check=True).stdout
    return {name: float(value) for name, value in re.findall(r"(\w+)=(\d+)", line)}


def batches(options, probes):
    """Batches of 1,000 lines over some connections: vehicles are declared, arrive, and are turned back."""
    server = Server(options, "batches")
    before = server.cpu_seconds()
    line = subprocess.run(
        [options.lines, server.host, str(server.port), server.token, GATE, str(options.batch_connections), "1000",
         str(options.seconds)],
        capture_output=True, text=True, check=True).stdout
    cpu = server.cpu_seconds() - before
    server.stop()
    figures = {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", line)}
    rate = figures["events"] / figures["microseconds"] * 1e6
    share = rate / probes["inserts1000"]
    return [
        ("NDJSON batches of 1,000, events/s", "≥ 0.2 × SQLite at 1,000 a commit; aim 100,000",
         f"{rate:,.0f} = {share:.2f} × {probes['inserts1000']:,.0f} (a batch p50 {figures['p50'] / 1000:.1f} ms, "
         f"p99 {figures['p99'] / 1000:.1f} ms; {cpu / figures['events'] * 1e6:.1f} µs of a core each)", share >= 0.2),
    ]


def wrk(server, script, arguments, connections, seconds, path="/"):
    line = subprocess.run(
        ["wrk", "-t", "1", "-c", str(connections), "-d", str(seconds), "-s", os.path.join(HERE, script),
         f"http://{server.host}:{server.port}{path}", "--", *arguments],
        capture_output=True, text=True, check=True).stdout
    found = re.search(r"figures requests=(\d+) microseconds=(\d+) p50=(\d+) p99=(\d+) faults=(\d+)", line)
    if not found or int(found.group(5)):
        sys.exit(f"bench: wrk says {line}")
    requests, microseconds, median, late, _ = map(int, found.groups())
    return requests / microseconds * 1e6, median, late


def singles(options, probes):
    """One declaration a request, 64 connections."""
    server = Server(options, "singles")
    before = server.cpu_seconds()
    rate, median, late = wrk(
        server, "declare.lua", [f"/v1/gates/{GATE}/visits", server.token, "S"], 64, options.seconds)
    cpu = (server.cpu_seconds() - before) / (rate * options.seconds) * 1e6
    server.stop()
    share = rate / probes["inserts32"]
    return [
        ("single writes over 64 connections, requests/s", "≥ 0.1 × SQLite at 32 a commit; aim 15,000",
         f"{rate:,.0f} = {share:.3f} × {probes['inserts32']:,.0f} (p50 {median / 1000:.1f} ms, p99 {late / 1000:.1f} ms, "
         f"{cpu:.0f} µs of a core each)", share >= 0.1),
    ]


class Listener(threading.Thread):
    """Reads an event stream and notes when each event came."""

    def __init__(self, server, path, kind):
        super().__init__(daemon=True)
        self.connection = server.connection()
        self.connection.request("GET", path, headers={"Accept": "text/event-stream"})
        self.answer = self.connection.getresponse()
        self.kind = kind
        self.seen = {}
        self.start()

    def run(self):
        name = None
        try:
            for line in self.answer:
                if line.startswith(b"event: "):
                    name = line[7:].strip().decode()
                elif line.startswith(b"data: ") and name == self.kind:
                    found = re.search(rb'"reason":"n(\d+)"', line)
                    if found:
                        self.seen.setdefault(int(found.group(1)), time.monotonic())
        except (OSError, ValueError, AttributeError):
            return


class LaneTurner:
    """Closes a lane again and again, each time for another reason, which the stream shows."""

    def __init__(self, server, lane="export-1"):
        self.server = server
        self.path = f"/v1/gates/{GATE}/lanes/{lane}"
        self.connection = server.connection()
        answer, _ = server.send(self.connection, "GET", self.path)
        self.tag = answer.getheader("ETag")

    def turn(self, number):
        body = json.dumps({"state": "closed", "reason": f"n{number}"})
        answer, _ = self.server.send(
            self.connection, "PATCH", self.path, body,
            {"If-Match": self.tag, "Content-Type": "application/merge-patch+json"})
        self.tag = answer.getheader("ETag")


def paced(rate, seconds, act):
    """Calls `act` so many times a second; returns how often it did."""
    start = time.monotonic()
    count = 0
    while (now := time.monotonic() - start) < seconds:
        if count > now * rate:
            time.sleep(count / rate - now)
        act(count)
        count += 1
    return count


def visibility(options, _):
    """From the sending of a write until a subscriber has read of it, while 5,000 other writes a second come in."""
    server = Server(options, "visibility")
    listener = Listener(server, f"/v1/stream?gate={GATE}&kind=lane", "lane")
    turner = LaneTurner(server)
    background = Background(server, 5000)
    sent = {}

    def act(number):
        sent[number] = time.monotonic()
        turner.turn(number)

    paced(20, options.seconds, act)
    background.stop()
    time.sleep(0.2)
    missing = [number for number in sent if number not in listener.seen]
    delays = sorted((listener.seen[number] - sent[number]) * 1000 for number in sent if number in listener.seen)
    server.stop()
    late = delays[min(len(delays) - 1, int(len(delays) * 0.99))]
    return [
        ("from a write to the stream, p99", "≤ 50 ms",
         f"{late:.1f} ms (median {statistics.median(delays):.1f} ms, {len(delays)} writes, {len(missing)} unseen, beside "
         f"{background.rate:,.0f} writes/s)", late <= 50 and not missing),
    ]


class Background(threading.Thread):
    """Writes so many events a second in batches of 100 until it is stopped."""

    def __init__(self, server, rate):
        super().__init__(daemon=True)
        self.server = server
        self.target = rate
        self.is_over = False
        self.written = 0
        self.begin = time.monotonic()
        self.bodies = iter(
            "".join(declaration(f"W{number:09d}") for number in range(base, base + 100))
            for base in range(0, 10**9, 100))
        self.start()

    def run(self):
        connection = self.server.connection()
        while not self.is_over:
            ahead = self.written / self.target - (time.monotonic() - self.begin)
            if ahead > 0:
                time.sleep(ahead)
            self.server.send(
                connection, "POST", "/v1/events", next(self.bodies), {"Content-Type": "application/x-ndjson"})
            self.written += 100

    def stop(self):
        self.is_over = True
        self.join()
        self.rate = self.written / (time.monotonic() - self.begin)


def subscribers(options, _):
    """Many subscribers of one gate, 20 changes a second: what they get, and what they cost."""
    server = Server(options, "subscribers")
    turner = LaneTurner(server)
    paced(20, 1, turner.turn)
    memory = server.resident_bytes()
    tool = subprocess.Popen(
        [options.subscribers, server.host, str(server.port), f"/v1/stream?gate={GATE}&kind=lane",
         str(options.subscriber_count)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask():
        tool.stdin.write("?\n")
        tool.stdin.flush()
        return {name: int(value) for name, value in re.findall(r"(\w+)=(\d+)", tool.stdout.readline())}

    ask()
    time.sleep(1)
    ask()
    before, start = server.cpu_seconds(), time.monotonic()
    count = paced(20, options.seconds * 2, lambda number: turner.turn(1000 + number))
    time.sleep(0.3)
    seconds = time.monotonic() - start
    got = ask()
    cores = (server.cpu_seconds() - before) / seconds
    each = (server.resident_bytes() - memory) / options.subscriber_count
    tool.stdin.close()
    tool.wait(timeout=30)
    server.stop()
    rate = got["events"] / options.subscriber_count / seconds
    whole = got["connected"] == options.subscriber_count and got["fewest"] >= count
    return [
        (f"{options.subscriber_count:,} subscribers at 20 changes/s, cores", "< 1",
         f"{cores:.2f} ({rate:.1f} events/s each, {got['fewest']}–{got['most']} of {count})", cores < 1 and whole),
        (f"memory of a subscriber", "≤ 10 KB", f"{each / 1000:.1f} KB", each <= 10_000),
    ]


def reads(options, _):
    """CPU of a read alone and while 5,000 writes a second come in, without what the writes cost by themselves."""
    server = Server(options, "reads")
    path = "/v1/gates/tan-thanh"

    def reading():
        before = server.cpu_seconds()
        rate, _, _ = wrk(server, "load.lua", [], 16, options.seconds, path)
        return server.cpu_seconds() - before, rate * options.seconds

    quiet, quiet_reads = reading()
    background = Background(server, 5000)
    before, start = server.cpu_seconds(), time.monotonic()
    time.sleep(options.seconds)
    writing = (server.cpu_seconds() - before) / (time.monotonic() - start)
    start = time.monotonic()
    both, both_reads = reading()
    both -= writing * (time.monotonic() - start)
    background.stop()
    server.stop()
    ratio = both / both_reads / (quiet / quiet_reads)
    return [
        ("CPU of a read while 5,000 writes/s run", "≤ 1.11 ×",
         f"{ratio:.2f} × ({quiet / quiet_reads * 1e6:.1f} µs alone, {both / both_reads * 1e6:.1f} µs beside "
         f"{background.rate:,.0f} writes/s, which take {writing:.2f} cores)", ratio <= 1.11),
    ]


def fill(path, closed, opened):
    """Writes a journal with many closed visits and some open ones, by SQL: each declared, then turned back or arrived.

    Returns the number of the first; each next is greater by two.
    """
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript("PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF; PRAGMA cache_size = -262144")
    first = database.execute("SELECT coalesce(max(sequence), 0) FROM event").fetchone()[0]
    gate = database.execute("SELECT number FROM gate WHERE id = ?", (GATE,)).fetchone()[0]
    begin = int(time.time()) - 300 * 86_400
    count = closed + opened
    database.executescript(f"""
        BEGIN;
        CREATE TEMP TABLE numbers AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
            SELECT i FROM n;
    """)
    for base in range(0, count, 100_000):
        span = min(100_000, count - base)
        at = f"({begin} + ({base} + i) * 290 * 86400 / {count})"
        number = f"({first} + 1 + 2 * ({base} + i))"
        is_closed = f"(({base} + i) < {closed})"
        database.execute(f"""
            INSERT INTO visit (id, gate, direction, goods, flags, plateHigh, plateLow, plateEnding, weight, declaredAt, state,
            revision, arrivalSequence, arrivedAt, closedAt, detail)
            SELECT {number}, {gate}, 0, i % 5, 0, random(), random(), '345', 20000, {at},
            CASE WHEN {is_closed} THEN 5 ELSE 1 END, {number} + 1, CASE WHEN {is_closed} THEN 0 ELSE {number} + 1 END,
            CASE WHEN {is_closed} THEN NULL ELSE {at} + 60 END, CASE WHEN {is_closed} THEN {at} + 60 END,
            CASE WHEN {is_closed} THEN 'no papers' END FROM numbers WHERE i < {span}""")
        database.execute(f"""
            INSERT INTO event SELECT {number}, {at}, NULL, 1, 0, {gate}, {number}, NULL, NULL, 0, NULL
            FROM numbers WHERE i < {span}""")
        database.execute(f"""
            INSERT INTO event SELECT {number} + 1, {at} + 60, NULL, 1, CASE WHEN {is_closed} THEN 5 ELSE 1 END, {gate},
            {number}, {number}, 0, CASE WHEN {is_closed} THEN 5 ELSE 1 END,
            CASE WHEN {is_closed} THEN 'no papers' END FROM numbers WHERE i < {span}""")
    database.execute(f"""
        INSERT INTO tally SELECT gate, declaredAt / 3600, 0, 0, goods, 0, count(*), sum(closedAt IS NULL), 0, 0, 0, 0,
        sum(closedAt IS NOT NULL), 0, 0, 0 FROM visit GROUP BY gate, declaredAt / 3600, goods""")
    database.execute("COMMIT")
    database.close()
    return first + 1


def start_up(options, _):
    """How soon a server serves that has ten million closed and 50,000 open visits."""
    closed, opened = options.closed_visits, options.open_visits
    empty = Server(options, "start-empty")
    empty_bytes, empty_seconds = empty.resident_bytes(), empty.start_seconds
    empty.stop()
    first = fill(empty.journal, closed, opened)
    size = os.path.getsize(empty.journal)
    server = Server(options, "start-full", journal=empty.journal)
    connection = server.connection()
    delays = []
    for number in range(200):
        visit = crockford(first + 2 * (number * (closed // 200)))
        start = time.monotonic()
        _, content = server.send(connection, "GET", f"/v1/visits/{visit}")
        delays.append((time.monotonic() - start) * 1000)
        if json.loads(content)["state"] != "turned-back":
            sys.exit(f"bench: visit {visit} is {content!r}")
    _, content = server.send(connection, "GET", f"/v1/gates/{GATE}/live")
    if f'"waiting":{opened}' not in content.decode().replace(" ", ""):
        sys.exit(f"bench: the board does not show {opened} waiting vehicles: {content[:600]!r}")
    memory = (server.resident_bytes() - empty_bytes) / 1e6
    server.stop()
    return [
        (f"start with {closed:,} closed and {opened:,} open visits", "≤ 5 s",
         f"{server.start_seconds:.2f} s ({empty_seconds:.2f} s with none; {size / 1e9:.2f} GB, {memory:.0f} MB of memory "
         f"more)", server.start_seconds <= 5),
        ("a closed visit is read in", "—", f"{statistics.median(delays):.2f} ms", True),
    ]


def crockford(number):
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    text = ""
    while number or len(text) < 8:
        text = digits[number % 32] + text
        number //= 32
    return text


SCENARIOS = [batches, singles, visibility, subscribers, reads, start_up]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", default=".build/release/cuakhau")
    parser.add_argument("--work", default=".build/bench")
    parser.add_argument("--probe", default=".build/bench/probe")
    parser.add_argument("--lines", default=".build/bench/lines")
    parser.add_argument("--subscribers", default=".build/bench/subscribers")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--batch-connections", type=int, default=4)
    parser.add_argument("--subscriber-count", type=int, default=5000)
    parser.add_argument("--closed-visits", type=int, default=10_000_000)
    parser.add_argument("--open-visits", type=int, default=50_000)
    parser.add_argument("--short", action="store_true", help="a look: 2 seconds each, 500 subscribers, 200,000 visits")
    parser.add_argument("only", nargs="*", help="scenarios: " + " ".join(each.__name__ for each in SCENARIOS))
    options = parser.parse_args()
    if options.short:
        options.seconds, options.subscriber_count = 2, 500
        options.closed_visits, options.open_visits = 200_000, 5_000
    chosen = [each for each in SCENARIOS if not options.only or each.__name__ in options.only]
    probes = probe(options)
    print(f"same-run probes: {probes['fdatasync']:,.0f} fdatasync/s; SQLite inserts/s with the same durability: "
          f"{probes['inserts32']:,.0f} at 32 a commit, {probes['inserts1000']:,.0f} at 1,000", flush=True)
    missed = 0
    for scenario in chosen:
        for name, target, measured, is_met in scenario(options, probes):
            missed += not is_met
            print(f"{'met   ' if is_met else 'MISSED'} {name} | {target} | {measured}", flush=True)
    print(f"{missed} missed" if missed else "all met")


if __name__ == "__main__":
    main()
