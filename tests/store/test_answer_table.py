"""Answers as text, CSV, TSV, JSON and a spreadsheet: exact numbers, aligned Chinese, the same bytes
every time.
"""

from __future__ import annotations

import csv
import io
import json
import time
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from budgetgraph.document.problems import UsageError
from budgetgraph.rdf.terms import Iri
from budgetgraph.store.answer import Answer, Value, value
from budgetgraph.store.answer_table import FORMATS, write
from budgetgraph.store.formula import harmless
from budgetgraph.store.terminal_table import fitted, table, width

XSD = "http://www.w3.org/2001/XMLSchema#"
ANSWER = Answer(
    ("department", "year", "amount", "note"),
    (
        ("平乡县医疗保障局", 2025, Decimal("49817200"), 'a "quoted", text'),
        ("临西县", 2021, None, "two\nlines\tand \\"),
        ("", 2020, Decimal("0.5"), "=1+1"),
    ),
)


def test_table_is_aligned_by_width() -> None:
    assert table(ANSWER) == (
        "department        year    amount  note\n"
        "────────────────  ────  ────────  ────────────────\n"
        '平乡县医疗保障局  2025  49817200  a "quoted", text\n'
        "临西县            2021            two lines and \\\n"
        "                  2020       0.5  =1+1\n"
    )


def test_table_cuts_at_a_limit_by_width() -> None:
    assert table(ANSWER, limit=9).splitlines()[2] == '平乡县医…  2025  49817200  a "quote…'
    assert all(width(line) <= 9 * 4 + 6 for line in table(ANSWER, limit=9).splitlines())


def test_a_table_that_a_terminal_has_no_room_for_is_written_row_by_row() -> None:
    answer = Answer(("name", "年度", "note"), (("水利局", 2025, None), ("教育局", 2024, "a\nb")))
    whole = table(answer)
    places = max(width(line) for line in whole.splitlines())
    assert fitted(answer, places) == whole
    assert fitted(answer, places - 1) == (
        "── 1/2 \nname  水利局\n年度  2025\n\n── 2/2 \nname  教育局\n年度  2024\nnote  a b\n"
    )


def test_width_counts_places() -> None:
    assert [width(text) for text in ("abc", "〔2016〕", "邢政发", "e\u0301", "")] == [3, 8, 6, 1, 0]


def test_csv_is_rfc_4180_and_reads_back() -> None:
    written = write(ANSWER, "csv")
    assert written.endswith(b"\r\n")
    rows = list(csv.reader(io.StringIO(written.decode(), newline="")))
    assert rows[0] == list(ANSWER.columns)
    assert rows[2] == ["临西县", "2021", "", "two\nlines\tand \\"]
    assert len(rows) == 4


def test_bom_stands_before_csv_and_tsv_only() -> None:
    plain = Answer(ANSWER.columns, ANSWER.rows[:2])
    assert write(plain, "csv", bom=True) == b"\xef\xbb\xbf" + write(plain, "csv")
    assert write(plain, "tsv", bom=True) == b"\xef\xbb\xbf" + write(plain, "tsv")
    assert write(ANSWER, "json", bom=True) == write(ANSWER, "json")


def test_tsv_has_one_row_a_line() -> None:
    lines = write(ANSWER, "tsv").decode().splitlines()
    assert len(lines) == 4
    assert lines[2] == "临西县\t2021\t\ttwo\\nlines\\tand \\\\"


def test_json_keeps_every_digit_and_null() -> None:
    exact = Answer(("a", "b"), ((Decimal("12345678901234567890.123456789"), None),))
    assert write(exact, "json") == b'[\n  {"a": 12345678901234567890.123456789, "b": null}\n]\n'
    assert json.loads(write(exact, "json"), parse_float=Decimal) == [
        {"a": exact.rows[0][0], "b": None}
    ]
    assert write(Answer(("a",), ()), "json") == b"[]\n"


def test_xlsx_opens_with_numbers_as_numbers_and_text_as_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write(ANSWER, "xlsx"))).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == list(ANSWER.columns)
    assert rows[1] == ["平乡县医疗保障局", 2025, 49817200, 'a "quoted", text']
    assert rows[3][2:] == [0.5, "=1+1"]
    assert sheet["D4"].data_type == "s", "text that begins with = is no formula"
    assert sheet.freeze_panes == "A2"


def test_xlsx_links_iris_and_nothing_else() -> None:
    iri = Iri("https://w3id.org/budgetgraph/id/document/冀财社/2016/93")
    longest = Iri("https://example.org/" + "x" * 2_100)
    answer = Answer(("a", "b"), ((iri, "https://example.org/"), (longest, None)))
    sheet = openpyxl.load_workbook(io.BytesIO(write(answer, "xlsx"))).active
    assert sheet is not None
    links = {
        cell.coordinate: cell.hyperlink.target
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert links == {
        "A2": "https://w3id.org/budgetgraph/id/document/%E5%86%80%E8%B4%A2%E7%A4%BE/2016/93"
    }
    assert sheet["A2"].value == iri, "what is shown is readable"


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_a_file_of_values_has_no_formula(form: str) -> None:
    answer = Answer(("=1+1", "number"), (("-甲", Decimal("-34.50")), ("-5%", -3), (" @A1", None)))
    exact = Answer(("'=1+1", "number"), (("'-甲", Decimal("-34.50")), ("-5%", -3), ("' @A1", None)))
    expected = FORMATS[form](exact)
    assert write(answer, form) == expected
    assert write(answer, form, bom=True) == b"\xef\xbb\xbf" + expected
    assert b"'=1+1" not in write(answer, "json")


def test_xlsx_does_not_know_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write(ANSWER, "xlsx")
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))
    assert write(ANSWER, "xlsx") == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_is_repeatable_and_takes_an_empty_answer(form: str) -> None:
    assert write(ANSWER, form) == write(ANSWER, form)
    assert write(Answer(("a", "b"), ()), form)


def test_formats_are_the_documented_ones() -> None:
    assert list(FORMATS) == ["table", "csv", "tsv", "json", "xlsx"]
    with pytest.raises(UsageError, match="table, csv, tsv, json, xlsx"):
        write(ANSWER, "yaml")


def test_a_short_row_is_a_fault() -> None:
    with pytest.raises(ValueError, match="1 values for 2 columns"):
        Answer(("a", "b"), (("x",),))


@pytest.mark.parametrize(
    ("lexical", "datatype", "cell"),
    [
        ("2025", XSD + "gYear", 2025),
        ("007", XSD + "integer", 7),
        ("40600000.0", XSD + "decimal", Decimal("40600000")),
        ("31.7600", XSD + "decimal", Decimal("31.76")),
        ("-0.5", XSD + "decimal", Decimal("-0.5")),
        ("many", XSD + "integer", "many"),
        ("1E3", XSD + "decimal", "1E3"),
        ("2025", None, "2025"),
        ("true", XSD + "boolean", "true"),
        ("https://example.org/", None, "https://example.org/"),
    ],
)
def test_terms_become_cells(lexical: str, datatype: str | None, cell: Value) -> None:
    found = value(lexical, datatype)
    assert (found, type(found)) == (cell, type(cell))
    assert write(Answer(("x",), ((found,),)), "csv").decode().splitlines()[1] == str(cell)


TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
CELL = st.one_of(
    st.none(), TEXT, st.integers(), st.decimals(allow_nan=False, allow_infinity=False, places=2)
)


def as_csv(cell: Value) -> str:
    """Say what a field of CSV holds: text that would be a formula has an apostrophe in front."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return harmless(cell) if isinstance(cell, str) else str(cell)


@settings(deadline=None)
@example([(None, "@0"), ("=1+1", "-3"), ("- 3", "＝1")])
@given(st.lists(st.tuples(CELL, CELL), max_size=5))
def test_whatever_the_cells_csv_and_json_read_back(rows: list[tuple[Value, Value]]) -> None:
    answer = Answer(("a", "b"), tuple(rows))
    read = list(csv.reader(io.StringIO(write(answer, "csv").decode(), newline="")))
    assert len(read) == len(rows) + 1
    assert read[1:] == [[as_csv(cell) for cell in row] for row in rows]
    loaded = json.loads(write(answer, "json"), parse_float=Decimal)
    assert [[row["a"], row["b"]] for row in loaded] == [list(row) for row in rows]
    assert len(write(answer, "tsv").decode().split("\n")) == len(rows) + 2
    assert write(answer, "xlsx")
