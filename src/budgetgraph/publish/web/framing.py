"""Let a page be shown inside the pages of other sites."""

from __future__ import annotations

FRAMED = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; "
        "frame-ancestors *"
    )
}
"""The headers of such a page: it has no script and no form, and any site may frame it."""
