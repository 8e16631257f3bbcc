#!/usr/bin/env python3
"""Measures questions over many records beside Datasette and DuckDB, in one run: `make bench-query`.

See Docs/Performance.md for what is measured, why, and how the tables read.
"""

import argparse
import http.client
import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from contender import Contender
from dataset import Dataset
from questions import all_questions, parsed

SERVER_CORE, CLIENT_CORE = "0", "1"
ANSWER_SECONDS = 600


class Client:
    """One connection that stays open."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)

    def get(self, path):
        self.connection.request("GET", path)
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise SystemExit(f"bench-query: {path} was answered {response.status}:\n{body[:500].decode()}")
        return body


class Server(Contender):
    """Our server on one core with one loop; `load_seconds` and `load_cpu` say what it took until it listened."""

    def __init__(self, program, data, log):
        start = time.monotonic()
        super().__init__(
            "cuakhau", [program, "serve", "--read-only", "--port", "0", "--loops", "1", "--data",
                        str(data), "--connection-limit", "1000"], SERVER_CORE, log)
        self.port = int(self.line(r"listens on http://[^ ]*:(\d+)").group(1))
        self.load_seconds = time.monotonic() - start
        self.load_cpu = self.cpu_seconds()
        # What building took and freed goes back in its own time.
        time.sleep(1)
        self.resident = memory(self.pid)


class Datasette(Contender):
    def __init__(self, program, database, log, port):
        super().__init__(
            "Datasette", [program, "serve", "--immutable", str(database), "--port", str(port), "--setting",
                          "sql_time_limit_ms", "60000", "--setting", "max_returned_rows", "1000", "--setting",
                          "cache_size_kb", "500000"], SERVER_CORE, log)
        self.port = port
        self.wait_for_port(port)


def memory(pid, name="VmRSS"):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) * 1024
    raise SystemExit(f"bench-query: process {pid} has no {name}")


def free_port():
    import socket
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Questions:
    """Asks each of the contenders in turn and keeps the CPU seconds per question of each round."""

    def __init__(self, dataset, server, datasette, duckdb):
        self.questions = all_questions(dataset)
        self.dataset = dataset
        self.asked = 0
        self.server, self.datasette, self.duckdb = server, datasette, duckdb
        self.clients = {name: Client(contender.port) for name, contender in
                        [("cuakhau", server), ("Datasette", datasette)]}
        self.results = {}

    def numbers(self, count):
        self.asked += count
        return range(self.asked - count, self.asked)

    def check(self):
        """All find the same, before anything is measured."""
        for question in self.questions:
            n = self.numbers(1)[0]
            found = {"cuakhau": question.found(parsed(self.clients["cuakhau"].get(question.path(n)))),
                     "Datasette": question.found(parsed(self.clients["Datasette"].get(question.datasette(n))))}
            if (sql := question.sql(n)) and question.name in ("count", "sum"):
                rows = self.duckdb.execute(*sql).fetchall()
                found["DuckDB"] = sum(row[-1 if question.name == "count" else 1] for row in rows)
            if len(set(found.values())) != 1 or not all(found.values()):
                raise SystemExit(f"bench-query: {question.title}, {n}: unlike answers {found}")

    def round(self):
        for question in self.questions:
            is_scan = question.target < 10
            self.measure("cuakhau", question, 20 if is_scan else 400)
            self.measure("Datasette", question, 2 if is_scan else 20)
            if is_scan:
                self.measure("DuckDB", question, 6)

    def measure(self, name, question, count):
        numbers = self.numbers(count)
        if name == "DuckDB":
            start = time.process_time()
            for n in numbers:
                self.duckdb.execute(*question.sql(n)).fetchall()
            spent = time.process_time() - start
        else:
            contender = self.server if name == "cuakhau" else self.datasette
            paths = [question.path(n) if name == "cuakhau" else question.datasette(n) for n in numbers]
            client = self.clients[name]
            start = contender.cpu_seconds()
            for path in paths:
                client.get(path)
            spent = contender.cpu_seconds() - start
        self.results.setdefault((question.name, name), []).append(spent / count)


def microseconds(values):
    def text(value):
        value *= 1e6
        return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
    return f"{text(median(values))} ({text(min(values))}–{text(max(values))})"


def verdict(met):
    return "met" if met else "**missed**"


def question_tables(questions):
    lines = ["| question | cuakhau, CPU µs | Datasette, CPU µs | × less | target | |",
             "|---|---|---|---|---|---|"]
    duck = ["| question | cuakhau, CPU µs | DuckDB, CPU µs | of DuckDB's | target | |", "|---|---|---|---|---|---|"]
    for question in questions.questions:
        ours, theirs = questions.results[question.name, "cuakhau"], questions.results[question.name, "Datasette"]
        ratio = median(theirs) / median(ours)
        lines.append(
            f"| {question.title} | {microseconds(ours)} | {microseconds(theirs)} | {ratio:.1f} | ≥ {question.target} | "
            f"{verdict(ratio >= question.target)} |")
        if third := questions.results.get((question.name, "DuckDB")):
            share = median(ours) / median(third)
            duck.append(
                f"| {question.title} | {microseconds(ours)} | {microseconds(third)} | {share:.2f} | ≤ 2 | "
                f"{verdict(share <= 2)} |")
    return "\n".join(lines + [""] + duck)


def export_speed(server, rounds):
    """Bytes of CSV for each second of the server's CPU."""
    client = Client(server.port)
    speeds = []
    for _ in range(rounds):
        start = server.cpu_seconds()
        size = len(client.get("/v1/observations?f=csv"))
        speeds.append(size / (server.cpu_seconds() - start))
    return median(speeds)


def subject_cost(server, dataset, rounds):
    """CPU seconds of 100 observations of one subject, found by the index."""
    question = all_questions(dataset)[1]
    client = Client(server.port)
    costs = []
    for number in range(rounds + 1):
        start = server.cpu_seconds()
        for n in range(number * 300 + 100_000, number * 300 + 100_300):
            client.get(question.path(n))
        costs.append((server.cpu_seconds() - start) / 300)
    return median(costs[1:])


def burn():
    os.sched_setaffinity(0, {int(SERVER_CORE)})
    os.nice(19)
    while True:
        pass


def scan(port, dataset):
    os.sched_setaffinity(0, {int(CLIENT_CORE)})
    client = Client(port)
    question = all_questions(dataset)[3]
    n = 1_000_000
    while True:
        client.get(question.path(n))
        n += 1


def read_latency(port, dataset, seconds):
    """p99 in seconds of 200 single gates a second, each asked for when its time has come, whatever the others took."""
    client = Client(port)
    latencies = []
    start = time.monotonic() + 0.1
    for number in range(seconds * 200):
        due = start + number / 200
        while (wait := due - time.monotonic()) > 0:
            time.sleep(wait)
        client.get(f"/v1/gates/{dataset.subject(number)}")
        latencies.append(time.monotonic() - due)
    return sorted(latencies)[len(latencies) * 99 // 100]


def beside(target, arguments, work):
    """What `work` gives while a process does something else."""
    process = multiprocessing.Process(target=target, args=arguments, daemon=True)
    process.start()
    time.sleep(0.5)
    try:
        return work()
    finally:
        process.terminate()
        process.join()


def latencies(server, dataset, rounds, seconds):
    """p99 alone, beside scans that always run, and beside a program of the same priority that burns the same core."""
    alone, scans, burnt = [], [], []
    def read():
        return read_latency(server.port, dataset, seconds)
    for _ in range(rounds):
        alone.append(read())
        scans.append(beside(scan, (server.port, dataset), read))
        burnt.append(beside(burn, (), read))
    return median(alone), median(scans), median(burnt)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--server", required=True)
    arguments.add_argument("--work", required=True)
    arguments.add_argument("--datasette", required=True)
    arguments.add_argument("--records", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    if options.records < 1000:
        raise SystemExit("bench-query: fewer than 1000 records say nothing; give --records 1000 or more")
    import duckdb

    os.sched_setaffinity(0, {int(CLIENT_CORE)})
    work = Path(options.work)
    dataset = Dataset(options.records, options.server, work)
    dataset.generate()

    base = Server(options.server, "Config/Seed", work / "base.log")
    base.stop()
    server = Server(options.server, dataset.folder, work / "query.log")
    per_record = (server.resident - base.resident) / dataset.made
    print(f"{dataset.records:,} observations, {dataset.projects:,} projects, {dataset.gates:,} gates, beside the real seeds\n", flush=True)
    sqlite, duck = dataset.fill(Client(server.port), duckdb, work)
    database = duckdb.connect(str(duck), read_only=True, config={"threads": 1})
    datasette = Datasette(options.datasette, sqlite, work / "datasette.log", free_port())
    try:
        questions = Questions(dataset, server, datasette, database)
        questions.check()
        questions.round()
        questions.results.clear()
        for _ in range(options.rounds):
            questions.round()
    finally:
        datasette.stop()
    print(question_tables(questions), "\n", flush=True)

    speed = export_speed(server, options.rounds)
    alone, scans, burnt = latencies(server, dataset, options.rounds, 5)
    curve = [(dataset.records, subject_cost(server, dataset, options.rounds))]
    load_seconds, load_cpu = server.load_seconds, server.load_cpu
    server.stop()
    for part in (10, 100):
        smaller = Dataset(max(1000, options.records // part), options.server, work)
        smaller.generate()
        other = Server(options.server, smaller.folder, work / "smaller.log")
        curve.append((smaller.records, subject_cost(other, smaller, options.rounds)))
        other.stop()

    print("| figure | measured | target | |", "|---|---|---|---|", sep="\n")
    print(f"| load on one core | {load_seconds:.1f} s ({load_cpu:.1f} s of CPU) | ≤ 15 s | {verdict(load_seconds <= 15)} |")
    print(f"| resident per record made up, beyond the real seeds' | {per_record:,.0f} B | ≤ 1,024 B | "
          f"{verdict(per_record <= 1024)} |")
    print(f"| CSV export | {speed / 1e6:.0f} MB per CPU second | ≥ 100 | {verdict(speed >= 1e8)} |")
    for records, cost in sorted(curve):
        print(f"| 100 observations of one subject among {records:,} | {cost * 1e6:.1f} µs | as the answer grows | |")
    print(f"| p99 of 200 gates a second, alone | {alone * 1e3:.2f} ms | | |")
    print(f"| the same beside scans that always run | {scans * 1e3:.2f} ms | ≤ 3 × beside a program | "
          f"{verdict(scans <= 3 * burnt)} |")
    print(f"| the same beside a program that burns the same core | {burnt * 1e3:.2f} ms | | |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
