"""Reads what a running server and the program's export give in every format, with tools that are not ours.

Usage: formats.py BASE_URL PROGRAM

CSV with Python's csv and with pandas, GeoJSON with GDAL's ogrinfo, JSON-stat by unfolding the cube, the database with
sqlite3, and the data package, served and exported, with frictionless. Each is held against the JSON of the same records.
Exits with 1 when anything differs.
"""

import csv
import hashlib
import io
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

import frictionless
import pandas
import requests

TIMEOUT_SECONDS = 20
# What is worked out when it is asked for, as tables.
COMPUTED = [
    "/v1/compare?indicator=population&subjects=lang-son,dien-bien,kim-thanh", "/v1/investment?period=2024",
    "/v1/series?indicator=trade-turnover&subject=lao-cai", "/v1/network?on=2025-01-01",
    "/v1/network/route?from=kunming&to=hai-phong&on=2030-12-31&include=planned",
]
SPATIAL = ["provinces", "gates", "zones", "projects", "legs", "places"]


def spread(line):
    """A row with its changes as CSV has them: one against an earlier year or state, one against the month before."""
    changes = line.get("changes")
    if isinstance(changes, list):
        line["changes"] = {"monthBefore" if change["basis"] == "month-before" else "earlier": change for change in changes}
    return line


class Formats:
    def __init__(self, base, program):
        self.base = base.rstrip("/")
        self.program = program
        self.session = requests.Session()
        self.session.trust_env = False
        self.failures = []
        self.checks = 0

    def run(self, folder):
        directory = self.get("/v1").json()
        self.collections = [entry["name"] for entry in directory["collections"]]
        self.records = {name: self.items(name) for name in self.collections}
        for name in self.collections:
            self.check_table(name, self.get(f"/v1/{name}?f=csv&lang=en").content)
            self.check_lines(name)
        self.check_spreadsheet()
        for target in COMPUTED:
            self.check_computed(target)
        for name in SPATIAL:
            layer = folder / f"{name}-served.geojson"
            layer.write_bytes(self.get(f"/v1/{name}?f=geojson&lang=en").content)
            self.check_layer(name, layer)
        self.check_cubes()
        self.check_package(f"{self.base}/datapackage.json", len(self.collections))
        self.check_exports(folder)

    def expect(self, holds, what):
        self.checks += 1
        if not holds:
            self.failures.append(what)

    def get(self, target, **options):
        answer = self.session.get(self.base + target, timeout=TIMEOUT_SECONDS, **options)
        self.expect(answer.status_code == 200, f"{target} answers {answer.status_code}: {answer.text[:200]}")
        return answer

    def items(self, name):
        """All records of a collection as JSON has them, by following `next`."""
        items, target = [], f"/v1/{name}?limit=1000&lang=en"
        while target:
            page = self.get(target).json()
            items += page["items"]
            target = page.get("next")
        return items

    def check_table(self, name, content):
        records = self.records[name]
        text = content.decode("utf-8")
        self.expect(not text.startswith("\ufeff"), f"{name}.csv begins with a byte order mark")
        self.expect(text.replace("\r\n", "").count("\r") == 0, f"{name}.csv has a carriage return on its own")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        self.expect(len(rows) == len(records), f"{name}.csv has {len(rows)} rows, not {len(records)}")
        for row, record in zip(rows, records):
            for column, cell in row.items():
                expected = written(member(record, column))
                self.expect(cell == expected, f"{name}.csv {record['id']} {column}: {cell!r}, not {expected!r}")
        frame = pandas.read_csv(io.BytesIO(content), keep_default_na=False, na_values=[""])
        self.expect(list(frame["id"]) == [record["id"] for record in records], f"pandas reads other ids of {name}")
        self.expect(len(frame.columns) == len(rows[0]), f"pandas reads other columns of {name}")
        for column in ["value", "areaHa", "population", "gapRelative"]:
            if column in frame:
                read = [None if pandas.isna(value) else float(value) for value in frame[column]]
                expected = [None if record[column] is None else float(record[column]) for record in records]
                self.expect(read == expected, f"pandas reads other numbers in {column} of {name}")

    def check_lines(self, name):
        lines = self.get(f"/v1/{name}?f=ndjson&lang=en").text.splitlines()
        self.expect([json.loads(line) for line in lines] == self.records[name], f"{name} as lines are others")
        frame = pandas.read_json(io.StringIO("\n".join(lines)), lines=True)
        self.expect(len(frame) == len(self.records[name]), f"pandas reads other lines of {name}")

    def check_computed(self, target):
        """Rows that were worked out: as many in CSV as lines, with the same values."""
        lines = [spread(json.loads(line)) for line in self.get(f"{target}&f=ndjson&lang=en").text.splitlines()]
        frame = pandas.read_csv(io.BytesIO(self.get(f"{target}&f=csv&lang=en").content), keep_default_na=False)
        self.expect(len(lines) == len(frame) > 0, f"{target} has {len(lines)} lines and {len(frame)} rows")
        for column in frame.columns:
            parts = column.split(".")
            for line, cell in zip(lines, frame[column]):
                for part in parts:
                    line = line.get(part) if isinstance(line, dict) else None
                if isinstance(line, (int, float)) and not isinstance(line, bool):
                    self.expect(cell != "" and float(cell) == float(line), f"{target}: {column} is {cell}, not {line}")
                elif isinstance(line, str):
                    self.expect(str(cell) == line, f"{target}: {column} is {cell}, not {line}")
                elif line is None:
                    self.expect(cell == "", f"{target}: {column} is {cell} where nothing is said")

    def check_spreadsheet(self):
        content = self.get("/v1/gates?f=csv&bom=true").content
        self.expect(content.startswith(b"\xef\xbb\xbf"), "bom=true has no byte order mark")
        frame = pandas.read_csv(io.BytesIO(content), encoding="utf-8-sig")
        self.expect("id" in frame.columns and len(frame) == len(self.records["gates"]), "pandas reads bom=true otherwise")

    def check_layer(self, name, path):
        """What GDAL makes of a file: as many features, of which as many have a geometry."""
        features = json.loads(path.read_bytes())["features"]
        ended = subprocess.run(
            ["ogrinfo", "-ro", "-json", "-so", "-al", str(path)], capture_output=True, text=True, check=False)
        if ended.returncode != 0 or not ended.stdout.lstrip().startswith("{"):
            # Before GDAL 3.7 ogrinfo has no JSON.
            ended = subprocess.run(["ogrinfo", "-ro", "-so", "-al", str(path)], capture_output=True, text=True, check=False)
            self.expect(
                f"Feature Count: {len(self.records[name])}" in ended.stdout, f"GDAL counts otherwise in {path.name}: "
                f"{ended.stdout[:300]} {ended.stderr[:300]}")
            self.expect("WGS 84" in ended.stdout, f"GDAL sees another system in {path.name}")
        else:
            layer = json.loads(ended.stdout)["layers"][0]
            self.expect(layer["featureCount"] == len(self.records[name]), f"GDAL counts otherwise in {path.name}")
        self.expect(not ended.stderr.strip(), f"GDAL complains of {path.name}: {ended.stderr[:300]}")
        self.expect(
            [feature["id"] for feature in features] == [record["id"] for record in self.records[name]],
            f"{path.name} has other ids")
        for feature, record in zip(features, self.records[name]):
            # Provinces are drawn with their outlines where those are known.
            point, geometry = record.get("point"), feature["geometry"]
            if point and geometry and geometry["type"] not in ["Polygon", "MultiPolygon"]:
                self.expect(
                    geometry == {"type": "Point", "coordinates": [point["lon"], point["lat"]]},
                    f"{path.name}: {record['id']} lies elsewhere")

    def check_cubes(self):
        figures = {record["id"]: record for record in self.records["observations"]}
        indicators = sorted({record["indicator"] for record in figures.values()})
        found = 0
        for indicator in indicators:
            cube = self.get(f"/v1/observations?indicator={indicator}&f=jsonstat&lang=en").json()
            sizes = cube["size"]
            total = 1
            for size in sizes:
                total *= size
            values = cube["value"]
            self.expect(
                len(values) == total if isinstance(values, list) else all(int(key) < total for key in values),
                f"the cube of {indicator} has no room for its values")
            for cell, identifier in cube["extension"]["observations"].items():
                place, record = int(cell), figures[identifier]
                value = values[place] if isinstance(values, list) else values[cell]
                self.expect(value == record["value"], f"the cube of {indicator} has another value for {identifier}")
                self.expect(
                    cube["status"][cell] == record["qualifier"], f"the cube of {indicator} has another qualifier")
                codes = {}
                for dimension, size in zip(reversed(cube["id"]), reversed(sizes)):
                    codes[dimension] = cube["dimension"][dimension]["category"]["index"][place % size]
                    place //= size
                for dimension in ["indicator", "subject", "unit"]:
                    self.expect(codes[dimension] == record[dimension], f"{identifier} lies under another {dimension}")
                found += 1
        self.expect(found == len(figures), f"the cubes hold {found} figures of {len(figures)}")

    def check_package(self, source, count):
        package = frictionless.Package(source)
        self.expect(len(package.resources) == count, f"{source} has {len(package.resources)} resources, not {count}")
        report = package.validate()
        for error in report.flatten(["name", "rowNumber", "fieldName", "type", "note"])[:10]:
            self.expect(False, f"{source}: {error}")
        self.expect(report.valid, f"{source} is not valid")

    def check_exports(self, folder):
        for form in ["csv", "geojson", "ndjson", "sqlite"]:
            ended = subprocess.run(
                [self.program, "export", "--format", form, "--out", str(folder / form), "--lang", "en"],
                capture_output=True, text=True, check=False)
            self.expect(ended.returncode == 0, f"export of {form} ends with {ended.returncode}: {ended.stderr[:300]}")
            if ended.returncode != 0:
                return
        for name in self.collections:
            self.check_table(name, (folder / "csv" / f"{name}.csv").read_bytes())
            lines = (folder / "ndjson" / f"{name}.ndjson").read_text(encoding="utf-8").splitlines()
            self.expect([json.loads(line) for line in lines] == self.records[name], f"{name}.ndjson differs")
        for name in SPATIAL:
            self.check_layer(name, folder / "geojson" / f"{name}.geojson")
        descriptor = json.loads((folder / "csv" / "datapackage.json").read_text(encoding="utf-8"))
        for resource in descriptor["resources"]:
            content = (folder / "csv" / resource["path"]).read_bytes()
            self.expect(resource["hash"] == "sha256:" + hashlib.sha256(content).hexdigest(), f"{resource['path']} differs")
        self.check_package(str(folder / "csv" / "datapackage.json"), len(descriptor["resources"]))
        self.check_database(folder / "sqlite" / "cuakhau.sqlite")

    def check_database(self, path):
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        database.row_factory = sqlite3.Row
        self.expect(database.execute("PRAGMA integrity_check").fetchone()[0] == "ok", "the database is damaged")
        self.expect(not database.execute("PRAGMA foreign_key_check").fetchall(), "foreign keys lead nowhere")
        for name in self.collections:
            rows = {row["id"]: row for row in database.execute(f'SELECT * FROM "{name}"')}
            self.expect(len(rows) == len(self.records[name]), f"the table {name} has {len(rows)} rows")
            for record in self.records[name]:
                row = rows[record["id"]]
                for key in set(row.keys()) & set(record):
                    if not isinstance(record[key], (list, dict)):
                        self.expect(row[key] == record[key], f"{name} {record['id']} {key} differs")
        figures = self.records["observations"]
        plan = database.execute(
            "EXPLAIN QUERY PLAN SELECT * FROM observations WHERE subject = 'lao-cai'").fetchone()["detail"]
        self.expect("observations_by_subject" in plan, f"figures are not found by an index: {plan}")
        total = database.execute(
            "SELECT count(*) FROM observations o JOIN indicators i ON i.id = o.indicator").fetchone()[0]
        self.expect(total == len(figures), "figures do not join their indicators")
        named = sum(len(project["gates"]) for project in self.records["projects"])
        joined = database.execute("SELECT count(*) FROM projects_gates p JOIN gates g ON g.id = p.gates").fetchone()[0]
        self.expect(joined == named, f"{joined} gates of projects are joined, not {named}")
        dataset = database.execute("SELECT * FROM dataset").fetchone()
        self.expect(dataset["version"] == self.get("/v1/dataset").json()["datasetVersion"], "another version")
        self.expect("GeoNames" in dataset["attribution"], "nobody is named in the database")


def member(record, column):
    """The value at a path with dots."""
    value = record
    for name in column.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def written(value):
    """How a table writes a value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not any(isinstance(element, dict) for element in value) and value:
        texts = [element if isinstance(element, str) else json.dumps(element) for element in value]
        return "|".join(text.replace("\\", "\\\\").replace("|", "\\|") for text in texts)
    if isinstance(value, (list, dict)):
        return Written(value)
    return Written(value)


class Written:
    """A value that a cell holds as JSON; an empty list may also be an empty cell."""

    def __init__(self, value):
        self.value = value

    def __eq__(self, cell):
        return cell == "" and self.value == [] or cell != "" and json.loads(cell) == self.value

    def __repr__(self):
        return json.dumps(self.value)


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    formats = Formats(sys.argv[1], sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        formats.run(pathlib.Path(folder))
    for failure in formats.failures[:50]:
        print(failure)
    print(f"formats: {formats.checks} checks, {len(formats.failures)} failures")
    raise SystemExit(1 if formats.failures else 0)


if __name__ == "__main__":
    main()
