#!/usr/bin/env python3
"""Shows a plan in one comment on the pull request: makes it, and brings it up to date on every later run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from api import API, Refused, remedy, with_a_retry
from runner import LONGEST_BODY, annotate, choice, event, has_marker, key, marker, run_step, run_url, value
from runner import StepError

HEADER = "<!-- reconcile {"


def pull_request() -> int | None:
    """The number of the pull request, if the event is about one."""
    happened = event()
    issue = happened.get("issue") or {}
    found = happened.get("pull_request") or (issue if "pull_request" in issue else {})
    number = found.get("number")
    return number if isinstance(number, int) else None


def footer() -> str:
    """The commit that the plan is for: the pull request's own, since GITHUB_SHA is a merge that exists nowhere else."""
    head = ((event().get("pull_request") or {}).get("head") or {}).get("sha") or os.environ.get("GITHUB_SHA", "")
    short = "".join(letter for letter in str(head)[:12] if letter.isalnum())
    return f"<sub>Commit {short}, [run {os.environ.get('GITHUB_RUN_NUMBER', '')}]({run_url()})</sub>"


def comment_body(marked: str) -> str:
    """The text of the comment. A plan that failed replaces the one before, which is no longer true."""
    path = value("report")
    plan = Path(path).read_text(encoding="utf-8", errors="replace").strip() if path and Path(path).is_file() else ""
    status = value("status", "none")
    if not plan.startswith(HEADER):
        text = f"{marked}\n\n### No plan\n\nThe run failed (exit status {status}). Its log says why."
        return f"{text}\n\n{footer()}"
    header, _, rest = plan.partition("\n")
    body = f"{header}\n{marked}\n{rest}\n\n{footer()}"
    if len(body.encode()) <= LONGEST_BODY:
        return body
    # A cut could leave a block open, so only the last line, the summary, is kept.
    summary = plan.splitlines()[-1][:1000]
    return f"{marked}\n\n{summary}\n\nThe plan is too long for a comment: see the summary of the run.\n\n{footer()}"


def post(api: API, number: int, marked: str, body: str) -> dict[str, Any]:
    """The comment after it was made or changed; more of the same key, made by runs side by side, are deleted."""
    comments = [one for one in api.pages(f"/issues/{number}/comments") if has_marker(str(one.get("body") or ""), marked)]
    own = [one for one in comments if api.wrote(one)]
    for one in own[1:]:
        api.call("DELETE", f"/issues/comments/{int(one['id'])}")
    if own:
        return api.call("PATCH", f"/issues/comments/{int(own[0]['id'])}", {"body": body})
    return api.call("POST", f"/issues/{number}/comments", {"body": body})


def main() -> int:
    wanted = choice("comment", ("auto", "true"), "auto")
    number = pull_request()
    if number is None:
        if wanted == "true":
            raise StepError("comment: the event is about no pull request, so there is no place for a comment")
        return 0
    marked = marker("comment", key())
    body = comment_body(marked)
    api = API()
    try:
        comment = with_a_retry(lambda: post(api, number, marked, body))
    except Refused as refused:
        if wanted == "auto" and refused.status == 403:
            annotate("notice", "The token may not comment, as on pull requests from forks. The summary of the run has the plan.")
            return 0
        raise StepError(remedy(refused, "pull-requests")) from None
    print(f"The plan is at {comment.get('html_url', '')}" if isinstance(comment, dict) else "The plan is shown.")
    return 0


if __name__ == "__main__":
    run_step(main)
