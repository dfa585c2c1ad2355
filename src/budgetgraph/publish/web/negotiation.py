"""Content negotiation of our own (RFC 9110 §12.5.1): which of our formats a client wants, by
`Accept`, by suffix or by name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]++"
_RANGE = re.compile(
    rf"\A\s*+(?P<type>{_TOKEN})\s*+(?:/\s*+(?P<subtype>{_TOKEN})\s*+)?+(?P<rest>;.*)?", re.DOTALL
)
_PARAMETER = re.compile(
    rf'\A;\s*+(?:(?P<name>{_TOKEN})\s*+=\s*+(?:(?P<token>{_TOKEN})|"(?P<quoted>(?:[^"\\]|\\.)*+)")\s*+)?+',
    re.DOTALL,
)
_WEIGHT = re.compile(r"(?:0?(?:\.\d*)?|1(?:\.0*)?)")
#: Parameters that say nothing about which representation is meant: what we write is UTF-8, whatever
#: was asked for.
_IDLE = frozenset({"charset"})


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
        """All media types that mean this offer, bare and in lower case."""
        return tuple(
            name.partition(";")[0].strip().lower() for name in (self.media_type, *self.aliases)
        )


@dataclass(frozen=True, slots=True)
class MediaRange:
    """One member of an Accept header; `parameters` without `q`, names in lower case."""

    type: str
    subtype: str
    parameters: frozenset[tuple[str, str]]
    q: float

    def specificity(self, media_type: str) -> int:
        """How closely this range fits a media type: 0 not at all, 1 by `*/*`, 2 by `type/*`, 4
        exactly.

        3: it names the type with a parameter of which we know nothing (`;profile=…`). Such a range
        can ask for the type, but `q=0` on it does not refuse the type as such.
        """
        main, _, sub = media_type.partition("/")
        if self.type == "*":
            return 1
        if self.type != main or self.subtype not in ("*", sub):
            return 0
        if self.subtype == "*":
            return 2
        return 4 if not self.parameters else 3 if self.q > 0 else 0


def parse_accept(header: str) -> list[MediaRange]:
    """The media ranges of an Accept header, in its order.

    A malformed member is passed over; a bare `*` (Java's clients) is `*/*`.
    """
    ranges = [_media_range(member) for member in _members(header)]
    return [found for found in ranges if found is not None]


def choose(accept: str | None, offers: Sequence[Offer]) -> Offer | None:
    """The offer that the client likes best, ours first among equals; None where nothing fits (406).

    No header, an empty one and one without a single well-formed member accept anything.
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
    """The offer of that short name or media type (`?format=ttl`, `?format=text/turtle`), None where
    there is none.
    """
    wanted = name.strip().lower()
    return next(
        (offer for offer in offers if wanted in (offer.name, *offer.nicknames, *offer.types)), None
    )


def split_suffix(path: str, offers: Sequence[Offer]) -> tuple[str, Offer | None]:
    """`208.ttl` as `208` and the offer named `ttl`; the path as it is and None where it ends in no
    offer's name.
    """
    stem, dot, suffix = path.rpartition(".")
    offer = next((offer for offer in offers if offer.name == suffix), None)
    return (stem, offer) if dot and stem and not stem.endswith("/") and offer else (path, None)


def encodings(header: str | None) -> bool:
    """Whether an Accept-Encoding header allows gzip (RFC 9110 §12.5.3); without a header we do not
    compress.
    """
    weights: dict[str, float] = {}
    for member in (header or "").split(","):
        coding, _, weight = member.replace(" ", "").lower().partition(";q=")
        weights[coding] = (
            float(weight)
            if weight and weight != "." and _WEIGHT.fullmatch(weight)
            else 0.0
            if weight
            else 1.0
        )
    return weights.get("gzip", weights.get("*", 0.0)) > 0


def _quality(ranges: Sequence[MediaRange], offer: Offer) -> float:
    """The weight of an offer: of the range that fits it most closely; an alias counts where the
    client names it.
    """
    weights = []
    for position, media_type in enumerate(offer.types):
        fitting = [
            (found.specificity(media_type), -index, found.q) for index, found in enumerate(ranges)
        ]
        closeness, _, q = max(fitting)
        # Wildcards speak of what we would send, which is never called by the alias.
        if closeness >= (3 if position else 1):
            weights.append(q)
    return max(weights, default=0.0)


def _members(header: str) -> list[str]:
    """The members of a comma-separated header; a comma between quotation marks divides nothing."""
    return [
        member
        for member in re.findall(r'(?:"(?:[^"\\]|\\.)*+(?:"|\Z)|[^,"]|")++', header)
        if member.strip()
    ]


def _media_range(member: str) -> MediaRange | None:
    match = _RANGE.fullmatch(member)
    if match is None:
        return None
    main, sub = match["type"].lower(), (match["subtype"] or "*").lower()
    if sub != "*" if main == "*" else match["subtype"] is None:
        return None
    rest, parameters, q = (match["rest"] or "").strip(), set(), 1.0
    while rest:
        found = _PARAMETER.match(rest)
        if found is None:
            return None
        rest = rest[found.end() :]
        name = (found["name"] or "").lower()
        text = (
            found["token"]
            if found["token"] is not None
            else re.sub(r"\\(.)", r"\1", found["quoted"] or "")
        )
        if name == "q":
            if not text or _WEIGHT.fullmatch(text) is None or text == ".":
                return None
            q = float(text)
            break  # what stands behind the weight was once an accept extension and means nothing now
        if name and name not in _IDLE:
            parameters.add((name, text.lower()))
    return MediaRange(main, sub, frozenset(parameters), q)
