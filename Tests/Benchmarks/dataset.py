"""The made-up data set, and the same rows for those that are compared with."""

import csv
import io
import json
import sqlite3
import subprocess
import unicodedata
from pathlib import Path

# The columns that all three have, with their types in SQL; those with an index are asked for by it.
COLUMNS = {
    "id": "text", "subject": "text", "subjectName": "text", "subjectCollection": "text", "indicator": "text",
    "indicatorName": "text", "value": "double", "low": "double", "high": "double", "unit": "text", "qualifier": "text",
    "period_start": "text", "period_end": "text", "asOf": "text", "confidence": "text", "layer": "text",
    "original": "text", "source_document": "text", "source_line": "integer",
}
INDEXED = [
    "subject", "subjectCollection", "indicator", "value", "low", "high", "unit", "qualifier", "period_start", "period_end",
    "asOf", "confidence", "layer", "source_document", "source_line",
]


class Dataset:
    """Seeds of `records` observations, a tenth as many projects and a hundredth as many gates."""

    def __init__(self, records, server, work):
        self.records = records
        self.gates = max(10, records // 100)
        self.projects = records // 10
        self.folder = Path(work) / f"synth-{records}"
        self.server = server
        # The name of the file, by which Datasette calls the database.
        self.database = f"query-{records}"

    @property
    def made(self):
        """How many records were made up."""
        return self.records + self.gates + self.projects

    def generate(self):
        done = self.folder / "made"
        signature = f"{self.gates} {self.projects} {self.records} 1\n"
        if done.exists() and done.read_text() == signature:
            return
        subprocess.run(
            [self.server, "synth", "--gates", str(self.gates), "--projects", str(self.projects), "--observations",
             str(self.records), "--seed", "1", "--out", str(self.folder)], check=True, stdout=subprocess.DEVNULL)
        done.write_text(signature)

    # What the questions ask for: spread over the data by a step that has no factor in common with the counts.
    def number(self, n, count):
        return (n * 7919 + 13) % count

    def subject(self, n):
        return f"gate-{self.number(n, self.gates) + 1}"

    def identifier(self, n):
        return self.identifiers[self.number(n, len(self.identifiers))]

    def words(self, n):
        # The name of a gate and what one in five of its figures is about: 20 of the 100 figures of each gate. The number
        # is long enough that no other begins so.
        least = self.gates // 10
        return f"gate {least + 1 + self.number(n, self.gates - least)} trade turnover"

    def threshold(self, n):
        return 500_000_000 + self.number(n, 1_000_003)

    def read_rows(self, client):
        """The rows as the server exports them, so that all three have the very same."""
        body = client.get("/v1/observations?f=csv")
        reader = csv.reader(io.StringIO(body.decode()))
        places = {name.replace(".", "_"): place for place, name in enumerate(next(reader))}
        wanted = [(places[name], kind) for name, kind in COLUMNS.items()]
        return [[self.value(row[place], kind) for place, kind in wanted] for row in reader]

    def fill(self, client, duckdb, work):
        """Files of SQLite and DuckDB with the rows that the server has now; they are made once for each version."""
        version = json.loads(client.get("/v1/dataset"))["datasetVersion"]
        sqlite, duck = (Path(work) / f"query-{self.records}.{kind}" for kind in ("sqlite", "duckdb"))
        done = Path(work) / f"query-{self.records}.version"
        if not done.exists() or done.read_text() != version:
            done.unlink(missing_ok=True)
            rows = self.read_rows(client)
            fill_sqlite(self, rows, sqlite)
            fill_duckdb(duckdb, rows, duck)
            done.write_text(version)
        with sqlite3.connect(sqlite) as database:
            self.identifiers = [id for id, in database.execute(
                "select id from observations where subject like 'gate-%' order by rowid")]
        return sqlite, duck

    @staticmethod
    def value(text, kind):
        if text == "":
            return None
        return float(text) if kind == "double" else int(text) if kind == "integer" else text


def names(path):
    """The names of the records of a seed file in all languages, by identifier."""
    with open(path, "rb") as file:
        return {record["id"]: " ".join(record["names"].values()) for record in json.load(file)}


def fill_sqlite(dataset, rows, path):
    Path(path).unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.execute("pragma journal_mode = off")
    database.execute("pragma synchronous = off")
    columns = ", ".join(f"{name} {kind}{' primary key' if name == 'id' else ''}" for name, kind in COLUMNS.items())
    database.execute(f"create table observations ({columns})")
    database.executemany(f"insert into observations values ({', '.join('?' * len(COLUMNS))})", rows)
    for name in INDEXED:
        database.execute(f"create index observations_{name} on observations ({name})")
    # The words that the server finds a figure by: its identifier, what is printed, the names of its subject and indicator.
    gates, indicators = names(dataset.folder / "gates.json"), names(dataset.folder / "indicators.json")
    place = list(COLUMNS).index
    database.execute(
        "create virtual table words using fts5(text, content='', tokenize=\"unicode61 remove_diacritics 2\")")
    database.executemany(
        "insert into words (rowid, text) values (?, ?)",
        ((number, " ".join(filter(None, [
            row[place("id")], row[place("original")], gates.get(row[place("subject")], row[place("subjectName")]),
            indicators.get(row[place("indicator")])])).replace("đ", "d").replace("Đ", "D"))
         for number, row in enumerate(rows, 1)))
    database.execute("insert into words (words) values ('optimize')")
    database.execute("analyze")
    database.commit()
    database.close()


def fill_duckdb(duckdb, rows, path):
    Path(path).unlink(missing_ok=True)
    file = Path(path).with_suffix(".csv")
    with open(file, "w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    database = duckdb.connect(str(path))
    types = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items()) + "}"
    database.execute(f"create table observations as select * from read_csv('{file}', header = true, columns = {types})")
    for name in ["id", "subject"]:
        database.execute(f"create index observations_{name} on observations ({name})")
    database.close()
    file.unlink()
