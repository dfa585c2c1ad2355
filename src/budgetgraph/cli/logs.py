"""Say while a command runs what it is doing: on stderr, or in a file.

Every folder of the package has a logger of its own, `budgetgraph.read`, `budgetgraph.store` and so
on; without the two options only warnings are shown.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from budgetgraph.document.problems import UsageError

_PACKAGE = "budgetgraph"
#: Handlers of this name are ours; those that a program around us has set stay.
_OURS = "budgetgraph command line"
_LINE = "%(name)s: %(message)s"
_DATED_LINE = "%(asctime)s %(levelname)s " + _LINE


def set_up(verbose: bool, log_file: Path | None) -> None:
    """Send what the loggers of the package say to stderr, to the end of a file, or to both."""
    logger = logging.getLogger(_PACKAGE)
    _take_off_ours(logger)
    if verbose:
        _put_on(logger, logging.StreamHandler(sys.stderr), _LINE)
    if log_file is not None:
        _put_on(logger, _opened(log_file), _DATED_LINE)
    is_wanted = verbose or log_file is not None
    level = logging.DEBUG if is_wanted else logging.NOTSET
    logger.setLevel(level)


def _take_off_ours(logger: logging.Logger) -> None:
    """Take off what an earlier call in the same process has put on."""
    for handler in list(logger.handlers):
        if handler.name == _OURS:
            logger.removeHandler(handler)
            handler.close()


def _put_on(logger: logging.Logger, handler: logging.Handler, line: str) -> None:
    handler.set_name(_OURS)
    handler.setFormatter(logging.Formatter(line))
    logger.addHandler(handler)


def _opened(log_file: Path) -> logging.Handler:
    try:
        return logging.FileHandler(log_file, encoding="utf-8")
    except OSError as problem:
        raise UsageError(f"--log-file {log_file}: {problem.strerror}") from None
