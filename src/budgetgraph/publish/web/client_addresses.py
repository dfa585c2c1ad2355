"""Tell clients apart by their addresses, for what each of them has a share of."""

from __future__ import annotations

import ipaddress
from functools import lru_cache

_HOST_OF_IPV6 = 64
"""The bits of an IPv6 network that one household or company gets as a rule."""


#: So many addresses are kept with their names; one that is asked for again is the usual case.
_MOST_KEPT = 4096


@lru_cache(maxsize=_MOST_KEPT)
def client_of(host: str) -> str:
    """Name the client at an address.

    `192.0.2.7` → itself; `2001:db8::7` → `2001:db8::/64`, for whoever has one address there has all
    of them; `::ffff:192.0.2.7` → `192.0.2.7`.
    """
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, _HOST_OF_IPV6), strict=False))
