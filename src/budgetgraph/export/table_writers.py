"""Write the rows of a table into a file a block at a time, as CSV or as Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from budgetgraph.export.data_frames import frame
from budgetgraph.export.packed_graph import Rows
from budgetgraph.export.table_specs import FrameColumn, TableSpec
from budgetgraph.store import answer_table
from budgetgraph.store.answer import Answer

#: So many rows are a block: a row group of Parquet.
_BLOCK = 50_000
#: Digits behind the point of a decimal column (more where the data needs them), and all digits.
_SCALE, _PRECISION = 6, 38


def in_blocks(pieces: Iterable[Rows]) -> Iterator[Rows]:
    """Put pieces of rows together until they make a block; one block where there is no row."""
    block: list[Any] = []
    is_first = True
    for piece in pieces:
        block += piece
        if len(block) >= _BLOCK:
            yield tuple(block)
            block, is_first = [], False
    if block or is_first:
        yield tuple(block)


class CsvFile:
    """A table as CSV: a header, then the rows of every block."""

    def __init__(self, path: Path, columns: tuple[str, ...], bom: bool) -> None:
        self._stream = path.open("wb")
        head = answer_table.write(Answer(columns, ()), "csv", bom=bom)
        self._stream.write(head)
        self._head = len(answer_table.write(Answer(columns, ()), "csv"))

    def close(self) -> None:
        """End the file."""
        self._stream.close()

    def add(self, block: Answer) -> None:
        """Write the rows of a block; its own header is left out."""
        self._stream.write(answer_table.write(block, "csv")[self._head :])


class ParquetFile:
    """A table as Parquet, a row group a block, with the titles of the columns as metadata."""

    def __init__(self, path: Path, spec: TableSpec) -> None:
        self._path = path
        self._spec = spec
        self._scales = {column.name: _SCALE for column in spec.columns if column.type == "decimal"}
        self._writer: parquet.ParquetWriter | None = None

    def close(self) -> None:
        """End the file."""
        if self._writer is not None:
            self._writer.close()

    def add(self, block: Answer) -> None:
        """Write the rows of a block."""
        data = frame(block, self._spec)
        wanted: dict[str, int] = {}
        for name, scale in self._scales.items():
            wanted[name] = max(scale, *map(_places, data[name].dropna()), 0)
        is_wider = wanted != self._scales
        self._scales = wanted
        table = pa.Table.from_pandas(data, schema=self._schema(), preserve_index=False)
        if self._writer is None:
            self._writer = parquet.ParquetWriter(self._path, table.schema)
        elif is_wider:
            self._writer = self._widened(self._writer, table.schema)
        self._writer.write_table(table)

    def _widened(self, before: parquet.ParquetWriter, schema: pa.Schema) -> parquet.ParquetWriter:
        """Write the file again with wider columns: a number has more digits than they hold."""
        before.close()
        narrow_path = self._path.with_suffix(".narrow")
        self._path.rename(narrow_path)
        writer = parquet.ParquetWriter(self._path, schema)
        with parquet.ParquetFile(narrow_path) as narrow:
            for number in range(narrow.num_row_groups):
                writer.write_table(narrow.read_row_group(number).cast(schema))
        narrow_path.unlink()
        return writer

    def _schema(self) -> pa.Schema:
        fields: list[pa.Field[Any]] = []
        for column in self._spec.columns:
            titles = {"zh": column.zh, "en": column.en}
            fields.append(pa.field(column.name, self._type(column), metadata=titles))
        return pa.schema(fields)

    def _type(self, column: FrameColumn) -> pa.DataType:
        """Choose the Arrow type of a column: a decimal type has room for every digit, for Arrow
        refuses a value that its type cannot hold.
        """
        if column.type == "decimal":
            return pa.decimal128(_PRECISION, self._scales[column.name])
        return pa.int64() if column.type in ("integer", "year") else pa.string()


def _places(number: Decimal) -> int:
    """Count the digits behind the point."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
