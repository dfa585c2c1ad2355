"""How far a build is, in lines, and addresses of the web among the inputs."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetgraph.cli import run
from budgetgraph.cli.talk.inputs import refuse_addresses
from budgetgraph.cli.talk.progress import SECONDS, PageLines, ProgressLines
from budgetgraph.document.problems import UsageError


def test_a_line_comes_after_ten_seconds_with_rate_and_time_left() -> None:
    said: list[str] = []
    times = iter([0.0, SECONDS - 0.1, SECONDS, SECONDS + 1, 2 * SECONDS])
    lines = ProgressLines(said.append, lambda: next(times))
    for done in (9, 10, 11, 40):
        lines.advance(done, 40)
    assert said == [
        "reading: 10 of 40 files, 1 a second, about 30 s left",
        "joining, validating and loading: 40 files read in 20 s",
    ]


@pytest.mark.parametrize("name", ["https://example.org/a.pdf", "HTTP:/example.org/a", "ftp://x"])
def test_an_address_is_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(UsageError, match="download it"):
        refuse_addresses(["a.pdf", name])


def test_an_address_is_said_as_it_was_given() -> None:
    """A path has lost one slash of two when it comes here."""
    with pytest.raises(UsageError, match=r"^https://example\.org/a\.pdf: "):
        refuse_addresses([Path("https://example.org/a.pdf")])


def test_a_file_with_a_colon_is_no_address() -> None:
    refuse_addresses(["c:/a.pdf", "http.txt", "年度:a.pdf", "folder/https:"])


@pytest.mark.parametrize("command", ["build", "validate", "extract", "show"])
def test_every_command_that_reads_says_so(
    command: str, capsys: pytest.CaptureFixture[str], tmp_path: object
) -> None:
    out = ["--out", f"{tmp_path}/out"] if command == "build" else []
    assert run([command, "https://example.org/a.pdf", *out]) == 2
    assert "nothing is fetched" in " ".join(capsys.readouterr().err.split())


def test_pages_of_a_long_scan_are_told_now_and_then() -> None:
    said: list[str] = []
    times = iter([0, SECONDS - 0.1, SECONDS, SECONDS + 0.1])
    lines = PageLines(said.append, lambda: next(times))
    for done in (1, 2, 3):
        lines.advance(Path("scan.pdf"), done, 40)
    assert said == ["recognising: 2 of 40 pages of scan.pdf"]
