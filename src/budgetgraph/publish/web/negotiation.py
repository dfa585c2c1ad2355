"""Choose the format and the language of a response (content negotiation, RFC 9110 §12.5): by what
the client accepts, by suffix or by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

from starlette.requests import Request

from budgetgraph.document.languages import LANGUAGES

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]++"
_RANGE = re.compile(
    rf"\A\s*+(?P<type>{_TOKEN})\s*+(?:/\s*+(?P<subtype>{_TOKEN})\s*+)?+(?P<rest>;.*)?", re.DOTALL
)
_QUOTED = r'"(?P<quoted>(?:[^"\\]|\\.)*+)"'
_PARAMETER = re.compile(
    rf"\A;\s*+(?:(?P<name>{_TOKEN})\s*+=\s*+(?:(?P<token>{_TOKEN})|{_QUOTED})\s*+)?+", re.DOTALL
)
_WEIGHT = re.compile(r"(?:0?(?:\.\d*)?|1(?:\.0*)?)")
_MEMBER = re.compile(r'(?:"(?:[^"\\]|\\.)*+(?:"|\Z)|[^,"]|")++')
#: Parameters that do not change which format is meant: we always write UTF-8.
_IDLE = frozenset({"charset"})

F = TypeVar("F", bound=Callable[..., Any])

#: So many headers are kept with what they mean; clients send the same ones with each request.
_MOST_KEPT = 1024
#: A longer header is read anew each time, so that what is kept stays small.
_LONGEST_KEPT = 256


def _kept(read: F) -> F:
    """Keep what short headers mean."""
    kept = lru_cache(maxsize=_MOST_KEPT)(read)

    @wraps(read)
    def reading(header: str | None, *rest: tuple[Offer, ...]) -> object:
        is_short = len(header or "") <= _LONGEST_KEPT
        return kept(header, *rest) if is_short else read(header, *rest)

    return cast("F", reading)


@dataclass(frozen=True, slots=True)
class Offer:
    """A format that a route can answer in: its short name (suffix and `?format=`), its media type,
    and what else means it.

    `nicknames` are what clients write behind `?format=`; SPARQLWrapper sends its own words for
    formats with every query.
    """

    name: str
    media_type: str
    aliases: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()

    @property
    def types(self) -> tuple[str, ...]:
        """List all media types that mean this offer, without parameters and in lower case."""
        names = (self.media_type, *self.aliases)
        return tuple(name.partition(";")[0].strip().lower() for name in names)


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One member of an Accept header; `parameters` without `q`, names in lower case."""

    type: str
    subtype: str
    parameters: frozenset[tuple[str, str]]
    q: float

    def specificity(self, media_type: str) -> int:
        """Measure how closely this range fits a media type.

        0 not at all, 1 by `*/*`, 2 by `type/*`, 4 exactly. 3: it names the type with a parameter
        that we do not know (`;profile=…`). Such a range can ask for the type, but with `q=0` it
        does not refuse the type itself.
        """
        main, _, sub = media_type.partition("/")
        if self.type == "*":
            return 1
        if self.type != main or self.subtype not in ("*", sub):
            return 0
        if self.subtype == "*":
            return 2
        if not self.parameters:
            return 4
        return 3 if self.q > 0 else 0


def parse_accept(header: str) -> list[MediaRange]:
    """Read the media ranges of an Accept header, in its order.

    A malformed member is left out; a bare `*` (Java's clients) means `*/*`.
    """
    ranges = []
    for member in _members(header):
        media_range = _media_range(member)
        if media_range is not None:
            ranges.append(media_range)
    return ranges


@_kept
def choose(accept: str | None, offers: tuple[Offer, ...]) -> Offer | None:
    """Choose the offer that the client likes best; None where nothing fits (406).

    Among equals the first offer is chosen. No header, an empty one and one without a single
    well-formed member accept anything.
    """
    ranges = parse_accept(accept or "")
    if not ranges:
        return offers[0] if offers else None
    best: tuple[float, Offer] | None = None
    for offer in offers:
        quality = _quality(ranges, offer)
        if quality > 0 and (best is None or quality > best[0]):
            best = (quality, offer)
    return best[1] if best else None


def named(name: str, offers: Sequence[Offer]) -> Offer | None:
    """Find the offer of a short name or media type (`?format=ttl`, `?format=text/turtle`).

    None where there is none.
    """
    wanted = name.strip().lower()
    for offer in offers:
        if wanted in (offer.name, *offer.nicknames, *offer.types):
            return offer
    return None


def split_suffix(path: str, offers: Sequence[Offer]) -> tuple[str, Offer | None]:
    """Split a path that ends in the name of an offer: `208.ttl` → `208` and the offer `ttl`.

    Any other path is given back whole, with None.
    """
    stem, _, suffix = path.rpartition(".")
    if not stem or stem.endswith("/"):
        return path, None
    for offer in offers:
        if offer.name == suffix:
            return stem, offer
    return path, None


@_kept
def encodings(header: str | None) -> bool:
    """Tell whether an Accept-Encoding header allows gzip (RFC 9110 §12.5.3).

    Without a header we do not compress.
    """
    weights = weights_of(header)
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def weights_of(header: str | None) -> dict[str, float]:
    """Read a list of names with weights, in its order: `gzip, br;q=0.5` → 1 and 0.5."""
    weights: dict[str, float] = {}
    for member in (header or "").split(","):
        name, _, weight = member.replace(" ", "").lower().partition(";q=")
        weights[name] = _weight_of_name(weight)
    return weights


def asked_language(request: Request) -> str:
    """Give the language that the address asks for (`?lang=en`); "" where it asks for none of ours.

    Who has chosen a language stays in it: the links of a page name it where its own address does.
    """
    lang = request.query_params.get("lang", "")
    return lang if lang in LANGUAGES else ""


def language_of(request: Request) -> str:
    """Give the language that a request is answered in: as asked, else as its browser prefers."""
    return asked_language(request) or preferred(request.headers.get("accept-language"))


@_kept
def preferred(header: str | None) -> str:
    """Choose the language of an Accept-Language header (RFC 9110 §12.5.4).

    `en-GB,en;q=0.9,zh;q=0.8` → `en`; among equals the one that is named first. Chinese where the
    header is missing or names none of ours.
    """
    chosen, best = LANGUAGES[0], 0.0
    for tag, weight in weights_of(header).items():
        language = tag.partition("-")[0]
        if language in LANGUAGES and weight > best:
            chosen, best = language, weight
    return chosen


def in_language(address: str, lang: str) -> str:
    """Give an address of this site with the language in it: `/page/x#a` → `/page/x?lang=en#a`.

    An address of another site, a place on the same page and a file of data stay as they are.
    """
    if not lang or not address.startswith("/") or address.startswith("/graph/"):
        return address
    page, mark, fragment = address.partition("#")
    return f"{page}{'&' if '?' in page else '?'}lang={lang}{mark}{fragment}"


def _weight_of_name(written: str) -> float:
    """Read the weight of a name: 1 where none is written, 0 where it is malformed."""
    if not written:
        return 1.0
    weight = _weight(written)
    return 0.0 if weight is None else weight


def _weight(written: str) -> float | None:
    """Read a weight from 0 to 1; None where it is malformed."""
    if not written or written == "." or _WEIGHT.fullmatch(written) is None:
        return None
    return float(written)


def _quality(ranges: Sequence[MediaRange], offer: Offer) -> float:
    """Give the weight of an offer: that of the range that fits it most closely.

    An alias counts only where the client names it: a wildcard means the media type that we would
    send, and that is never the alias.
    """
    weights = []
    for position, media_type in enumerate(offer.types):
        closeness, weight = _closest(ranges, media_type)
        needed = 3 if position else 1
        if closeness >= needed:
            weights.append(weight)
    return max(weights, default=0.0)


def _closest(ranges: Sequence[MediaRange], media_type: str) -> tuple[int, float]:
    """Give the specificity and the weight of the range that fits best, the first among equals."""
    closest = max(ranges, key=lambda media_range: media_range.specificity(media_type))
    return closest.specificity(media_type), closest.q


def _members(header: str) -> list[str]:
    """Split a header at its commas, except those between quotation marks."""
    return [member for member in _MEMBER.findall(header) if member.strip()]


def _media_range(member: str) -> MediaRange | None:
    """Read one member of an Accept header; None where it is malformed."""
    match = _RANGE.fullmatch(member)
    if match is None:
        return None
    main, subtype = match["type"].lower(), match["subtype"]
    sub = (subtype or "*").lower()
    if main == "*" and sub != "*":
        return None
    if main != "*" and subtype is None:
        return None
    read = _parameters((match["rest"] or "").strip())
    if read is None:
        return None
    parameters, q = read
    return MediaRange(main, sub, parameters, q)


def _parameters(written: str) -> tuple[frozenset[tuple[str, str]], float] | None:
    """Read the parameters behind a media type and the weight; None where they are malformed.

    `;level=1;q=0.5` → `{("level", "1")}` and 0.5. What follows the weight was once an accept
    extension and means nothing now.
    """
    parameters: set[tuple[str, str]] = set()
    while written:
        match = _PARAMETER.match(written)
        if match is None:
            return None
        written = written[match.end() :]
        name, text = (match["name"] or "").lower(), match["token"]
        if text is None:
            text = re.sub(r"\\(.)", r"\1", match["quoted"] or "")
        if name == "q":
            weight = _weight(text)
            return None if weight is None else (frozenset(parameters), weight)
        if name and name not in _IDLE:
            parameters.add((name, text.lower()))
    return frozenset(parameters), 1.0
