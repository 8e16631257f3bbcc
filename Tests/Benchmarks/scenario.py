"""What is measured, and what is asked of it."""

from dataclasses import dataclass, field, replace

GATE = "/v1/gates/kim-thanh"
LIST = "/v1/observations?limit=100"

# What Chromium sends with a fetch() of a dashboard, in its order.
BROWSER = {
    "Connection": "keep-alive",
    "sec-ch-ua-platform": '"Windows"',
    "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36",
    "sec-ch-ua": '"Google Chrome";v="131", "Chromium";v="131", "Not_A Brand";v="24"',
    "Accept": "application/json, text/plain, */*",
    "sec-ch-ua-mobile": "?0",
    "Origin": "https://dashboard.example.vn",
    "Sec-Fetch-Site": "cross-site",
    "Sec-Fetch-Mode": "cors",
    "Sec-Fetch-Dest": "empty",
    "Referer": "https://dashboard.example.vn/gates?province=lao-cai",
    "Accept-Language": "vi-VN,vi;q=0.9,en-US;q=0.8,en;q=0.7",
    "DNT": "1",
    "Cookie": "session=5f0c3b2e9d8a47c1b6e0f4a2d7c9b813; theme=dark; lang=vi",
}


@dataclass(frozen=True)
class Call:
    """What a client sends, and from where: wrk, the one that shakes hands in full each time, or the one that skips answers."""

    target: str = GATE
    fields: dict = field(default_factory=dict)
    connections: int = 64
    pipeline: int = 1
    secure: bool = False
    shakes_hands: bool = False
    skips_answers: bool = False
    load_cores: str = "1"
    threads: int = 1


@dataclass(frozen=True)
class Target:
    """A bound for the ratio of two medians: of one measurement to another."""

    text: str
    figure: str
    of: str
    to: str
    bound: float
    at_least: bool = False

    def met(self, ratio):
        return ratio >= self.bound if self.at_least else ratio <= self.bound


@dataclass(frozen=True)
class Scenario:
    """A call to several contenders in turn. A measurement is named `scenario/contender`."""

    name: str
    title: str
    calls: dict
    targets: tuple = ()


def scenarios(gate, coded_fields):
    """Every scenario; `gate` is our answer, `coded_fields` the fields that ask nginx for nothing new."""
    plain = Call()
    browser = Call(fields=BROWSER)
    closing = Call(fields={"Connection": "close"})
    secure = Call(secure=True)
    pipelined = replace(plain, pipeline=16)
    skipping = replace(pipelined, skips_answers=True)
    shaking = Call(secure=True, shakes_hands=True, connections=16)
    gzip = {"Accept-Encoding": "gzip, deflate, br, zstd"}
    both = Call(load_cores="0,1", threads=2)

    def at(call, target):
        return replace(call, target=target)

    return [
        Scenario(
            "keep-alive", "keep-alive, 64 connections",
            {"cuakhau": plain, "nginx": at(plain, "/return"), "ceiling": plain},
            (
                Target("CPU against nginx `return`", "cpu", "keep-alive/cuakhau", "keep-alive/nginx", 0.95),
                Target("CPU against the ceiling", "cpu", "keep-alive/cuakhau", "keep-alive/ceiling", 1.15),
                Target("p99 against nginx", "p99", "keep-alive/cuakhau", "keep-alive/nginx", 1.1),
            )),
        Scenario(
            "browser", "browser-sized headers", {"cuakhau": browser, "nginx": at(browser, "/return")},
            (Target("CPU against nginx", "cpu", "browser/cuakhau", "browser/nginx", 1.0),)),
        Scenario(
            "pipelined", "pipelined ×16",
            {"cuakhau": pipelined, "nginx": at(pipelined, "/return"), "ceiling-pipelined": pipelined},
            (Target("req/s against nginx", "rate", "pipelined/cuakhau", "pipelined/nginx", 6.0, at_least=True),)),
        Scenario(
            "batches", "pipelined ×16, client that skips",
            {"cuakhau": skipping, "nginx": at(skipping, "/return"), "ceiling-pipelined": skipping},
            (Target("req/s against nginx", "rate", "batches/cuakhau", "batches/nginx", 6.0, at_least=True),)),
        Scenario(
            "connection", "connection per request",
            {"cuakhau": closing, "nginx": at(closing, "/return"), "ceiling-closing": closing},
            (Target("CPU against nginx", "cpu", "connection/cuakhau", "connection/nginx", 1.03),)),
        Scenario(
            "tls", "TLS keep-alive", {"cuakhau": secure, "nginx": at(secure, "/return")},
            (Target("CPU against nginx", "cpu", "tls/cuakhau", "tls/nginx", 1.0),)),
        Scenario(
            "handshakes", "TLS full handshakes",
            {"cuakhau": shaking, "nginx": at(shaking, "/return")},
            (
                Target(
                    "handshakes/s against nginx", "rate", "handshakes/cuakhau", "handshakes/nginx", 0.95,
                    at_least=True),
                Target("handshakes per CPU second", "cpu", "handshakes/cuakhau", "handshakes/nginx", 1 / 0.95),
            )),
        Scenario(
            "not-modified", "304",
            {
                "cuakhau": Call(fields={"If-None-Match": gate.etag}),
                "nginx": Call("/gate", fields={"If-None-Match": coded_fields["gate"]}),
            },
            (Target("CPU against the single gate", "cpu", "not-modified/cuakhau", "keep-alive/cuakhau", 1.0),)),
        Scenario(
            "gzip", "gzip", {"cuakhau": Call(fields=gzip), "nginx": Call("/coded", fields=gzip)}),
        Scenario(
            "list", "list of 100 items", {"cuakhau": Call(LIST), "nginx": Call("/list")},
            (Target("CPU against nginx, file", "cpu", "list/cuakhau", "list/nginx", 1.3),)),
        Scenario(
            "thousand", "1,000 connections",
            {"cuakhau": replace(plain, connections=1000), "nginx": replace(at(plain, "/return"), connections=1000)},
            (Target("CPU against 64 connections", "cpu", "thousand/cuakhau", "keep-alive/cuakhau", 1.15),)),
        Scenario(
            "loops", "wrk on the same two cores", {"cuakhau-free": both, "cuakhau-two": both},
            (Target("CPU, two loops against one", "cpu", "loops/cuakhau-two", "loops/cuakhau-free", 1.15),)),
    ]
