"""What operators take from deploy/: the scripts run, and each file keeps what it promises."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from folder import make_folder
from places import ROOT

from budgetgraph.publish.check.checker import CheckLimits
from budgetgraph.publish.web.site import Settings, Site

DEPLOY = ROOT / "deploy"


def script(name: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    command = [str(DEPLOY / name), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built folder with generations and a pointer."""
    root = tmp_path_factory.mktemp("deploy")
    make_folder(root / "dir" / "generations" / "one")
    (root / "dir" / "current").symlink_to("generations/one")
    for name in ("report.json", "SHA256SUMS"):
        (root / "dir" / name).symlink_to(f"current/{name}")
    return root / "dir"


def test_what_is_backed_up_comes_back_whole(built: Path, tmp_path: Path) -> None:
    archive, back = tmp_path / "backup.tar.gz", tmp_path / "back"
    assert script("backup", built, archive).returncode == 0
    assert list(tmp_path.iterdir()) == [archive]
    made = script("restore", archive, back)
    assert made.returncode == 0, made.stderr
    assert Site(back, Settings()).digest == Site(built / "generations/one", Settings()).digest
    assert script("restore", archive, back).returncode == 3, "it never overwrites"


def test_a_damaged_backup_is_not_restored(built: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "dir"
    shutil.copytree(built / "generations/one", damaged)
    (damaged / "metadata.ttl").write_text("damaged", encoding="utf-8")
    assert script("backup", damaged, tmp_path / "a.tar.gz").returncode != 0
    subprocess.run(["tar", "-czf", str(tmp_path / "b.tar.gz"), "-C", str(damaged), "."], check=True)
    assert script("restore", tmp_path / "b.tar.gz", tmp_path / "back").returncode != 0
    assert {path.name for path in tmp_path.iterdir()} == {"dir", "b.tar.gz"}


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    assert script("backup", tmp_path, tmp_path / "a.tar.gz").returncode == 3
    assert script("backup", tmp_path).returncode == 2


def test_the_unit_is_hardened() -> None:
    unit = configparser.ConfigParser(interpolation=None, strict=True)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string((DEPLOY / "budgetgraph.service").read_text("utf-8"))
    service = unit["Service"]
    assert service["NoNewPrivileges"] == "true"
    assert service["ProtectSystem"] == "strict"
    assert service["CapabilityBoundingSet"] == ""
    assert "net" in service["RestrictNamespaces"].split(), "the workers need one of their own"
    assert service["ExecStart"].split()[1] == "serve"


def test_the_container_is_not_root_and_copies_what_is_there() -> None:
    lines = (DEPLOY / "Containerfile").read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("USER")] == ["USER 10001:10001"]
    assert any(line.startswith("HEALTHCHECK") for line in lines)
    copied = [line.split()[1:-1] for line in lines if re.match(r"COPY (?!--from)", line)]
    assert len(copied) == 6
    for names in copied:
        assert [name for name in names if not (ROOT / name).exists()] == []
    compose = (DEPLOY / "compose.yaml").read_text("utf-8")
    assert "read_only: true" in compose
    assert "127.0.0.1:8000:8000" in compose


def test_what_the_container_copies_is_enough_to_install(tmp_path: Path) -> None:
    """The first stage as it is written, without the container: its files make a whole wheel."""
    first = (DEPLOY / "Containerfile").read_text("utf-8").split("\nFROM ")[1]
    for line in re.findall(r"^COPY (?!--)(.+)$", first, re.MULTILINE):
        for name in line.split()[:-1]:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, tmp_path / name)
            else:
                shutil.copy(ROOT / name, tmp_path)
    made = tmp_path / "made"
    options = ["--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir", str(made)]
    command = [sys.executable, "-m", "pip", "wheel", *options, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = made.glob("budgetgraph-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for part in ("ontology/budget.ttl", "queries/questions/projects.rq", "shapes/"):
        assert any(f"budgetgraph/_data/{part}" in name for name in names), part


NGINX = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {server}
}}
"""


def test_nginx_takes_its_example(tmp_path: Path) -> None:
    """The block as it stands, with a listener and without the certificate of somebody else."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        pytest.skip("no nginx on this machine: apt-get install nginx-light")
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    without_tls = re.sub(r"^\s*(?:ssl_|http2 |listen ).*$", "", text, flags=re.MULTILINE)
    server = without_tls.replace("server {", "server { listen 127.0.0.1:18765;", 1)
    conf = tmp_path / "nginx.conf"
    conf.write_text(NGINX.format(folder=tmp_path, server=server), encoding="utf-8")
    command = [nginx, "-t", "-e", str(tmp_path / "error.log"), "-c", str(conf)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "syntax is ok" in done.stderr


def test_caddy_takes_its_example(tmp_path: Path) -> None:
    """The file as it stands; Caddy asks for no certificate before it is run."""
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("no Caddy on this machine: apt-get install caddy")
    command = [caddy, "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={"HOME": str(tmp_path)}
    )
    assert done.returncode == 0, done.stderr
    assert "Valid configuration" in done.stdout + done.stderr


def test_a_proxy_lets_papers_through_to_be_checked() -> None:
    """What the check takes at most, and one megabyte for everything else."""
    most = CheckLimits().file >> 20
    for name, unit in (("nginx.conf", "m"), ("Caddyfile", "MB")):
        sizes = re.findall(
            r"(?:body_size|max_size) (\d+)" + unit, (DEPLOY / name).read_text("utf-8")
        )
        assert sorted(map(int, sizes)) == [1, most + 1], name


def test_caddy_says_of_a_body_that_it_is_too_large() -> None:
    """A length over the limit is answered with 413, before the body is cut."""
    text = (DEPLOY / "Caddyfile").read_text("utf-8")
    check, others = re.findall(r"header_regexp Content-Length (\S+)", text)
    lengths = ("999999", "1000000", "20999999", "21000000", "30000000", "100000000")
    assert [length for length in lengths if re.search(others, length)] == list(lengths[1:])
    assert [length for length in lengths if re.search(check, length)] == list(lengths[3:])
    assert re.findall(r"respond @large_\w+ .* (\d+)", text) == ["413", "413"]


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_proxy_names_the_client_and_waits_longer_than_a_query(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    assert text.count("{") == text.count("}")
    assert "X-Forwarded-For" in text
    waits = re.search(r"timeout (\d+)s", text)
    assert waits is not None
    assert int(waits[1]) > Settings().timeout
