"""One measurement: a client sends, and the contender's CPU time is read before and after."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass
class Figures:
    """What one run gave: requests per second, latencies in µs, CPU of the server in µs per request."""

    rate: float
    p50: float
    p99: float
    cpu: float


def measure(contender, call, seconds, work):
    """Lets a client send `call` to the contender for so many seconds."""
    port = contender.secure_port if call.secure else contender.port
    if call.shakes_hands:
        command = [str(Path(work) / "handshakes"), str(port), call.target, str(call.connections), str(seconds)]
    elif call.skips_answers:
        command = [
            str(Path(work) / "batches"), str(port), call.target, str(call.connections), str(seconds),
            str(call.pipeline)]
    else:
        command = wrk(call, port, seconds)
    before = contender.cpu_seconds()
    done = subprocess.run(["taskset", "--cpu-list", call.load_cores, *command], capture_output=True, text=True)
    after = contender.cpu_seconds()
    found = re.search(r"figures requests=(\d+) microseconds=(\d+) p50=(\d+) p99=(\d+) faults=(\d+)", done.stdout)
    if done.returncode or not found:
        raise SystemExit(f"bench: {command[0]} failed: {done.stdout}{done.stderr}")
    requests, microseconds, p50, p99, faults = map(int, found.groups())
    if faults or not requests:
        raise SystemExit(f"bench: {contender.name} failed {faults} of {requests} requests for {call.target}")
    return Figures(
        rate=requests / (microseconds / 1e6), p50=p50, p99=p99, cpu=(after - before) * 1e6 / requests)


def wrk(call, port, seconds):
    scheme = "https" if call.secure else "http"
    command = [
        "wrk", "--threads", str(call.threads), "--connections", str(call.connections), "--duration", f"{seconds}s",
        "--timeout", "10s", "--script", str(HERE / "load.lua")]
    for name, value in call.fields.items():
        command += ["--header", f"{name}: {value}"]
    return command + [f"{scheme}://127.0.0.1:{port}{call.target}", "--", f"pipeline={call.pipeline}"]
