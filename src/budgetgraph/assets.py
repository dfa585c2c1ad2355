"""Find the ontology, the shapes and the queries, in a checkout or inside the installed wheel."""

from __future__ import annotations

from pathlib import Path

FOLDERS = ("ontology", "shapes", "queries")
"""The top-level folders of the repository that the wheel carries as ``budgetgraph/_data/<folder>``.
"""

_PACKAGE = Path(__file__).resolve().parent
_ROOTS = (_PACKAGE / "_data", _PACKAGE.parent.parent)


def asset(relative: str) -> Path:
    """Return the file or folder ``relative`` (``"ontology/budget.ttl"``, ``"shapes"``) as an
    existing path.

    The wheel's copy is looked at first, so that an installation never reads folders that happen to
    lie beside it; a checkout has no such copy. Raises ``ValueError`` for a path outside
    :data:`FOLDERS` and ``FileNotFoundError`` where neither place has it.
    """
    parts = Path(relative).parts
    if not parts or parts[0] not in FOLDERS or ".." in parts:
        raise ValueError(f"not an asset: {relative!r}; assets lie in {', '.join(FOLDERS)}")
    looked_at: list[str] = []
    for root in _ROOTS:
        candidate = root.joinpath(*parts)
        if candidate.exists():
            return candidate
        looked_at.append(str(candidate))
    places = " or ".join(looked_at)
    raise FileNotFoundError(f"asset {relative!r} is missing; looked for {places}")
