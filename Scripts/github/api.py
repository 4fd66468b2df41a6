"""Calls of GitHub's REST API with the standard library alone.

https://docs.github.com/en/rest/issues/comments, https://docs.github.com/en/rest/issues/issues
"""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from runner import StepError, annotate, value, variable

T = TypeVar("T")
PAGE, MOST_PAGES = 100, 200
LONGEST_ANSWER = 64 * 1024 * 1024
TIMEOUT, PAUSE, LONGEST_PAUSE = 30, 1.0, 60.0


class Refused(Exception):
    """An answer that is no success, or no answer (status 0)."""

    def __init__(self, call: str, status: int, reason: str, after: float | None = None):
        super().__init__(f"{call}: {status or 'no answer'}: {reason}")
        self.status, self.after = status, after

    @property
    def is_passing(self) -> bool:
        """True if the same call may succeed a little later."""
        return self.status in (0, 429) or self.status >= 500 or (self.status == 403 and self.after is not None)


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: urllib would send the token along, to any host."""

    def redirect_request(self, *_: Any) -> None:
        return None


class API:
    """The API that ``GITHUB_API_URL`` names, for one repository."""

    def __init__(self) -> None:
        self._url = variable("GITHUB_API_URL").rstrip("/")
        self._repository = variable("GITHUB_REPOSITORY")
        self._token = value("token")
        if not self._token or any(letter.isspace() for letter in self._token):
            raise StepError("input 'token' is empty or no token: use ${{ github.token }}")
        self._opener = urllib.request.build_opener(NoRedirects)
        self._login: str | None = None

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """The value that GitHub answers to a call of the repository."""
        return self._send(method, f"/repos/{self._repository}{path}", body)[0]

    def pages(self, path: str, query: str = "") -> Iterator[dict[str, Any]]:
        """Every record of a list. The number of the next page is counted here, so that no answer chooses the host."""
        for page in range(1, MOST_PAGES + 1):
            full = f"/repos/{self._repository}{path}?per_page={PAGE}&page={page}{query}"
            records, links = self._send("GET", full)
            if not isinstance(records, list):
                raise StepError(f"GET {path}: GitHub did not answer a list")
            yield from (record for record in records if isinstance(record, dict))
            if 'rel="next"' not in links:
                return
        raise StepError(f"GET {path}: the list has more than {MOST_PAGES} pages")

    def wrote(self, record: dict[str, Any]) -> bool:
        """True if an app or the owner of this token wrote it: anyone may copy a marker into a comment."""
        user = record.get("user") or {}
        return user.get("type") == "Bot" or bool(user.get("login")) and user.get("login") == self._own_login()

    def _own_login(self) -> str:
        """The name of the token's owner; empty for a token of an app, which may not ask."""
        if self._login is None:
            try:
                self._login = str((self._send("GET", "/user")[0] or {}).get("login", ""))
            except Refused as refused:
                if refused.status not in (403, 404):
                    raise
                self._login = ""
        return self._login

    def _send(self, method: str, path: str, body: Any = None) -> tuple[Any, str]:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._url + path, data, method=method)
        request.add_header("Authorization", f"Bearer {self._token}")
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        request.add_header("User-Agent", "reconcile-action")
        if data is not None:
            request.add_header("Content-Type", "application/json")
        call = f"{method} {path.partition('?')[0]}"
        try:
            with self._opener.open(request, timeout=TIMEOUT) as answer:
                text, links = answer.read(LONGEST_ANSWER), answer.headers.get("Link", "")
            return (json.loads(text) if text else None), links
        except urllib.error.HTTPError as error:
            with error:
                raise Refused(call, error.code, _message(error), _pause(error)) from None
        except (OSError, http.client.HTTPException) as error:
            raise Refused(call, 0, str(error)) from None
        except ValueError:
            raise Refused(call, 0, "the answer is not JSON") from None


def _message(error: urllib.error.HTTPError) -> str:
    """GitHub's message; what else answers, such as a proxy, is not quoted."""
    try:
        return str(json.loads(error.read(65_536))["message"])[:300]
    except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException):
        return str(error.reason)[:300]


def _pause(error: urllib.error.HTTPError) -> float | None:
    """The seconds after which GitHub wants to be asked again, if it names any."""
    try:
        return float(error.headers.get("Retry-After", ""))
    except ValueError:
        return None


def with_a_retry(change: Callable[[], T]) -> T:
    """The result of a change that looks first and then writes; it is repeated once as a whole.

    A write without an answer may have been made, so it is never sent again without a look.
    """
    try:
        return change()
    except Refused as refused:
        pause = PAUSE if refused.after is None else refused.after
        if not refused.is_passing or pause > LONGEST_PAUSE:
            raise
        annotate("notice", f"{refused}. Trying once more.")
        time.sleep(pause)
        return change()


def remedy(refused: Refused, permission: str) -> str:
    """What a refusal means, and what to do."""
    meaning = {
        401: "The token is not valid. Leave the input 'token' out, or give one that has not expired.",
        403: f"The token may not write here. Give the job 'permissions: {permission}: write'.",
        404: f"There is no such place, or the token may not see it. Give the job 'permissions: {permission}: write'.",
        410: "This repository has issues turned off: turn them on in its settings.",
        422: "GitHub does not take this text.",
    }
    if 300 <= refused.status < 400:
        return f"{refused}. The API redirects, which is not followed with a token: check GITHUB_API_URL."
    return f"{refused}. {meaning.get(refused.status, 'GitHub cannot be asked now: run the job again.')}"
