"""Holds real answers of a running server against its OpenAPI description, with validators that are not ours.

Usage: CONTRACT_TOKEN=… contract.py BASE_URL

The token is an admin's: writes are tried with it, and refused without it.

Every path of /openapi.json is asked for: lists in every language and by pages, every record and sub-collection by its
real identifier, and the problems that operations declare. Exits with 1 when anything is not as described.
"""

import json
import os
import sys
import time
import urllib.parse

import requests
from openapi_schema_validator import OAS31Validator, oas31_format_checker
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

LANGUAGES = ["vi", "en", "zh"]
SPECIFICATION = "urn:cuakhau:openapi"
CUBE = "application/json-stat+json"
EVENTS = "text/event-stream"
LINES = ("application/x-ndjson", "application/ndjson")
# Of what was known on the day that stands as an example no way leads to the place that does.
NO_EXAMPLE = {("/v1/network/route", "knownAt")}
READINESS_SECONDS = 10
TIMEOUT_SECONDS = 10


class Contract:
    def __init__(self, base):
        self.base = base.rstrip("/")
        self.session = requests.Session()
        self.session.trust_env = False  # no proxy stands between here and the server
        self.session.headers["Authorization"] = f"Bearer {os.environ['CONTRACT_TOKEN']}"
        # What stands for a variable of a path, where the description's own example is not there yet.
        self.known = {}
        self.answers = 0
        self.failures = []
        self.validators = {}
        self.specification = {}

    def run(self):
        self.wait_until_ready()
        self.specification = self.get("/openapi.json").json()
        for error in OpenAPIV31SpecValidator(self.specification).iter_errors():
            self.fail("/openapi.json", f"{list(error.absolute_path)}: {error.message}")
        if self.failures:
            return
        self.begin()
        for path, operations in self.specification["paths"].items():
            if self.is_stream(path):
                self.check_stream(path)
            elif "get" in operations:
                self.check_path(path)
            for method in ["post", "patch"]:
                if "security" in operations.get(method, {}):
                    self.check_write(path, method, operations[method])
                elif method in operations:
                    self.check_post(path, operations[method])
        self.check_problems()
        self.check_checks()

    def begin(self):
        """Makes what the paths of the live gates name."""
        for name, path, content in [
            ("visit", "visits", {"direction": "export", "goodsClass": "general", "plate": "99C-000.01"}),
            ("event", "events", {"kind": "extends", "reason": "contract"}),
        ]:
            answer = self.session.post(
                f"{self.base}/v1/gates/kim-thanh/{path}", json=content, timeout=TIMEOUT_SECONDS)
            if answer.status_code != 201:
                self.fail(path, f"nothing can be made: {answer.text}")
            self.known[name] = answer.json().get("id", "")

    def is_stream(self, path):
        """Whether the path answers with events, which have no end."""
        answers = self.specification["paths"][path].get("get", {}).get("responses", {}).get("200", {})
        return EVENTS in answers.get("content", {})

    def check_stream(self, path):
        """Listens until the first event has come; it must be a snapshot of boards as they are described."""
        with self.session.get(self.base + path, stream=True, timeout=TIMEOUT_SECONDS) as answer:
            self.answers += 1
            if answer.status_code != 200 or not answer.headers["Content-Type"].startswith(EVENTS):
                return self.fail(path, f"answers {answer.status_code} {answer.headers['Content-Type']}")
            names = []
            for line in answer.iter_lines(decode_unicode=True):
                if line.startswith("event: "):
                    names.append(line.removeprefix("event: "))
                if line.startswith("data: "):
                    break
        if names != ["snapshot"]:
            return self.fail(path, f"the first event is {names}")
        validator = self.validator("/v1/gates/{id}/live", "200", "application/json")
        for board in json.loads(line.removeprefix("data: "))["gates"]:
            for error in validator.iter_errors(board):
                self.fail(path, f"{list(error.absolute_path)}: {error.message[:200]}")

    def check_write(self, path, method, operation):
        """Sends the example of each content with a token, and what must be refused."""
        variables = {parameter["name"]: parameter.get("example", "kim-thanh")
                     for parameter in operation["parameters"] if parameter.get("in") == "path"}
        address = path
        for name, example in {"id": self.first_record(path), **variables, **self.known}.items():
            address = address.replace("{" + name + "}", example)
        needs_version = any(parameter.get("name") == "If-Match" for parameter in operation["parameters"])
        for media_type, content in operation["requestBody"]["content"].items():
            example = content["example"]
            body = example if media_type in LINES else json.dumps(example)
            headers = {"Content-Type": media_type}
            if needs_version:
                self.refused(path, method, address, body, headers, 428)
                headers["If-Match"] = self.get(address).headers["ETag"]
                self.refused(path, method, address, body, {**headers, "If-Match": '"other"'}, 412)
            self.refused(path, method, address, body, {**headers, "Authorization": None}, 401)
            self.refused(path, method, address, body, {**headers, "Content-Type": "text/plain"}, 415)
            self.refused(path, method, address, "", headers, 400)
            if media_type not in LINES:
                self.refused(path, method, address, "{", headers, 400)
                self.refused(path, method, address, '{"nosuchmember": 1}', headers, 422)
            expected = sorted(status for status in operation["responses"] if status.startswith("2"))
            self.answered(path, method, address, body, headers, expected)

    def first_record(self, path):
        """A record of the collection that a path is under; of gates the one that has lanes."""
        collection = path.split("/")[2]
        if collection not in ("projects", "targets"):
            return "kim-thanh"
        return self.get(f"/v1/{collection}?limit=1&fields=id").json()["items"][0]["id"]

    def refused(self, path, method, address, body, headers, status):
        self.answered(path, method, address, body, headers, [str(status)])

    def answered(self, path, method, address, body, headers, expected):
        """Writes, and holds the answer against what is declared for it."""
        answer = self.session.request(
            method, self.base + address, data=body.encode(), headers=headers, timeout=TIMEOUT_SECONDS)
        self.answers += 1
        status = str(answer.status_code)
        if status not in expected:
            return self.fail(address, f"{method} answers {status}, not {expected}: {answer.text[:200]}")
        media_type = answer.headers["Content-Type"].split(";")[0]
        validator = self.validator(path, status, media_type, method)
        if validator is None:
            return self.fail(address, f"{method}: {status} {media_type} is not declared")
        if media_type not in LINES:
            for error in validator.iter_errors(answer.json()):
                self.fail(address, f"{method}: {list(error.absolute_path)}: {error.message[:200]}")

    def wait_until_ready(self):
        deadline = time.monotonic() + READINESS_SECONDS
        while True:
            try:
                if self.session.get(self.base + "/readyz", timeout=TIMEOUT_SECONDS).status_code == 200:
                    return
            except requests.ConnectionError:
                pass
            if time.monotonic() > deadline:
                raise SystemExit(f"{self.base} is not ready after {READINESS_SECONDS} seconds")
            time.sleep(0.05)

    def fail(self, target, reason):
        self.failures.append(f"{target}: {reason}")

    def get(self, target, method="GET", headers=None):
        return self.session.request(method, self.base + target, headers=headers, timeout=TIMEOUT_SECONDS)

    def targets(self, path):
        """The addresses that stand for a path."""
        given = list(self.parameters(path))
        # Each name with the greatest value it takes, where it has one.
        names = {parameter["name"]: parameter.get("schema", {}).get("maximum") for parameter in given}
        needs_more = any(parameter["in"] == "query" and parameter.get("required") for parameter in given)
        for parameter in self.parameters(path):
            if parameter["in"] == "path" and "example" in parameter:
                example = self.known.get(parameter["name"], parameter["example"])
                path = path.replace("{" + parameter["name"] + "}", example)
        if "{id}" not in path:
            return ([] if needs_more else self.variants(path, names)) + self.examples(path, given)
        collection = path.split("/{id}")[0]
        found = []
        for identifier in self.identifiers(collection):
            found += self.variants(path.replace("{id}", identifier), names)
        return found

    def examples(self, target, parameters):
        """The address with what it requires, and with each further parameter that has an example."""
        queries = [(parameter["name"], parameter["example"], parameter.get("required", False))
                   for parameter in parameters if parameter["in"] == "query" and "example" in parameter
                   and (target, parameter["name"]) not in NO_EXAMPLE]
        required = [(name, example) for name, example, is_required in queries if is_required]
        asked = [required] if required else []
        asked += [required + [(name, example)] for name, example, is_required in queries if not is_required]
        return [f"{target}?{urllib.parse.urlencode(query)}" for query in asked]

    def variants(self, target, names):
        limit = [f"limit={names['limit']}"] if names.get("limit") else []
        found = [[f"lang={language}"] + limit for language in LANGUAGES] if "lang" in names else [limit]
        if {"limit", "fields", "q"} <= names.keys():
            found.append(["limit=2", "fields=id"])
        return ["?".join(filter(None, [target, "&".join(query)])) for query in found]

    def parameters(self, path):
        for parameter in self.specification["paths"][path].get("get", {}).get("parameters", []):
            if "$ref" in parameter:
                name = parameter["$ref"].removeprefix("#/components/parameters/")
                parameter = self.specification["components"]["parameters"][name]
            yield parameter

    def identifiers(self, collection):
        """Identifiers of all records of a collection, by following `next`."""
        target = f"{collection}?fields=id&limit=40"
        while target:
            page = self.get(target).json()
            yield from (item["id"] for item in page["items"])
            target = page.get("next")

    def validator(self, path, status, media_type, method="get"):
        """The validator for what an operation declares; nil when it declares nothing of the kind."""
        key = (path, status, media_type, method)
        if key not in self.validators:
            response = self.specification["paths"][path][method]["responses"].get(status, {})
            pointer = f"#/paths/{escape(path)}/{method}/responses/{status}"
            if "$ref" in response:
                pointer = response["$ref"]
                response = self.specification["components"]["responses"][pointer.split("/")[-1]]
            declared = media_type in response.get("content", {})
            self.validators[key] = (
                OAS31Validator(
                    {"$ref": f"{SPECIFICATION}{pointer}/content/{escape(media_type)}/schema"},
                    registry=Registry().with_resource(
                        SPECIFICATION, DRAFT202012.create_resource(self.specification)),
                    format_checker=oas31_format_checker)
                if declared else None)
        return self.validators[key]

    def check_path(self, path):
        targets = self.targets(path)
        if not targets:
            self.fail(path, "no record to ask for")
        first, *others = self.specification["paths"][path]["get"]["responses"]["200"]["content"]
        for target in targets:
            self.check(path, target, 200, headers={"Accept": first})
        for media_type in others:
            if media_type == CUBE:
                for target in self.cubes(path):
                    self.check(path, target, 200, headers={"Accept": media_type})
            else:
                for target in dict.fromkeys([targets[0], targets[-1]]):
                    self.check(path, target, 200, headers={"Accept": media_type})

    def cubes(self, path):
        """Lists of figures that a cube holds: of each indicator, or under the records that the path names."""
        if any(parameter.get("required") for parameter in self.parameters(path) if parameter["in"] == "query"):
            return [target for target in self.targets(path) if "limit=" not in target]
        if "{id}" not in path:
            return [f"{path}?indicator={identifier}" for identifier in self.identifiers("/v1/indicators")]
        return [path.replace("{id}", identifier) for identifier in self.identifiers(path.split("/{id}")[0])]

    def check_post(self, path, operation):
        """Sends the example of each content that an operation takes, and content of no use."""
        for media_type, content in operation["requestBody"]["content"].items():
            for body, sent_type, status in [
                (json.dumps(content["example"]), media_type, 200), ("", media_type, 400), ("{", media_type, 400),
                ("x", "text/plain", 415),
            ]:
                answer = self.session.post(
                    self.base + path, data=body, headers={"Content-Type": sent_type}, timeout=TIMEOUT_SECONDS)
                self.answers += 1
                if answer.status_code != status:
                    self.fail(path, f"POST answers {answer.status_code}, not {status}: {answer.text[:200]}")
                    continue
                answered = answer.headers["Content-Type"].split(";")[0]
                validator = self.validator(path, str(status), answered, "post")
                if validator is None:
                    self.fail(path, f"{status} with {answered} is not described")
                    continue
                for error in validator.iter_errors(answer.json()):
                    self.fail(path, f"{list(error.absolute_path)}: {error.message}")

    def check(self, path, target, status, method="GET", headers=None):
        """Asks for a target and holds the answer against what its path declares; returns the content."""
        answer = self.get(target, method, headers)
        self.answers += 1
        if answer.status_code != status:
            return self.fail(target, f"{method} answers {answer.status_code}, not {status}: {answer.text[:200]}")
        media_type = answer.headers.get("Content-Type", "").split(";")[0]
        if status == 200 and headers and media_type != headers["Accept"].split(";")[0] and "f=" not in target:
            self.fail(target, f"{headers['Accept']} is declared and asked for, and {media_type} comes")
        validator = self.validator(path, str(status), media_type)
        if validator is None:
            whole = answer.headers.get("Content-Type", "").replace(" ", "")
            validator = self.validator(path, str(status), whole)
        if validator is None:
            return self.fail(target, f"{status} {media_type} is not declared for {path}")
        content = answer.json() if media_type.endswith(("/json", "+json")) else answer.text
        for error in validator.iter_errors(content):
            self.fail(target, f"/{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")
        return content

    def check_problems(self):
        for path, operations in self.specification["paths"].items():
            if "get" not in operations or self.is_stream(path):
                continue
            declared = self.specification["paths"][path]["get"]["responses"]
            target = next(iter(self.targets(path)))
            wrong = path.replace("{id}", "no-such-record")
            more = "&" if "?" in target else "?"
            for status, asked in {
                "400": (f"{target}{more}nosuchparameter=1", "GET", {}),
                "404": (wrong, "GET", {}),
                "405": (target, "DELETE", {}),
                "406": (target, "GET", {"Accept": "image/png"}),
                "412": (target, "GET", {"If-Match": '"no-such-tag"'}),
            }.items():
                if status in declared:
                    address, method, headers = asked
                    self.check(path, address, int(status), method, headers)

    def check_checks(self):
        """An answer with something wrong must be refused, or all that was found right proves nothing."""
        path = "/v1/gates/{id}"
        gate = self.get(path.replace("{id}", next(self.identifiers("/v1/gates")))).json()
        validator = self.validator(path, "200", "application/json")
        for wrong in [
            {**gate, "kind": None},
            {**gate, "surprise": 1},
            {**gate, "sources": [{}]},
            {key: value for key, value in gate.items() if key != "class"},
            {**gate, "openedOn": "2025-02-30"},
        ]:
            if validator.is_valid(wrong):
                self.fail(path, "a wrong answer passes the check")


def escape(token):
    """A token of a JSON pointer, as it stands in a URI fragment."""
    return token.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D").replace("+", "%2B")


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    contract = Contract(sys.argv[1])
    contract.run()
    for failure in contract.failures:
        print(failure)
    paths = len(contract.specification.get("paths", {}))
    print(f"contract: {paths} paths, {contract.answers} answers, {len(contract.failures)} failures")
    raise SystemExit(1 if contract.failures or not contract.answers else 0)


if __name__ == "__main__":
    main()
