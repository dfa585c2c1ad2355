"""Formats of Office that no reader takes (.doc, .wps, .rtf, .xlsb, .fods), converted by LibreOffice
where it is installed.

It runs with a profile of its own that forbids macros and linked content, sees nothing but a copy of
the one file, and is stopped after a time.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from budgetgraph.document.problems import Note, UnreadableInput
from budgetgraph.isolation.process_limits import limit_memory

#: The variable of the environment that names the program, where it is not on the path.
PROGRAM = "BUDGETGRAPH_SOFFICE"
#: Seconds for one file; a large one takes some ten.
TIME_LIMIT = 120.0
#: Bytes of address space; it maps much more than it uses.
MEMORY_LIMIT = 4 << 30
_NAMES = ("soffice", "libreoffice")
#: LibreOffice makes and removes a socket here, whatever TMPDIR says, and does not start without.
_SOCKETS = Path("/tmp")


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is converted: what it is called, its ending, and the ending it gets."""

    name: str
    suffix: str
    target: str
    media_type: str


FORMATS = {
    "old-word": Format(
        "a Word document of the old format (.doc)", "doc", "docx", "application/msword"
    ),
    "rich-text": Format("a rich text file (RTF)", "rtf", "docx", "application/rtf"),
    "binary-excel": Format(
        "a binary Excel workbook (.xlsb)",
        "xlsb",
        "xlsx",
        "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    ),
    "flat-spreadsheet": Format(
        "an OpenDocument spreadsheet in one file of XML (.fods)",
        "fods",
        "xlsx",
        "application/vnd.oasis.opendocument.spreadsheet-flat-xml",
    ),
}
#: Macros are off, whoever signed them; nothing is fetched from the network.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def converted(path: str, data: bytes, kind: str) -> tuple[bytes, Note]:
    """Give the file as .docx or .xlsx, and a note that says so.

    UnreadableInput with what to do where LibreOffice is not installed, or cannot do it.
    """
    wanted = FORMATS[kind]
    program = _program()
    if program is None:
        raise _refused(path, wanted, "LibreOffice, which would convert it, is not installed")
    with TemporaryDirectory(prefix="budgetgraph-") as name:
        folder = Path(name)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        source = folder / f"source.{wanted.suffix}"
        source.write_bytes(data)
        if not _run(_command(program, folder, wanted, source), folder):
            raise _refused(path, wanted, f"LibreOffice took longer than {TIME_LIMIT:g} s for it")
        made = folder / "out" / f"source.{wanted.target}"
        if not made.is_file():
            raise _refused(path, wanted, "LibreOffice could not convert it")
        message = (
            f"{wanted.name} was converted to .{wanted.target} by LibreOffice before it was read"
        )
        return made.read_bytes(), Note("converted", message)


def place_of_sockets() -> Path | None:
    """Give the folder in which LibreOffice makes its sockets; None where it is not installed."""
    return None if _program() is None else _SOCKETS


def _refused(path: str, wanted: Format, reason: str) -> UnreadableInput:
    way_out = (
        f"open it in Word, WPS or LibreOffice, save it as .{wanted.target}"
        f" (or: soffice --headless --convert-to {wanted.target} FILE) and give that"
    )
    return UnreadableInput(path, f"this is {wanted.name}; {reason}; {way_out}")


def _program() -> str | None:
    named = os.environ.get(PROGRAM)
    if named is not None:
        return shutil.which(named)
    return next((program for name in _NAMES if (program := shutil.which(name))), None)


def _command(program: str, folder: Path, wanted: Format, source: Path) -> list[str]:
    profile = (folder / "profile").as_uri()
    switches = "--headless --norestore --nologo --nodefault --nofirststartwizard --nolockcheck"
    out = str(folder / "out")
    target = ["--convert-to", wanted.target, "--outdir", out, str(source)]
    return [program, f"-env:UserInstallation={profile}", *switches.split(), *target]


def _run(command: Sequence[str], folder: Path) -> bool:
    """Run the program to its end; False where it took too long and was stopped with all that it
    started.
    """
    prepare = None if sys.platform == "win32" else _allow_memory
    process = subprocess.Popen(
        command,
        cwd=folder,
        # It may write nowhere else.
        env=os.environ | {"HOME": str(folder), "TMPDIR": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=prepare,
    )
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            _stop(process)
    return True


def _allow_memory() -> None:
    """Give the program a limit of its own; that of our process is too low for it."""
    limit_memory(MEMORY_LIMIT)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
