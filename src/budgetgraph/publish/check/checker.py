"""Run `budgetgraph validate` on one file, as a process of its own in a folder that is removed
behind it: this server reads no paper itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from budgetgraph.publish.check.upload import Upload

#: What the command's exit status means to the client; any other is a fault of ours.
_UNREADABLE, _LIMIT = 3, 5
_READ = frozenset({0, 1})
#: What is read of the command's complaints, and of its report.
_COMPLAINT, _REPORT = 2_000, 16 << 20
#: The language of a report is asked for; where none is, that of our own locale is not meant.
_WITHOUT_LANGUAGE = {"LC_ALL": "C.UTF-8"}
_FORMATS = {"html": "html", "json": "json"}
#: What the command advises who typed it, and nobody who sent a file can follow: to set another
#: limit, to run it again, which goes on from the pages that it kept, and to name in a table what
#: the paper itself does not say.
_ADVICE = re.compile(
    r"(?:: run the same command again to go on, or give more time)?"
    r" \([-\w]{1,40} sets another limit\)"
    r"|(?:：再次运行同一命令即可继续，或给更多时间)?（可用 [-\w]{1,40} 另设上限）"
    r"|; give it a row in a file for build --sources.{1,160} shows what comes of it"
    r"|；请在 build --sources 的表中为它写一行.{1,120}可先看结果"
)


@dataclass(frozen=True, slots=True)
class CheckLimits:
    """The most bytes of a file, and the seconds that its check may take.

    The command ends itself after `seconds` and takes along what it started, LibreOffice too; it is
    killed `grace` seconds later.
    """

    file: int = 20 << 20
    seconds: float = 60.0
    grace: float = 10.0

    @property
    def most(self) -> float:
        """The seconds after which the command is killed."""
        return self.seconds + self.grace


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """A report, or why there is none with the status to answer."""

    report: bytes | None
    status: int = 200
    reason: str = ""


async def checked(upload: Upload, form: str, language: str, limits: CheckLimits) -> CheckOutcome:
    """Check a file, and report in a language, in both where it is "".

    The file and its report are gone when this returns, however it ends.
    """
    with tempfile.TemporaryDirectory(prefix="budgetgraph-check-") as folder:
        paper, report = Path(folder, upload.name), Path(folder, "report")
        await asyncio.to_thread(paper.write_bytes, upload.content)
        command = _command(paper, report, (_FORMATS[form], language), limits)
        try:
            status, complaint = await _run(command, folder, limits.most)
        except TimeoutError:
            return CheckOutcome(None, 503, f"the check was stopped after {limits.most:g} seconds")
        if status in _READ and report.is_file():
            with report.open("rb") as written:
                return CheckOutcome(await asyncio.to_thread(written.read, _REPORT))
        return _refusal(status, complaint, folder)


def _command(
    paper: Path, report: Path, form_and_language: tuple[str, str], limits: CheckLimits
) -> list[str]:
    form, language = form_and_language
    options = {
        "--format": form,
        "--output": str(report),
        "--fail-on": "never",
        "--timeout": f"{limits.seconds:g}",
    }
    if language:
        options["--lang"] = language
    flat = [word for option in options.items() for word in option]
    # The paper by its name alone, for the report prints it: the command runs in its folder, from
    # which no module is loaded (-P).
    return [sys.executable, "-P", "-m", "budgetgraph", "validate", *flat, "--", paper.name]


async def _run(command: list[str], folder: str, seconds: float) -> tuple[int, str]:
    """Run a command in a folder and in a session of its own, so that all it starts ends with it."""
    environment = {**os.environ, **_WITHOUT_LANGUAGE, "TMPDIR": folder}
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
        cwd=folder,
        env=environment,
    )
    assert process.stderr is not None
    try:
        async with asyncio.timeout(seconds):
            complaint = b""
            while said := await process.stderr.read(_COMPLAINT):
                complaint = (complaint + said)[:_COMPLAINT]
            status = await process.wait()
    finally:
        # Also where the client left, or the server stops.
        _end(process)
        await process.wait()
    return status, complaint.decode("utf-8", "replace")


def _end(process: asyncio.subprocess.Process) -> None:
    """End a process and all of its session; without sessions (Windows), the process alone."""
    with contextlib.suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


def _refusal(status: int, complaint: str, folder: str) -> CheckOutcome:
    """Say why a file has no report, without naming our folders."""
    complaint = _ADVICE.sub("", complaint.replace(f"{folder}/", ""))
    reason = re.sub(r"\s+", " ", complaint).strip()
    if status == _UNREADABLE:
        return CheckOutcome(None, 422, reason or "it could not be read")
    if status == _LIMIT:
        return CheckOutcome(None, 422, reason or "it is too large or took too long")
    return CheckOutcome(None, 500, "the check failed; this is a fault of ours")
