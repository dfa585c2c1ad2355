"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# How long one example takes says nothing on a machine that is busy with others.
settings.register_profile("project", deadline=None)
settings.load_profile("project")
