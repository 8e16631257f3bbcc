"""User instructions per request, counted by callgrind while the server answers warm keep-alive requests: once all of
them the same, once each with another head than the one before."""

import re
import socket
import subprocess
from pathlib import Path

from contender import Cuakhau, Identity
from scenario import GATE

CONNECTIONS = 64
WARM_ROUNDS = 20
ROUNDS = 50
BOUND = 2500
SAME = [f"GET {GATE} HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n".encode()] * CONNECTIONS
DIFFERENT = [
    f"GET {GATE} HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nUser-Agent: client/{number:02}\r\n\r\n".encode()
    for number in range(CONNECTIONS)]
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
        size = len(answer(clients[0]))
        control("--instr=on", server.pid)
        for requests in (SAME, DIFFERENT):
            answered(clients, requests, size, WARM_ROUNDS)
            control("--zero", server.pid)
            answered(clients, requests, size, ROUNDS)
            control("--dump", server.pid)
        for client in clients:
            client.close()
    finally:
        server.stop()
    dump, dump_of_different = ((work / f"callgrind.out.{number}").read_text() for number in (1, 2))
    requests = ROUNDS * CONNECTIONS
    per_request = total(dump) / requests
    lines = [
        "| per request | target | counted | |", "|---|---|---|---|",
        f"| user instructions | ≤ {BOUND:,} | {per_request:,.0f} | {'met' if per_request <= BOUND else '**missed**'} |"]
    calls = called(dump)
    for name, pattern in FORBIDDEN.items():
        share = sum(times for function, times in calls.items() if re.match(pattern, function)) / requests
        lines.append(f"| {name} | 0 | {share:.2f} | {'met' if share < 0.01 else '**missed**'} |")
    lines.append(f"| user instructions, each head unlike the last | – | {total(dump_of_different) / requests:,.0f} | |")
    text = "\n".join(lines) + "\n"
    (work / "instructions.md").write_text(text)
    print(text)
    return 0


def total(dump):
    return int(re.search(r"^(?:totals|summary): (\d+)", dump, re.MULTILINE)[1])


def answer(client):
    """Sends a request and reads the answer, whose size all others have."""
    client.sendall(SAME[0])
    data = b""
    while b"\r\n\r\n" not in data:
        data += client.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    length = int(re.search(rb"Content-Length: (\d+)", head)[1])
    while len(body) < length:
        body += client.recv(65536)
    return head + b"\r\n\r\n" + body


def answered(clients, requests, size, rounds):
    """A request on each connection at once, then its answer, and again."""
    for _ in range(rounds):
        for client, request in zip(clients, requests):
            client.sendall(request)
        for client in clients:
            rest = size
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
