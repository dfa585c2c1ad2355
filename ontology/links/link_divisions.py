"""Write `divisions.ttl`, the links of divisions to Wikidata and GeoNames, from tables by GB/T 2260 code.

    python link_divisions.py provinces.tsv [MORE …] > divisions.ttl

A table is CSV or TSV with the columns `code` (Wikidata's property P442), `item` (Q956, or its whole IRI), and where it
has them `geonames` (P1566) and `itemLabel` (the English name). It may be an answer of the Wikidata Query Service as it
comes, whose codes are cut short and divided by blanks: `13 05 32` is 130532, `13` is 130000. `provinces.tsv` holds the
provinces; each number of it was held against a published copy of the table of GeoNames (admin1CodesASCII, countryInfo)
and two lists of provinces with their items of Wikidata. A code that the list of divisions does not have is passed over;
one that two items claim is left out and told on stderr: which of them is meant is for a person to say. The output is
sorted and the same on every run.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

LIST = Path(__file__).parent.parent / "codes" / "divisions.ttl"
HEAD = """# The divisions in Wikidata and GeoNames, with their English names; written by link_divisions.py, never by hand.
@prefix d: <https://w3id.org/budgetgraph/id/division/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .

"""
ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9][0-9]*)")
NUMBER = re.compile(r"[1-9][0-9]*")


def known_codes() -> set[str]:
    """The codes of the list of divisions."""
    return set(re.findall(r"^d:([0-9]{6}) a ", LIST.read_text("utf-8"), re.MULTILINE))


def rows(paths: list[Path]) -> list[dict[str, str]]:
    """All rows of the tables; a table whose first line has no column `code` or `item` is refused."""
    found: list[dict[str, str]] = []
    for path in paths:
        lines = path.read_text("utf-8-sig").splitlines()
        delimiter = "\t" if "\t" in lines[0] else ","
        reader = csv.DictReader(lines, delimiter=delimiter)
        if not {"code", "item"} <= set(reader.fieldnames or ()):
            sys.exit(f"{path}: wants the columns code and item")
        found += [{name: text or "" for name, text in row.items()} for row in reader]
    return found


def whole(code: str) -> str:
    """The six digits of a code: `13 05 32` → 130532, `13` → 130000; longer ones stay as they are."""
    return "".join(code.split()).ljust(6, "0")


def linked(table: list[dict[str, str]], codes: set[str]) -> dict[str, tuple[str, str, str]]:
    """Item, GeoNames number and English name of each code that one item claims."""
    claims: defaultdict[str, set[str]] = defaultdict(set)
    said: dict[str, tuple[str, str, str]] = {}
    for row in table:
        item, code = ITEM.fullmatch(row["item"]), whole(row["code"])
        if item is None or code not in codes:
            continue
        claims[code].add(item[1])
        number, name = row.get("geonames", ""), row.get("itemLabel", "")
        is_name = name.isascii() and not ITEM.fullmatch(name)
        said[code] = (item[1], number if NUMBER.fullmatch(number) else "", name if is_name else "")
    for code in sorted(code for code, items in claims.items() if len(items) > 1):
        print(f"{code}: claimed by {', '.join(sorted(claims[code]))}, left out", file=sys.stderr)
        del said[code]
    return said


def main() -> None:
    text = HEAD
    found = linked(rows([Path(name) for name in sys.argv[1:]]), known_codes())
    for code, (item, number, name) in sorted(found.items()):
        same = f"wd:{item}" + (f", <https://sws.geonames.org/{number}/>" if number else "")
        label = " ; skos:prefLabel " + '"' + name.replace('"', "") + '"@en' if name else ""
        text += f"d:{code} skos:exactMatch {same}{label} .\n"
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
