"""A build is whole or not at all, the same bytes whatever the order of its inputs, and one bad file
never stops the others.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from built import built_examples
from examples import EXAMPLES
from small_budgets import source

from budgetgraph.document.problems import UnreadableInput, UsageError
from budgetgraph.export.graph_files import by_graph, read_graph
from budgetgraph.pipeline.build import build
from budgetgraph.pipeline.kept import stamps
from budgetgraph.pipeline.kept.record import keep_again, known
from budgetgraph.pipeline.told_sources import read_told_sources
from budgetgraph.rdf.iris import BASE
from budgetgraph.store import Store
from budgetgraph.store.loading import changing

#: Two papers with projects, for builds that are compared quad by quad.
SHORTEST = sorted(EXAMPLES, key=lambda path: path.stat().st_size)[:2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_examples(tmp_path_factory)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A paper of one amount, for what does not depend on the paper."""
    return source(tmp_path / "small", "平乡县林业局", "131.40")


def test_the_folder_holds_what_the_contract_lists(built: Path) -> None:
    names = {path.name for path in built.iterdir()}
    assert {
        "graph.nq.gz",
        "store",
        "metadata.ttl",
        "validation.ttl",
        "report.json",
        "SHA256SUMS",
        "sources",
    } <= names
    sums = (built / "SHA256SUMS").read_text("utf-8")
    for name in ("graph.ttl.gz", "graph.trig.gz", "graph.jsonld.gz", "csv/projects.csv"):
        assert f"  {name}\n" in sums, "downloads are made by the build"
    report = json.loads((built / "report.json").read_text("utf-8"))
    assert report["triples"] == len(read_graph(built).splitlines())
    assert len(report["sources"]) == len(EXAMPLES)
    assert report["failures"] == []
    for told in report["sources"]:
        assert told["counts"]["triples"] > 100
        assert (built / "sources" / f"{told['sha256']}.txt").is_file()
        ledger = (
            (built / "sources" / f"{told['sha256']}.ledger.tsv").read_text("utf-8").splitlines()
        )
        assert len(ledger) == told["counts"]["ignored_lines"] + told["counts"]["unparsed_lines"]


def test_other_order_same_bytes(built: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    build([str(path) for path in reversed(EXAMPLES)], again, jobs=1)
    for name in ("graph.nq.gz", "metadata.ttl", "validation.ttl", "report.json", "SHA256SUMS"):
        assert (again / name).read_bytes() == (built / name).read_bytes(), name


def test_what_ends_a_line_of_text_does_not_reach_the_graph(tmp_path: Path) -> None:
    """U+2028 and U+0085 come out of word processors and web pages, and end a line when text is
    read; every line of the graph is one quad.
    """
    paper = tmp_path / "卢龙县医疗保障局2024.txt"
    text = next(path for path in EXAMPLES if path.name == paper.name).read_text("utf-8")
    paper.write_text(text.replace("离休老干部药费", "离休\u2028老干\u0085部药费"), "utf-8")
    report = build([str(paper)], tmp_path / "graph")
    assert not report.failures
    lines = read_graph(tmp_path / "graph").split(b"\n")[:-1]
    assert report.triples == len(lines)
    assert all(line.startswith(b"<") and line.endswith(b"> .") for line in lines)
    assert not any(character in line.decode() for line in lines for character in "\u2028\u0085")


def test_there_is_no_blank_node(built: Path) -> None:
    lines = gzip.decompress((built / "graph.nq.gz").read_bytes()).decode().splitlines()
    assert len(lines) > 1000
    assert not [line for line in lines if line.startswith("_:") or " _:" in line.split('"')[0]]


def test_a_changed_source_changes_only_its_own_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are taken from the last build; the result is what a build from nothing gives, in
    the store as well, which is made from the one before. Files are known by their marks.
    """
    monkeypatch.setattr(changing, "_SHARE", 1)
    monkeypatch.setattr(stamps, "_TICK", 0)
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for path in SHORTEST:
        shutil.copy(path, folder)
    build([str(folder)], out, jobs=2)
    before = json.loads((out / "report.json").read_text("utf-8"))
    changed = folder / SHORTEST[0].name
    changed.write_text(changed.read_text("utf-8") + "\n附注。\n", "utf-8")
    build([str(folder)], out, jobs=2)
    after = json.loads((out / "report.json").read_text("utf-8"))
    differing = [
        one["file"]
        for one, two in zip(before["sources"], after["sources"], strict=True)
        if one["sha256"] != two["sha256"]
    ]
    assert differing == [changed.name]
    fresh = tmp_path / "fresh"
    build([str(folder)], fresh, jobs=2, force=True)
    assert (fresh / "SHA256SUMS").read_bytes() == (out / "SHA256SUMS").read_bytes()
    assert (out / "store" / "changes.txt").read_text("ascii") == "1\n"
    assert everything(out) == everything(fresh)
    assert names_in(out) == names_in(fresh)


def names_in(folder: Path) -> list[tuple[object, ...]]:
    """All entries of the search in their order."""
    with closing(sqlite3.connect(folder / "search.sqlite")) as index:
        return index.execute(
            "SELECT thing, kind, weight, label, text, normal FROM entry ORDER BY id"
        ).fetchall()


def everything(folder: Path) -> tuple[tuple[object, ...], tuple[object, ...]]:
    """Every quad of a store, and every triple of its union."""
    graph = Store.open(folder / "store")
    quads = graph.select("SELECT * { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g ?s ?p ?o")
    return quads.rows, graph.select("SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o").rows


def test_bad_inputs_are_listed_and_the_others_built(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    source(folder, "平乡县水利局", "131.40")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "photo.gif").write_bytes(b"")
    (folder / "letter.txt").write_text("今天天气很好，我们去公园散步。\n", "utf-8")
    report = build([str(folder)], tmp_path / "out", jobs=2)
    assert len(report.parts) == 1
    reasons = {
        Path(failure.file).name: (failure.reason, failure.status) for failure in report.failures
    }
    assert set(reasons) == {"empty.txt", "binary.txt", "letter.txt"}
    assert reasons["empty.txt"] == ("the file is empty; fetch it again", 3)
    assert "no text" in reasons["binary.txt"][0]
    assert "no budget table" in reasons["letter.txt"][0]
    told = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    assert [one["status"] for one in told["failures"]] == [3, 3, 3]
    assert [Path(one["file"]).name for one in told["skipped"]] == ["photo.gif"]


def test_two_files_of_one_department_and_year_keep_apart(tmp_path: Path) -> None:
    """Text and tables published as two files, or a corrected version: each keeps its own graph, in
    whatever order they come.
    """
    other = tmp_path / "second.txt"
    other.write_bytes(SHORTEST[0].read_bytes() + "\n附注。\n".encode())
    report = build([str(SHORTEST[0]), str(other)], tmp_path / "out", jobs=1)
    assert not report.failures
    assert sorted(part.key.rpartition("/")[2] for part in report.parts) == sorted(
        part.sha256[:8] for part in report.parts
    )
    assert len({part.graph for part in report.parts}) == 2
    graphs = by_graph(read_graph(tmp_path / "out"))
    one, two = (
        {line.split()[0] for line in graphs[part.graph] if "#Project>" in line}
        for part in report.parts
    )
    assert one
    assert not one & two, "a project of one edition is not that of the other"
    again = build([str(other), str(SHORTEST[0])], tmp_path / "again", jobs=1)
    assert (tmp_path / "again" / "SHA256SUMS").read_bytes() == (
        tmp_path / "out" / "SHA256SUMS"
    ).read_bytes()
    assert len(again.parts) == 2
    assert len(again.editions()) == 1


def test_the_same_bytes_twice_are_one_source(small: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    shutil.copy(small, copy)
    report = build([str(small), str(copy)], tmp_path / "out", jobs=1)
    assert len(report.parts) == 1
    assert not report.failures


def test_a_folder_of_something_else_is_never_replaced(small: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work", "utf-8")
    with pytest.raises(UnreadableInput, match="no built folder"):
        build([str(small)], tmp_path, jobs=1)
    assert (tmp_path / "thesis.txt").read_text("utf-8") == "years of work"


def test_a_failed_build_leaves_the_old_folder_as_it_was(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, other = tmp_path / "out", source(tmp_path / "other", "平乡县教育局", "231.40")
    build([str(small)], out, jobs=1)
    before = (out / "SHA256SUMS").read_bytes()

    def breaks(*arguments: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("budgetgraph.pipeline.generation.files._write_sums", breaks)
    with pytest.raises(RuntimeError, match="disk is full"):
        build([str(small), str(other)], out, jobs=1)
    assert (out / "SHA256SUMS").read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"out", "other", "small"}


def test_a_build_of_nothing_leaves_the_old_folder_as_it_was(small: Path, tmp_path: Path) -> None:
    """A mistyped input must not publish an empty graph in the place of a good one."""
    out = tmp_path / "out"
    build([str(small)], out, jobs=1)
    before = (out / "SHA256SUMS").read_bytes()
    report = build([str(tmp_path / "no-such-file.txt")], out, jobs=1)
    assert [failure.status for failure in report.failures] == [3]
    assert (out / "SHA256SUMS").read_bytes() == before


def test_a_source_past_its_time_costs_only_itself(small: Path, tmp_path: Path) -> None:
    report = build([str(small)], tmp_path / "out", jobs=1, timeout=0.001)
    assert [(failure.status, "longer than" in failure.reason) for failure in report.failures] == [
        (5, True)
    ]


BUDGET = """{name}2025年部门预算公开

部门预算{side}总表
部门：{name}
单位：万元
科目编码\t科目名称\t合计
\t合计\t{total}
208\t社会保障和就业支出\t{total}
"""


def budget(name: str, total: str) -> str:
    return "\n".join(BUDGET.format(name=name, side=side, total=total) for side in ("收入", "支出"))


def test_every_disclosure_of_a_file_has_its_own_graph(tmp_path: Path) -> None:
    """Two departments in one file beside another file: three graphs, two sources; kept for the next
    build together.
    """
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "both.txt").write_text(
        budget("平乡县医疗保障局", "231.40") + "\n" + budget("平乡县教育局", "331.00"), "utf-8"
    )
    (tmp_path / "in" / "water.txt").write_text(budget("平乡县水利局", "99.10"), "utf-8")
    out = tmp_path / "out"
    report = build([str(tmp_path / "in")], out, jobs=1)
    assert {(part.file, part.key) for part in report.parts} == {
        ("both.txt", "130532/平乡县医疗保障局/2025"), ("both.txt", "130532/平乡县教育局/2025"), ("water.txt", "130532/平乡县水利局/2025"),
    }  # fmt: skip
    assert len(list((out / "parts").glob("*.json.gz"))) == 2
    assert len(list((out / "sources").glob("*.txt"))) == 2
    sums = (out / "SHA256SUMS").read_bytes()
    build([str(tmp_path / "in")], out, jobs=1)
    assert (out / "SHA256SUMS").read_bytes() == sums


def test_two_years_of_a_department_in_one_folder(tmp_path: Path) -> None:
    for year, total in ((2024, "215.10"), (2025, "231.40")):
        (tmp_path / f"{year}.txt").write_text(
            budget("平乡县医疗保障局", total).replace("2025", str(year)), "utf-8"
        )
    report = build([str(tmp_path)], tmp_path / "out", jobs=1)
    assert [(part.key, part.fiscal_year) for part in report.parts] == [
        ("130532/平乡县医疗保障局/2024", 2024), ("130532/平乡县医疗保障局/2025", 2025),
    ]  # fmt: skip
    assert report.editions() == {}


TABLE_OF_NOBODY = """一般公共预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
| --- | --- | --- | --- | --- |
| 213 | 农林水支出 | 120.00 | 80.00 | 40.00 |
| 2130305 | 水利工程建设 | 40.00 |  | 40.00 |
"""


def test_what_a_file_does_not_say_is_told_by_a_file_of_sources(small: Path, tmp_path: Path) -> None:
    """A table without department and year is listed with what to do; a row of --sources tells both."""
    table = tmp_path / "表.md"
    table.write_text(TABLE_OF_NOBODY, "utf-8")
    out = tmp_path / "out"
    untold = build([str(table), str(small)], out, jobs=1)
    (failure,) = untold.failures
    assert (Path(failure.file).name, failure.status, len(untold.parts)) == ("表.md", 3, 1)
    assert "no department is named in it and no budget year" in failure.reason
    assert "--sources" in failure.reason
    rows = tmp_path / "sources.csv"
    rows.write_text("file,department,division,year\n表.md,平乡县水利局,130532,2024\n", "utf-8")
    told = build([str(table), str(small)], out, jobs=1, told=read_told_sources(rows))
    assert not told.failures
    assert "130532/平乡县水利局/2024" in {part.key for part in told.parts}
    rows.write_text("file,department,division,year\n表.md,平乡县水利局,130532,2025\n", "utf-8")
    again = build([str(table), str(small)], out, jobs=1, told=read_told_sources(rows))
    keys = {part.key for part in again.parts}
    assert "130532/平乡县水利局/2025" in keys, (
        "a kept part is made anew when something else is told"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name,year\n表.md,2024\n", "wants the columns file,department,division,year,issued"),
        ("file,issued\n表.md,2024年\n", "line 2: '2024年' is no day"),
        ("file,issued\n表.md,2024-02-30\n", "line 2: '2024-02-30' is no day"),
        ("file,year\n表.md,今年\n", "line 2: '今年' is no year"),
        ("file,year\n表.md,2024\n表.md,2025\n", "表.md stands in several lines"),
        ("file,year\n,2024\n", "line 2: it names no file"),
    ],
)
def test_a_file_of_sources_that_is_wrong_is_wrong_usage(
    text: str, reason: str, tmp_path: Path
) -> None:
    rows = tmp_path / "sources.csv"
    rows.write_text(text, "utf-8")
    with pytest.raises(UsageError, match=re.escape(reason)):
        read_told_sources(rows)


def test_templates_and_notices_are_read_and_not_built(small: Path, tmp_path: Path) -> None:
    template = tmp_path / "模板.md"
    template.write_text(
        "XX局2024年部门预算\n\n收入支出总表\n\n| 项目 | 预算数 |\n| --- | --- |\n| 收入合计 | 0.00 |\n",
        "utf-8",
    )
    notice = tmp_path / "通知.txt"
    notice.write_text("关于下达资金的通知\n冀财农〔2024〕12号\n各县财政局：\n", "utf-8")
    report = build([str(template), str(notice), str(small)], tmp_path / "out", jobs=1)
    reasons = {Path(one.file).name: one.reason for one in report.failures}
    assert "it is a template that nobody filled in" in reasons["模板.md"]
    assert "only the documents 冀财农〔2024〕12号" in reasons["通知.txt"]
    assert len(report.parts) == 1


def test_what_has_not_changed_is_kept_under_a_second_name(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Record and pack of a source are shared with the last build, and copied without hard links."""
    kept = next(iter(known(built / "parts", BASE).values()))
    assert kept.has_downloads
    for name in ("shared", "own"):
        (tmp_path / name).mkdir()
    shared = keep_again(tmp_path / "shared", kept)
    assert shared.parts[0].pack.path.samefile(kept.parts[0].pack.path)
    assert known(tmp_path / "shared", BASE) == {kept.sha256: shared}

    def refuses(*_: object) -> None:
        raise OSError("no hard links")

    monkeypatch.setattr(os, "link", refuses)
    own = keep_again(tmp_path / "own", kept)
    assert not own.parts[0].pack.path.samefile(kept.parts[0].pack.path)
    assert own.parts[0].pack.content("lines") == kept.parts[0].pack.content("lines")
    plain = tuple(
        replace(part, packed=part.packed and replace(part.packed, places={})) for part in kept.parts
    )
    assert not replace(kept, parts=plain).has_downloads


@pytest.mark.parametrize("suffix", [".json.gz", ".pack.gz"])
def test_what_is_damaged_is_made_again(built: Path, tmp_path: Path, suffix: str) -> None:
    kept = next(iter(known(built / "parts", BASE).values()))
    keep_again(tmp_path, kept)
    damaged = tmp_path / f"{kept.sha256}{suffix}"
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.unlink()
    damaged.write_bytes(content)
    assert known(tmp_path, BASE) == {}
