"""Map addresses of the server to paths of files in a folder, and link one file to another."""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

#: Suffixes that the server answers with data; every other address is a page.
_DATA = re.compile(
    r"\.(?:ttl|nt|jsonld|rdf|trig|nq|json|csv|tsv|xlsx|rq|txt|gz|parquet"
    r"|svg|css|js|png|ico|map|woff2)$"
    r"|(?<=/SHA256SUMS)$"
)
#: Characters that some system forbids in a file name. A slash inside a key is sent escaped and is
#: kept escaped.
_UNSAFE = re.compile(r'[\\/:*?"<>|%\x00-\x1f]')
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DIGEST_SHOWN = 16
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
        """Give the path without its suffix, the suffix of the file, and the other parameters.

        `/questions/x?format=csv&year=2024` → `/questions/x`, `.csv`, `year=2024`.
        """
        form = dict(self.parameters).get("format")
        others = [pair for pair in self.parameters if pair[0] != "format"]
        data_suffix = _DATA.search(self.path)
        if data_suffix is not None:
            return self.path[: data_suffix.start()], data_suffix[0], others
        suffix = f".{form}" if form else ".html"
        return self.path, suffix, others

    @property
    def target(self) -> str:
        """Give the path with the query, as the server is asked for it."""
        parameters = list(self.parameters)
        if self.lang != "zh":
            parameters.append(("lang", self.lang))
        query = urlencode(parameters)
        return f"{self.path}?{query}" if query else self.path

    @property
    def file(self) -> str:
        """Give the path of its file in the folder."""
        stem, suffix, parameters = self._parts
        parts = [_name(unquote(part)) for part in stem.split("/") if part]
        if stem.endswith("/") and suffix == ".html":
            parts.append("index")
        if parameters:
            pairs = [f"{name}={text}" for name, text in parameters]
            parts.append(_name("&".join(pairs)))
        folder = "" if self.lang == "zh" else self.lang
        return posixpath.join(folder, *parts) + suffix


def read(link: str, page: Address) -> tuple[Address, str] | None:
    """Give the address and the fragment that a link on a page leads to.

    None where the link leaves the site or stays on its page.
    """
    if link.startswith("#") or not link:
        return None
    parts = urlsplit(urljoin(page.target, link))
    if parts.scheme or parts.netloc:
        return None
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    if path.startswith("/static/"):
        return Address(path), parts.fragment
    return _address(path, parts.query), parts.fragment


def _address(path: str, query: str) -> Address:
    """Make an address of a path and its query; only a page has a language."""
    given = parse_qsl(query, keep_blank_values=True)
    parameters = [(name, text) for name, text in given if name != "lang" and text]
    address = Address(path, tuple(sorted(parameters)))
    if address.is_data:
        return address
    return replace(address, lang=dict(given).get("lang", "zh"))


def relative(page: Address, to: Address, fragment: str = "") -> str:
    """Write the link from one file to another."""
    way = posixpath.relpath(to.file, posixpath.dirname(page.file) or ".")
    link = quote(way, safe="/&=()!,;@$+~")
    return f"{link}#{fragment}" if fragment else link


def _name(text: str) -> str:
    """Make a file name that every system accepts.

    Forbidden characters are percent-encoded (`a/b` → `a%2Fb`); a long name is cut and ends in a
    hash of the whole. The SHA-256 of a source is cut: every figure links to it.
    """
    if _DIGEST.fullmatch(text):
        return text[:_DIGEST_SHOWN]
    name = _UNSAFE.sub(lambda character: f"%{ord(character[0]):02X}", text)
    octets = name.encode()
    if len(octets) <= _LONGEST:
        return name
    start = octets[: _LONGEST - 20].decode(errors="ignore")
    digest = hashlib.sha256(octets).hexdigest()[:16]
    return f"{start}~{digest}"
