"""A retracted paper is in nothing that was built from it, and does not come back."""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from functools import partial
from pathlib import Path

import pytest
from test_generations import source
from test_joined_papers import PROSE, TABLES

from budgetgraph.cli import run
from budgetgraph.document.problems import LimitExceeded, UsageError
from budgetgraph.export.publication import publication
from budgetgraph.pipeline.build import build as whole_build
from budgetgraph.pipeline.generation.switch import generations, is_whole
from budgetgraph.pipeline.retract import retract
from budgetgraph.pipeline.told_sources import read_told_sources
from budgetgraph.pipeline.upkeep.corrections_file import read_corrections
from budgetgraph.store.generations import generation_of, held

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="builds want links and locks")
build = partial(whole_build, dumps=False)

GONE, STAYS = "平乡县水利局", "平乡县教育局"


def contents(folder: Path) -> bytes:
    """All names and bytes below a folder, unpacked."""
    found: list[bytes] = []
    for path in sorted(folder.rglob("*")):
        found.append(path.name.encode())
        if path.is_file():
            data = path.read_bytes()
            found.append(gzip.decompress(data) if path.suffix == ".gz" else data)
    return b"\n".join(found)


def sources_of(out: Path) -> set[str]:
    report = json.loads((out / "report.json").read_text("utf-8"))
    return {one["file"] for one in report["sources"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two papers, and a built folder of both with an older generation of one."""
    inputs = tmp_path / "in"
    inputs.mkdir()
    build([str(source(inputs, GONE, "131.40"))], tmp_path / "out")
    source(inputs, STAYS, "231.40")
    assert run(["build", str(inputs), "--out", str(tmp_path / "out")]) == 0
    return tmp_path


def test_a_retracted_paper_is_nowhere(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = folder / "out"
    assert GONE.encode() in contents(out)
    assert len(generations(out)) == 2
    assert run(["retract", f"{GONE}.txt", "--graph", str(out)]) == 0
    assert f"{GONE}.txt: taken out" in capfd.readouterr().err
    assert GONE.encode() not in contents(out)
    assert b"131.40" not in contents(out)
    assert STAYS.encode() in contents(out)
    assert generations(out) == [generation_of(out)]
    assert is_whole(generation_of(out))
    assert sources_of(out) == {f"{STAYS}.txt"}


def test_what_is_left_is_what_a_build_without_the_paper_gives(folder: Path) -> None:
    out = folder / "out"
    retract(f"{GONE}.txt", out)
    whole_build([str(folder / "in" / f"{STAYS}.txt")], folder / "fresh")
    for name in ("graph.nq.gz", "metadata.ttl", "report.json", "SHA256SUMS"):
        assert (out / name).read_bytes() == (folder / "fresh" / name).read_bytes(), name


def test_a_later_build_leaves_it_out_and_says_so(folder: Path) -> None:
    out = folder / "out"
    retract(f"{GONE}.txt", out)
    report = build([str(folder / "in")], out, force=True)
    assert sources_of(out) == {f"{STAYS}.txt"}
    (left,) = report.failures
    assert Path(left.file).name == f"{GONE}.txt"
    assert "retracted from this folder" in left.reason
    assert left.status == 0, "it is no fault"


def test_neither_a_changed_store_nor_a_correction_keeps_a_paper(tmp_path: Path) -> None:
    """A store that was changed, not built, shares its files with older ones."""
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    names = [f"平乡县第{number}中学" for number in "一二三四五六七八"]
    papers = [source(inputs, name, f"{at}31.40") for at, name in enumerate([*names, STAYS], 1)]
    gone = inputs / "Zq7xWk2Vb9Lm4Tr.txt"
    text = (
        source(inputs, GONE, "131.40")
        .read_text("utf-8")
        .replace("就业支出", "就业支出Hy5nPd8Gc3Fj6Us")
    )
    (inputs / f"{GONE}.txt").unlink()
    gone.write_text(text, "utf-8")
    build([str(inputs)], out)
    papers[0].write_text(papers[0].read_text("utf-8").replace("1", "2"), "utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    line = next(at for at, row in enumerate(text.splitlines(), 1) if "131.40" in row)
    rows = tmp_path / "corrections.csv"
    rows.write_text(
        f'source,place,read,printed,by\n{digest},"line {line}, 合计",131.40,971.40,Kx1oRa0Eb7Iw2Qz\n',
        "utf-8",
    )
    build([str(inputs)], out, corrections=read_corrections(rows))
    markers = [b"Zq7xWk2Vb9Lm4Tr", b"Hy5nPd8Gc3Fj6Us", b"971.40", b"Kx1oRa0Eb7Iw2Qz", GONE.encode()]
    assert all(marker in contents(out) for marker in markers)
    store = generation_of(out) / "store"
    assert any(path.stat().st_nlink > 1 for path in store.iterdir()), "files of the one before"
    retract(gone.name, out)
    assert [marker for marker in markers if marker in contents(out)] == []
    build([str(inputs)], out, corrections=read_corrections(rows))
    assert [marker for marker in markers if marker in contents(out)] == []
    assert {path.name for path in papers} == sources_of(out)


def test_of_two_editions_one_is_retracted(tmp_path: Path) -> None:
    """The other one stands for the department again, as if it had been built alone."""
    first, out = source(tmp_path, GONE, "131.40"), tmp_path / "out"
    second = tmp_path / "second.txt"
    second.write_text(first.read_text("utf-8") + "\n附注。\n", "utf-8")
    third = source(tmp_path, STAYS, "231.40")
    build([str(first), str(second), str(third)], out)
    retract("second.txt", out)
    whole_build([str(first), str(third)], tmp_path / "fresh")
    assert (out / "graph.nq.gz").read_bytes() == (tmp_path / "fresh" / "graph.nq.gz").read_bytes()


@pytest.mark.parametrize(("gone", "stays"), [("prose", "tables"), ("tables", "prose")])
def test_one_file_of_a_joined_paper_is_retracted(tmp_path: Path, gone: str, stays: str) -> None:
    """The other file is a disclosure of its own again, as if it had been built alone."""
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    texts = {"prose": f"{PROSE}\n独一无二的说明。\n", "tables": f"{TABLES}\n独一无二的表注。\n"}
    for name, text in texts.items():
        (inputs / f"{name}.txt").write_text(text, "utf-8")
    build([str(inputs)], out)
    told = texts[gone].splitlines()[-1].encode()
    assert told in contents(out)
    retract(f"{gone}.txt", out)
    assert told not in contents(out)
    assert sources_of(out) == {f"{stays}.txt"}
    build([str(inputs / f"{stays}.txt")], tmp_path / "fresh")
    for name in ("graph.nq.gz", "report.json", "SHA256SUMS"):
        assert (out / name).read_bytes() == (tmp_path / "fresh" / name).read_bytes(), name


def test_a_source_is_named_by_the_digits_of_its_bytes(folder: Path) -> None:
    out = folder / "out"
    report = json.loads((out / "report.json").read_text("utf-8"))
    (digest,) = (one["sha256"] for one in report["sources"] if one["file"] == f"{GONE}.txt")
    with pytest.raises(UsageError, match="nothing in this folder was built from it"):
        retract(digest[:7], out)
    assert retract(digest[:8], out) == (f"{GONE}.txt",)


def test_papers_whose_masked_names_are_alike_are_told_by_their_digits(tmp_path: Path) -> None:
    """The name of a file holds a secret too: `联系人张海乙.txt` is shown as `联系人███.txt`."""
    paths = [source(tmp_path, body, "131.40") for body in (GONE, STAYS)]
    named = [tmp_path / f"联系人{name}.txt" for name in ("张海乙", "李海丙")]
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in paths]
    for path, new in zip(paths, named, strict=True):
        path.rename(new)
    out = tmp_path / "out"
    build(list(map(str, named)), out)
    assert sources_of(out) == {"联系人███.txt"}
    with pytest.raises(UsageError, match="several files are shown by this name"):
        retract("联系人张海乙.txt", out)
    assert retract(digests[0], out) == ("联系人███.txt",)


def test_what_cannot_be_retracted_is_said(folder: Path) -> None:
    out = folder / "out"
    with pytest.raises(UsageError, match="nothing in this folder was built from it"):
        retract("another.txt", out)
    retract(f"{GONE}.txt", out)
    with pytest.raises(UsageError, match="remove the folder itself"):
        retract(f"{STAYS}.txt", out)
    assert sources_of(out) == {f"{STAYS}.txt"}


def test_a_reader_that_keeps_an_older_generation_is_said(folder: Path) -> None:
    out = folder / "out"
    with held(out), pytest.raises(LimitExceeded, match="a process still reads"):
        retract(f"{GONE}.txt", out, patience=0.0)
    assert sources_of(out) == {f"{STAYS}.txt"}


def test_what_the_office_says_of_the_data_stays(tmp_path: Path) -> None:
    """Licence, contact and the day of publication are in the metadata, after a retraction too."""
    inputs = tmp_path / "in"
    inputs.mkdir()
    papers = [str(source(inputs, GONE, "131.40")), str(source(inputs, STAYS, "231.40"))]
    rows = tmp_path / "sources.csv"
    rows.write_text(f"file,issued\n{STAYS}.txt,2025-02-10\n", "utf-8")
    office = publication("https://example.org/licence", "open-data@example.org")
    out = tmp_path / "out"
    build(papers, out, publication=office, told=read_told_sources(rows))
    retract(f"{GONE}.txt", out)
    said = (out / "metadata.ttl").read_text("utf-8")
    assert "dcterms:license <https://example.org/licence>" in said
    assert "vcard:hasEmail <mailto:open-data@example.org>" in said
    assert 'dcterms:issued "2025-02-10"^^xsd:date' in said
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert report["licence"] == "https://example.org/licence"
