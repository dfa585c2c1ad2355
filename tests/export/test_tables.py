"""Tables: what the data frames and the files hold is what the graph holds, exactly, and every row
says where it stands.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from built import built_examples
from examples import EXAMPLES, LINXIA
from pyarrow import parquet

import budgetgraph
from budgetgraph import tables
from budgetgraph.cli import run
from budgetgraph.document.problems import UnreadableInput, UsageError
from budgetgraph.export.table_files import export
from budgetgraph.export.table_rows import table_rows
from budgetgraph.export.table_specs import TableSpec, parse, specs
from budgetgraph.export.table_writers import ParquetFile
from budgetgraph.pipeline.build import build
from budgetgraph.rdf.iris import BASE

NAMES = [
    "citations",
    "departments",
    "documents",
    "figures",
    "findings",
    "indicators",
    "projects",
    "statements",
]
Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_examples(tmp_path_factory)


@pytest.fixture(scope="module")
def frames(built: Path) -> Frames:
    return tables(built)


@pytest.fixture(scope="module")
def report(built: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((built / "report.json").read_text("utf-8"))
    return found


def known(series: pd.Series[Any]) -> list[Any]:
    return [None if pd.isna(cell) else cell for cell in series]


# --- data frames ----------------------------------------------------------------------------------
def test_the_tables_are_all_there(frames: Frames) -> None:
    assert list(frames) == NAMES == sorted(specs())
    for name, data in frames.items():
        assert list(data.columns) == [column.name for column in specs()[name].columns]
        assert data["iri"].is_unique
        assert len(data) >= 1, name


def test_counts_agree_with_the_report(frames: Frames, report: dict[str, Any]) -> None:
    totals = report["totals"]
    named = {
        "projects": "projects",
        "indicators": "indicators",
        "figures": "figures",
        "statements": "statements",
        "citations": "mentions",
        "findings": "findings",
    }
    assert {name: len(frames[name]) for name in named} == {
        name: totals[count] for name, count in named.items()
    }
    for source in report["sources"]:
        iri = f"{BASE}id/disclosure/{source['disclosure']}"
        for name, count in named.items():
            assert (frames[name]["disclosure"] == iri).sum() == source["counts"][count], (name, iri)
    assert len(frames["departments"]) == len(
        {(source["division"], source["department"]) for source in report["sources"]}
    )
    # A document that two disclosures cite is one document.
    assert (
        frames["citations"]["document"].nunique() == totals["documents"] == len(frames["documents"])
    )
    assert set(frames["citations"]["document"]) == set(frames["documents"]["iri"])


def test_types(frames: Frames) -> None:
    exact = 0
    for name, data in frames.items():
        for column in specs()[name].columns:
            series = data[column.name]
            if column.type == "decimal":
                assert all(cell is None or isinstance(cell, Decimal) for cell in series), (
                    name,
                    column,
                )
                exact += int(series.notna().sum())
            else:
                assert str(series.dtype) == (
                    "Int64" if column.type in ("integer", "year") else "string"
                ), (name, column)
    assert exact > 800


def test_every_row_says_where_it_stands(
    frames: Frames, built: Path, report: dict[str, Any]
) -> None:
    texts = {
        one["file"]: (built / "sources" / f"{one['sha256']}.txt").read_text("utf-8").split("\n")
        for one in report["sources"]
    }
    checked = 0
    for name, data in frames.items():
        assert data["source"].notna().all(), name
        assert set(data["source"]) <= set(texts)
        assert (data["first_line"] <= data["last_line"]).all(), name
    for row in frames["figures"].itertuples():
        lines = texts[str(row.source)][int(row.first_line) - 1 : int(row.last_line)]  # type: ignore[arg-type]
        assert str(row.printed) in "".join("".join(line.split()) for line in lines).replace(
            ",", ""
        ), row
        checked += 1
    assert checked > 700


def test_keys_lead_to_rows(frames: Frames) -> None:
    led = 0
    for name, spec in specs().items():
        for column in spec.columns:
            if column.table:
                keys = set(frames[name][column.name].dropna())
                assert keys <= set(frames[column.table]["iri"]), (name, column.name)
                led += len(keys)
    assert led > 50


def test_what_the_tables_say(frames: Frames) -> None:
    documents = frames["documents"].set_index("number")
    shared = documents.loc["冀财社〔2023〕208号"]
    assert (shared["issuer"], shared["level"], shared["departments"]) == (
        "河北省财政厅",
        "province",
        2,
    )
    projects = frames["projects"]
    assert sum(projects["amount"].dropna()) == projects["amount"].sum() == Decimal("84530000")
    indicators = frames["indicators"]
    assert set(indicators["operator"].dropna()) <= {"≥", "≤", ">", "<", "=", "range"}
    assert Counter(indicators["level1"].dropna())["产出指标"] > 20
    assert set(frames["citations"]["relation"].dropna()) == {"funded-under", "basis"}
    figures = frames["figures"]
    in_wan = figures[(figures["scale"] == "万元") & figures["amount"].notna()]
    assert len(in_wan) > 500
    for row in in_wan.itertuples():
        assert Decimal(str(row.printed).replace(",", "")) * 10000 == row.amount


def test_the_package_offers_the_function_and_nothing_else(built: Path) -> None:
    assert budgetgraph.tables is tables
    assert list(budgetgraph.tables(str(built))) == NAMES
    with pytest.raises(AttributeError, match="no attribute 'tabels'"):
        budgetgraph.tabels  # noqa: B018


def test_pandas_is_imported_only_when_tables_are_asked_for() -> None:
    code = (
        "import sys, budgetgraph; assert 'pandas' not in sys.modules; "
        "budgetgraph.tables; assert 'pandas' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


def test_a_folder_that_is_no_build(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no built folder"):
        tables(tmp_path)


def test_another_base(tmp_path: Path) -> None:
    build([str(LINXIA)], tmp_path / "out", base="http://localhost/", jobs=1)
    found = tables(tmp_path / "out")
    assert len(found["figures"]) > 10
    assert found["figures"]["iri"].str.startswith("http://localhost/id/disclosure/").all()
    assert found["figures"]["table_type"].notna().all()


# --- files ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("bom", [False, True])
def test_csv_reads_back_exactly(built: Path, frames: Frames, tmp_path: Path, bom: bool) -> None:
    export(built, "csv", tmp_path, bom=bom)
    cells = 0
    for name, data in frames.items():
        path = tmp_path / f"{name}.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf") == bom
        back = pd.read_csv(
            path, dtype="string", keep_default_na=False, na_values=[""], encoding="utf-8-sig"
        )
        assert list(back.columns) == list(data.columns)
        for column in specs()[name].columns:
            convert = {"decimal": Decimal, "integer": int, "year": int}.get(column.type, str)
            assert [
                None if cell is None else convert(cell) for cell in known(back[column.name])
            ] == known(data[column.name])
            cells += len(back)
    assert cells > 20000


def test_parquet_reads_back_exactly(built: Path, frames: Frames, tmp_path: Path) -> None:
    export(built, "parquet", tmp_path)
    for name, data in frames.items():
        back = pd.read_parquet(tmp_path / f"{name}.parquet")
        schema = parquet.read_schema(tmp_path / f"{name}.parquet")
        for column in specs()[name].columns:
            assert known(back[column.name]) == known(data[column.name]), (name, column.name)
            kind = str(schema.field(column.name).type)
            expected = {"decimal": "decimal128(38, ", "integer": "int64", "year": "int64"}.get(
                column.type, "string"
            )
            assert kind.startswith(expected), (name, column.name, kind)
            assert schema.field(column.name).metadata[b"zh"].decode() == column.zh
        assert [str(kind) for kind in back.dtypes] == [str(kind) for kind in data.dtypes]


def test_a_decimal_keeps_all_its_digits(tmp_path: Path) -> None:
    spec = parse(
        "one",
        "# title-zh: 一\n# title-en: one\n# about: x\n"
        "# column: iri iri 名 / name\n# column: n decimal 数 / number\n",
    )
    number = Decimal("123456789012345678.123456789012")
    with closing(ParquetFile(tmp_path / "one.parquet", spec)) as file:
        file.add(table_rows(spec, (("a", number), ("b", None))))
    assert known(pd.read_parquet(tmp_path / "one.parquet")["n"]) == [number, None]


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_same_build_gives_the_same_files(built: Path, tmp_path: Path, form: str) -> None:
    first, second = export(built, form, tmp_path / "a"), export(built, form, tmp_path / "b")
    assert [path.name for path in first] == [path.name for path in second]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_an_empty_table_has_its_columns(tmp_path: Path) -> None:
    sound = next(path for path in EXAMPLES if "临夏" in path.name)
    build([str(sound)], tmp_path / "out", jobs=1)
    found = tables(tmp_path / "out")
    assert len(found["findings"]) == 0
    assert list(found["findings"].columns) == [
        column.name for column in specs()["findings"].columns
    ]
    for form in ("csv", "parquet"):
        export(tmp_path / "out", form, tmp_path / form)
    assert len(pd.read_csv(tmp_path / "csv" / "findings.csv")) == 0
    assert list(pd.read_parquet(tmp_path / "parquet" / "findings.parquet").columns) == list(
        found["findings"].columns
    )


# --- descriptions ---------------------------------------------------------------------------------
def test_csvw_describes_every_column(built: Path, tmp_path: Path) -> None:
    export(built, "csv", tmp_path)
    described = json.loads((tmp_path / "csv-metadata.json").read_text("utf-8"))
    assert described["@context"][0] == "http://www.w3.org/ns/csvw"
    urls = {table["url"]: table for table in described["tables"]}
    assert set(urls) == {f"{name}.csv" for name in NAMES}
    columns = 0
    for url, table in urls.items():
        with (tmp_path / url).open(encoding="utf-8", newline="") as stream:
            heading = next(csv.reader(stream))
        schema = table["tableSchema"]
        assert [column["name"] for column in schema["columns"]] == heading
        assert all({"und", "zh", "en"} == set(column["titles"]) for column in schema["columns"])
        assert {column["datatype"] for column in schema["columns"]} <= {
            "anyURI",
            "string",
            "integer",
            "gYear",
            "decimal",
        }
        assert all(key["reference"]["resource"] in urls for key in schema["foreignKeys"])
        columns += len(heading)
    assert columns > 150


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_data_package_describes_every_column(built: Path, tmp_path: Path, form: str) -> None:
    written = export(built, form, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert [resource["name"] for resource in package["resources"]] == NAMES
    for resource in package["resources"]:
        content = (tmp_path / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [
            column.name for column in specs()[resource["name"]].columns
        ]
        assert all(field["title"] and field["description"] for field in fields)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in written}


# --- the specifications ---------------------------------------------------------------------------
HEAD = "# title-zh: 一\n# title-en: one\n# about: x\n# column: iri iri 名 / name\n"
BROKEN = [
    (HEAD.replace("# about: x\n", ""), "title-zh, title-en and about"),
    (HEAD + "# title-en: two\n", "each once"),
    (HEAD + "# column: n number 数 / number\n", "not `# column"),
    (HEAD + "# column: n integer 数\n", "not `# column"),
    (HEAD + "# colour: red\n", "not a header line"),
    ("# title-zh: 一\n# title-en: one\n# about: x\n", "first column is iri"),
]


@pytest.mark.parametrize(("text", "said"), BROKEN)
def test_a_broken_header_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse("broken", text)


def test_headers_are_whole() -> None:
    assert isinstance(parse("one", HEAD), TableSpec)
    for spec in specs().values():
        assert [column.name for column in spec.columns][-4:] == [
            "source",
            "first_line",
            "last_line",
            "page",
        ]
        assert all(column.table is None or column.table in specs() for column in spec.columns)
        assert len({column.name for column in spec.columns}) == len(spec.columns)


# --- the command ----------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_command_writes_tables(built: Path, tmp_path: Path, form: str) -> None:
    assert run(["export", str(built), "--format", form, "--out", str(tmp_path / "out")]) == 0
    assert len(list((tmp_path / "out").iterdir())) == len(NAMES) + (2 if form == "csv" else 1)


def test_wrong_calls(built: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no table format"):
        export(built, "papyrus", tmp_path)
    with pytest.raises(UsageError, match="--bom is for csv"):
        export(built, "parquet", tmp_path, bom=True)
    assert run(["export", str(tmp_path), "--format", "csv", "--out", str(tmp_path / "x")]) == 3
