"""The same disclosure as text, web page, Word document and workbook says the same."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from places import ROOT
from rendering import as_docx, as_html, as_xls, as_xlsx, blocks
from scoring import scores

from budgetgraph.disclosure.extraction import to_json
from budgetgraph.pipeline.line import extract
from budgetgraph.pipeline.line import read_document as read

EXAMPLES = ROOT / "examples"
#: The layouts that have tables: tab-separated, Markdown, a cell a line. Plain text without any has
#: its own reader.
TEXTS = [
    "元氏县医疗保障局2020.txt",
    "平乡县医疗保障局2025.md",
    "卢龙县医疗保障局2024.txt",
    "临夏市医疗保障局2021.txt",
]
FORMATS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "html": (".html", as_html),
    "html-gbk": (".htm", partial(as_html, encoding="gb18030")),
    "docx": (".docx", as_docx),
    "xlsx": (".xlsx", as_xlsx),
    "xlsx-one-sheet": (".xlsx", partial(as_xlsx, one_sheet=True)),
}
MEDIA_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PLACES = {"line", "lines", "page", "source", "notes"}


def without_places(value: Any) -> Any:
    """An extraction without what says where it stood."""
    if isinstance(value, dict):
        return {key: without_places(inner) for key, inner in value.items() if key not in PLACES}
    return [without_places(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_the_same(tmp_path: Path, name: str, form: str) -> None:
    suffix, render = FORMATS[form]
    original = EXAMPLES / name
    path = (tmp_path / name).with_suffix(suffix)
    path.write_bytes(render(blocks(original)))
    expected, found = without_places(to_json(extract(original))), to_json(extract(path))
    assert found["source"] == {
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "media_type": MEDIA_TYPES[suffix],
    }
    without = without_places(found)
    for part in expected:
        assert without[part] == expected[part], f"{part} of {name} as {form}"
    assert len(expected["tables"]) + len(expected["projects"]) >= 3, "nothing was compared"


@pytest.mark.parametrize("name", TEXTS[:2])
def test_an_old_workbook_says_the_same(tmp_path: Path, name: str) -> None:
    """The workbook that the test writes has no number formats: its amounts are equal as numbers."""
    path = (tmp_path / name).with_suffix(".xls")
    path.write_bytes(as_xls(blocks(EXAMPLES / name)))
    expected, found = without_places(to_json(extract(EXAMPLES / name))), to_json(extract(path))
    assert found["source"]["media_type"] == "application/vnd.ms-excel"
    without = without_places(found)
    for part in expected:
        assert as_numbers(without[part]) == as_numbers(expected[part]), f"{part} of {name}"


def as_numbers(value: Any) -> Any:
    """A value with every text that is a number as that number: 59.00 is 59, 50% is 0.5."""
    if isinstance(value, dict):
        return {key: as_numbers(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_numbers(inner) for inner in value]
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return value


@pytest.mark.long
def test_what_the_examples_print_reads_like_their_text(tmp_path: Path) -> None:
    """examples/render.py prints two examples as PDF and DOCX; blanks inside a line are lost in a
    PDF, nothing else.
    """
    subprocess.run(
        [sys.executable, EXAMPLES / "render.py", "--out", tmp_path], check=True, capture_output=True
    )
    printed = sorted(tmp_path.iterdir())
    assert [path.suffix for path in printed] == [".docx", ".pdf", ".docx", ".pdf"]
    for path in printed:
        (text,) = (EXAMPLES / name for name in TEXTS if name.startswith(path.stem))
        found = scores(to_json(extract(text)), to_json(extract(path)))
        assert {
            part: score for part, score in found.items() if part != "places" and score < 1
        } == {}, path.name


def test_sentences_with_commas_are_no_table_of_commas(tmp_path: Path) -> None:
    """Five lines with three commas each, but they end as sentences do."""
    lines = [f"{n}.支出预算{n}00万元,占比{n}0%,同比减少,下降1.00%。" for n in range(1, 6)]
    (tmp_path / "说明.txt").write_text("石桥县水务局2024年部门预算\n" + "\n".join(lines), "utf-8")
    assert read(tmp_path / "说明.txt").source.media_type == "text/plain"
    rows = [f"{n},支出,{n}00,{n}0" for n in range(1, 6)]
    (tmp_path / "表.txt").write_text("\n".join(rows), "utf-8")
    assert read(tmp_path / "表.txt").source.media_type == "text/csv"


@pytest.mark.parametrize(("row", "kind"), [("水费,{}", "text/plain"), ("水费,支出,{}", "text/csv")])
def test_two_commas_in_most_lines_make_a_table_of_commas(
    row: str, kind: str, tmp_path: Path
) -> None:
    (tmp_path / "表.txt").write_text("\n".join(row.format(n) for n in range(6)), "utf-8")
    assert read(tmp_path / "表.txt").source.media_type == kind
