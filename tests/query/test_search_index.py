"""The search: whatever part of a name a person remembers, in whatever spelling, finds the thing,
the best one first.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import sample_nquads

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.query.pinyin import initials, syllables
from budgetgraph.query.search_entries import Name, build, change, names, names_of, normal
from budgetgraph.query.search_index import Index
from budgetgraph.rdf.iris import BASE
from budgetgraph.store import Store

NAMES = [
    Name("x:document", "Document", 0, "冀财社〔2023〕208号", "冀财社〔2023〕208号"),
    Name(
        "x:document",
        "Document",
        0,
        "冀财社〔2023〕208号",
        "河北省财政厅关于下达2024年医疗救助补助资金的通知",
    ),
    Name("x:department", "Department", 1, "平乡县医疗保障局", "平乡县医疗保障局"),
    Name("x:division", "Division", 1, "平乡县", "130532"),
    Name("x:division", "Division", 1, "平乡县", "平乡县"),
    Name("x:project", "Project", 3, "城乡居民基本医疗保险", "城乡居民基本医疗保险（省级）"),
    Name("x:project", "Project", 3, "城乡居民基本医疗保险", "13053225P00T216100029"),
    Name("x:other", "Project", 3, None, "Medical Aid Ⅱ"),
    Name("x:row", "TableRow", 8, "平乡县", "平乡县"),
    Name("x:marks", "TableRow", 8, None, "——"),
]
INDEX = Index.memory(NAMES)
FOUND = [
    ("冀财社〔2023〕208号", ["x:document"]),
    ("冀财社[2023]208号", ["x:document"]),
    ("冀财社﹝2023﹞ 208 号", ["x:document"]),
    ("冀财社 2023 208", ["x:document"]),
    ("财社", ["x:document"]),
    ("冀", ["x:document"]),
    ("号", ["x:document"]),
    ("医疗救助", ["x:document"]),
    ("平乡县", ["x:division", "x:row", "x:department"]),
    ("平乡", ["x:division", "x:department", "x:row"]),
    ("130532", ["x:division", "x:project"]),
    ("53225p00t", ["x:project"]),
    ("居民 省级", ["x:project"]),
    ("省级 居民", ["x:project"]),
    ("medical", ["x:other"]),
    ("AID II", ["x:other"]),
    ("医疗", ["x:document", "x:department", "x:project"]),
    ("pxxylbzj", ["x:department"]),
    ("PXX", ["x:division", "x:department"]),
    ("pingxiang", ["x:division", "x:department"]),
    ("pingxian", ["x:division", "x:department"]),
    ("ingxian", []),
    ("yiliaojiu", ["x:document"]),
    ("chengxiang shengji", ["x:project"]),
    ("jicaishe 2023", ["x:document"]),
    ("jcs 208", ["x:document"]),
    ("天津", []),
    ("——", []),
    ("", []),
    ('" OR "', []),
    ("平* NOT", []),
]


@pytest.mark.parametrize(("text", "things"), FOUND)
def test_what_is_found(text: str, things: list[str]) -> None:
    assert [found.thing for found in INDEX.find(text, 10)] == things


def test_a_thing_comes_once_and_with_its_label() -> None:
    found = INDEX.find("医疗保险", 10)
    assert [(one.label, one.matched) for one in found] == [
        ("城乡居民基本医疗保险", "城乡居民基本医疗保险（省级）")
    ]
    assert len(INDEX.find("医疗", 2)) == 2


@given(st.sampled_from(NAMES), st.data())
def test_any_part_of_a_name_finds_it(name: Name, data: st.DataObject) -> None:
    whole = normal(name.text)
    start = data.draw(st.integers(0, len(whole)))
    part = whole[start : data.draw(st.integers(start, len(whole)))]
    assert not part or name.thing in [found.thing for found in INDEX.find(part, 100)]


@given(st.text(max_size=30))
def test_any_text_may_be_asked(text: str) -> None:
    """FTS5's own query language never shows; what is found holds every word that was asked for."""
    for found in INDEX.find(text, 10):
        said = syllables(normal(found.matched))
        heard = f"{initials(said)} {''.join(said)}"
        words = [normal(word) for word in text.split()]
        assert all(word in normal(found.matched) or word in heard for word in words), found


@given(st.text(max_size=20))
def test_spellings_of_a_name(text: str) -> None:
    assert (
        normal(f" {text} ") == normal(unicodedata.normalize("NFKC", text)) == normal(normal(text))
    )


def test_the_file_is_the_same_bytes_for_the_same_names(tmp_path: Path) -> None:
    assert (
        build(tmp_path / "a", NAMES) == build(tmp_path / "b", reversed(NAMES)) == len(NAMES) - 1
    ), "a text of marks alone has no name"
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    index = Index.open(tmp_path / "a")
    assert index is not None
    assert [found.thing for found in index.find("平乡", 1)] == ["x:division"]
    index.close()


def test_files_that_are_no_index(tmp_path: Path) -> None:
    assert Index.open(tmp_path / "none") is None
    (tmp_path / "damaged").write_bytes(b"no such thing" * 100)
    with pytest.raises(UnreadableInput, match="is damaged"):
        Index.open(tmp_path / "damaged")


def test_the_names_of_a_graph() -> None:
    found = names(Store.memory([sample_nquads()]), BASE)
    kinds = {name.kind.rpartition("#")[2] for name in found}
    assert {
        "OfficialDocument",
        "Department",
        "Division",
        "Disclosure",
        "Project",
        "PerformanceIndicator",
        "Table",
        "TableRow",
    } <= kinds
    index = Index.memory(found)
    assert (
        index.find("13053225P00T216100029", 5)[0].thing
        == BASE + "id/project/13053225P00T216100029/2025"
    )
    index.close()


NEW = [
    Name("x:document", "Document", 0, "冀财社〔2023〕208号", "冀财社〔2023〕209号"),
    Name("x:school", "Department", 1, "平乡县教育局", "平乡县教育局"),
    Name("x:first", "Division", 0, None, "1"),
    Name("x:last", "TableRow", 9, None, "平乡县医疗保障局本级及所属单位"),
    *(Name(f"x:many/{place}", "Project", 3, None, "平乡县中学") for place in range(40)),
]


def test_a_changed_index_finds_what_a_new_one_finds_in_the_same_order(tmp_path: Path) -> None:
    gone = [NAMES[0], NAMES[2], NAMES[7], NAMES[9]]
    build(tmp_path / "earlier", NAMES)
    assert change(tmp_path / "changed", tmp_path / "earlier", gone, [*NEW, NAMES[2]])
    left = [name for name in NAMES if name not in gone] + [NAMES[2], *NEW]
    build(tmp_path / "built", left)
    changed, built = (Index.open(tmp_path / name) for name in ("changed", "built"))
    assert changed is not None
    assert built is not None
    for text, _ in FOUND:
        assert changed.find(text, 100) == built.find(text, 100), text
        assert changed.similar(text, 100) == built.similar(text, 100), text
    assert [hit.thing for hit in changed.find("平乡县中学", 3)] == [
        "x:many/0",
        "x:many/1",
        "x:many/10",
    ]
    assert changed.find("pxxjyj", 1)[0].thing == "x:school"
    # It can be changed again, back to what it was.
    assert change(tmp_path / "again", tmp_path / "changed", NEW, gone)
    again = Index.open(tmp_path / "again")
    assert again is not None
    for text, things in FOUND:
        assert [hit.thing for hit in again.find(text, 10)] == things, text


def test_an_index_without_room_or_of_another_version_is_not_changed(tmp_path: Path) -> None:
    build(tmp_path / "earlier", NAMES)
    between = [Name(f"x:{place}", "Project", 3, None, "Aid") for place in range(5000)]
    assert not change(tmp_path / "changed", tmp_path / "earlier", [], between)
    assert not (tmp_path / "changed").exists()
    assert change(tmp_path / "changed", tmp_path / "earlier", [], between[:4000])
    (tmp_path / "other").write_bytes(b"no index")
    assert not change(tmp_path / "changed", tmp_path / "other", [], between[:1])
    assert not change(tmp_path / "changed", tmp_path / "missing", [], between[:1])


def test_some_things_have_the_names_that_all_have() -> None:
    store = Store.memory([sample_nquads()])
    every = names(store, BASE)
    things = {name.thing for name in every[::3]}
    wanted = {name for name in every if name.thing in things}
    assert len(wanted) > 5
    assert set(names_of(store, BASE, [*things, "x:not-there"])) == wanted
    assert names_of(store, BASE, []) == []
