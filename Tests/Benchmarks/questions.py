"""What is asked of the server, of Datasette and of DuckDB: the same in the words of each, never twice the same.

The server keeps answers that it has given, so that a question asked again costs it next to nothing. Each question here
therefore has its own identifier, subject, words or threshold, and the work is done every time.
"""

import json
from urllib.parse import quote, urlencode

MEASURES = "count,sum:value"
# SQL adds up whatever it is told to; the server is told not to mind, either. Units it never mixes.
MIXING = "price-bases,indicators,scopes,periods,subjects"


class Question:
    """One of the five questions, with what varies of it taken from a number."""

    def __init__(self, name, title, target, dataset):
        self.name = name
        self.title = title
        # How many times less CPU than Datasette is asked for.
        self.target = target
        self.dataset = dataset


class OneRecord(Question):
    def path(self, n):
        return "/v1/observations/" + self.dataset.identifier(n)

    def datasette(self, n):
        return f"/{self.dataset.database}/observations/{quote(self.dataset.identifier(n))}.json?_shape=array"

    def sql(self, n):
        return "select * from observations where id = ?", [self.dataset.identifier(n)]

    def found(self, document):
        return 1 if "id" in document else len(document)


class OneSubject(Question):
    def path(self, n):
        # A subject has a hundred; a greater limit asks for the same where there are too few subjects to ask for others.
        limit = 100 + n // self.dataset.gates % 100
        return f"/v1/observations?subject={self.dataset.subject(n)}&limit={limit}"

    def datasette(self, n):
        return f"/{self.dataset.database}/observations.json?subject={self.dataset.subject(n)}&_size=100&_shape=array&_nocount=1&_nofacet=1"

    def sql(self, n):
        return "select * from observations where subject = ? limit 100", [self.dataset.subject(n)]

    def found(self, document):
        return len(document["items"]) if "items" in document else len(document)


class Words(Question):
    def path(self, n):
        return "/v1/observations?" + urlencode({"q": self.dataset.words(n), "limit": 20})

    def datasette(self, n):
        # Whole words, which is the faster of what FTS5 can; the server takes each for the beginning of one.
        match = self.dataset.words(n)
        return f"/{self.dataset.database}.json?" + urlencode({"sql": WORDS_SQL, "words": match, "_shape": "array"})

    def sql(self, n):
        return None

    def found(self, document):
        return len(document["items"]) if "items" in document else len(document)


class CountWhere(Question):
    def path(self, n):
        text = f"value > {self.dataset.threshold(n)} AND qualifier = 'exact'"
        return "/v1/observations/summary?" + urlencode({"measure": "count", "filter": text})

    def datasette(self, n):
        sql, (threshold,) = self.sql(n)
        return f"/{self.dataset.database}.json?" + urlencode(
            {"sql": sql.replace("?", ":threshold"), "threshold": threshold, "_shape": "array"})

    def sql(self, n):
        return ("select count(*) as count from observations where value > ? and qualifier = 'exact'",
                [self.dataset.threshold(n)])

    def found(self, document):
        return document["items"][0]["count"] if "items" in document else document[0]["count"]


class CountAndSum(Question):
    """All records but those below a small threshold, which varies: otherwise it would be one and the same question."""

    def path(self, n):
        text = f"value > {n % 97}"
        return "/v1/observations/summary?" + urlencode({"by": "unit", "measure": MEASURES, "mixing": MIXING, "filter": text})

    def datasette(self, n):
        sql, (threshold,) = self.sql(n)
        return f"/{self.dataset.database}.json?" + urlencode(
            {"sql": sql.replace("?", ":threshold"), "threshold": threshold, "_shape": "array"})

    def sql(self, n):
        return ("select unit, count(*) as count, sum(value) as sum from observations where value > ? group by unit",
                [n % 97])

    def found(self, document):
        return sum(row["count"] for row in (document["items"] if "items" in document else document))


WORDS_SQL = (
    "select o.* from observations o join words on words.rowid = o.rowid where words match :words order by o.rowid limit 20")


def all_questions(dataset):
    return [
        OneRecord("record", "one record by id", 20, dataset),
        OneSubject("subject", "100 observations of one subject", 20, dataset),
        Words("words", "word search, 20 hits", 20, dataset),
        CountWhere("count", "count where value > about 5e8 and qualifier = exact", 5, dataset),
        CountAndSum("sum", "count and sum by unit", 5, dataset),
    ]


def parsed(body):
    return json.loads(body)
