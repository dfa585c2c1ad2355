"""Ask whether a package that ships has a known vulnerability: pip-audit and npm audit.

    python packaging/audit.py PIP_AUDIT REQUIREMENTS

The exit status is 1 where a vulnerability is known. An advisory service that cannot be reached, or
does not answer for what was asked, is named: it is no clean result.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WEB = Path(__file__).resolve().parents[1] / "web"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one audit said: packages looked up, vulnerabilities, and what was not answered."""

    name: str
    audited: int
    known: tuple[str, ...]
    not_answered: str = ""

    def __str__(self) -> str:
        if self.not_answered:
            return f"{self.name}: NOT AUDITED, {self.not_answered}"
        return f"{self.name}: {self.audited} packages, {len(self.known)} known vulnerabilities"


def of_python(printed: str) -> Outcome:
    """Read what `pip-audit -f json` printed; a package that was skipped was not looked up."""
    try:
        packages: list[dict[str, Any]] = json.loads(printed)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Outcome("Python", 0, (), "pip-audit gave no result")
    known: list[str] = []
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    for package in packages:
        found = [f"{package['name']} {one['id']}" for one in package.get("vulns", ())]
        known += found
    audited = len(packages) - len(skipped)
    reason = f"the service knows nothing of {len(skipped)} of {len(packages)}" if skipped else ""
    return Outcome("Python", audited, tuple(known), reason)


def of_npm(printed: str) -> Outcome:
    """Read what `npm audit --json` printed."""
    try:
        answer: dict[str, Any] = json.loads(printed)
        packages = answer["metadata"]["dependencies"]["total"]
    except (ValueError, KeyError, TypeError):
        return Outcome("npm", 0, (), "the registry does not answer audits")
    return Outcome("npm", packages, tuple(sorted(answer["vulnerabilities"])))


def printed(*command: str, cwd: Path | None = None) -> str:
    """Run a command and give what it prints, whatever its exit status."""
    try:
        done = subprocess.run(
            command, cwd=cwd, capture_output=True, text=True, check=False, timeout=600
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return f"not run: {problem}"
    return done.stdout


def main() -> None:
    program, requirements = sys.argv[1:]
    options = ("-r", requirements, "--no-deps", "--disable-pip", "-f", "json")
    outcomes = [
        of_python(printed(program, *options)),
        of_npm(printed("npm", "audit", "--json", cwd=WEB)),
    ]
    for outcome in outcomes:
        print(outcome)
        for vulnerability in outcome.known:
            print(f"  {vulnerability}")
    if any(outcome.known for outcome in outcomes):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
