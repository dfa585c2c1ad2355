"""Notice that somebody edits the questions or the shapes, and read them again.

For those who write them: `serve --reload` shows each change without a restart.
"""

from __future__ import annotations

import hashlib
import sys
from functools import _lru_cache_wrapper as _Cached

from budgetgraph.assets import FOLDERS, asset


def stamp() -> str:
    """Give a text that changes with every change of a question, a shape or the vocabulary.

    It is made of names, sizes and times, so that no file has to be read.
    """
    digest = hashlib.sha256()
    for folder in FOLDERS:
        for path in sorted(asset(folder).rglob("*")):
            about = path.stat()
            digest.update(f"{path}\n{about.st_size}\n{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def forget() -> None:
    """Forget what was read of them: empty the caches of all our functions."""
    ours = [module for name, module in sys.modules.items() if name.startswith("budgetgraph")]
    for module in ours:
        for value in list(vars(module).values()):
            if isinstance(value, _Cached):
                value.cache_clear()
