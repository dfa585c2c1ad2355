"""Write the links of a graph's bodies to their items of Wikidata, from answers of its query service.

    python link_bodies.py departments.csv ANSWER [MORE …] > bodies.ttl

`departments.csv` is the table of a built graph (`csv/departments.csv`). An answer is CSV or TSV with the columns `item`,
`itemLabel` (a Chinese name) and `code` (P442 of the place whose body it is), one line a name:

    SELECT ?item ?itemLabel ?code {
      ?item wdt:P31/wdt:P279* wd:Q327333 ; wdt:P1001 ?place ; rdfs:label ?itemLabel . ?place wdt:P442 ?code .
      FILTER(LANG(?itemLabel) IN ("zh", "zh-hans", "zh-cn"))
    }

(agencies of government, by the place that they are competent for). A body is linked where one item has its name and its
place; where several have, none is, and they are told on stderr. There is no table of such links here: none was found
that could be held against another. Load `bodies.ttl` beside the graph that it was made for.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

from link_divisions import ITEM, rows, whole

HEAD = """# Bodies of a graph in Wikidata; written by link_bodies.py, never by hand.
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .

"""


def named_items(table: list[dict[str, str]]) -> dict[tuple[str, str], set[str]]:
    """The items of each place and name."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in table:
        item = ITEM.fullmatch(row["item"])
        if item is not None:
            found[whole(row["code"]), row.get("itemLabel", "")].add(item[1])
    return found


def main() -> None:
    bodies, *answers = map(Path, sys.argv[1:])
    items = named_items(rows(answers))
    text = HEAD
    with bodies.open(encoding="utf-8-sig", newline="") as file:
        for body in sorted(csv.DictReader(file), key=lambda row: row["iri"]):
            claimed = sorted(items.get((body["division"], body["name"]), ()))
            if len(claimed) > 1:
                print(f"{body['name']}: claimed by {', '.join(claimed)}, left out", file=sys.stderr)
            elif claimed:
                text += f"<{body['iri']}> skos:exactMatch wd:{claimed[0]} .\n"
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
