"""`validate` in every format, its fixes, and `explain`."""

from __future__ import annotations

import json
import os
import re
import stat
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest

from EndToEnd.json_schemas import complaints
from EndToEnd.world import ITEM, World, a_world

SOURCES = Path(__file__).resolve().parents[3] / "Sources"

BROKEN = """\
compute-envs:
  - type: aws-batch
    config-mode: forge
    name: "bad"
    region: "eu-west-1"
    work-dir: "s3://bucket/work"
    max-cpu: 10  # a comment that stays
    "instance_types": "c6id"
    min-cpus: 1
"""


@pytest.fixture(scope="module")
def offline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world to which no request may be sent."""
    with a_world(tmp_path_factory.mktemp("offline")) as world:
        yield world


def test_github_annotations_have_the_place_and_the_kind(offline: World) -> None:
    result = offline.reconcile("validate", "--format", "github", offline.write("b.yml", BROKEN)).expect(1)
    lines = [line for line in result.stdout.splitlines() if line.startswith("::")]
    assert any(re.match(r"::error file=[^,]*b\.yml,line=7,endLine=7,col=5,endColumn=12,title=unknown-field::", x) for x in lines)
    assert "did you mean" in result.stderr, "the text stays in the log"


def test_github_actions_is_noticed_and_nothing_can_be_injected(offline: World) -> None:
    text = BROKEN.replace('"bad"', '"::error::boo ##[error]x"')
    result = offline.reconcile("validate", offline.write("::warning::f.yml", text), GITHUB_ACTIONS="true").expect(1)
    commands = [line for line in result.output.splitlines() if line.lstrip().startswith("::")]
    assert commands and all(re.match(r"::(error|warning|notice) file=[^:]*,|::\w+ title=", line) for line in commands)
    assert "##[" not in "\n".join(line for line in result.output.splitlines() if not line.startswith("::"))


def test_sarif_has_a_rule_for_each_result(offline: World) -> None:
    result = offline.reconcile("validate", "--format", "sarif", offline.write("b.yml", BROKEN)).expect(1)
    run = json.loads(result.stdout)["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    found = run["results"]
    assert {"unknown-field"} <= set(rules) and run["columnKind"] == "unicodeCodePoints"
    assert all(rules[one["ruleIndex"]] == one["ruleId"] for one in found)
    assert len({one["partialFingerprints"]["kindPlaceSummary/v1"] for one in found}) == len(found)
    place = next(x for x in found if x["ruleId"] == "unknown-field")["locations"][0]["physicalLocation"]
    assert place["region"]["startLine"] == 7 and place["artifactLocation"]["uri"].endswith("b.yml")


def test_junit_counts_its_failures(offline: World) -> None:
    result = offline.reconcile("validate", "--format", "junit", offline.write("b.yml", BROKEN)).expect(1)
    suites = ElementTree.fromstring(result.stdout)
    assert int(suites.get("failures")) == len(suites.findall(".//failure")) > 0


def test_code_quality_is_as_gitlab_wants_it(offline: World) -> None:
    (offline.home / "envs").mkdir(exist_ok=True)
    path = offline.home / "envs" / "b.yml"
    path.write_text(BROKEN, encoding="utf-8")

    def report(*files: str | Path, **variables: str) -> list[dict[str, object]]:
        return offline.reconcile("validate", "--format", "codequality", *files, **variables).expect(0, 1).json

    findings = report(path)
    errors = offline.reconcile("validate", "--format", "json", path).expect(1).json["diagnostics"]
    assert complaints("code-quality", findings) == [] and len(findings) == len(errors) > 1
    assert {finding["severity"] for finding in findings} <= {"critical", "minor", "info"}
    assert len({finding["fingerprint"] for finding in findings}) == len(findings)
    # The path is from the root of the repository, however the file is named.
    for named in (path, Path("envs/b.yml"), Path("envs/../envs/b.yml"), Path("./envs")):
        assert {finding["location"]["path"] for finding in report(named)} == {"envs/b.yml"}
    root = {"CI_PROJECT_DIR": str(offline.home / "envs")}
    assert {finding["location"]["path"] for finding in report(path, **root)} == {"b.yml"}
    # A finding on another line is the same finding.
    path.write_text("# one\n# two\n" + BROKEN, encoding="utf-8")
    moved = report(path)
    assert [one["fingerprint"] for one in moved] == [one["fingerprint"] for one in findings]
    assert moved[0]["location"]["lines"]["begin"] == findings[0]["location"]["lines"]["begin"] + 2
    # What has no place is at the file that was named.
    [missing] = report("gone.yml")
    assert missing["location"] == {"path": "gone.yml", "lines": {"begin": 1}}
    path.write_text(ITEM, encoding="utf-8")
    assert report(path) == []


def test_strict_makes_warnings_errors(offline: World) -> None:
    good = BROKEN.replace("max-cpu:", "max-cpus:").replace('"instance_types"', "instance-types")
    file = offline.write("cost.yml", good)
    assert "warning" in offline.reconcile("validate", file).expect(0).output
    offline.reconcile("validate", "--strict", file).expect(1)


def test_fix_renames_and_changes_nothing_else(offline: World) -> None:
    path = Path(offline.write("fix.yml", "\ufeff" + BROKEN.replace("\n", "\r\n")))
    os.chmod(path, 0o640)
    result = offline.reconcile("validate", "--fix", str(path)).expect(0)
    assert "2 names corrected" in result.output
    expected = BROKEN.replace("max-cpu:", "max-cpus:").replace('"instance_types"', "instance-types")
    assert path.read_bytes().decode() == "\ufeff" + expected.replace("\n", "\r\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_fix_renames_a_block_and_its_items(offline: World) -> None:
    path = Path(offline.write("block.yml", BROKEN.replace("compute-envs:", "compute_envs:")))
    result = offline.reconcile("validate", "--fix", str(path)).expect(0)
    assert "3 names corrected" in result.output
    assert path.read_text() == BROKEN.replace("max-cpu:", "max-cpus:").replace('"instance_types"', "instance-types")


def test_a_fix_that_would_give_a_key_twice_is_not_made(offline: World) -> None:
    path = Path(offline.write("twice.yml", BROKEN.replace("    min-cpus: 1", "    min-cpus: 1\n    max-cpus: 5")))
    offline.reconcile("validate", "--fix", str(path)).expect(1)
    text = path.read_text()
    assert "max-cpu: 10" in text and "instance-types:" in text


def test_fix_does_not_write_standard_input(offline: World) -> None:
    offline.reconcile("validate", "--fix", "-").expect(64)


def test_explain_tells_fields_kinds_and_what_was_meant(offline: World) -> None:
    field = offline.run("explain", "max-cpus").expect(0).stdout
    assert "vCPUs" in field and "scaling update: nothing that runs is disturbed" in field
    # A variable's value may hold commas, so that 'tw' does not split there.
    assert "or a YAML list of such texts" in " ".join(offline.run("explain", "env").expect(0).stdout.split())
    assert "--fix" in offline.run("explain", "unknown-field").expect(0).stdout
    assert "did you mean 'max-cpus'" in offline.run("explain", "max_cpu").expect(1).output
    index = offline.run("explain").expect(0).stdout
    assert "max-cpus" in index and "reconcile.protect" in index and "unset-variable" in index


def test_the_pages_are_exactly_the_kinds_that_the_sources_report(offline: World) -> None:
    text = "\n".join(path.read_text() for path in SOURCES.rglob("*.swift") if "Explaining" not in path.parts)
    kind = r'"([a-z]+(?:-[a-z]+)*)"'
    severity = r"(?:\.(?:error|warning|note),|severity,|\$1,|is\w+ \? \.error : \.warning,|is\w+ \?)"
    forms = (
        rf"Diagnostic\(\s*(?:{severity}\s*)+{kind}",
        rf"\b(?:report|failure|error|warning|finding)\(\s*(?:{severity}\s*)?{kind}",
        rf"\bkind: (?:String = )?{kind}",
        rf"static let \w*[kK]ind = {kind}",
        rf'"kind": {kind}',
        # rules of the file
        rf"\.(?:error|warning|note),\s*{kind},\s*\w+:",
    )
    reported = [found for form in forms for found in re.findall(form, text)]
    facts = SOURCES / "Planning" / "Facts"
    refused = re.findall(rf"case \w+ = {kind}", (facts / "Refusal.swift").read_text())
    warned = re.findall(rf"case \.\w+: {kind}", (facts / "Warning.swift").read_text())
    assert len(set(reported)) > 70 and len(refused) > 5 and len(warned) > 5
    index = offline.run("explain").expect(0).stdout.split("Kinds of diagnostics:")[1].split()
    assert set(reported + refused + warned) == set(index)


def test_explain_shows_an_example_as_it_is_written(offline: World) -> None:
    shown = offline.run("explain", "duplicate-key").expect(0).stdout
    assert shown.endswith("\n  Reported:\n    max-cpus: 64\n    max-cpus: 128\n\n  Not reported:\n    max-cpus: 128\n")
    assert "Reported:" not in offline.run("explain", "locked").expect(0).stdout
