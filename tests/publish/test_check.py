"""A paper that is sent to /check comes back as its report, and nothing of it stays: no file, no
process. What is too large, hangs or is no paper is refused, and the server answers on.
"""

from __future__ import annotations

import asyncio
import io
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from folder import make_folder
from PIL import Image
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from budgetgraph.document.data_file import read_data
from budgetgraph.extras import can_recognise
from budgetgraph.publish.app import create_app
from budgetgraph.publish.check import checker
from budgetgraph.publish.check.checker import CheckLimits, CheckOutcome, checked
from budgetgraph.publish.check.page import Check
from budgetgraph.publish.check.upload import Upload, upload_of
from budgetgraph.publish.refusals import handlers
from budgetgraph.publish.sparql.query_guard import Refused
from budgetgraph.publish.web.openapi import document
from budgetgraph.publish.web.rendering import Renderer
from budgetgraph.publish.web.site import Settings, Site
from budgetgraph.query.search_index import Index

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SECRET = "独一无二的课题名称"


def paper() -> bytes:
    document = docx.Document()
    document.add_paragraph("石桥县水务局2026年部门预算")
    document.add_paragraph("2026年石桥县水务局收入预算900.00万元，支出预算900.00万元。")
    document.add_paragraph(
        f"{SECRET}：2026年收入预算120.00万元，上年预算100.00万元，同比增长25.00%。"
    )
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def bomb() -> bytes:
    """A document of some kilobytes whose text has a gigabyte."""
    stream = io.BytesIO()
    package = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
    with package, package.open("word/document.xml", "w", force_zip64=True) as part:
        for _ in range(64):
            part.write(b" " * (1 << 24))
    return stream.getvalue()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = make_folder(tmp_path_factory.mktemp("check") / "out")
    with TestClient(create_app(folder, Settings(check=True))) as found:
        yield found


@pytest.fixture
def temporary(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, which is empty after each request; its path is short, for
    the names of sockets are.
    """
    # what follows qq is masked in reports, as the number of a person
    with tempfile.TemporaryDirectory(prefix="bgqq20251128") as folder:
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


def test_the_route_is_not_there_unless_it_is_wanted(tmp_path: Path) -> None:
    with TestClient(create_app(make_folder(tmp_path / "out"))) as closed:
        assert closed.get("/check").status_code == 404
        assert 'href="/check' not in closed.get("/questions").text
        assert (
            closed.post("/check", files={"file": ("公开.docx", paper(), WORD)}).status_code == 404
        )


def test_every_page_leads_to_it_where_it_is_on(client: TestClient) -> None:
    assert 'href="/check"' in client.get("/questions").text


@pytest.mark.parametrize(("lang", "words"), [("zh", "核查一份文件"), ("en", "Check a paper")])
def test_the_page_has_a_form_in_both_languages(client: TestClient, lang: str, words: str) -> None:
    page = client.get(f"/check?lang={lang}")
    assert page.status_code == 200
    assert words in page.text
    assert 'enctype="multipart/form-data"' in page.text


def test_the_route_is_described_where_it_is_on(client: TestClient) -> None:
    served = client.get("/openapi.json").json()
    assert served["paths"].keys() - document()["paths"].keys() == {"/check"}
    sent = served["paths"]["/check"]["post"]["requestBody"]["content"]["multipart/form-data"]
    assert sent["schema"]["required"] == ["file"]


def test_a_paper_comes_back_as_its_report(client: TestClient, temporary: Path) -> None:
    answer = client.post(
        "/check",
        files={"file": ("../../公开 文件.docx", paper(), WORD)},
        headers={"Accept": "application/json"},
    )
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    rules = [finding["rule"] for finding in answer.json()["findings"]]
    assert "change-percentage" in rules
    assert "budgetgraph-check-" not in answer.text
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("browser", "lang"),
    [
        pytest.param("en", "zh", marks=pytest.mark.long),
        pytest.param("en", "", marks=pytest.mark.long),
        ("zh-CN,en", ""),
    ],
)
def test_the_report_is_in_the_readers_language(client: TestClient, browser: str, lang: str) -> None:
    answer = client.post(
        "/check",
        params={"lang": lang} if lang else {},
        files={"file": ("公开.docx", paper(), WORD)},
        headers={"Accept": "text/html", "Accept-Language": browser},
    )
    is_chinese = bool(lang) or browser.startswith("zh")
    assert ("核查人" in answer.text) == is_chinese
    assert ("checked by" in answer.text) != is_chinese


@pytest.mark.parametrize(
    ("name", "content", "heading"),
    [("a.exe", b"MZ", "不读这种文件"), ("a.docx", b"PK", "读不出来")],
)
def test_a_refusal_says_whose_matter_it_is(
    client: TestClient, name: str, content: bytes, heading: str
) -> None:
    """A file that cannot be read is no fault of the server's."""
    browser = {"Accept": "text/html", "Accept-Language": "zh-CN"}
    answer = client.post("/check", files={"file": (name, content, WORD)}, headers=browser)
    assert answer.status_code in (415, 422)
    assert f"<h1>{heading}</h1>" in answer.text
    assert "服务器出了故障" not in answer.text
    assert f"{name}: {name}" not in answer.text


def test_the_report_is_a_page_that_may_do_nothing(client: TestClient) -> None:
    answer = client.post("/check", files={"file": ("公开.docx", paper(), WORD)})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "script" not in answer.headers["Content-Security-Policy"]
    assert "应为增加20.00%" in answer.text
    assert tempfile.gettempdir() not in answer.text
    assert (
        SECRET not in client.get("/search", params={"q": SECRET}).text.partition("<main")[2][400:]
    )


def test_a_bomb_is_refused_and_the_server_answers_on(client: TestClient, temporary: Path) -> None:
    answer = client.post("/check", files={"file": ("公开.docx", bomb(), WORD)})
    assert answer.status_code == 422
    assert str(temporary) not in answer.text
    assert list(temporary.iterdir()) == []
    assert client.get("/check").status_code == 200


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("程序.exe", b"MZ", 415),
        ("空.docx", b"", 400),
        ("假.pdf", b"no pdf at all", 422),
    ],
)
def test_what_is_no_paper_is_refused(
    client: TestClient, name: str, content: bytes, status: int
) -> None:
    answer = client.post("/check", files={"file": (name, content, "application/pdf")})
    assert answer.status_code == status


def test_a_picture_is_taken_and_a_scan_told_what_reads_it(client: TestClient) -> None:
    """Nothing stands on this one, so it is refused with the extra for scans too."""
    stream = io.BytesIO()
    Image.new("L", (60, 80), 255).save(stream, "PNG")
    reply = client.post("/check", files={"file": ("扫描.PNG", stream.getvalue(), "image/png")})
    assert reply.status_code == 422
    assert "扫描.png" in reply.text
    reason = "no text could be recognised" if can_recognise() else "budgetgraph[ocr]"
    assert reason in reply.text


def test_a_complaint_is_read_to_its_end(tmp_path: Path) -> None:
    """What is said first, by a library say, does not stand for the rest."""
    speak = "import sys, time; print('first', file=sys.stderr, flush=True); time.sleep(.5); sys.exit('last')"
    command = [sys.executable, "-c", speak]
    status, complaint = asyncio.run(checker._run(command, str(tmp_path), 60.0))
    assert (status, complaint) == (1, "first\nlast\n")


@pytest.mark.parametrize(
    ("complaint", "told"),
    [
        (
            "budgetgraph: {folder}/公开.docx: it took longer than 60 s to read (--timeout sets another limit)",
            "budgetgraph: 公开.docx: it took longer than 60 s to read",
        ),
        (
            "budgetgraph：{folder}/公开.docx：读取它需要超过 20 MB 内存（可用 BUDGETGRAPH_MAX_MEMORY_MB 另设上限）",
            "budgetgraph：公开.docx：读取它需要超过 20 MB 内存",
        ),
        (
            "扫描.pdf：识别页面用时超过 60 秒；共 9 页，已识别并保存 3 页："
            "再次运行同一命令即可继续，或给更多时间（可用 --timeout 另设上限）",
            "扫描.pdf：识别页面用时超过 60 秒；共 9 页，已识别并保存 3 页",
        ),
        (
            "扫描.png: no department is named in it; give it a row in a file for build --sources "
            "(columns file,department); extract --department NAME --year YEAR shows what comes of it",
            "扫描.png: no department is named in it",
        ),
        (
            "扫描.png：文中没有部门名称；请在 build --sources 的表中为它写一行（列 file,department）；"
            "用 extract --department 部门 --year 年度 可先看结果",
            "扫描.png：文中没有部门名称",
        ),
    ],
)
def test_who_sends_a_file_is_told_of_no_option(complaint: str, told: str) -> None:
    refused = checker._refusal(5, complaint.format(folder="/tmp/x"), "/tmp/x")
    assert refused == CheckOutcome(None, 422, told)


def test_the_advice_of_every_message_is_known() -> None:
    """A message that is worded anew must not advise who sends a file."""
    said = read_data("budgetgraph.document", "messages.toml")
    both = [pair for section in said.values() for pair in section.items()]
    told_of = ("sets another limit", "build --sources (")
    advising = [pair for pair in both if any(words in pair[0] for words in told_of)]
    assert len(advising) >= 4
    for message in (text for pair in advising for text in pair):
        complaint = re.sub(r"{\w+}", "--timeout", message)
        told = checker._refusal(5, complaint, "/tmp/x").reason
        assert "limit" not in told
        assert "上限" not in told
        assert "build" not in told


def test_a_body_that_is_no_form_is_refused(client: TestClient) -> None:
    assert client.post("/check", content=b"x=1").status_code == 415


@pytest.mark.parametrize(("more", "status"), [(0, 415), (1, 413)])
def test_a_file_may_have_so_many_bytes(tmp_path: Path, more: int, status: int) -> None:
    """At the limit the file is looked at (and is of no kind that is read), one byte more is not."""
    site = Site(make_folder(tmp_path / "out"), Settings(check=True))
    renderer = Renderer(site.iris, {})
    body = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.exe"\r\n\r\nMZ\r\n--b--'
    )
    route = Check(site, renderer, CheckLimits(file=len(body)))
    app = Starlette(
        routes=[Route("/check", route.check, methods=["POST"])],
        exception_handlers=handlers(renderer, Index.memory([])),
    )
    answer = TestClient(app).post(
        "/check",
        content=body + b"-" * more,
        headers={"Content-Type": "multipart/form-data; boundary=b"},
    )
    assert answer.status_code == status


def test_a_check_that_hangs_is_ended_with_all_that_it_started(temporary: Path) -> None:
    limits = CheckLimits(seconds=0.1, grace=0.0)
    outcome = asyncio.run(checked(Upload("公开.docx", paper()), "html", "zh", limits))
    assert outcome == CheckOutcome(None, 503, "the check was stopped after 0.1 seconds")
    assert list(temporary.iterdir()) == []
    running = (path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline"))
    assert not any(bytes(temporary) in command for command in running)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("公开.docx", "公开.docx"),
        ("C:\\Users\\x\\公开.docx", "公开.docx"),
        ("/etc/../a b;c.PDF", "a_b_c.pdf"),
        ("--help.txt", "help.txt"),
        ("...txt", "paper.txt"),
        ("长" * 100 + ".txt", "长" * 80 + ".txt"),
    ],
)
def test_a_name_is_one_that_no_system_minds(given: str, name: str) -> None:
    body = (
        f'--b\r\nContent-Disposition: form-data; name="file"; filename="{given}"\r\n\r\n'
        "text\r\n--b--\r\n"
    )
    upload = asyncio.run(upload_of("multipart/form-data; boundary=b", body.encode()))
    assert upload == Upload(name, b"text")


NOTE = 'Content-Disposition: form-data; name="note"'
FILE = 'Content-Disposition: form-data; name="file"; filename="a.txt"'


@pytest.mark.parametrize(
    ("content_type", "parts", "status", "reason"),
    [
        ("multipart/form-data; boundary=b", [NOTE], 400, "no file"),
        ("multipart/form-data; boundary=b", [FILE, FILE], 400, "Too many files"),
        ("multipart/form-data; boundary=b", [*[NOTE] * 9, FILE], 400, "Too many fields"),
        ("multipart/form-data", [FILE], 400, "Missing boundary"),
        ("multipart/form-data; boundary=c", [FILE], 400, "cannot be read"),
        ("multipart/mixed; boundary=b", [FILE], 415, "multipart/form-data"),
        ("text/plain", [FILE], 415, "multipart/form-data"),
    ],
)
def test_a_form_that_cannot_be_taken_is_refused(
    content_type: str, parts: list[str], status: int, reason: str
) -> None:
    body = "".join(f"--b\r\n{part}\r\n\r\ntext\r\n" for part in parts) + "--b--\r\n"
    with pytest.raises(Refused, match=reason) as refused:
        asyncio.run(upload_of(content_type, body.encode()))
    assert refused.value.status == status


def test_a_form_with_as_many_fields_as_allowed_is_taken() -> None:
    body = "".join(f"--b\r\n{part}\r\n\r\ntext\r\n" for part in [*[NOTE] * 8, FILE]) + "--b--\r\n"
    upload = asyncio.run(upload_of("multipart/form-data; boundary=b", body.encode()))
    assert upload == Upload("a.txt", b"text")


def test_a_large_file_is_not_written_to_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Starlette spools what is larger than a megabyte; ours goes to the folder of its check."""
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    content = b"x" * (3 << 20)
    body = f"--b\r\n{FILE}\r\n\r\n".encode() + content + b"\r\n--b--\r\n"
    upload = asyncio.run(upload_of("multipart/form-data; boundary=b", body))
    assert upload.content == content
