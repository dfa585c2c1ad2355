"""A ZIP archive is opened like a folder: each file in it is a source."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from budgetgraph.disclosure import Told
from budgetgraph.document.problems import LimitExceeded, UnreadableInput, UsageError
from budgetgraph.pipeline.line import extract_all
from budgetgraph.pipeline.line import read_document as read
from budgetgraph.pipeline.source_files import listing, opened
from budgetgraph.read.source import file_kind

TEXT = "云溪县{name}2025年部门预算公开\n部门预算收入总表\n单位：万元\n项目\t预算数\n一、财政拨款收入\t59.00\n"


def documents(path: Path) -> list[Path]:
    """The documents in what `path` names."""
    return list(opened(listing([str(path)]).files))


def archive(tmp_path: Path, *names: str, name: str = "公开.zip") -> Path:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as made:
        for each in names:
            body = Path(each).stem
            made.writestr(each, TEXT.format(name=body) if body.endswith("局") else "说明")
    return path


def test_one_disclosure_in_an_archive_is_read(tmp_path: Path) -> None:
    path = archive(tmp_path, "2025/水利局.txt", "图.gif", "__MACOSX/林业局.txt", ".林业局.txt")
    (found,) = extract_all(path, Told(year=2024))
    assert (found.department.name, found.source.file) == ("云溪县水利局", "水利局.txt")
    assert found.fiscal_year == 2024


def test_several_disclosures_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    path = archive(tmp_path, "b/林业局.txt", "a/水利局.txt", "c/说明.txt")
    found = extract_all(path)
    assert [one.department.name for one in found] == ["云溪县水利局", "云溪县林业局"]
    messages = [note.message for note in found[0].notes if note.code == "part-not-read"]
    assert messages[-1].startswith("the file c/说明.txt of the archive is not read: ")
    with pytest.raises(UsageError, match="2 disclosures"):
        extract_all(path, Told(department="云溪县水利局"))


def test_the_files_of_an_archive_are_sources_of_a_build(tmp_path: Path) -> None:
    path = archive(tmp_path, "林业局.txt", "水利局.txt", "图.gif", "a/README.md")
    expected = [path / "林业局.txt", path / "水利局.txt"]
    assert documents(tmp_path) == expected
    assert documents(path) == expected
    assert listing([str(tmp_path)]).passed_over == []
    assert read(path / "水利局.txt").source.lines[0] == "云溪县水利局2025年部门预算公开"


def test_names_in_the_encoding_of_a_chinese_system(tmp_path: Path) -> None:
    path = archive(tmp_path, "xxxxxx.txt")
    path.write_bytes(path.read_bytes().replace(b"xxxxxx", "水利局".encode("gb18030")))
    assert documents(path) == [path / "水利局.txt"]


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (("图.gif",), "ZIP archive of files; give one of them"),
        (("说明.txt",), "holds no disclosure: the file 说明.txt"),
        (("内.zip",), "holds no disclosure: the file 内.zip"),
    ],
)
def test_an_archive_without_a_disclosure_is_refused(
    tmp_path: Path, names: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(UnreadableInput, match=reason):
        extract_all(archive(tmp_path, *names))


def test_a_file_that_is_not_in_the_archive(tmp_path: Path) -> None:
    path = archive(tmp_path, "水利局.txt")
    with pytest.raises(UnreadableInput, match=r"no such file in 公开\.zip"):
        read(path / "林业局.txt")
    with pytest.raises(UnreadableInput, match="no such file"):
        read(tmp_path / "无.zip" / "林业局.txt")


def test_a_damaged_archive_is_a_source_that_fails_alone(tmp_path: Path) -> None:
    path = archive(tmp_path, "水利局.txt")
    path.write_bytes(path.read_bytes()[:60])
    assert documents(path) == [path]
    with pytest.raises(UnreadableInput, match="cut off or damaged"):
        extract_all(path)


def test_an_archive_that_unpacks_to_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = archive(tmp_path, "水利局.txt")
    monkeypatch.setattr(file_kind, "MAX_UNPACKED", 10)
    assert documents(path) == [path]
    with pytest.raises(LimitExceeded, match="over the limit"):
        extract_all(path)
    monkeypatch.setenv("BUDGETGRAPH_MAX_MB", "0.0001")
    with pytest.raises(LimitExceeded, match="over the limit"):
        read(path / "水利局.txt")


def test_an_office_file_is_no_archive(tmp_path: Path) -> None:
    path = tmp_path / "公开.docx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr("水利局.txt", TEXT)
    assert documents(path) == [path]
