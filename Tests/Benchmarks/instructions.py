"""User instructions per request, counted by callgrind while the server answers warm keep-alive requests: all of them the
same, each with a head that was never sent before, and those of browsers with cookies of their own that look at two
gates in turn."""

import re
import socket
import subprocess
from pathlib import Path

from contender import Cuakhau, Identity
from scenario import BROWSER, GATE

CONNECTIONS = 64
WARM_ROUNDS = 20
ROUNDS = 50
BOUND = 2500
OTHER_GATE = "/v1/gates/ban-vuoc"


def request(target, *fields):
    return "\r\n".join([f"GET {target} HTTP/1.1", "Host: 127.0.0.1:8080", *fields, "", ""]).encode()


def same(connection, number):
    return request(GATE)


def new(connection, number):
    return request(GATE, f"User-Agent: client/{connection:02}.{number:03}")


def browsers(connection, number):
    fields = BROWSER | {"Cookie": f"session={connection:032}; theme=dark; lang=vi"}
    target = (GATE, OTHER_GATE)[(connection + number) % 2]
    return request(target, *(f"{name}: {value}" for name, value in fields.items()))


# What each count is of.
KINDS = [
    ("all the same", same), ("each with a new head", new), ("browsers with cookies of their own, two gates", browsers)]
# What a request on the single-resource path may not do.
FORBIDDEN = {
    "allocations": r"^(malloc|calloc|realloc|posix_memalign|aligned_alloc|swift_allocObject|swift_slowAlloc)$",
    "retains and releases": r"^(swift_retain|swift_release|swift_bridgeObjectRetain|swift_bridgeObjectRelease"
    r"|swift_retain_n|swift_release_n)$",
    "exclusivity checks": r"^swift_(beginAccess|endAccess)$",
}


def count(options):
    work = Path(options.work)
    # Debian's valgrind does not read the form of debugging information that Swift writes; symbols are enough here.
    bare = work / "cuakhau-bare"
    subprocess.run(["objcopy", "--strip-debug", options.server, bare], check=True)
    for old in work.glob("callgrind.out*"):
        old.unlink()
    server = Cuakhau(
        "cuakhau-callgrind", bare, "0", 1, Identity(work), work,
        before=("valgrind", "--tool=callgrind", "--instr-atstart=no",
                f"--callgrind-out-file={work}/callgrind.out"))
    try:
        clients = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(CONNECTIONS)]
        control("--instr=on", server.pid)
        number = 0
        for _, make in KINDS:
            sizes = {}
            for rounds, action in ((WARM_ROUNDS, "--zero"), (ROUNDS, "--dump")):
                for number in range(number, number + rounds):
                    answered(clients, [make(index, number) for index in range(CONNECTIONS)], sizes)
                number += 1
                control(action, server.pid)
        for client in clients:
            client.close()
    finally:
        server.stop()
    requests = ROUNDS * CONNECTIONS
    dumps = [(work / f"callgrind.out.{number}").read_text() for number in range(1, len(KINDS) + 1)]
    lines = ["| per request | target | counted | |", "|---|---|---|---|"]
    for (name, _), dump in zip(KINDS, dumps):
        counted = total(dump) / requests
        lines.append(
            f"| user instructions, {name} | ≤ {BOUND:,} | {counted:,.0f} | "
            f"{'met' if counted <= BOUND else '**missed**'} |")
    for (name, _), dump in zip(KINDS, dumps):
        calls = called(dump)
        for what, pattern in FORBIDDEN.items():
            share = sum(times for function, times in calls.items() if re.match(pattern, function)) / requests
            lines.append(f"| {what}, {name} | 0 | {share:.2f} | {'met' if share < 0.01 else '**missed**'} |")
    text = "\n".join(lines) + "\n"
    (work / "instructions.md").write_text(text)
    print(text)
    return 0


def total(dump):
    return int(re.search(r"^(?:totals|summary): (\d+)", dump, re.MULTILINE)[1])


def size_of_answer(client, first):
    """Reads an answer of which the first bytes have come; returns how many it has."""
    data = first
    while b"\r\n\r\n" not in data:
        data += client.recv(65536)
    head, _, content = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200 "):
        raise SystemExit(f"bench: {head.decode()}")
    length = int(re.search(rb"Content-Length: (\d+)", head)[1])
    rest = length - len(content)
    while rest:
        rest -= len(client.recv(rest))
    return len(head) + 4 + length


def answered(clients, requests, sizes):
    """Sends a request on each connection at once, then reads the answers; `sizes` remembers how long the answer to each
    target is."""
    for client, request in zip(clients, requests):
        client.sendall(request)
    for client, request in zip(clients, requests):
        target = request.split(b" ", 2)[1]
        if target not in sizes:
            sizes[target] = size_of_answer(client, b"")
            continue
        rest = sizes[target]
        while rest:
            rest -= len(client.recv(rest))


def control(action, pid):
    done = subprocess.run(["callgrind_control", action, str(pid)], capture_output=True, text=True)
    if done.returncode or "Error" in done.stdout:
        raise SystemExit(f"bench: callgrind_control {action}: {done.stdout}{done.stderr}")


def called(dump):
    """How often each function was called, by its name; callgrind writes a name once and then its number."""
    names = {}
    calls = {}
    function = None
    for line in dump.splitlines():
        found = re.match(r"cfn=\((\d+)\)(?: (.*))?", line)
        if found:
            if found[2]:
                names[found[1]] = found[2]
            function = found[1]
            continue
        found = re.match(r"fn=\((\d+)\)(?: (.*))?", line)
        if found and found[2]:
            names[found[1]] = found[2]
            continue
        found = re.match(r"calls=(\d+)", line)
        if found:
            calls[function] = calls.get(function, 0) + int(found[1])
    totals = {}
    for number, times in calls.items():
        name = names.get(number, number).split("'")[0].split("@@")[0]
        totals[name] = totals.get(name, 0) + times
    return totals
