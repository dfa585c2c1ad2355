"""The record of what came of one source, beside its pack: so that it need not be read again
unchanged.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import asdict, replace
from decimal import Decimal
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from budgetgraph.assets import asset
from budgetgraph.disclosure import Correction, Told
from budgetgraph.document.problems import Note, Severity
from budgetgraph.document.where import Where
from budgetgraph.export.packed_graph import PackedGraph
from budgetgraph.mapping.concepts import Use
from budgetgraph.pipeline.kept.part import PARTS, Built, MadeSource, Part
from budgetgraph.validate.findings import Finding, QuotedPassage
from budgetgraph.validate.rules import PAGE_RULES

RECORD, PACK = ".json.gz", ".pack.gz"
"""How the names of the two files of a source end, behind its SHA-256."""


@cache
def engine() -> str:
    """Give a digest of everything that decides what a source becomes: this package's code and data,
    the ontology, the shapes.
    """
    digest = hashlib.sha256()
    for root in (Path(str(resources.files("budgetgraph"))), asset("ontology"), asset("shapes")):
        for path in sorted(root.rglob("*")):
            if path.suffix in {".py", ".toml", ".ttl"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()


def record_of(built: Built, pack: bytes, base: str) -> bytes:
    """Write what came of a source as JSON, packed without a clock; `pack` are its pieces."""
    record = {
        "engine": engine(),
        "base": base,
        "pack": _checksum(pack),
        "told": asdict(built.told),
        "left_out": list(built.left_out),
        "disclosures": list(map(_part_record, built.parts)),
    }
    content = json.dumps(record, ensure_ascii=False, default=str).encode()
    return gzip.compress(content, 6, mtime=0)


def _checksum(pack: bytes) -> int:
    """Give a number that tells a damaged pack: pieces are copied without being unpacked."""
    return zlib.crc32(pack)


def _part_record(part: Part) -> dict[str, Any]:
    packed = None if part.packed is None else part.packed.as_json()
    return asdict(replace(part, packed=None, path=None)) | {"packed": packed}


def keep(folder: Path, made: MadeSource) -> Built:
    """Keep what a worker made of a source in the folder; give it with its pieces in there.

    Its names of files have been looked at (`names_files`).
    """
    pack = folder / f"{made.built.sha256}{PACK}"
    pack.write_bytes(made.pack)
    (folder / f"{made.built.sha256}{RECORD}").write_bytes(made.record)
    return made.built.at(pack)


def keep_again(folder: Path, built: Built) -> Built:
    """Keep what an earlier build made of a source in the folder, too: both share the files."""
    before = built.parts[0].pack.path
    _share(before.with_name(f"{built.sha256}{RECORD}"), folder)
    _share(before, folder)
    return built.at(folder / before.name)


def _share(path: Path, folder: Path) -> None:
    """Give a file a second name in a folder; a disk without hard links gets a copy."""
    place = folder / path.name
    with contextlib.suppress(OSError):
        os.link(path, place)
        return
    shutil.copyfile(path, place)


def known(folder: Path, base: str, *, complete: bool = True) -> dict[str, Built]:
    """Tell what came of the sources of the last build by SHA-256, where this very version made it
    with this base; any other is made anew.

    With `complete`, a source of which a disclosure was left out is not among them: it is read again
    by the next build, which says so again.
    """
    by_digest: dict[str, Built] = {}
    for path, record in _records(folder):
        try:
            if record["engine"] == engine() and record["base"] == base:
                built = _built(path, record)
                if not (complete and built.left_out):
                    by_digest[built.sha256] = built
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            # A damaged record costs time, never a wrong graph.
            continue
    return by_digest


def _records(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Read the records of a folder; what is damaged is none."""
    for path in sorted(folder.glob(f"*{RECORD}")):
        with contextlib.suppress(OSError, EOFError, ValueError, zlib.error):
            yield path, json.loads(gzip.decompress(path.read_bytes()))


def _built(path: Path, record: dict[str, Any]) -> Built:
    pack = path.with_name(path.name.removesuffix(RECORD) + PACK)
    if _checksum(pack.read_bytes()) != record["pack"]:
        raise ValueError("the pack is damaged")
    parts = tuple(_part(disclosure, pack) for disclosure in record["disclosures"])
    left_out = tuple(record["left_out"])
    built = Built(parts[0].sha256, _told(record["told"]), parts, left_out)
    if not built.names_files:
        raise ValueError("the record names no files of ours")
    return built


def page_findings(folder: Path) -> list[Finding]:
    """Tell what the checks of the page found in the sources of a built folder, whichever version of
    this package built it.
    """
    findings: list[Finding] = []
    for _, record in _records(folder / PARTS):
        for disclosure in record["disclosures"]:
            for finding in map(_finding, disclosure["findings"]):
                told = (finding, *finding.consequences)
                findings += (one for one in told if one.rule in PAGE_RULES)
    return findings


def _told(record: dict[str, Any]) -> Told:
    corrections = tuple(Correction(**fields) for fields in record["corrections"])
    return Told(**(record | {"corrections": corrections}))


def _part(record: dict[str, Any], pack: Path) -> Part:
    packed = record["packed"]
    changed = {
        "documents": tuple(record["documents"]),
        "notes": tuple(map(_note, record["notes"])),
        "findings": tuple(map(_finding, record["findings"])),
        "places": {name: (start, size) for name, (start, size) in record["places"].items()},
        "uses": tuple(Use(**use) for use in record["uses"]),
        "packed": None if packed is None else PackedGraph.of_json(packed, pack),
        "path": pack,
    }
    return Part(**(record | changed))


def _note(record: dict[str, Any]) -> Note:
    where = None if record["where"] is None else Where(**record["where"])
    return Note(record["code"], record["message"], where)


def _finding(record: dict[str, Any]) -> Finding:
    changed = {
        "severity": Severity(record["severity"]),
        "gap": None if record["gap"] is None else Decimal(record["gap"]),
        "figures": tuple(record["figures"]),
        "passages": tuple(QuotedPassage(**passage) for passage in record["passages"]),
        "consequences": tuple(map(_finding, record["consequences"])),
    }
    return Finding(**(record | changed))
