"""A SARIF report against what SARIF 2.1.0 requires and allows: the properties of every object,
their kinds, what has to be unique.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from test_report import HOSTILE, PATHS, REPORT, SECOND, SUM

from budgetgraph.report import writer
from budgetgraph.validate.findings import Report

#: Object: what it must have, and what else of the standard we use (SARIF 2.1.0, section 3). Nothing
#: else is allowed.
OBJECTS: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool"}, {"language", "columnKind", "invocations", "results", "properties"}),
    "tool": ({"driver"}, set()),
    "driver": ({"name"}, {"version", "informationUri", "rules"}),
    "rule": (
        {"id"},
        {"name", "shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration"},
    ),
    "configuration": (set(), {"level"}),
    "multiformat": ({"text"}, {"markdown"}),
    "invocation": ({"executionSuccessful"}, {"toolExecutionNotifications"}),
    "notification": ({"message"}, {"level", "locations"}),
    "result": (
        {"message"},
        {
            "ruleId",
            "ruleIndex",
            "level",
            "locations",
            "relatedLocations",
            "partialFingerprints",
            "properties",
        },
    ),
    "message": ({"text"}, set()),
    "location": (set(), {"id", "physicalLocation", "logicalLocations"}),
    "physical": ({"artifactLocation"}, {"region"}),
    "artifact": ({"uri"}, set()),
    "region": ({"startLine"}, {"endLine", "snippet"}),
    "content": ({"text"}, set()),
    "logical": (set(), {"fullyQualifiedName", "kind"}),
}
#: Which property of which object holds which object, one or a list.
PARTS = {
    ("log", "runs"): "run",
    ("run", "tool"): "tool",
    ("tool", "driver"): "driver",
    ("driver", "rules"): "rule",
    ("rule", "shortDescription"): "multiformat",
    ("rule", "fullDescription"): "multiformat",
    ("rule", "help"): "multiformat",
    ("rule", "defaultConfiguration"): "configuration",
    ("run", "invocations"): "invocation",
    ("invocation", "toolExecutionNotifications"): "notification",
    ("notification", "message"): "message",
    ("notification", "locations"): "location",
    ("run", "results"): "result",
    ("result", "message"): "message",
    ("result", "locations"): "location",
    ("result", "relatedLocations"): "location",
    ("location", "physicalLocation"): "physical",
    ("location", "logicalLocations"): "logical",
    ("physical", "artifactLocation"): "artifact",
    ("physical", "region"): "region",
    ("region", "snippet"): "content",
}
LEVELS = {"none", "note", "warning", "error"}
URI = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-F]{2})+"
)
VALUES: dict[str, Callable[[Any], bool]] = {
    "version": lambda value: isinstance(value, str),
    "text": lambda value: isinstance(value, str) and bool(value),
    "uri": lambda value: URI.fullmatch(value) is not None and "\\" not in value,
    "helpUri": lambda value: value.startswith("https://") and URI.fullmatch(value) is not None,
    "informationUri": lambda value: value.startswith("https://"),
    "level": lambda value: value in LEVELS,
    "startLine": lambda value: isinstance(value, int) and value >= 1,
    "endLine": lambda value: isinstance(value, int) and value >= 1,
    "id": lambda value: isinstance(value, str | int) and value != "",
    "ruleIndex": lambda value: isinstance(value, int) and value >= 0,
    "executionSuccessful": lambda value: isinstance(value, bool),
    "language": lambda value: re.fullmatch("[a-z]{2}-[A-Z]{2}", value) is not None,
    "columnKind": lambda value: value in {"utf16CodeUnits", "unicodeCodePoints"},
    "partialFingerprints": lambda value: all(
        isinstance(one, str) and one for one in value.values()
    ),
}


def faults(kind: str, thing: dict[str, Any], where: str = "") -> list[str]:
    """What SARIF does not allow in an object and in all below it."""
    must, may = OBJECTS[kind]
    found = [f"{where}: no {name}" for name in sorted(must - thing.keys())]
    found += [f"{where}: {name} is not allowed" for name in sorted(thing.keys() - must - may)]
    for name, value in thing.items():
        here = f"{where}/{name}"
        if name in VALUES and not VALUES[name](value):
            found.append(f"{here}: {value!r}")
        if part := PARTS.get((kind, name)):
            every = value if isinstance(value, list) else [value]
            found += [
                fault
                for number, one in enumerate(every)
                for fault in faults(part, one, f"{here}/{number}")
            ]
    if "endLine" in thing and thing["endLine"] < thing["startLine"]:
        found.append(f"{where}: ends before it starts")
    return found


CASES = {
    "two findings": PATHS,
    "none": Report((), 1, 1),
    "hostile text": replace(PATHS, findings=(HOSTILE,)),
    "compared places": replace(
        PATHS, findings=(replace(SUM, passages=(*SUM.passages, SECOND, SECOND)),)
    ),
    "left out": REPORT.shortened(1),
    "not read": Report((), 0, 0, unread=(("公开/甲 乙.pdf", "a scan"),)),
}


@pytest.mark.parametrize("name", CASES)
def test_a_report_is_sarif(name: str) -> None:
    content = json.loads(writer("sarif")(CASES[name]))
    assert faults("log", content) == []
    assert content["version"] == "2.1.0"
    [run] = content["runs"]
    listed = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(listed) == len(set(listed))
    for result in run["results"]:
        assert len(result["partialFingerprints"]) == 1
        assert listed[result["ruleIndex"]] == result["ruleId"]
        related = [json.dumps(place, sort_keys=True) for place in result["relatedLocations"]]
        assert len(related) == len(set(related))
        assert len({place["id"] for place in result["relatedLocations"]}) == len(related)


def test_the_check_sees_faults() -> None:
    content = json.loads(writer("sarif")(PATHS))
    result = content["runs"][0]["results"][0]
    result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "公开/临夏.txt"
    result["locations"][0]["physicalLocation"]["region"]["endLine"] = 1
    result["level"] = "violation"
    result["colour"] = "red"
    del result["message"]
    assert len(faults("log", content)) == 5
    assert len(CASES) == 6
