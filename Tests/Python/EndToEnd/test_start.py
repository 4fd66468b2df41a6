"""The libraries that a start loads: libcurl comes with the first request, and never without a request."""

from __future__ import annotations

from EndToEnd.world import ONDEMAND, World


def test_only_requests_need_libcurl(world: World) -> None:
    broken = {"LD_LIBRARY_PATH": str(world.write("libcurl.so.4", "no library").parent)}
    world.reconcile("validate", ONDEMAND, **broken).expect(0)
    world.reconcile("plan", "--sandbox=account.json", ONDEMAND, **broken).expect(0)
    refused = world.reconcile("plan", ONDEMAND, **broken).expect(1)
    assert "error: libcurl: " in refused.stderr
    assert f"{world.home}/libcurl.so.4: file too short" in refused.stderr
    assert "apt-get install libcurl4" in refused.stderr
    assert world.recorder.exchanges == []
