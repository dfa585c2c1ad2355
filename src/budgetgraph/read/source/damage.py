"""Say in plain words what is wrong with a damaged file, for whatever its library raised.

A library names its own classes, or speaks to programmers: `list index out of range`. Whoever gave
the file is told the part and the place, where the library knows them.
"""

from __future__ import annotations

import re
import zipfile

from lxml import etree

#: What zipfile says of a part that an archive lacks.
_MISSING = re.compile(r"There is no item named '(.{1,200})' in the archive")
_LIMITS = (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_ENTITY_LOOP)


class Damaged(ValueError):
    """A file that lacks something it must hold; the message is for the one who gave it."""


def damage(error: BaseException) -> str:
    """Give the reason: `KeyError("… no item named 'a.xml' …")` → `its part a.xml is missing`."""
    if isinstance(error, Damaged):
        return str(error)
    if isinstance(error, etree.XMLSyntaxError):
        return _of_xml(error)
    if isinstance(error, zipfile.BadZipFile):
        return "its end or one of its parts is lost"
    missing = _MISSING.search(str(error))
    if missing is not None:
        return f"its part {missing[1]} is missing"
    return "one of its parts holds what does not belong there"


def _of_xml(error: etree.XMLSyntaxError) -> str:
    if error.code in _LIMITS:
        return "its XML is nested too deep, or unfolds to too much"
    line, column = error.position
    return f"its XML breaks off or is malformed in line {line}, character {column}"
