"""Measures the server beside nginx and beside a loop that parses nothing.

speed          req/s, latency and CPU per request, in interleaved rounds, against the targets
instructions   user instructions per request, counted by callgrind
"""

import argparse
import http.client
import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

import instructions
from contender import Ceiling, Cuakhau, Identity, Nginx
from load import measure
from report import figures_table, targets_table
from scenario import GATE, LIST, scenarios

# What a server adds of itself.
OWN_FIELDS = {"date", "content-length", "connection", "content-type", "etag"}


@dataclass
class Sample:
    """An answer as it was sent."""

    lines: list
    body: bytes
    fields: list
    etag: str

    def wire(self, *more):
        """All its bytes, with more lines in the head."""
        return "\r\n".join([*self.lines, *more, "", ""]).encode("latin-1") + self.body


def fetched(port, target, fields=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", target, headers=fields or {})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise SystemExit(f"bench: {target} answers {response.status}")
    lines = ["HTTP/1.1 200 OK", *(f"{name}: {value}" for name, value in response.getheaders())]
    connection.close()
    return Sample(
        lines=lines, body=body, etag=response.getheader("ETag", ""),
        fields=[(name, value) for name, value in response.getheaders() if name.lower() not in OWN_FIELDS])


def speed(options):
    work = Path(options.work)
    running = []

    def started(contender):
        running.append(contender)
        return contender

    try:
        identity = Identity(work)
        ours = started(Cuakhau("cuakhau", options.server, "0", 1, identity, work))
        gate, listing = fetched(ours.port, GATE), fetched(ours.port, LIST)
        count = len(json.loads(listing.body)["items"])
        if count != 100:
            raise SystemExit(f"bench: {LIST} has {count} items")
        nginx = started(Nginx("nginx", options.nginx, "0", identity, gate, listing, work))
        if fetched(nginx.port, "/return").body != gate.body:
            raise SystemExit("bench: nginx returns other bytes than the gate's")
        contenders = {
            "cuakhau": ours,
            "nginx": nginx,
            "ceiling": started(Ceiling("ceiling", work / "ceiling", "0", gate.wire(), work)),
            "ceiling-closing": started(
                Ceiling("ceiling-closing", work / "ceiling", "0", gate.wire("Connection: close"), work, closes=True)),
            "ceiling-pipelined": started(Ceiling("ceiling-pipelined", work / "ceiling", "0", gate.wire() * 16, work)),
            "cuakhau-free": started(Cuakhau("cuakhau-free", options.server, "0,1", 1, identity, work)),
            "cuakhau-two": started(Cuakhau("cuakhau-two", options.server, "0,1", 2, identity, work)),
        }
        every = scenarios(gate, {"gate": fetched(nginx.port, "/gate").etag})
        chosen = [scenario for scenario in every if not options.only or scenario.name in options.only]
        unknown = set(options.only) - {scenario.name for scenario in every}
        if unknown or not chosen:
            raise SystemExit(
                f"bench: no scenario {', '.join(sorted(unknown))}; there are "
                + ", ".join(scenario.name for scenario in every))
        results = run(chosen, contenders, options)
    finally:
        for contender in reversed(running):
            contender.stop()
    return present(chosen, results, options)


def run(chosen, contenders, options):
    """Rounds over all scenarios; within one the contenders follow each other, and each round another comes first."""
    results = {}
    for scenario in chosen:
        for name, call in scenario.calls.items():
            measure(contenders[name], call, 1, options.work)
    for round_number in range(options.rounds):
        for scenario in chosen:
            names = list(scenario.calls)
            first = round_number % len(names)
            for name in names[first:] + names[:first]:
                figures = measure(contenders[name], scenario.calls[name], options.seconds, options.work)
                results.setdefault(f"{scenario.name}/{name}", []).append(figures)
        print(f"round {round_number + 1} of {options.rounds}", file=sys.stderr)
    return results


def version(command, stream="stdout"):
    done = subprocess.run(command, capture_output=True, text=True)
    return getattr(done, stream).splitlines()[0].strip()


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def present(chosen, results, options):
    targets, all_met = targets_table(chosen, results)
    text = "\n".join([
        f"{options.rounds} rounds of {options.seconds} s; {os.cpu_count()} cores of {processor()}, Linux "
        f"{platform.release()}; {version([options.nginx, '-v'], 'stderr').removeprefix('nginx version: ')}, "
        f"{version(['wrk', '-v']).split(' Copyright')[0]}. Median (least–greatest).",
        "", figures_table(chosen, results), "", targets, ""])
    work = Path(options.work)
    (work / "speed.md").write_text(text)
    (work / "speed.json").write_text(
        json.dumps({name: [asdict(run) for run in runs] for name, runs in results.items()}, indent=1))
    print(text)
    return 0 if all_met or not options.strict else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("server", "nginx", "work"):
        parser.add_argument(f"--{name}", required=True)
    commands = parser.add_subparsers(dest="command", required=True)
    speeds = commands.add_parser("speed")
    speeds.add_argument("--rounds", type=int, default=7)
    speeds.add_argument("--seconds", type=int, default=3)
    speeds.add_argument("--strict", action="store_true", help="exit with 1 when a target is missed")
    speeds.add_argument("only", nargs="*", help="names of scenarios; all when there is none")
    commands.add_parser("instructions")
    options = parser.parse_args()
    if os.sched_getaffinity(0) < {0, 1}:
        raise SystemExit("bench: cores 0 and 1 are needed, one for the server and one for wrk")
    return speed(options) if options.command == "speed" else instructions.count(options)


if __name__ == "__main__":
    sys.exit(main())
