#!/usr/bin/env python3
"""Proves that what the server acknowledged is never lost.

Round after round the server is started on a journal, clients write to it over HTTP, and at a random instant it is killed
with SIGKILL. Then the journal's files are looked at as they are, the server is started again, and every request that was
not answered is sent once more under its Idempotency-Key. It must hold that

- every write that was acknowledged is there, once;
- of a request that was not answered all is there or nothing: a batch is never half there, nor a change of a record;
- sent again, it is done once and never twice;
- what planners wrote is served again as soon as the server is back;
- `cuakhau journal check` finds nothing.

With --lossy the file layer (lossy.c) throws away at the kill what was not synced, all of it or a random part. With
--lowered the same proof must fail: PRAGMA synchronous is lowered behind the server's back, and a proof that would not
notice proves nothing.
"""

import argparse
import datetime
import http.client
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time

GATE = "kim-thanh"
LANE = "export-1"
STATES = ["declared", "arrived", "called", "clearing", "cleared"]
STEPS = {
    "declared": {"step": "arrive"},
    "arrived": {"step": "call"},
    "called": {"step": "begin-clearing", "lane": LANE},
    "clearing": {"step": "clear"},
}
PROJECT = "chk-sa-pa"
BATCH = 40
ROUNDS_OF_A_JOURNAL = 20
PLANNERS_ALONE = 3


class Loss(Exception):
    """Something that was acknowledged is gone, or something is half done."""


class Server:
    """The program on a journal."""

    def __init__(self, options, journal):
        environment = dict(os.environ)
        if options.lossy:
            environment["LD_PRELOAD"] = options.lossy
            environment["LOSSY_PATH"] = journal
            environment["LOSSY_KEEP"] = str(options.keep)
            if options.lowered:
                environment["LOSSY_SYNCHRONOUS"] = options.lowered
        self.process = subprocess.Popen(
            [options.server, "serve", "--port", "0", "--journal", journal, "--data", options.data],
            stdout=subprocess.PIPE,
            stderr=open(journal + ".log", "ab"),
            env=environment,
        )
        line = self.process.stdout.readline().decode()
        if "listens on http://" not in line:
            raise Loss(f"the server does not start; its log is {journal}.log: {line}")
        address = line.split("http://")[1].split()[0]
        self.host, port = address.rsplit(":", 1)
        self.port = int(port)

    def connection(self):
        return http.client.HTTPConnection(self.host, self.port, timeout=30)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


class Request:
    """A write that may be sent again."""

    def __init__(self, key, path, body, content_type="application/json", tag=None):
        self.key = key
        self.method = "PATCH" if tag else "POST"
        self.path = path
        self.body = body
        self.content_type = content_type
        self.tag = tag

    def send(self, connection, token):
        """The answer, whole, and the version that it names."""
        headers = {
            "Authorization": "Bearer " + token,
            "Content-Type": self.content_type,
            "Idempotency-Key": self.key,
        }
        if self.tag:
            headers["If-Match"] = self.tag
        connection.request(self.method, self.path, self.body, headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status not in (200, 201):
            raise Loss(f"{self.method} {self.path} {self.body!r} was answered {answer.status}: {body!r}")
        lines = self.content_type == "application/x-ndjson"
        return body if lines else json.loads(body), answer.getheader("ETag")


class Visit:
    def __init__(self, weight):
        self.weight = weight
        self.id = None
        # As acknowledged, and as it may be when the request that is under way was done.
        self.state = None
        self.next = "declared"


class Ledger:
    """What was asked of one journal and what was acknowledged."""

    def __init__(self, path, token):
        self.path = path
        self.token = token
        self.lock = threading.Lock()
        self.number = 0
        self.visits = {}
        self.batches = {}
        # What planners asked for, by number: the collection, and whether it was acknowledged.
        self.edits = {}
        # The version of the project that the next change is of.
        self.tag = None
        # The last number of each collection that the journal had when it was looked at.
        self.last_edits = {}
        self.unanswered = []

    def next_number(self):
        with self.lock:
            self.number += 1
            return self.number

    def declaration(self, number):
        return {
            "direction": "export",
            "goodsClass": "general",
            "plate": f"K{number:07d}",
            "weight": {"value": number, "unit": "kg"},
        }


class Writer(threading.Thread):
    """Writes one request after another, until the server is gone."""

    def __init__(self, server, ledger, seed):
        super().__init__(daemon=True)
        self.connection = server.connection()
        self.ledger = ledger
        self.random = random.Random(seed)
        self.answers = 0
        self.refusal = None

    def run(self):
        try:
            while True:
                self.write()
        except (OSError, http.client.HTTPException):
            return
        except Loss as loss:
            self.refusal = loss

    def send(self, request, done):
        """Sends a request; it stands among the unanswered until it is acknowledged."""
        entry = (request, done)
        with self.ledger.lock:
            self.ledger.unanswered.append(entry)
        answer, tag = request.send(self.connection, self.ledger.token)
        with self.ledger.lock:
            done(answer, tag)
            self.ledger.unanswered.remove(entry)
        self.answers += 1


class Client(Writer):
    """Declares vehicles and takes them through the gate."""

    def __init__(self, server, ledger, seed):
        super().__init__(server, ledger, seed)
        self.open = []

    def write(self):
        if self.open and self.random.random() < 0.6:
            self.step(self.random.choice(self.open))
        elif self.random.random() < 0.1:
            self.batch()
        else:
            self.declare()

    def declare(self):
        number = self.ledger.next_number()
        visit = Visit(number)
        with self.ledger.lock:
            self.ledger.visits[number] = visit
        self.send(
            Request(f"declare-{number}", f"/v1/gates/{GATE}/visits", json.dumps(self.ledger.declaration(number))),
            lambda answer, _: acknowledge(visit, answer),
        )
        self.open.append(visit)

    def step(self, visit):
        step = STEPS[visit.state]
        visit.next = STATES[STATES.index(visit.state) + 1]
        self.send(
            Request(f"step-{visit.weight}-{visit.next}", f"/v1/visits/{visit.id}/events", json.dumps(step)),
            lambda answer, _: acknowledge(visit, answer),
        )
        if visit.state == "cleared":
            self.open.remove(visit)

    def batch(self):
        numbers = [self.ledger.next_number() for _ in range(BATCH)]
        with self.ledger.lock:
            self.ledger.batches[numbers[0]] = [numbers, False]
        lines = "".join(
            json.dumps({"write": "declare", "gate": GATE, **self.ledger.declaration(number)}) + "\n"
            for number in numbers
        )

        def done(answer, _):
            if answer.count(b'"status":201') != BATCH:
                raise Loss(f"a batch was answered {answer!r}")
            self.ledger.batches[numbers[0]][1] = True

        self.send(Request(f"batch-{numbers[0]}", "/v1/events", lines, "application/x-ndjson"), done)


class Planner(Writer):
    """Adds figures and targets and changes a project, each time with a number that tells it from all others."""

    SOURCE = {"document": "qd-1958-2025"}

    def __init__(self, server, ledger, seed, *collections):
        super().__init__(server, ledger, seed)
        self.collections = collections

    def write(self):
        number = self.ledger.next_number()
        collection = self.random.choice(self.collections)
        with self.ledger.lock:
            self.ledger.edits[number] = [collection, False]
        content = getattr(self, collection)(number)
        path, tag = f"/v1/{collection}", None
        if collection == "projects":
            path, tag = f"{path}/{PROJECT}", self.ledger.tag or self.tag(f"{path}/{PROJECT}/record")

        def done(answer, tag):
            if number_of(collection, answer) != number:
                raise Loss(f"edit {number} was answered {answer!r}")
            self.ledger.edits[number][1] = True
            if collection == "projects":
                self.ledger.tag = tag

        self.send(Request(f"edit-{number}", path, json.dumps(content), tag=tag), done)

    def observations(self, number):
        day = datetime.date(1950, 1, 1) + datetime.timedelta(days=number)
        return {
            "id": f"proof-{number}", "subject": "lao-cai-2025", "indicator": "trade-turnover", "value": number,
            "unit": "USD", "asOf": day.isoformat(), "source": self.SOURCE,
        }

    def targets(self, number):
        return {
            "id": f"proof-{number}", "subject": "lao-cai-2025", "indicator": "trade-turnover", "kind": "level",
            "value": number, "unit": "USD", "deadline": "2030-12-31", "deadlineBasis": "stated",
            "setBy": "qd-1958-2025", "source": self.SOURCE,
        }

    def projects(self, number):
        name = {"vi": f"Mốc {number}", "en": f"Milestone {number}"}
        return {"milestones": [{"name": name, "date": "2026-12", "planned": True, "source": self.SOURCE}]}

    def tag(self, path):
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        answer.read()
        return answer.getheader("ETag")


def number_of(collection, record):
    """The number that an edit was told apart by, in the record as it is written; nothing where it is half there."""
    if collection != "projects":
        return record["value"] if record["id"] == f"proof-{record['value']}" else None
    names = [milestone["name"] for milestone in record["milestones"]]
    number = int(names[0]["en"].split()[-1])
    return number if names == [{"vi": f"Mốc {number}", "en": f"Milestone {number}"}] else None


def acknowledge(visit, answer):
    visit.id = answer["id"]
    visit.state = answer["state"]
    visit.next = None


def open_lane(server, token):
    """Opens the lane, if it is not."""
    connection = server.connection()
    path = f"/v1/gates/{GATE}/lanes/{LANE}"
    connection.request("GET", path)
    answer = connection.getresponse()
    lane, tag = json.loads(answer.read()), answer.getheader("ETag")
    if lane["state"] == "open":
        return
    headers = {
        "Authorization": "Bearer " + token,
        "Content-Type": "application/merge-patch+json",
        "If-Match": tag,
    }
    connection.request("PATCH", path, json.dumps({"state": "open"}), headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise Loss(f"the lane does not open: {answer.status} {body!r}")


def inspect(options, ledger, folder):
    """Looks at the files as the kill left them, in a copy, so that nothing is mended on the way."""
    copy = os.path.join(folder, "copy.sqlite")
    for ending in ("", "-wal"):
        if os.path.exists(copy + ending):
            os.remove(copy + ending)
        if os.path.exists(ledger.path + ending):
            shutil.copyfile(ledger.path + ending, copy + ending)
    check = subprocess.run(
        [options.server, "journal", "check", "--journal", copy, "--data", options.data], capture_output=True, text=True
    )
    if check.returncode != 0:
        raise Loss(f"journal check: {check.stderr}")
    database = sqlite3.connect(copy)
    found = {}
    for weight, state in database.execute("SELECT weight, state FROM visit"):
        if weight in found:
            raise Loss(f"vehicle {weight} was declared twice")
        found[weight] = STATES[state]
    inspect_edits(ledger, database)
    database.close()
    for ending in ("", "-wal", "-shm"):
        if os.path.exists(copy + ending):
            os.remove(copy + ending)
    for visit in ledger.visits.values():
        state = found.pop(visit.weight, None)
        if state != visit.state and state != visit.next:
            raise Loss(f"vehicle {visit.weight} was acknowledged as {visit.state} and is {state}")
    for numbers, acknowledged in ledger.batches.values():
        there = sum(found.pop(number, None) == "declared" for number in numbers)
        if there != BATCH and (acknowledged or there != 0):
            raise Loss(f"of a batch of {BATCH} that was acknowledged: {acknowledged}, {there} are there")
    if found:
        raise Loss(f"vehicles that nobody declared: {found}")
    return check.stdout


def inspect_edits(ledger, database):
    """What planners wrote, as the journal has it: every acknowledged edit once and whole, and none that nobody made."""
    found = set()
    ledger.last_edits = {}
    for collection, after in database.execute("SELECT collection, after FROM edit ORDER BY number"):
        number = number_of(collection, json.loads(after))
        if number is None or number in found:
            raise Loss(f"an edit of {collection} is half there, or there twice: {after!r}")
        if ledger.edits.get(number, [None])[0] != collection:
            raise Loss(f"an edit of {collection} that nobody made: {after!r}")
        found.add(number)
        ledger.last_edits[collection] = number
    for number, (collection, acknowledged) in ledger.edits.items():
        if acknowledged and number not in found:
            raise Loss(f"edit {number} of {collection} was acknowledged and is gone")


def read_back(server, ledger):
    """Reads what planners wrote last: it must be served as the journal has it, though the process is another one."""
    connection = server.connection()
    for collection, number in ledger.last_edits.items():
        path = f"/v1/projects/{PROJECT}/record" if collection == "projects" else f"/v1/{collection}/proof-{number}"
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != 200 or number_of(collection, json.loads(body)) != number:
            raise Loss(f"edit {number} is in the journal, and {path} is answered {answer.status}: {body!r}")


def send_again(server, ledger):
    """Sends what was not answered once more under the same key; it must be answered as if it were the first time."""
    connection = server.connection()
    count = len(ledger.unanswered)
    for request, done in ledger.unanswered:
        done(*request.send(connection, ledger.token))
    ledger.unanswered = []
    return count


def run(options):
    randomness = random.Random(options.seed)
    totals = {"acknowledged": 0, "of them by planners": 0, "sent again": 0}
    ledger = None
    for number in range(options.rounds):
        folder = os.path.join(options.work, "journal")
        if number % ROUNDS_OF_A_JOURNAL == 0:
            shutil.rmtree(folder, ignore_errors=True)
            os.makedirs(folder)
            path = os.path.join(folder, "journal.sqlite")
            made = subprocess.run(
                [options.server, "token", "create", "--journal", path, "--role", "admin", "--days", "2"],
                capture_output=True,
                text=True,
                check=True,
            )
            ledger = Ledger(path, made.stdout.splitlines()[-1])
        server = Server(options, ledger.path)
        read_back(server, ledger)
        totals["sent again"] += send_again(server, ledger)
        open_lane(server, ledger.token)
        planners = [
            Planner(server, ledger, randomness.random(), "projects"),
            Planner(server, ledger, randomness.random(), "observations", "targets"),
        ]
        # An edit is answered when its snapshot is published, behind the gates' writes: in some rounds planners are alone,
        # and for longer, so that more of them fall into the kill.
        is_planning = number % PLANNERS_ALONE == PLANNERS_ALONE - 1
        clients = planners if is_planning else planners + [
            Client(server, ledger, randomness.random()) for _ in range(options.clients)
        ]
        for client in clients:
            client.start()
        time.sleep(randomness.uniform(0.02, options.seconds * (PLANNERS_ALONE if is_planning else 1)))
        server.kill()
        for client in clients:
            client.join()
            if client.refusal:
                raise client.refusal
        totals["acknowledged"] += sum(client.answers for client in clients)
        totals["of them by planners"] += sum(planner.answers for planner in planners)
        inspect(options, ledger, folder)
        if options.verbose:
            print(f"round {number + 1}: {totals}", flush=True)
    return totals


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", default=".build/release/cuakhau")
    parser.add_argument("--data", default="Config/Seed")
    parser.add_argument("--work", default=".build/durability", help="folder for journals")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=0.6, help="longest time until the kill")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--lossy", help="the file layer, lossy.so, by its path")
    parser.add_argument("--keep", type=int, default=0, help="per cent of unsynced sectors that reach the disk all the same")
    parser.add_argument("--lowered", choices=["NORMAL", "OFF"], help="lower PRAGMA synchronous, and fail if nobody notices")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    options.work = os.path.abspath(options.work)
    os.makedirs(options.work, exist_ok=True)
    name = "kill -9" if not options.lossy else f"lossy, {options.keep} % kept"
    if options.lowered:
        name += f", synchronous={options.lowered}"
    start = time.monotonic()
    try:
        totals = run(options)
    except Loss as loss:
        if options.lowered:
            print(f"{name}: noticed, as it must be: {str(loss)[:200]}")
            return 0
        print(f"{name}: LOST (seed {options.seed}): {loss}", file=sys.stderr)
        return 1
    words = ", ".join(f"{count} {what}" for what, count in totals.items())
    if options.lowered:
        print(f"{name}: NOT noticed in {options.rounds} rounds ({words})", file=sys.stderr)
        return 1
    print(f"{name}: {options.rounds} rounds, {words}, none lost, none half done, none twice; {time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
