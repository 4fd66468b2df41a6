"""`init`: a first file from options, from answers at a terminal, and never over a file that exists."""

from __future__ import annotations

import stat

import pytest

from EndToEnd.terminal import CTRL_D, at_a_terminal
from EndToEnd.world import World

EXAMPLES = ["spot", "on-demand", "snapshots", "graviton", "gpu", "manual"]


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one != "manual"])
def test_each_example_is_valid_and_can_be_applied(world: World, example: str) -> None:
    world.run("init", "--example", example, "first.yml").expect(0)
    world.run("validate", "--strict", "first.yml").expect(0)
    world.run("apply", "--sandbox", "--yes", "first.yml").expect(0)
    world.run("plan", "--sandbox", "--detailed-exitcode", "first.yml").expect(0)


def test_it_prints_or_writes_and_replaces_nothing(world: World) -> None:
    printed = world.run("init", "--example", "on-demand", "--name", "x", "--region", "us-east-2", "-").expect(0).stdout
    assert "name: x\n" in printed and "region: us-east-2\n" in printed and printed.count("\n\n") == 0
    result = world.run("init", "--example", "on-demand", "--name", "x", "--region", "us-east-2").expect(0)
    file = world.home / "compute-envs.yml"
    assert file.read_text(encoding="utf-8") == printed
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert "reconcile plan --sandbox compute-envs.yml" in result.stdout
    again = world.run("init", "--example", "spot").expect(1)
    assert "compute-envs.yml: exists already" in again.stderr
    assert file.read_text(encoding="utf-8") == printed
    (world.home / "link.yml").symlink_to("elsewhere.yml")
    assert "link.yml: is a symbolic link" in world.run("init", "--example", "spot", "link.yml").expect(1).stderr


def test_a_bad_value_is_refused_before_anything_is_written(world: World) -> None:
    result = world.run("init", "--region", "nowhere").expect(1)
    assert "nowhere" in result.stderr
    assert not (world.home / "compute-envs.yml").exists()
    assert "spot" in world.run("init", "--example", "none").expect(64).stderr


def test_questions_are_asked_again_until_the_answer_is_good(world: World) -> None:
    with at_a_terminal(world, "init") as terminal:
        for question, answer in [
            ("environment? [1] ", "2"),
            ("name? [rnaseq] ", ""),
            ("region? [", "nowhere"),
            ("error: ", "eu-north-1"),
            ("work-dir? [", "s3://reads/work"),
        ]:
            terminal.wait_for(question)
            terminal.press(f"{answer}\n")
        assert terminal.status(20) == 0, terminal.shown
    text = (world.home / "compute-envs.yml").read_text(encoding="utf-8")
    assert "provisioning-model: EC2" in text and "region: eu-north-1" in text and "work-dir: s3://reads/work" in text


def test_the_end_of_the_input_writes_nothing(world: World) -> None:
    with at_a_terminal(world, "init") as terminal:
        terminal.wait_for("environment? [1] ")
        terminal.press(CTRL_D)
        assert terminal.status(20) == 1
    assert not (world.home / "compute-envs.yml").exists()
