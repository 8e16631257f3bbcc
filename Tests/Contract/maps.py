"""Reads the maps at /ogc with clients of others: OWSLib, and GDAL's ogrinfo; holds filters on places against GEOS."""
import json
import subprocess
import sys
import tempfile

import requests
import shapely
import shapely.geometry
from openapi_spec_validator import OpenAPIV30SpecValidator
from owslib.ogcapi.features import Features

COLLECTIONS = ["gates", "zones", "projects", "provinces"]


def check(condition, what):
    if not condition:
        sys.exit(f"contract: maps: {what}")


def read_with_owslib(base):
    """Every collection with its queryables, every feature page by page, and one feature alone; returns the counts."""
    maps = Features(f"{base}/ogc")
    OpenAPIV30SpecValidator(maps.api()).validate()
    check(any(name.endswith("features-1/1.0/conf/core") for name in maps.conformance()["conformsTo"]), "no conformance")
    check(maps.feature_collections() == COLLECTIONS, f"OWSLib finds {maps.feature_collections()}")
    counts = {}
    for name in COLLECTIONS:
        check(maps.collection(name)["extent"]["spatial"]["bbox"], f"{name} has no extent")
        check("id" in maps.collection_queryables(name)["properties"], f"{name} has no queryables")
        found, offset = [], 0
        while True:
            page = maps.collection_items(name, limit=10, offset=offset)
            found += [feature["id"] for feature in page["features"]]
            offset += 10
            if not any(link["rel"] == "next" for link in page["links"]):
                break
        check(len(found) == len(set(found)) == page["numberMatched"], f"{name} has {len(found)} of {page['numberMatched']}")
        check(maps.collection_item(name, found[0])["id"] == found[0], f"{found[0]} is another feature")
        counts[name] = len(found)
    near = maps.collection_items("gates", bbox=[103.9, 22.4, 104.0, 22.6])
    check("kim-thanh" in [feature["id"] for feature in near["features"]], "kim-thanh lies not in its box")
    old = maps.collection_items("provinces", datetime_="2025-06-30")
    check("lao-cai-2025" not in [feature["id"] for feature in old["features"]], "lao-cai-2025 is there before 2025-07-01")
    return counts


def read_with_gdal(base, counts):
    """ogrinfo lists the layers and reads every feature with its shape."""
    def ogrinfo(*arguments):
        command = ["ogrinfo", "-ro", *arguments]
        run = subprocess.run(command, capture_output=True, text=True, timeout=120)
        check(run.returncode == 0 and "ERROR" not in run.stderr, f"{' '.join(command)}: {run.stderr or run.stdout}")
        return run.stdout

    source = f"OAPIF:{base}/ogc"
    listing = ogrinfo(source)
    for name in COLLECTIONS:
        check(f": {name}" in listing, f"GDAL does not list {name}: {listing}")
        text = ogrinfo("-al", "-oo", "PAGE_SIZE=10", source, name)
        read = text.count(f"OGRFeature({name})")
        check(read == counts[name], f"GDAL reads {read} of {counts[name]} {name}")
    check("POLYGON" in ogrinfo("-al", source, "provinces"), "GDAL sees no outline")
    check("MULTIPOINT" in ogrinfo("-al", source, "zones"), "GDAL sees no zone at its gates")
    copy_with_gdal(source)
    within = ogrinfo("-al", "-spat", "103.9", "22.4", "104", "22.6", source, "gates")
    check(0 < within.count("OGRFeature(gates)") < counts["gates"], "GDAL's box selects nothing or everything")


def copy_with_gdal(source):
    """ogr2ogr copies every layer into a GeoPackage, whose tables have one geometry type, without a word about shapes."""
    with tempfile.TemporaryDirectory() as folder:
        for name in COLLECTIONS:
            command = ["ogr2ogr", "-f", "GPKG", "-mapFieldType", "StringList=String", f"{folder}/{name}.gpkg", source, name]
            run = subprocess.run(command, capture_output=True, text=True, timeout=120)
            check(run.returncode == 0, f"{' '.join(command)}: {run.stderr}")
            check("geometry" not in run.stderr.lower(), f"{' '.join(command)}: {run.stderr}")


RELATIONS = ["intersects", "disjoint", "equals", "touches", "within", "contains", "overlaps", "crosses"]
# An area across provinces, one inside a province, a line, places, and an area with a hole.
SHAPES = [
    "POLYGON((103 21.8,105.2 21.9,104.6 23.1,103 22.7,103 21.8))", "POLYGON((103.9 22.2,104.1 22.2,104 22.4,103.9 22.2))",
    "LINESTRING(102.5 22.5,104 22.4,107.5 21.6)", "MULTIPOINT((103.97 22.4),(106.7 21.9),(100 10))",
    "POLYGON((102 20,109 20,109 24,102 24,102 20),(104 21,106 21,106 23,104 23,104 21))",
    "MULTILINESTRING((103 22,103.5 22.5),(106 21,107 22.5))", "POINT(103.97 22.4)",
]


def compare_with_geos(base):
    """Every relation of every shape with every feature, as GEOS has it; returns how many questions were asked."""
    asked = 0
    for name in COLLECTIONS:
        items = f"{base}/ogc/collections/{name}/items"
        features = requests.get(items, params={"limit": 1000}, timeout=30).json()["features"]
        placed = {f["id"]: shapely.geometry.shape(f["geometry"]) for f in features if f["geometry"]}
        for text in SHAPES:
            other = shapely.from_wkt(text)
            for relation in RELATIONS:
                condition = f"S_{relation.upper()}(geometry,{text})"
                answer = requests.get(items, params={"limit": 1000, "filter": condition}, timeout=30)
                check(answer.status_code == 200, f"{condition}: {answer.text}")
                found = {f["id"] for f in answer.json()["features"]}
                expected = {id for id, shape in placed.items() if getattr(shape, relation)(other)}
                check(found == expected, f"{name}: {condition}: {sorted(found ^ expected)} differ from GEOS")
                asked += 1
    return asked


def main():
    base = sys.argv[1]
    counts = read_with_owslib(base)
    read_with_gdal(base, counts)
    features = ", ".join(f"{count} {name}" for name, count in counts.items())
    print(f"contract: OWSLib and GDAL read {features}")
    print(f"contract: {compare_with_geos(base)} relations between shapes are those of GEOS")


if __name__ == "__main__":
    main()
