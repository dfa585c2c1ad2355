"""Write the rows of a table into a file a block at a time, as CSV or as Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from budgetgraph.export.data_frames import frame
from budgetgraph.export.table_rows import Cell, TableRows, joined
from budgetgraph.export.table_specs import FrameColumn, TableSpec
from budgetgraph.store import answer_table
from budgetgraph.store.answer import Answer

#: So many rows are a block: a row group of Parquet.
_BLOCK = 50_000
#: Digits behind the point of a decimal column (more where the data needs them), and all digits.
_SCALE, _PRECISION = 6, 38


def in_blocks(pieces: Iterable[TableRows]) -> Iterator[TableRows]:
    """Put pieces of rows together until they make a block; the last one may be smaller, and a table
    without rows has none.
    """
    block: list[TableRows] = []
    rows = 0
    for piece in pieces:
        block.append(piece)
        rows += len(piece)
        if rows >= _BLOCK:
            yield joined(block)
            block, rows = [], 0
    if rows:
        yield joined(block)


class CsvFile:
    """A table as CSV: a header, then the rows of every block."""

    def __init__(self, path: Path, spec: TableSpec, bom: bool) -> None:
        columns = tuple(column.name for column in spec.columns)
        self._stream = path.open("wb")
        self._stream.write(answer_table.write(Answer(columns, ()), "csv", bom=bom))

    def close(self) -> None:
        """End the file."""
        self._stream.close()

    def add(self, block: TableRows) -> None:
        """Write the rows of a block."""
        self._stream.write(block.csv)


class ParquetFile:
    """A table as Parquet, a row group a block, with the titles of the columns as metadata."""

    def __init__(self, path: Path, spec: TableSpec) -> None:
        self._path = path
        self._spec = spec
        self._scales = {column.name: _SCALE for column in spec.columns if column.type == "decimal"}
        self._schema = self._typed()
        self._writer = parquet.ParquetWriter(path, self._schema)

    def close(self) -> None:
        """End the file."""
        self._writer.close()

    def add(self, block: TableRows) -> None:
        """Write the rows of a block."""
        names = [column.name for column in self._spec.columns]
        cells = dict(zip(names, block.columns, strict=True))
        wanted: dict[str, int] = {}
        for name, scale in self._scales.items():
            wanted[name] = max(scale, _places(cells[name]))
        if wanted != self._scales:
            self._scales = wanted
            self._widen()
        arrays = [_array(cells[field.name], field.type) for field in self._schema]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))

    def _widen(self) -> None:
        """Write the file again with wider columns: a number has more digits than they hold."""
        self._writer.close()
        narrow_path = self._path.with_suffix(".narrow")
        self._path.rename(narrow_path)
        self._schema = self._typed()
        self._writer = parquet.ParquetWriter(self._path, self._schema)
        with parquet.ParquetFile(narrow_path) as narrow:
            for number in range(narrow.num_row_groups):
                self._writer.write_table(narrow.read_row_group(number).cast(self._schema))
        narrow_path.unlink()

    def _typed(self) -> pa.Schema:
        """Give the types and titles of the columns, and how pandas types them."""
        fields: list[pa.Field[Any]] = []
        for column in self._spec.columns:
            titles = {"zh": column.zh, "en": column.en}
            fields.append(pa.field(column.name, self._type(column), metadata=titles))
        columns = tuple(column.name for column in self._spec.columns)
        empty = frame(Answer(columns, ()), self._spec)
        plain = pa.schema(fields)
        return pa.Table.from_pandas(empty, schema=plain, preserve_index=False).schema

    def _type(self, column: FrameColumn) -> pa.DataType:
        """Choose the Arrow type of a column: a decimal type has room for every digit, for Arrow
        refuses a value that its type cannot hold.
        """
        if column.type == "decimal":
            return pa.decimal128(_PRECISION, self._scales[column.name])
        return pa.int64() if column.type in ("integer", "year") else pa.string()


def _array(cells: Sequence[Cell], kind: pa.DataType) -> pa.Array[Any]:
    """Make an Arrow array of a column; decimals are texts."""
    if pa.types.is_decimal(kind):
        return pa.array(cells, pa.string()).cast(kind)
    return pa.array(cells, kind)


def _places(numbers: Sequence[Cell]) -> int:
    """Count the digits behind the point, of the number that has most: `12`, `0.1234567` → 7."""
    # Most are whole, and need no look at their digits.
    broken = (number for number in numbers if isinstance(number, str) and "." in number)
    return max((len(number) - number.index(".") - 1 for number in broken), default=0)
