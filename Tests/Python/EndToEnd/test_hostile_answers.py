"""A false server answers for AWS: the run ends, names host, status, redirect and proxy, and sends only what it must."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from EndToEnd.hostile import Reply, answer, endless, hostile, intercepting, raw
from EndToEnd.world import ITEM, binary, free_port

WORD = "hush-hush-password"
# A plan of one environment sends so many reads at once. None follows once AWS does not say who calls.
FIRST_READS = 25


def plan(home: Path, **variables: str) -> str:
    """The output of plan if it cannot read AWS."""
    (home / "f.yml").write_text(ITEM)
    keys = {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "not-a-secret-key"}
    run = subprocess.run(
        [binary(), "plan", "f.yml"], capture_output=True, text=True, timeout=120, check=False, cwd=home,
        env={"HOME": str(home), "AWS_EC2_METADATA_DISABLED": "true"} | keys | variables,
    )
    assert run.returncode == 1, run.stdout + run.stderr
    assert WORD not in run.stdout + run.stderr and "\x1b" not in run.stderr
    return run.stderr


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_named_and_not_followed(tmp_path: Path, status: int) -> None:
    with hostile(answer(200)) as elsewhere:
        place = f"http://u:{WORD}@127.0.0.1:{elsewhere.port}/sign-in?token={WORD}"
        with hostile(answer(status, "", "text/html", f"Location: {place}")) as server:
            said = plan(tmp_path, AWS_ENDPOINT_URL=f"http://127.0.0.1:{server.port}")
            assert f"HTTP {status} from http://127.0.0.1:{server.port}: a redirect to" in said
            assert f"'http://…@127.0.0.1:{elsewhere.port}/sign-in?…', which is not followed" in said
            assert 1 <= len(server.requests) <= FIRST_READS and elsewhere.requests == []


@pytest.mark.parametrize(
    "reply, words, most",
    [
        (endless("HTTP/1.1 200 OK\r\n", "X-A: b\r\n"), "headers of the answer are larger than 262144 bytes", 1),
        (endless("", "HTTP/1.1 100 Continue\r\n\r\n"), "headers of the answer are larger than 262144 bytes", 1),
        (endless("HTTP/1.1 200 OK\r\n\r\n", "x" * 1000), "the answer is larger than 33554432 bytes", 1),
        (raw("garbage\r\n\r\n"), "no answer from http://127.0.0.1", 3),
        (raw("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"), "no answer from http://127.0.0.1", 3),
        (raw("HTTP/1.1 200 OK\r\nContent-"), "no answer from http://127.0.0.1", 3),
        (answer(503, "", "text/html", "Retry-After: 86400", "x-amz-retry-after: 86400000"), "HTTP 503", 3),
    ],
    ids=["headers", "interim answers", "body", "garbage", "a short body", "a cut head", "a wait of a day"],
)
def test_a_run_ends_after_a_hostile_answer(tmp_path: Path, reply: Reply, words: str, most: int) -> None:
    with hostile(reply) as server:
        said = plan(tmp_path, AWS_ENDPOINT_URL=f"http://127.0.0.1:{server.port}", AWS_MAX_ATTEMPTS="3")
        assert words in said
        # A read changes nothing, even if it failed.
        assert "AWS may have done it" not in said
        assert 1 <= len(server.requests) <= most * FIRST_READS


@pytest.mark.parametrize(
    "reply, advice, requests",
    [
        (answer(407), "give a user and a password that the proxy accepts in HTTPS_PROXY", 1),
        (answer(403, "<html>no</html>"), "or name the host in NO_PROXY", 1),
        (answer(502), "or name the host in NO_PROXY", 2),
        (raw("garbage\r\n\r\n"), "check HTTPS_PROXY, NO_PROXY and the network", 2),
        (raw(""), "check HTTPS_PROXY, NO_PROXY and the network", 2),
    ],
    ids=["407", "403", "502", "garbage", "nothing"],
)
def test_a_proxy_that_does_not_connect_is_named(tmp_path: Path, reply: Reply, advice: str, requests: int) -> None:
    with hostile(reply) as server:
        said = plan(tmp_path, HTTPS_PROXY=f"http://user:{WORD}@127.0.0.1:{server.port}", AWS_MAX_ATTEMPTS="2")
        assert f"(the proxy in use is http://…@127.0.0.1:{server.port})" in said
        assert "no answer from https://sts.eu-west-1.amazonaws.com" in said
        assert "nothing was changed by this call" in said and advice in said
        assert 1 <= server.requests.count("CONNECT sts.eu-west-1.amazonaws.com:443 HTTP/1.1") <= requests
        assert len(server.requests) <= requests * FIRST_READS


@pytest.mark.parametrize("form", ["http://user:{word}@127.0.0.1:{port}", "user:{word}/x@127.0.0.1:{port}"])
def test_a_proxy_without_a_listener_is_named(tmp_path: Path, form: str) -> None:
    said = plan(tmp_path, HTTPS_PROXY=form.format(word=WORD, port=free_port()), AWS_MAX_ATTEMPTS="2")
    assert "…@127.0.0.1" in said and "HTTPS_PROXY" in said and "nothing was changed by this call" in said


def test_a_proxy_that_looks_into_the_connection_is_named(tmp_path: Path) -> None:
    pem = tmp_path / "own.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=proxy", "-keyout", pem, "-out",
         tmp_path / "crt", "-days", "2"], check=True, capture_output=True,
    )
    pem.write_text(pem.read_text() + (tmp_path / "crt").read_text())
    with hostile(intercepting(pem)) as server:
        said = plan(tmp_path, HTTPS_PROXY=f"http://user:{WORD}@127.0.0.1:{server.port}")
        assert "AWS_CA_BUNDLE" in said and "a proxy that decrypts connections uses its own" in said
        assert f"http://…@127.0.0.1:{server.port}" in said and "https://sts.eu-west-1.amazonaws.com" in said
        assert 1 <= len(server.requests) <= FIRST_READS


@pytest.mark.parametrize("status", [200, 403, 407, 502])
@pytest.mark.parametrize(
    "kind, body",
    [("text/html", "<html><body>Blocked</body></html>"), ("text/plain", ""), ("application/json", '{"error":"blocked"}')],
    ids=["HTML", "empty", "JSON"],
)
def test_a_page_through_a_proxy_names_the_proxy(tmp_path: Path, status: int, kind: str, body: str) -> None:
    with hostile(answer(status, body, kind)) as server:
        said = plan(
            tmp_path, http_proxy=f"http://user:{WORD}@127.0.0.1:{server.port}", AWS_MAX_ATTEMPTS="1",
            AWS_ENDPOINT_URL="http://aws.invalid",
        )
        assert f"HTTP {status} from http://aws.invalid through the proxy http://…@127.0.0.1:{server.port}" in said
        assert not body or kind in said
