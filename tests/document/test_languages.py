"""Messages are said in the reader's language, and every message of the code has its Chinese."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from places import ROOT

from budgetgraph.document.languages import language_of_locale, message_in, problem_in
from budgetgraph.document.problems import QuestionError, UnreadableInput

PACKAGE = ROOT / "src" / "budgetgraph"
#: What carries a message to its reader.
CARRIERS = {
    "BudgetGraphError", "BrokenShapes", "HTTPException", "LimitExceeded", "MalformedQuery",
    "NotIsolated", "Overloaded", "PushFailed", "ReaderFault", "Refused", "TimedOut",
    "UnknownGraph", "UnreadableInput", "UsageError", "say",
}  # fmt: skip
CHINESE = re.compile(r"[一-鿿]")
LETTERS = re.compile(r"[A-Za-z]{2}")
VALUE = "7"
#: Folders whose messages programs read, and no person.
OF_PROGRAMS = ("publish/agents", "publish/reconcile")
#: Messages that are put together from others, and one that nobody is left to read.
COMPOSED = {
    "--log-file 7: 7", "WARNING: 7 7", "--sources 7, line 7: 7", "7: 7 is no place 7",
    "this is 7", "this is 7; 7; 7", "7: 7 for one disclosure", "the store",
    "the client left before its request was whole", "the client left before the answer was ready",
}  # fmt: skip


def sample(node: ast.expr) -> str | None:
    """An example of the message that an expression gives: `f"{path}: empty"` → `7: empty`."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else VALUE for part in node.values)
        return "".join(map(str, parts))
    return None


def messages() -> Iterator[tuple[str, str]]:
    """The messages that stand as text in a call of a carrier, with their places."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if str(path.relative_to(PACKAGE)).startswith(OF_PROGRAMS):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            if getattr(node.func, "id", getattr(node.func, "attr", "")) not in CARRIERS:
                continue
            if isinstance(node.func, ast.Attribute) and node.func.attr == "say":
                continue
            for argument in node.args:
                text = sample(argument)
                if text and text not in COMPOSED and LETTERS.search(text):
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", text


def test_every_message_has_its_chinese() -> None:
    found = dict(messages())
    assert len(found) > 150
    missing = {at: text for at, text in found.items() if not CHINESE.search(message_in(text, "zh"))}
    assert missing == {}, "add them to document/messages.toml"


@pytest.mark.parametrize(
    ("message", "chinese"),
    [
        ("the file is empty", "文件是空的"),
        ("budgetgraph: a.pdf: the file is empty", "budgetgraph: a.pdf: 文件是空的"),
        ("a b.toml is there already", "a b.toml 已存在"),
        (
            "a.zip: this ZIP archive holds no disclosure: a.txt: the file is empty; b: c",
            "a.zip: ZIP 压缩包中没有公开文件：a.txt: 文件是空的；b: c",
        ),
        ("worth a look: a.txt: 2 table-not-read, 1 odd", "值得查看：a.txt: 2 张表未读取，1 odd"),
        ("build/site/index.html", "build/site/index.html"),
        ("", ""),
    ],
)
def test_what_stands_before_and_in_a_message_is_kept(message: str, chinese: str) -> None:
    assert message_in(message, "zh") == chinese
    assert message_in(message, "en") == message


def test_of_two_that_fit_the_more_exact_is_meant() -> None:
    assert message_in("is no built folder (it has no a); run `budgetgraph build` first", "zh") == (
        "不是构建好的文件夹（没有 a）；请先运行 `budgetgraph build`"
    )


def test_an_error_is_said_in_one_language() -> None:
    assert problem_in(QuestionError("没有", "none"), "zh") == "没有"
    assert problem_in(QuestionError("没有", "none"), "en") == "none"
    assert problem_in(QuestionError("没有", "none"), None) == "没有 / none"
    unread = UnreadableInput("a.pdf", "the file is empty")
    assert problem_in(unread, "zh") == "a.pdf: 文件是空的"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, None),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LC_ALL": "", "LANG": "zh"}, "zh"),
        ({"LANG": "C.UTF-8"}, None),
        ({"LC_ALL": "POSIX", "LANG": "zh_CN"}, None),
        ({}, None),
    ],
)
def test_the_locale_tells_the_language(environment: dict[str, str], language: str | None) -> None:
    assert language_of_locale(environment) == language
