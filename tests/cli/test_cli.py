"""The command line keeps the contract: data on stdout, words on stderr, one exit status a
situation.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from built import built_examples
from examples import EXAMPLES, LINXIA

from budgetgraph.cli import run
from budgetgraph.read.source.file_kind import MAX_MEMBERS


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_examples(tmp_path_factory)


def test_extract_prints_the_contract_object(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["extract", str(LINXIA)]) == 0
    captured = capsysbinary.readouterr()
    found = json.loads(captured.out)
    keys = [
        "source",
        "department",
        "division",
        "fiscal_year",
        "units",
        "tables",
        "statements",
        "projects",
        "documents",
    ]
    assert [key for key in found if key in keys] == keys
    assert captured.err == b""


@pytest.mark.parametrize("stage", ["read", "recognise", "parse"])
def test_show_prints_every_stage(stage: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["show", str(LINXIA), "--stage", stage]) == 0
    assert len(capsysbinary.readouterr().out) > 1000


SPELLINGS = [
    "冀财社[2023]208号",
    "冀财社﹝2023﹞208 号",
    "冀财社〔2023〕208号",
    "冀财社（2023）208号",
    "冀财社【2023】208号文件",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_a_number_gives_the_same_rows(
    spelling: str, built: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    call = ["query", "projects-citing-document", "--graph", str(built), "--format", "json"]
    assert run([*call, "--document", spelling]) == 0
    rows = json.loads(capsysbinary.readouterr().out)
    assert run([*call, "--param", "document=冀财社〔2023〕208号"]) == 0
    assert rows == json.loads(capsysbinary.readouterr().out)
    assert len({row["division"] for row in rows}) == 2, "two counties cite it"


def test_validate_reports_the_planted_discrepancy(
    built: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["validate", str(built), "--format", "json", "--fail-on", "never"]) == 0
    report = json.loads(capsysbinary.readouterr().out)
    assert len(report["findings"]) >= 1
    worst = run(["validate", str(built), "--fail-on", "info"])
    assert worst == 1
    assert run(["validate", str(built), "--fail-on", "never"]) == 0


def test_validate_takes_a_source_document(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    status = run(["validate", str(LINXIA), "--fail-on", "never"])
    assert status == 0
    assert capsysbinary.readouterr().out


def test_explain_quotes_the_lines(built: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["explain", "id/document/冀财社/2023/208", "--graph", str(built)]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert "> " in out
    assert "208" in out


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "jsonld"])
def test_export_writes_the_whole_and_every_disclosure(
    form: str, built: Path, tmp_path: Path
) -> None:
    assert run(["export", str(built), "--format", form, "--out", str(tmp_path)]) == 0
    files = list(tmp_path.iterdir())
    # the whole, the code lists, the findings, what is said across disclosures, and each of those
    assert len(files) == 5 + len(EXAMPLES)
    assert all(file.stat().st_size > 100 for file in files)


BAD_CALLS = [
    (["build", "x", "--nope"], 2, "No such option"),
    (["frobnicate"], 2, "No such command"),
    (["query", "no-such-question", "--graph", "{built}"], 2, "no question"),
    (["query", "projects-citing-document", "--graph", "{built}"], 2, "document"),
    (
        ["query", "projects-citing-document", "--document", "hello", "--graph", "{built}"],
        2,
        "hello",
    ),
    (["query", "projects", "--colour", "red", "--graph", "{built}"], 2, "colour"),
    (["query", "projects"], 2, "--graph"),
    (["query", "projects", "--graph", "{tmp}"], 3, "no built folder"),
    (["query", "{tmp}/none.rq", "--graph", "{built}"], 2, "none.rq"),
    (["explain", "id/nothing/here", "--graph", "{built}"], 2, "nothing in this graph"),
    (["extract", "{tmp}/none.txt"], 3, "no such file"),
    (["extract", "{tmp}/empty.txt"], 3, "empty.txt: the file is empty"),
    (["extract", "{tmp}/binary.txt"], 3, "binary.txt: no text"),
    (["extract", "{tmp}/letter.txt"], 3, "letter.txt: no budget table"),
    (["extract", "{tmp}"], 3, "a folder"),
    (["build", "{tmp}/nothing-*.txt", "--out", "{tmp}/out"], 3, "no disclosure"),
    (["validate", "{built}", "--shapes", "{tmp}/broken.ttl"], 4, "broken.ttl"),
    (["validate", "{built}", "--format", "papyrus"], 2, "papyrus"),
    (["validate", "{built}", "--also", "{tmp}/report.odt"], 2, "report.odt: no report format"),
    (["validate", "{built}", "--fail-on", "fatal"], 2, "fatal"),
    (["validate", "{tmp}/none.txt"], 3, "none.txt: there is no such file"),
    (["validate", "{tmp}/letter.txt"], 3, "letter.txt: no budget table"),
    (["validate", "{tmp}/graph.ttl"], 3, "graph.ttl: does not parse as turtle"),
    (["validate", "{tmp}/bomb.docx"], 5, "bomb.docx"),
    (["serve", "{tmp}"], 3, "no built folder"),
    (["export", "{built}", "--format", "papyrus", "--out", "{tmp}/x"], 2, "papyrus"),
    (
        ["build", "{tmp}/letter.txt", "--out", "{tmp}/out", "--base", "notaniri"],
        2,
        "--base notaniri",
    ),
    (["build", "{tmp}/letter.txt", "--out", "/proc/foo/bar"], 3, "cannot be written"),
    (["query", "projects", "--graph", "{tmp}/nope"], 3, "no such folder"),
    (["serve", "{tmp}/nope"], 3, "no such folder"),
]


@pytest.mark.parametrize(
    ("call", "status", "word"), BAD_CALLS, ids=[" ".join(call) for call, _, _ in BAD_CALLS]
)
def test_a_bad_call_says_why(
    call: list[str],
    status: int,
    word: str,
    built: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "letter.txt").write_text("今天天气很好。\n", "utf-8")
    (tmp_path / "graph.ttl").write_text("<a> <b>", "utf-8")
    if any("bomb" in word for word in call):
        with zipfile.ZipFile(tmp_path / "bomb.docx", "w") as bomb:
            for name in ("document", *range(MAX_MEMBERS)):
                bomb.writestr(f"word/{name}.xml", "")
    (tmp_path / "broken.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n<x> a sh:NodeShape ; sh:property [", "utf-8"
    )
    assert run([word.format(built=built, tmp=tmp_path) for word in call]) == status
    captured = capfd.readouterr()
    assert word in captured.err, captured.err
    assert "Traceback" not in captured.err
    assert "未发现" not in captured.out, "nothing was looked at"


def test_version(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["--version"]) == 0
    assert capsysbinary.readouterr().out.startswith(b"budgetgraph ")


def test_the_table_of_bad_calls_is_as_long_as_it_looks() -> None:
    assert len(BAD_CALLS) == 30


# --- reports and baselines ------------------------------------------------------------------------
PLANTED = next(path for path in EXAMPLES if "平乡县" in path.name)
FAULTY = """平乡县水利局2025年部门预算公开

部门预算支出总表
部门：平乡县水利局
单位：万元
科目编码\t科目名称\t合计
\t合计\t231.40
208\t社会保障和就业支出\t54.00
213\t农林水支出\t150.00
"""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A paper of one table whose rows do not add up to its total."""
    path = tmp_path / "平乡县水利局2025.txt"
    path.write_text(FAULTY, "utf-8")
    return path


def test_validate_writes_further_reports_of_one_run(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    files = [tmp_path / f"report{suffix}" for suffix in (".sarif", ".json", ".html", ".xml")]
    also = [part for file in files for part in ("--also", str(file))]
    assert run(["validate", str(PLANTED), "--format", "github", *also, "--fail-on", "warning"]) == 1
    first = capsysbinary.readouterr().out.decode().splitlines()[0]
    assert first.startswith(
        f"::warning title=projects-sum-to-project-expenditure,file={PLANTED.as_posix()},line="
    )
    assert all(file.stat().st_size > 500 for file in files)
    assert json.loads(files[0].read_text("utf-8"))["version"] == "2.1.0"
    assert run(["validate", str(PLANTED), "--also", str(tmp_path / "report.pdf")]) == 2


@pytest.mark.parametrize("suffix", [".json", pytest.param(".sarif", marks=pytest.mark.long)])
def test_validate_against_a_baseline(
    suffix: str, faulty: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    known = tmp_path / f"known{suffix}"
    assert run(["validate", str(faulty), "--also", str(known), "--fail-on", "warning"]) == 1
    capsysbinary.readouterr()
    assert run(["validate", str(faulty), "--baseline", str(known), "--fail-on", "info"]) == 0
    assert "另有 1 项在基线中" in capsysbinary.readouterr().out.decode()
    faulty.write_text(FAULTY.replace("54.00", "55.00"), "utf-8")
    assert run(["validate", str(faulty), "--baseline", str(known), "--fail-on", "warning"]) == 1
    (tmp_path / "bad.json").write_text("{", "utf-8")
    assert run(["validate", str(faulty), "--baseline", str(tmp_path / "bad.json")]) == 3


def test_the_limits_of_one_file_are_stated_and_can_be_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("BUDGETGRAPH_MAX_MB", "0.001")
    assert run(["extract", str(LINXIA)]) == 5
    assert b"over the limit of 0.001 MB" in capsysbinary.readouterr().err
    monkeypatch.setenv("BUDGETGRAPH_MAX_MB", "many")
    assert run(["extract", str(LINXIA)]) == 2
    monkeypatch.delenv("BUDGETGRAPH_MAX_MB")
    long = tmp_path / "long.txt"
    long.write_text("一、部门职责。2025年，收入预算231.40万元。\n" * 300_000, "utf-8")
    for command in (["extract"], ["show"], ["validate"]):
        assert run([*command, str(long), "--timeout", "0.1"]) == 5
        assert b"longer than 0.1 s" in capsysbinary.readouterr().err
    monkeypatch.setenv("BUDGETGRAPH_MAX_MEMORY_MB", "20")
    for command in (["extract"], ["show"], ["validate"]):
        assert run([*command, str(long)]) == 5
        assert b"more than 20 MB of memory" in capsysbinary.readouterr().err


def test_extract_of_several_disclosures(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The first one by default, and a word about the others; all with --all, one with --only."""
    both = tmp_path / "both.txt"
    text = "{0}2025年部门预算公开\n2025年，{0}收入预算{1}万元，支出预算{1}万元。\n"
    both.write_text(
        text.format("平乡县医疗保障局", "231.40") + text.format("平乡县教育局", "331.00"), "utf-8"
    )
    assert run(["extract", str(both)]) == 0
    captured = capsysbinary.readouterr()
    assert json.loads(captured.out)["department"]["name"] == "平乡县医疗保障局"
    assert "2 disclosures" in captured.err.decode()
    assert "平乡县教育局 2025" in captured.err.decode()
    assert run(["extract", str(both), "--all"]) == 0
    captured = capsysbinary.readouterr()
    assert [one["source"]["lines"] for one in json.loads(captured.out)] == [[1, 2], [3, 4]]
    assert captured.err == b""
    assert run(["extract", str(both), "--only", "平乡县教育局"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["statements"][0]["value"] == "331.00"
    assert run(["extract", str(both), "--only", "平乡县水利局"]) == 2


def test_extract_is_told_what_the_file_does_not_say(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    bare = tmp_path / "表.txt"
    bare.write_text("收入预算231.40万元，支出预算231.40万元。\n", "utf-8")
    assert run(["extract", str(bare)]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert (found["department"], found["fiscal_year"]) == (None, None)
    assert {one["year"] for one in found["statements"]} == {None}
    assert {"department-not-told", "year-not-told"} <= {note["code"] for note in found["notes"]}
    assert run(["extract", str(bare), "--department", "平乡县水利局", "--year", "2024"]) == 0
    found = json.loads(capsysbinary.readouterr().out)
    assert (found["department"]["name"], found["fiscal_year"]) == ("平乡县水利局", 2024)
    assert {one["year"] for one in found["statements"]} == {2024}
    assert found["division"]["code"] == "130532"
    both = tmp_path / "both.txt"
    text = "{0}2025年部门预算公开\n2025年，{0}收入预算231.40万元。\n"
    both.write_text(text.format("平乡县医疗保障局") + text.format("平乡县教育局"), "utf-8")
    assert run(["extract", str(both), "--year", "2024"]) == 2
    assert b"choose with --only" in capsysbinary.readouterr().err


@pytest.mark.parametrize("behind", [True, False])
def test_messages_are_in_the_language_that_is_asked_for(
    behind: bool, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """`--lang` stands before the command or behind it, as the other options of all commands do."""
    command = ["extract", str(tmp_path / "a.pdf")]
    for lang, said in [
        ("zh", "没有这个文件；请检查名称和所在的文件夹"),
        ("en", "there is no such file; check its name and folder"),
    ]:
        option = ["--lang", lang]
        call = [*command, *option] if behind else [*option, *command]
        assert run(call) == 3
        assert capfd.readouterr().err.endswith(f"a.pdf: {said}\n")


def test_a_wrong_call_is_told_in_chinese(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "a.md", "--lang=zh"]) == 2
    said = capfd.readouterr().err
    assert "用法：" in said
    assert "错误：缺少选项 --out" in said
    assert run(["--lang", "zh", "extrct", "a.md"]) == 2
    said = capfd.readouterr().err
    assert "用法：" in said
    assert "错误：没有命令 extrct，是否指 " in said
    assert run(["new", "question", "one", "two", "--lang", "zh"]) == 2
    assert "错误：多余的参数：two" in capfd.readouterr().err


def test_questions_are_listed_in_the_language_that_is_asked_for(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(["questions", "--lang", "en"]) == 0
    assert "]\n    Budget totals\n" in capfd.readouterr().out
