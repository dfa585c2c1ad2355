"""Write the index of the search of a copy, which its script reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

from budgetgraph.document.languages import LANGUAGES
from budgetgraph.publish.pages.descriptions import Record
from budgetgraph.publish.pages.found import contexts
from budgetgraph.publish.pages.terms import labels
from budgetgraph.publish.static_site.parts_of_things import owner
from budgetgraph.publish.static_site.written_files import put_json
from budgetgraph.publish.web.addresses import Address
from budgetgraph.publish.web.amounts import wan
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.query.pinyin import syllables
from budgetgraph.query.run_query import base_of
from budgetgraph.query.search_entries import PINYIN_WEIGHT, Name, names, normal
from budgetgraph.rdf.iris import Iris
from budgetgraph.store import Store

#: Things whose contexts are asked for at one time.
_TOGETHER = 500


@dataclass(slots=True)
class Numbered:
    """Texts that many things share, each written once: a thing has the number of its text."""

    numbers: dict[str, int]

    def of(self, text: object) -> int:
        """Give the number of a text; that of "" for None."""
        known = "" if text is None else str(text)
        return self.numbers.setdefault(known, len(self.numbers))


def write_search(folder: Path, out: Path, pages: Sequence[Address]) -> int:
    """Write `search.json`: all that the server's search finds and that has a page in the copy.

    A thing is a list: its names, the one that is shown first; the numbers of its kind, department,
    place, year and surroundings; its money; its weight; its names in Pinyin; its file with the
    anchor. Gives 1, the number of files.
    """
    base = base_of(folder)
    store = Store.open(folder / "store")
    renderer = Renderer(Iris(base), labels(base))
    written = {unquote(page.file) for page in pages if page.lang == "zh"}
    by_thing: dict[str, list[Name]] = {}
    for name in sorted(names(store, base), key=_order):
        by_thing.setdefault(name.thing, []).append(name)
    told = _contexts(store, list(by_thing), base)
    kinds, shared = Numbered({}), Numbered({})
    things = []
    for thing, its_names in by_thing.items():
        file = _file(thing, base, written)
        if file is not None:
            row = told.get(thing, {})
            things.append([*_described(its_names, row, kinds, shared), file])
    kind_words = [[renderer.names.name(kind, lang) for lang in LANGUAGES] for kind in kinds.numbers]
    content = {"kinds": kind_words, "shared": list(shared.numbers), "things": things}
    put_json(out / "search.json", content)
    return 1


def _order(name: Name) -> tuple[int, int, str, str]:
    """Order names as the server's index does: by weight, then the short ones first."""
    whole = normal(name.text)
    return name.weight, len(whole), whole, name.thing


def _contexts(store: Store, things: Sequence[str], base: str) -> dict[str, Record]:
    """Ask what tells the things apart, some of them at a time."""
    told: dict[str, Record] = {}
    for begin in range(0, len(things), _TOGETHER):
        told |= contexts(store, things[begin : begin + _TOGETHER], base)
    return told


def _file(thing: str, base: str, written: Iterable[str]) -> str | None:
    """Give the file of a thing and its place there; None where the copy has no page of it."""
    path = unquote(thing.removeprefix(base + "id/"))
    page, anchor = owner(Address(f"/page/{path}"))
    file = unquote(page.file)
    if file not in written:
        return None
    return f"{file}#{anchor}" if anchor else file


def _described(
    its_names: Sequence[Name], row: Mapping[str, object], kinds: Numbered, shared: Numbered
) -> list[object]:
    """Describe a thing, all but its file."""
    first = its_names[0]
    label = first.label or first.text
    others = {name.text: None for name in its_names if name.text != label}
    amount = row.get("amount")
    money = wan(amount) if isinstance(amount, int | Decimal) else ""
    facts = [row.get(key) for key in ("department_label", "place", "year", "inside")]
    numbers = [shared.of(fact) for fact in facts]
    said = []
    if first.weight <= PINYIN_WEIGHT:
        said = [" ".join(syllables(normal(text))) for text in (label, *others)]
    return [[label, *others], kinds.of(first.kind), *numbers, money, first.weight, said]
