"""Make any number of realistic disclosures from the examples, the same ones for the same seed.

    python benchmarks/corpus.py FOLDER 1000 [--seed 1]

Each is an example as another county and another department would have published it: the county is
one of GB/T 2260, the department a common one, and every amount is multiplied by the same whole
number, so that what added up adds up. Many counties carry out the same document: those of the
county's own offices, of its city and of its province become documents of the State Council, so that
each keeps one number and one title. The codes of projects begin with the
code of the county and go on with the number of the paper, for a code is of one project. Each paper is written in one of
the formats, drawn by the seed. Two of a hundred papers have a planted fault: the first total of the
paper is 1.00 too high.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product
from pathlib import Path

from openpyxl import Workbook

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from budgetgraph.values.divisions import DivisionCode, divisions  # noqa: E402

DEPARTMENTS = ("医疗保障局", "教育局", "民政局", "财政局", "水利局", "交通运输局", "卫生健康局")
FORMATS = ("txt", "txt", "html", "xlsx")
#: One paper in so many has a planted fault.
FAULT_EVERY = 50
#: Amounts have two decimals and are no rate; digits before 万元 are amounts as well.
AMOUNT = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d{2}(?![\d%％])|(?=万元))")
TOTAL_ROW = re.compile(r"^[^\n]*(?:合计|总计)[^\n]*$", re.MULTILINE)
#: The areas before the agency codes of the examples (`冀财社〔2023〕`, `临州财社〔2020〕`).
AREA = re.compile(r"[冀邢临]州?(?=[\u4e00-\u9fff]{1,5} ?[〔\[［【﹝（(〈] ?\d{4})")
#: `13032424P00000110270Q`: the county, the year, `P`, a number within the county.
PROJECT_CODE = re.compile(r"(?<![0-9A-Z])\d{6}(\d\dP)\d{5}(\d{6}[0-9A-Z])(?![0-9A-Z])")
NAMED = re.compile(r"(?P<county>.+?[市县])(?P<department>医疗保障局)(?P<year>\d{4})")


@dataclass(frozen=True)
class Example:
    """The text of an example, and whose it is."""

    text: str
    county: str
    department: str
    year: str


@dataclass(frozen=True)
class Paper:
    """A disclosure that was made: the name of its file without the ending, its text."""

    name: str
    text: str
    is_faulty: bool


def examples() -> list[Example]:
    """Read the examples; whose each is stands in the name of its file."""
    found: list[Example] = []
    for path in sorted((ROOT / "examples").iterdir()):
        named = NAMED.match(path.name)
        if named is not None:
            found.append(Example(path.read_text("utf-8"), *named.groups()))
    return found


def papers(count: int, seed: int) -> Iterator[Paper]:
    """Make so many papers; the first hundred of a thousand are the hundred of the same seed."""
    chance = random.Random(seed)
    counties = _counties()
    chance.shuffle(counties)
    bodies = islice(product(DEPARTMENTS, counties), count)
    sources = examples()
    for number, (department, division) in enumerate(bodies):
        source, county = sources[number % len(sources)], division.name
        text = source.text.replace(source.county + source.department, county + department)
        text = _with_shared_documents(text, source.county)
        text = AREA.sub("国", text)
        text = text.replace(source.county, county)
        text = PROJECT_CODE.sub(rf"{division.code}\g<1>{number:05}\g<2>", text)
        text = _multiplied(text, chance.randint(1, 9))
        is_faulty = number % FAULT_EVERY == FAULT_EVERY - 1
        text = _with_fault(text) if is_faulty else text
        yield Paper(f"{county}{department}{source.year}", text, is_faulty)


def _counties() -> list[DivisionCode]:
    """The counties of today whose name is that of no other one: the code is told by the name."""
    by_name: dict[str, list[DivisionCode]] = {}
    for one in divisions().values():
        by_name.setdefault(one.name, []).append(one)
    alone = [named[0] for named in by_name.values() if len(named) == 1]
    return [one for one in alone if one.valid_until is None and one.name[-1] in "县市区"]


def _with_shared_documents(text: str, county: str) -> str:
    """Let the State Council issue what the county did: `卢办发〔2022〕1号` is `国办发〔2022〕1号`."""
    return re.sub(rf"{county[0]}(?=[\u4e00-\u9fff]{{1,5}}[〔\[（])", "国", text)


def _multiplied(text: str, factor: int) -> str:
    """Multiply every amount: `834.70` by 3 is `2504.10`."""

    def product_of(match: re.Match[str]) -> str:
        return str(Decimal(match[0].replace(",", "")) * factor)

    return AMOUNT.sub(product_of, text)


def _with_fault(text: str) -> str:
    """Add 1.00 to the first amount of the first row of a total."""
    for row in TOTAL_ROW.finditer(text):
        amount = AMOUNT.search(text, row.start(), row.end())
        if amount is not None:
            wrong = str(Decimal(amount[0].replace(",", "")) + 1)
            return text[: amount.start()] + wrong + text[amount.end() :]
    raise ValueError("the paper has no row of a total")


def write(folder: Path, count: int, seed: int = 1) -> list[Path]:
    """Write so many papers, each in a format drawn by the seed; give the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    written: list[Path] = []
    for paper in papers(count, seed):
        form = chance.choice(FORMATS)
        path = folder / f"{paper.name}.{form}"
        _WRITERS[form](path, paper.text)
        written.append(path)
    return written


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def _write_html(path: Path, text: str) -> None:
    """Write rows of tabs as tables, any other line as a paragraph."""
    lines = ["<!doctype html><meta charset=utf-8>"]
    is_table = False
    for line in text.splitlines():
        if ("\t" in line) != is_table:
            lines.append("</table>" if is_table else "<table>")
            is_table = not is_table
        cells = [html.escape(cell) for cell in line.split("\t")]
        if is_table:
            lines.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
        else:
            lines.append(f"<p>{cells[0].lstrip('# ')}</p>")
    path.write_text("\n".join(lines), "utf-8")


def _write_xlsx(path: Path, text: str) -> None:
    """Write a line a row; a line that reads as a number stays text, as offices have it."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("公开表")
    for line in text.splitlines():
        sheet.append(line.lstrip("# ").split("\t"))
    book.save(path)


_WRITERS = {"txt": _write_text, "html": _write_html, "xlsx": _write_xlsx}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make realistic disclosures from the examples.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(len(write(given.folder, given.count, given.seed)), "papers in", given.folder)
