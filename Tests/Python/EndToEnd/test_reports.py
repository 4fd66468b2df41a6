"""A plan and a drift in every form: from one reading, well-formed, and with every text of others as text."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest

from EndToEnd.json_schemas import complaints
from EndToEnd.test_golden import Desk
from EndToEnd.test_shown_not_obeyed import changed, texts
from EndToEnd.world import ITEM, ONDEMAND, World, binary

FORMS = ("text", "json", "markdown", "html", "gitlab", "dot", "mermaid")
#: Ends a tag, an attribute, a string and a line, wherever it may be.
HOSTILE = "\"]></p><script>alert(1)</script>'&`\n  s0 -> s1;\nclick s0 \"javascript:alert(1)\""
SVG = "{http://www.w3.org/2000/svg}"
HTML = "{http://www.w3.org/1999/xhtml}"
DOT_LINES = re.compile(
    r'digraph reconcile \{|\}|  \}| {2,4}label="(?:[^"\\]|\\.)*";|  (?:labelloc|rankdir|fontname|node)[ =].*;'
    r'|  subgraph cluster_\d+ \{|    s\d+ \[label="(?:[^"\\]|\\.)*", color="#[0-9a-f]+", fillcolor="#[0-9a-f]+"\];|  s\d+ -> s\d+;'
)
MERMAID_LABEL = r"[\w /.;#-]*"
MERMAID_LINES = re.compile(
    rf'---|title: "[\w:, ]+"|flowchart LR|  subgraph e\d+\["{MERMAID_LABEL}"\]|    s\d+\["{MERMAID_LABEL}(<br/>{MERMAID_LABEL})?"\]'
    r'|  end|  s\d+ --> s\d+|  none\["nothing to do"\]|  classDef \w+ fill:#\w+,stroke:#\w+,color:#\w+|  class [s\d,]+ \w+'
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    yield Desk(tmp_path_factory.mktemp("reports"))


def run(home: Path, *arguments: str, statuses: tuple[int, ...] = (0,)) -> str:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "CI": "true"}
    done = subprocess.run([binary(), *arguments], cwd=home, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode in statuses, done.stderr
    return done.stdout


def page(text: str) -> Element:
    """A page, read by a parser that takes no error."""
    parser = html5lib.HTMLParser(strict=True)
    return parser.parse(text)


def assure_self_contained(root: Element) -> None:
    """The page loads nothing and has no script, and links lead to AWS's documentation alone."""
    for element in root.iter():
        # A comment has a function as its tag.
        if not isinstance(element.tag, str):
            continue
        tag = element.tag.removeprefix(HTML).removeprefix(SVG)
        assert tag not in {"script", "link", "img", "iframe", "object", "embed", "base", "form", "use", "image"}, tag
        names = {name for name in element.attrib if isinstance(name, str)}
        assert not {name for name in names if name.startswith("on") or name in {"src", "srcset", "style", "background"}}
        if "href" in names:
            assert element.attrib["href"].startswith("https://docs.aws.amazon.com/")
        if tag == "style":
            assert "url(" not in element.text and "@import" not in element.text


def words(root: Element) -> str:
    return " ".join("".join(root.find(f"{HTML}body").itertext()).split())


def without_ids(text: str) -> str:
    """A simulated account gives other ids, and the id of a plan covers them."""
    return re.sub(r"lt-[0-9a-f]{17}|\b[0-9a-f]{12}\b", "(id)", text)


@pytest.mark.parametrize(
    "file, account, said",
    [
        ("envs.yml", "empty.json", ["16 to create", "acme/research/rnaseq", "create compute-environment.work"]),
        ("edited.yml", "applied.json", ["'max-cpus' (edited.yml:9)", "256 → 512", "1 unchanged", "Rules"]),
        ("refused.yml", "applied.json", ["Refused", "1 REFUSED", "refused: update compute-environment.head"]),
        ("replaced.yml", "applied.json", ["1 to replace", "jobs: 0 running, 0 waiting", "delete compute-environment.head"]),
        ("envs.yml", "applied.json", ["No changes. AWS matches the file.", "2 unchanged"]),
    ],
)
def test_a_page_of_a_plan_says_all(desk: Desk, file: str, account: str, said: list[str]) -> None:
    text = run(desk.home, "plan", "--format", "html", f"--sandbox={account}", file, statuses=(0, 5))
    root = page(text)
    assure_self_contained(root)
    shown = words(root)
    summary = run(desk.home, "plan", f"--sandbox={account}", file, statuses=(0, 5)).splitlines()[0]
    assert root.find(f".//{HTML}h1").text == summary
    for part in said:
        assert part in shown, f"{part}\n{shown}"


def test_a_page_of_a_drift_says_all(desk: Desk) -> None:
    for account, said in (("drifted.json", "maxvCpus: 256 → 1024"), ("empty.json", "missing"), ("applied.json", "as it was applied")):
        root = page(run(desk.home, "drift", "--format", "html", f"--sandbox={account}", "envs.yml", statuses=(0, 2)))
        assure_self_contained(root)
        assert said in words(root)


def test_reports_are_what_format_prints(desk: Desk) -> None:
    files = {form: desk.home / f"report.{form}" for form in FORMS}
    for command, statuses in (("plan", (0,)), ("drift", (2,))):
        reports = [f"--report={form}={path.name}" for form, path in files.items()]
        for path in files.values():
            path.unlink(missing_ok=True)
        # The second time replaces the first.
        for _ in range(2):
            run(desk.home, command, "--sandbox=drifted.json", *reports, "envs.yml", statuses=statuses)
        for form, path in files.items():
            printed = run(desk.home, command, "--sandbox=drifted.json", "--format", form, "envs.yml", statuses=statuses)
            assert without_ids(path.read_text(encoding="utf-8")) == without_ids(printed), form


def test_a_saved_plan_has_every_form(desk: Desk) -> None:
    for file, account in (("edited.yml", "applied.json"), ("replaced.yml", "applied.json")):
        run(desk.home, "plan", f"--sandbox={account}", "--out", "saved.json", file)
        for form in FORMS:
            shown = run(desk.home, "show", "--format", form, "saved.json")
            planned = run(desk.home, "plan", f"--sandbox={account}", "--format", form, file)
            if form == "json":
                # Diagnostics of the account are a part of the reading and not of the plan.
                shown, planned = (json.dumps(json.loads(one) | {"diagnostics": []}) for one in (shown, planned))
            assert without_ids(shown) == without_ids(planned), form
        run(desk.home, "show", "--report", "html=shown.html", "saved.json")
        page((desk.home / "shown.html").read_text(encoding="utf-8"))


def test_reports_take_no_other_reading(world: World) -> None:
    world.reconcile("plan", ONDEMAND).expect(0)
    once = len(world.recorder.exchanges)
    reports = [f"--report={form}={world.home / form}" for form in FORMS]
    world.reconcile("plan", *reports, ONDEMAND).expect(0)
    assert len(world.recorder.exchanges) == 2 * once
    assert all((world.home / form).stat().st_mode & 0o777 == 0o600 for form in FORMS)


def test_counts_for_gitlab_have_a_replacement_twice(desk: Desk) -> None:
    for file in ("edited.yml", "replaced.yml", "envs.yml"):
        counts = json.loads(run(desk.home, "plan", "--sandbox=applied.json", "--format", "gitlab", file))
        assert complaints("gitlab-report", counts) == []
        summary = json.loads(run(desk.home, "plan", "--sandbox=applied.json", "--format", "json", file))["summary"]
        assert counts == {
            "create": summary["create"] + summary["replace"],
            "update": summary["update"],
            "delete": summary["delete"] + summary["replace"],
        }
        assert (summary["replace"] > 0) == (file == "replaced.yml")
    drift = lambda account: json.loads(run(desk.home, "drift", f"--sandbox={account}", "--format", "gitlab", "envs.yml", statuses=(0, 2)))  # noqa: E731
    assert drift("drifted.json")["update"] > 0 and drift("applied.json") == {"create": 0, "update": 0, "delete": 0}
    assert drift("empty.json") == {"create": 2, "update": 0, "delete": 0}


def assure_drawings(dot: str, mermaid: str) -> None:
    """Every line of a drawing is one that reconcile writes; Graphviz draws it, if it is here."""
    for line in dot.splitlines():
        assert DOT_LINES.fullmatch(line), line
    for line in mermaid.splitlines():
        assert MERMAID_LINES.fullmatch(line), line
    if shutil.which("dot"):
        done = subprocess.run(["dot", "-Tsvg"], input=dot, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0 and done.stderr == "", done.stderr


def test_drawings_have_the_steps_and_their_order(desk: Desk) -> None:
    for command, file, account in (("plan", "envs.yml", "empty.json"), ("plan", "replaced.yml", "applied.json"), ("drift", "envs.yml", "drifted.json")):
        dot, mermaid = (
            run(desk.home, command, f"--sandbox={account}", "--format", form, file, statuses=(0, 2)) for form in ("dot", "mermaid")
        )
        assure_drawings(dot, mermaid)
        edges = re.findall(r"^  (s\d+) -> (s\d+);$", dot, re.MULTILINE)
        assert edges == re.findall(r"^  (s\d+) --> (s\d+)$", mermaid, re.MULTILINE) and len(set(edges)) == len(edges)
        nodes = dict(re.findall(r'^    (s\d+) \[label="([^"]+)"', dot, re.MULTILINE))
        assert {node for edge in edges for node in edge} <= set(nodes)
        if account == "empty.json":
            order = {(nodes[a].split("\\n")[1], nodes[b].split("\\n")[1]) for a, b in edges}
            assert ("compute-environment.work", "job-queue.work") in order
            # The queue needs the role only through the environment.
            assert not any("role" in before and after == "job-queue.work" for before, after in order)


def test_texts_of_others_end_as_texts(desk: Desk, tmp_path: Path) -> None:
    account = json.loads((desk.home / "drifted.json").read_text(encoding="utf-8"))
    (tmp_path / "envs.yml").write_text((desk.home / "edited.yml").read_text(encoding="utf-8"), encoding="utf-8")
    places = list(texts(account))
    met = {"html": 0, "dot": 0, "mermaid": 0}
    for path in places[:: max(len(places) // 20, 1)]:
        (tmp_path / "account.json").write_text(json.dumps(changed(account, path, HOSTILE)), encoding="utf-8")
        for command in ("plan", "drift"):
            shown: dict[str, Any] = {}
            for form in met:
                shown[form] = run(tmp_path, command, "--sandbox=account.json", "--format", form, "envs.yml", statuses=(0, 1, 2, 5))
            if not shown["html"]:
                continue
            assert "<script" not in shown["html"]
            root = page(shown["html"])
            assure_self_contained(root)
            assure_drawings(shown["dot"], shown["mermaid"])
            met["html"] += "</p><script>alert(1)" in words(root)
            met["dot"] += "script" in shown["dot"]
            met["mermaid"] += "script" in shown["mermaid"]
    assert met["html"] > 3, met


@pytest.mark.parametrize(
    "given, said",
    [
        (["--report", "plan.html"], "takes FORM=FILE"),
        (["--report", "pdf=plan.pdf"], "knows the forms text, json, markdown, html, gitlab, dot, mermaid, not 'pdf'"),
        (["--report", "html="], "needs the name of a file"),
        (["--report", "html=-"], "needs the name of a file"),
        (["--report", "html=a", "--report", "dot=a"], "names the file 'a' twice"),
        (["--report", "json=a", "--out", "a"], "name the same file, 'a'"),
    ],
)
def test_a_report_that_makes_no_sense_is_a_usage_error(tmp_path: Path, given: list[str], said: str) -> None:
    (tmp_path / "envs.yml").write_text(ITEM, encoding="utf-8")
    command = [binary(), "plan", "--sandbox", *given, "envs.yml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, env={"HOME": str(tmp_path)})
    assert done.returncode == 64 and said in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["envs.yml"]


def test_a_report_replaces_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "envs.yml").write_text(ITEM, encoding="utf-8")
    command = [binary(), "plan", "--sandbox", "--report", "html=envs.yml", "envs.yml"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, env={"HOME": str(tmp_path)})
    assert done.returncode == 1 and "envs.yml: exists already and is not a report of reconcile in this form" in done.stderr
    assert (tmp_path / "envs.yml").read_text(encoding="utf-8") == ITEM and done.stdout == ""
    # An empty file may be one that 'mktemp' made.
    (tmp_path / "empty").touch()
    run(tmp_path, "plan", "--sandbox", "--report", "html=empty", "envs.yml")
    page((tmp_path / "empty").read_text(encoding="utf-8"))
