"""What is fetched is pinned with checksums and comes from the machine's own registry; an audit that
was not answered is no clean one.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from places import ROOT

from budgetgraph.publish import serving

LOCK: dict[str, Any] = json.loads((ROOT / "web/package-lock.json").read_text("utf-8"))
PACKAGE: dict[str, Any] = json.loads((ROOT / "web/package.json").read_text("utf-8"))
LOCKED: dict[str, dict[str, Any]] = {name: one for name, one in LOCK["packages"].items() if name}

#: Modules that only an extra of `pyproject.toml` brings.
OF_EXTRAS = ("cv2", "distributed", "ipykernel", "mcp", "nbclient", "onnxruntime", "owlready2", "playwright", "rapidocr", "s3fs")  # fmt: skip
#: Collect the tests as where none of the modules named is installed.
COLLECT = """
import sys
import pytest
sys.modules.update(dict.fromkeys(sys.argv[1:]))
sys.exit(pytest.main(["--collect-only", "-qq", "-p", "no:cacheprovider"]))
"""


def packaging(name: str) -> ModuleType:
    """A script of the folder `packaging/`."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def test_every_package_of_the_pages_has_a_checksum_and_no_address() -> None:
    assert len(LOCKED) >= 40
    for name, locked in LOCKED.items():
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", locked["integrity"]), name
        assert "resolved" not in locked, name
        assert re.fullmatch(r"\d+\.\d+\.\d+", locked["version"]), name
    assert "http" not in json.dumps({name: {**one, "funding": ""} for name, one in LOCKED.items()})


def test_the_lock_is_that_of_the_package() -> None:
    root = LOCK["packages"][""]
    for kind in ("dependencies", "devDependencies"):
        assert root[kind] == PACKAGE[kind]
        for name, version in PACKAGE[kind].items():
            assert LOCKED[f"node_modules/{name}"]["version"] == version, name


def test_the_bundle_is_made_of_what_is_locked() -> None:
    assert "npm ci " in (ROOT / "web/bundle").read_text("utf-8")


def test_every_package_of_python_has_one_version() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert len(pins) > 60
    for pin in pins:
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+(?: *;.*)?", pin), pin


ASKED = {"name": "a", "version": "1", "vulns": []}
FOUND = {"name": "b", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": []}]}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "said"),
    [
        ([ASKED], "Python: 1 packages, 0 known vulnerabilities"),
        ([ASKED, FOUND], "Python: 2 packages, 1 known vulnerabilities"),
        ([ASKED, SKIPPED], "Python: NOT AUDITED, the service knows nothing of 1 of 2"),
        (None, "Python: NOT AUDITED, pip-audit gave no result"),
    ],
)
def test_what_was_not_looked_up_is_not_clean(packages: object, said: str) -> None:
    audit = packaging("audit")
    printed = "" if packages is None else json.dumps({"dependencies": packages})
    assert str(audit.of_python(printed)) == said


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (
            {"metadata": {"dependencies": {"total": 9}}, "vulnerabilities": {}},
            "npm: 9 packages, 0 known vulnerabilities",
        ),
        (
            {"metadata": {"dependencies": {"total": 9}}, "vulnerabilities": {"x": {}}},
            "npm: 9 packages, 1 known vulnerabilities",
        ),
        (
            {"error": {"code": "ENOAUDIT"}},
            "npm: NOT AUDITED, the registry does not answer audits",
        ),
    ],
)
def test_a_registry_without_audits_is_named(printed: object, said: str) -> None:
    assert str(packaging("audit").of_npm(json.dumps(printed))) == said


def test_a_wheel_without_the_bundle_says_so(tmp_path: Path) -> None:
    hook = packaging("build_hook")
    said: list[str] = []

    class App:
        def display_warning(self, text: str) -> None:
            said.append(text)

    made = hook.BundleHook(str(tmp_path), {}, None, None, str(tmp_path), "wheel", App())
    made.initialize("standard", {})
    assert said == [hook.WITHOUT]
    bundle = tmp_path / hook.MANIFEST
    bundle.parent.mkdir(parents=True)
    bundle.write_text("{}")
    made.initialize("standard", {})
    assert len(said) == 1


def test_a_server_without_the_bundle_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "most_shared_document", lambda folder: None)
    monkeypatch.setattr(serving, "bundle", lambda: None)
    assert serving._addresses(tmp_path, "http://x").endswith(serving._NO_BUNDLE)
    monkeypatch.setattr(serving, "bundle", lambda: object())
    assert serving._addresses(tmp_path, "http://x").endswith("http://x/sparql")


@pytest.mark.slow
def test_the_suite_needs_no_extra() -> None:
    """What needs one is skipped: `make test` installs the extra `dev` alone."""
    command = [sys.executable, "-c", COLLECT, *OF_EXTRAS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "the extra ocr is not installed" in done.stdout
