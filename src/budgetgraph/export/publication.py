"""What the office that publishes a graph says of it: its licence, and whom to ask."""

from __future__ import annotations

import re
from dataclasses import dataclass

from budgetgraph.document.problems import UsageError

_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
#: What stands on either side of the @ of an address of mail.
_MAIL_PART = re.compile(r"[^\s<>\"{}|\\^`@:/]+")


@dataclass(frozen=True, slots=True)
class Publication:
    """The IRI of the licence, and the address of the office as an IRI; None where none is said."""

    licence: str | None = None
    contact: str | None = None


def publication(licence: str | None, contact: str | None) -> Publication:
    """Read what is given on the command line: an address of mail becomes `mailto:…`.

    UsageError for a licence that is no web address, and for a contact that is neither that nor an
    address of mail.
    """
    if licence is not None and _WEB.fullmatch(licence) is None:
        raise UsageError(
            f"--licence {licence}: wants the web address of a licence, "
            "such as https://creativecommons.org/licenses/by/4.0/"
        )
    if contact is None:
        return Publication(licence)
    return Publication(licence, _contact(contact))


def _contact(contact: str) -> str:
    if _WEB.fullmatch(contact):
        return contact
    address = contact.removeprefix("mailto:")
    name, _, host = address.partition("@")
    if not (_MAIL_PART.fullmatch(name) and _MAIL_PART.fullmatch(host)):
        raise UsageError(
            f"--contact {contact}: wants an address of mail or of the web, "
            "such as open-data@example.org"
        )
    return f"mailto:{address}"
