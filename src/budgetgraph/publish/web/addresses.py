"""Where an address of the server lies in a folder of files, and how one file links to another."""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

#: Suffixes that the server answers with data; every other address is a page.
_DATA = re.compile(
    r"\.(?:ttl|nt|jsonld|rdf|trig|nq|json|csv|tsv|xlsx|rq|txt|gz|parquet|svg|css|js|png|ico|map|woff2)$|(?<=/SHA256SUMS)$"
)
#: What no file name may hold on some system; a slash inside a key arrives escaped and stays so.
_UNSAFE = re.compile(r'[\\/:*?"<>|%\x00-\x1f]')
#: Octets of a name; most file systems take 255, and a suffix follows.
_LONGEST = 200


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A page or a file of the server: its path as it is sent, its parameters in order, its
    language.
    """

    path: str
    parameters: tuple[tuple[str, str], ...] = ()
    lang: str = "zh"

    @property
    def is_data(self) -> bool:
        return self._parts[1] != ".html"

    @property
    def _parts(self) -> tuple[str, str, list[tuple[str, str]]]:
        """The path without its suffix, the suffix of the file, and the parameters that remain: a
        format becomes the suffix.
        """
        form = dict(self.parameters).get("format")
        others = [pair for pair in self.parameters if pair[0] != "format"]
        found = _DATA.search(self.path)
        if found is not None:
            return self.path[: found.start()], found[0], others
        return self.path, f".{form}" if form else ".html", others

    @property
    def target(self) -> str:
        """What is asked of the server."""
        query = urlencode([*self.parameters, *([("lang", self.lang)] if self.lang != "zh" else [])])
        return f"{self.path}?{query}" if query else self.path

    @property
    def file(self) -> str:
        """The path of its file in the folder."""
        stem, suffix, parameters = self._parts
        parts = [_name(unquote(part)) for part in stem.split("/") if part]
        if stem.endswith("/") and suffix == ".html":
            parts.append("index")
        if parameters:
            parts.append(_name("&".join(f"{name}={text}" for name, text in parameters)))
        return posixpath.join("" if self.lang == "zh" else self.lang, *parts) + suffix


def read(link: str, page: Address) -> tuple[Address, str] | None:
    """What a link on a page of the site leads to, with its fragment; None for what is not on this
    site.
    """
    if link.startswith("#") or not link:
        return None
    parts = urlsplit(urljoin(page.target, link))
    if parts.scheme or parts.netloc:
        return None
    given = parse_qsl(parts.query, keep_blank_values=True)
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    if path.startswith("/static/"):
        return Address(path), parts.fragment
    address = Address(
        path, tuple(sorted((name, text) for name, text in given if name != "lang" and text))
    )
    return address if address.is_data else replace(
        address, lang=dict(given).get("lang", "zh")
    ), parts.fragment


def relative(page: Address, to: Address, fragment: str = "") -> str:
    """The link from one file to another."""
    way = posixpath.relpath(to.file, posixpath.dirname(page.file) or ".")
    return quote(way, safe="/&=()!,;@$+~") + (f"#{fragment}" if fragment else "")


def _name(text: str) -> str:
    """A file name: characters that some system refuses are percent-encoded, a long one ends in a
    hash.
    """
    name = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", text)
    octets = name.encode()
    if len(octets) <= _LONGEST:
        return name
    return (
        octets[: _LONGEST - 20].decode(errors="ignore")
        + "~"
        + hashlib.sha256(octets).hexdigest()[:16]
    )
