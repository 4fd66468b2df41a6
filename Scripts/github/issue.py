#!/usr/bin/env python3
"""Keeps one issue open while AWS differs from what was applied: opens it, brings it up to date, closes it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from api import API, Refused, remedy, with_a_retry
from runner import LONGEST_BODY, StepError, has_marker, key, marker, run_step, run_url, value, words

DRIFT, NONE = "2", "0"


def title() -> str:
    """The title: that of the input, or one that names the files."""
    return value("issue-title", f"AWS differs from what was applied: {' '.join(words('files'))}")[:250]


def fenced(text: str) -> str:
    """A block of code that no line of the text can end, within what an issue can hold."""
    room = LONGEST_BODY - 2_000
    shown = text.encode()[:room].decode(errors="ignore").splitlines()
    cut = ["… the log of the run has the rest"] if len(text.encode()) > room else []
    fence = "```"
    while any(fence in line for line in shown):
        fence += "`"
    return "\n".join([fence, *shown, *cut, fence])


def issue_body(marked: str, drift: str) -> str:
    """The text of the issue, with the hash of the drift, so that a later run can tell a new one."""
    return "\n\n".join(
        [
            f"{marked}\n{drift_hash(drift)}",
            "`reconcile drift` found that AWS was changed since the last apply, outside the files.",
            fenced(drift),
            "Apply the files to undo it, or write the change into the files. The run that finds no drift closes this issue.",
            f"<sub>[Newest run]({run_url()})</sub>",
        ]
    )


#: The lines about who made the changes: CloudTrail shows that some minutes later, and forgets it after 90 days.
AUTHORS = ("        by ", "        author not found ", "No author: ")


def drift_hash(drift: str) -> str:
    """A hidden line with the hash of what was changed. It is the same drift if only its authors become known."""
    changes = "\n".join(line for line in drift.splitlines() if not line.startswith(AUTHORS))
    return f"<!-- drift:{hashlib.sha256(changes.encode()).hexdigest()} -->"


def own_issues(api: API, marked: str) -> list[dict[str, Any]]:
    """The open issues of this key, the oldest first."""
    found = api.pages("/issues", "&state=open&sort=created&direction=asc")
    marks = (one for one in found if "pull_request" not in one and has_marker(str(one.get("body") or ""), marked))
    return [one for one in marks if api.wrote(one)]


def report(api: API, marked: str, drift: str) -> str:
    """One issue says what is. Another drift than before is a comment too, because an edit notifies no one."""
    issues = own_issues(api, marked)
    for one in issues[1:]:
        close(api, one, f"This is the same as #{int(issues[0]['number'])}.")
    body = issue_body(marked, drift)
    if not issues:
        fields: dict[str, Any] = {"title": title(), "body": body}
        labels = words("issue-labels")
        made = api.call("POST", "/issues", fields | ({"labels": labels} if labels else {}))
        return f"opened #{made['number']}"
    number = int(issues[0]["number"])
    is_known = has_marker(str(issues[0]["body"]), drift_hash(drift))
    api.call("PATCH", f"/issues/{number}", {"body": body})
    if not is_known:
        text = f"The drift is another one than before: see the text above and [the run]({run_url()})."
        api.call("POST", f"/issues/{number}/comments", {"body": text})
    return f"updated #{number}"


def close(api: API, issue: dict[str, Any], reason: str) -> None:
    """Closes an issue first and then says why: a run that ends in between leaves no open issue."""
    number = int(issue["number"])
    api.call("PATCH", f"/issues/{number}", {"state": "closed", "state_reason": "completed"})
    api.call("POST", f"/issues/{number}/comments", {"body": reason})


def close_all(api: API, marked: str) -> str:
    issues = own_issues(api, marked)
    for one in issues:
        close(api, one, f"No drift any more: [the run]({run_url()}).")
    return f"closed {', '.join('#' + str(one['number']) for one in issues)}" if issues else "none is open"


def main() -> int:
    status, marked = value("status", "none"), marker("drift", key())
    if status not in (DRIFT, NONE):
        print(f"Drift is not known (exit status {status}): issues are left as they are.")
        return 0
    drift = Path(value("report")).read_text(encoding="utf-8", errors="replace") if status == DRIFT else ""
    api = API()
    try:
        done = with_a_retry(lambda: report(api, marked, drift) if status == DRIFT else close_all(api, marked))
    except Refused as refused:
        raise StepError(remedy(refused, "issues")) from None
    print(f"Issue: {done}")
    return 0


if __name__ == "__main__":
    run_step(main)
