"""Write the tables of a built graph as CSV or Parquet files.

A CSV on the Web description and a Frictionless data package stand beside them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from budgetgraph.document.problems import UsageError
from budgetgraph.export.data_frames import filled
from budgetgraph.export.table_rows import TableRows
from budgetgraph.export.table_specs import FrameColumn, TableSpec
from budgetgraph.export.table_writers import CsvFile, ParquetFile, in_blocks

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


def export(folder: Path, form: str, out: Path, *, bom: bool = False) -> list[Path]:
    """Write every table of a built folder into `out`, with the files that describe them.

    Gives the written files. `bom` begins each CSV file with a byte order mark, which a Chinese
    Excel needs. UsageError for an unknown format.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no table format {form!r}; there are {', '.join(FORMATS)}")
    if bom and form != "csv":
        raise UsageError("--bom is for csv: a Parquet file says itself how its text is written")
    return write_tables(filled(folder), {form: out}, bom=bom)


def write_tables(
    tables: Iterable[tuple[TableSpec, Iterator[TableRows]]],
    folders: Mapping[str, Path],
    *,
    bom: bool = False,
) -> list[Path]:
    """Write tables in some formats, each into its folder, as `export` does.

    Some thousand rows are held at a time: what many graphs have of a table comes one by one.
    """
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    specs: list[TableSpec] = []
    for spec, pieces in tables:
        _write_table(spec, pieces, folders, bom)
        specs.append(spec)
    written: list[Path] = []
    for form, folder in folders.items():
        written += [folder / f"{spec.name}.{form}" for spec in specs]
        if form == "csv":
            written.append(_json(folder / "csv-metadata.json", csvw(specs)))
        written.append(_json(folder / "datapackage.json", datapackage(specs, folder, form)))
    return written


def _write_table(
    spec: TableSpec, pieces: Iterable[TableRows], folders: Mapping[str, Path], bom: bool
) -> None:
    """Write one table in each of the formats."""
    with ExitStack() as stack:
        files: list[CsvFile | ParquetFile] = []
        for form, folder in folders.items():
            path = folder / f"{spec.name}.{form}"
            if form == "csv":
                files.append(stack.enter_context(closing(CsvFile(path, spec, bom))))
            else:
                files.append(stack.enter_context(closing(ParquetFile(path, spec))))
        for rows in in_blocks(pieces):
            for file in files:
                file.add(rows)


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
