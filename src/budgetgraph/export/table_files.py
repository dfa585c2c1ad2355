"""Write the tables of a built graph as CSV or Parquet files.

A CSV on the Web description and a Frictionless data package stand beside them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from budgetgraph.document.problems import UsageError
from budgetgraph.export.data_frames import answers, frame
from budgetgraph.export.table_specs import FrameColumn, TableSpec
from budgetgraph.store import answer_table
from budgetgraph.store.answer import Answer

FORMATS = ("csv", "parquet")
"""The formats of table files, by their names on the command line."""

_CSVW = {
    "iri": "anyURI",
    "text": "string",
    "integer": "integer",
    "year": "gYear",
    "decimal": "decimal",
}
#: An IRI that keeps its Chinese characters is no URI, so its format is not claimed.
_FRICTIONLESS = {
    "iri": "string",
    "text": "string",
    "integer": "integer",
    "year": "year",
    "decimal": "number",
}
_MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
#: What a resource of a data package says of itself where it is CSV.
_OF_CSV = {
    "profile": "tabular-data-resource",
    "encoding": "utf-8",
    "dialect": {"lineTerminator": "\r\n"},
}
#: Digits behind the point of a decimal column; more where the data needs them.
_SCALE = 6
_PRECISION = 38


def export(folder: Path, form: str, out: Path, *, bom: bool = False) -> list[Path]:
    """Write every table of a built folder into `out`, with the files that describe them.

    Gives the written files. `bom` begins each CSV file with a byte order mark, which a Chinese
    Excel needs. UsageError for an unknown format.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no table format {form!r}; there are {', '.join(FORMATS)}")
    if bom and form != "csv":
        raise UsageError("--bom is for csv: a Parquet file says itself how its text is written")
    return write_tables(answers(folder), form, out, bom=bom)


def write_tables(
    filled: Mapping[str, tuple[TableSpec, Answer]], form: str, out: Path, *, bom: bool = False
) -> list[Path]:
    """Write tables with their rows into `out` in one of the formats, as `export` does."""
    out.mkdir(parents=True, exist_ok=True)
    written, specs = [], []
    for name, (spec, answer) in filled.items():
        path = out / f"{name}.{form}"
        if form == "csv":
            path.write_bytes(answer_table.write(answer, "csv", bom=bom))
        else:
            _write_parquet(path, spec, answer)
        written.append(path)
        specs.append(spec)
    if form == "csv":
        written.append(_json(out / "csv-metadata.json", csvw(specs)))
    written.append(_json(out / "datapackage.json", datapackage(specs, out, form)))
    return written


# --- Parquet --------------------------------------------------------------------------------------
def _write_parquet(path: Path, spec: TableSpec, answer: Answer) -> None:
    """Write a table as Parquet, with the titles of the columns as metadata."""
    data = frame(answer, spec)
    fields = []
    for column in spec.columns:
        arrow_type = _arrow_type(column, data[column.name].dropna())
        titles = {"zh": column.zh, "en": column.en}
        fields.append(pa.field(column.name, arrow_type, metadata=titles))
    table = pa.Table.from_pandas(data, schema=pa.schema(fields), preserve_index=False)
    parquet.write_table(table, path)


def _arrow_type(column: FrameColumn, cells: Iterable[Any]) -> pa.DataType:
    """Choose the Arrow type of a column.

    A decimal type has room for every digit: Arrow refuses a value that its type cannot hold.
    """
    if column.type == "decimal":
        scale = max(_SCALE, *(_places(cell) for cell in cells), 0)
        return pa.decimal128(_PRECISION, scale)
    return pa.int64() if column.type in ("integer", "year") else pa.string()


def _places(number: Decimal) -> int:
    """Count the digits behind the point."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


# --- what describes them --------------------------------------------------------------------------
def csvw(specs: Iterable[TableSpec]) -> dict[str, Any]:
    """Describe the CSV files by CSV on the Web: names, titles in both languages, types, keys."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ","},
        "tables": list(map(_csvw_table, specs)),
    }


def _csvw_table(spec: TableSpec) -> dict[str, Any]:
    """Describe one CSV file."""
    return {
        "url": f"{spec.name}.csv",
        "dc:title": [
            {"@value": spec.title_zh, "@language": "zh"},
            {"@value": spec.title_en, "@language": "en"},
        ],
        "dc:description": {"@value": spec.about, "@language": "en"},
        "tableSchema": {
            "columns": list(map(_csvw_column, spec.columns)),
            "primaryKey": "iri",
            "aboutUrl": "{+iri}",
            "foreignKeys": [_csvw_key(column) for column in spec.columns if column.table],
        },
    }


def _csvw_column(column: FrameColumn) -> dict[str, Any]:
    """Describe a column of a CSV file."""
    return {
        "name": column.name,
        # The heading in the file is the name; it has to be among the titles.
        "titles": {"und": column.name, "zh": column.zh, "en": column.en},
        "datatype": _CSVW[column.type],
        "required": column.name == "iri",
    }


def _csvw_key(column: FrameColumn) -> dict[str, Any]:
    """Describe a column that holds the IRIs of another table."""
    reference = {"resource": f"{column.table}.csv", "columnReference": "iri"}
    return {"columnReference": column.name, "reference": reference}


def datapackage(specs: Iterable[TableSpec], folder: Path, form: str) -> dict[str, Any]:
    """Describe the files as a Frictionless data package, with their sizes and checksums."""
    profile = {"profile": "tabular-data-package"} if form == "csv" else {}
    return {
        "name": "budgetgraph",
        "title": "部门预算公开 / Department budget disclosures",
        **profile,
        "resources": [_resource(spec, folder / f"{spec.name}.{form}", form) for spec in specs],
    }


def _resource(spec: TableSpec, file: Path, form: str) -> dict[str, Any]:
    """Describe one file of the package."""
    content = file.read_bytes()
    keys = [_foreign_key(column) for column in spec.columns if column.table]
    return {
        "name": spec.name,
        "path": file.name,
        "title": f"{spec.title_zh} / {spec.title_en}",
        "description": spec.about,
        "format": form,
        "mediatype": _MEDIA_TYPES[form],
        **(_OF_CSV if form == "csv" else {}),
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": list(map(_field, spec.columns)),
            "primaryKey": "iri",
            "missingValues": [""],
            "foreignKeys": keys,
        },
    }


def _foreign_key(column: FrameColumn) -> dict[str, Any]:
    """Describe a column that holds the IRIs of another table."""
    return {"fields": column.name, "reference": {"resource": column.table, "fields": "iri"}}


def _field(column: FrameColumn) -> dict[str, Any]:
    """Describe a column of the package."""
    field: dict[str, Any] = {
        "name": column.name,
        "type": _FRICTIONLESS[column.type],
        "title": column.zh,
        "description": column.en,
    }
    if column.name == "iri":
        field["constraints"] = {"required": True, "unique": True}
    return field


def _json(path: Path, content: dict[str, Any]) -> Path:
    """Write a file as JSON."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return path
