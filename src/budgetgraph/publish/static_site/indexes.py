"""Write what the script of a copied site reads: its search and the written answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlencode

from budgetgraph.publish.static_site.parts_of_things import owner
from budgetgraph.publish.web.addresses import Address
from budgetgraph.query.run_query import base_of
from budgetgraph.query.search_index import names
from budgetgraph.store import Store


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A written page: its title, and the kind of its thing in the words of the page."""

    address: Address
    title: str
    kind: str


def named_things(folder: Path) -> dict[str, tuple[int, list[str]]]:
    """Read what the server's search finds: by the path of a page, its weight and its names.

    Paths are decoded. The smallest weight comes first.
    """
    base = base_of(folder)
    by_path: dict[str, tuple[int, list[str]]] = {}
    for name in names(Store.open(folder / "store"), base):
        path = "/page/" + unquote(name.thing.removeprefix(base + "id/"))
        weight, texts = by_path.get(path, (name.weight, []))
        by_path[path] = (min(weight, name.weight), [*texts, name.text])
    return by_path


def write_indexes(
    out: Path, written: Sequence[WrittenPage], named: dict[str, tuple[int, list[str]]]
) -> int:
    """Write the files that the script of the copy reads, for each language.

    `search.json` has the things with their names, `questions/written.json` the files of a
    question's answers by parameters. Gives the number of files.
    """
    pages = sorted(written, key=lambda page: page.address)
    parts = _parts(named)
    languages = sorted({page.address.lang for page in pages})
    for lang in languages:
        things: list[dict[str, str | int]] = []
        answers: dict[str, dict[str, str]] = {}
        for page in pages:
            address = page.address
            if address.lang != lang:
                continue
            weight_and_names = named.get(unquote(address.path))
            if weight_and_names is not None:
                things.append(_found_by(page, *weight_and_names))
                things.extend(_found_on(page, parts.get(unquote(address.path), ())))
            elif address.path.startswith("/questions/"):
                answers.setdefault(address.path, {})[urlencode(address.parameters)] = address.file
        folder = out / ("" if lang == "zh" else lang)
        _put_json(folder / "search.json", things)
        _put_json(folder / "questions" / "written.json", answers)
    return 2 * len(languages)


def _parts(
    named: dict[str, tuple[int, list[str]]],
) -> dict[str, list[tuple[str, int, list[str]]]]:
    """Sort what stands on the page of something else by that page: anchor, weight, names."""
    parts: dict[str, list[tuple[str, int, list[str]]]] = {}
    for path, (weight, texts) in named.items():
        page, anchor = owner(Address(path))
        if anchor:
            parts.setdefault(page.path, []).append((anchor, weight, texts))
    return parts


def _found_on(
    page: WrittenPage, parts: Iterable[tuple[str, int, list[str]]]
) -> Iterator[dict[str, str | int]]:
    """Describe the parts on a page for the search of the copy, under their own names."""
    for anchor, weight, texts in parts:
        yield {
            "label": f"{texts[0]} · {page.title}",
            "kind": page.kind,
            "weight": weight,
            "keys": "\n".join(sorted(set(texts))),
            "file": page.address.file,
            "at": quote(anchor, safe="/%:@!$&'()*+,;=~"),
        }


def _found_by(page: WrittenPage, weight: int, texts: list[str]) -> dict[str, str | int]:
    """Describe a page for the search of the copy."""
    return {
        "label": page.title,
        "kind": page.kind,
        "weight": weight,
        "keys": "\n".join(sorted(set(texts) - {page.title})),
        "file": page.address.file,
    }


def _put_json(path: Path, content: object) -> None:
    """Write a file as JSON."""
    put(path, json.dumps(content, ensure_ascii=False, indent=0).encode())


def put(path: Path, content: bytes) -> None:
    """Write a file, and its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
