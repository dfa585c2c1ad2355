"""Codes as they are written: project codes and their check character, 类款项 codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetgraph.values import code_notation

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
#: Codes as printed in forms of Hebei (their check character holds) and of Sichuan (it does not, and
#: says nothing there).
HEBEI, SICHUAN = "13053225P00T216100029", "51092322T000000431595"


def test_project_codes() -> None:
    assert code_notation.project_code_parts(HEBEI) == code_notation.ProjectCode(
        "130532", 2025, "P", True
    )
    assert code_notation.project_code_parts(
        f" {HEBEI[:10]}\n{HEBEI[10:]}"
    ) == code_notation.project_code_parts(HEBEI), "wrapped"
    assert code_notation.project_code_parts(SICHUAN) == code_notation.ProjectCode(
        "510923", 2022, "T", None
    )
    assert code_notation.project_code_parts(HEBEI[:-1] + "8") == code_notation.ProjectCode(
        "130532", 2025, "P", False
    )
    assert code_notation.project_code_parts("13053225P00S216100029") == code_notation.ProjectCode(
        "130532", 2025, "P", False
    ), "S is not in the alphabet"
    assert [
        code_notation.project_code_parts(text)
        for text in ("", HEBEI[1:], HEBEI + "0", "项目编码", "2080505")
    ] == [None] * 5


@given(
    st.from_regex(r"\A13[0-9]{4}[0-9]{2}[PT]\Z"),
    st.text(ALPHABET, min_size=11, max_size=11),
    st.integers(0, 20),
    st.integers(1, 30),
)
def test_every_slip_of_one_character_is_caught(
    head: str, serial: str, place: int, shift: int
) -> None:
    check = code_notation.check_character(head + serial)
    assert check is not None
    code = head + serial + check
    right = code_notation.project_code_parts(code)
    assert right is not None
    assert right.check_ok
    wrong = ALPHABET[(ALPHABET.index(code[place]) + shift) % len(ALPHABET)]
    slipped = code[:place] + wrong + code[place + 1 :]
    parts = code_notation.project_code_parts(slipped)
    assert parts is None or not parts.check_ok


@pytest.mark.parametrize(
    ("code", "kind", "parent"),
    [
        ("208", "function", None),
        ("20805", "function", "208"),
        ("2080505", "function", "20805"),
        ("1100249", "function", "11002"),
        ("301", "economic", None),
        ("50501", "economic", "505"),
        ("3010101", None, None),
        ("4010101", None, None),
        ("20", None, None),
        ("２０８", None, None),
        ("450", None, None),
    ],
)
def test_kinds_and_parents(code: str, kind: str | None, parent: str | None) -> None:
    assert (code_notation.kind(code), code_notation.parent(code)) == (kind, parent)


@pytest.mark.parametrize(
    ("cells", "joined"),
    [
        (("208", "05", "05"), "2080505"),
        (("208", "5", "5"), "2080505"),
        (("208", "05", ""), "20805"),
        (("208", "", ""), "208"),
        (("301", "2"), "30102"),
        (("２０８", " 05\n", "05"), "2080505"),
        (("2080505",), "2080505"),
        (("208.00", "5.00", "5.0"), "2080505"),
        (("208", "20805", "2080505"), "2080505"),
        (("301", "30102"), "30102"),
        (("208", "20901"), None),
        (("208", "", "05"), None),
        (("合计", "", ""), None),
        (("450", "001"), None),
        (("", "05"), None),
        ((), None),
    ],
)
def test_codes_join_over_columns(cells: tuple[str, ...], joined: str | None) -> None:
    assert code_notation.join_code(*cells) == joined


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2080505", "2080505"),
        ("208.0", "208"),
        ("208.00", "208"),
        ("2080505.0", "2080505"),
        ("[213]", "213"),
        ("【21301】", "21301"),
        ("213.03.01", "2130301"),
        ("213-03-01", "2130301"),
        ("'2080505", "2080505"),
        ("’208", "208"),
        ("208'", None),
        ("２０８", "208"),
        ("208.5", "20805"),
        ("12.50", None),
        ("2024", None),
        ("", None),
        ("合计", None),
    ],
)
def test_a_code_as_printed(text: str, code: str | None) -> None:
    assert code_notation.printed_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2,080,505.00", "2080505"),
        ("21,004", "21004"),
        ("208.00", "208"),
        ("213.03.01", "2130301"),
        ("2,080,505.50", None),
        ("20,805,05", None),
        ("4,100.00", None),
    ],
)
def test_a_code_that_a_program_showed_as_a_number(text: str, code: str | None) -> None:
    assert code_notation.code_of_column(text) == code


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("[213]农林水支出", "213", "农林水支出"),
        ("213农林水支出", "213", "农林水支出"),
        ("2130101 行政运行", "2130101", "行政运行"),
        ("205-教育支出", "205", "教育支出"),
        ("（30101）基本工资", "30101", "基本工资"),
        ("208.0社会保障和就业支出", "208", "社会保障和就业支出"),
    ],
)
def test_a_code_in_front_of_its_name(text: str, code: str, name: str) -> None:
    assert code_notation.split_code(text) == (code, name)


@pytest.mark.parametrize("text", ["农林水支出", "213", "2024年预算", "205个", "12农林水支出"])
def test_a_number_in_front_of_a_word_need_not_be_a_code(text: str) -> None:
    assert code_notation.split_code(text) is None


@pytest.mark.parametrize(("character", "has_check"), [("Y", True), ("I", False), ("Z", False)])
def test_a_character_outside_the_alphabet_has_no_check(character: str, has_check: bool) -> None:
    body = f"13053225P00T21610002{character}"[-20:]
    assert (code_notation.check_character(body) is not None) is has_check
