"""What `make dist` packs: each package is installed as its users install it, and used there."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT
from distribution import debian, elf, python
from EndToEnd.world import EXAMPLES, binary

MAKE = ROOT / "Scripts/make-dist.py"
EPOCH = "1700000000"
HARDENED = ("-Wl,-z,relro", "-Wl,-z,now")

pytestmark = [
    pytest.mark.skipif(
        not (ROOT / ".build/checkouts").is_dir() and "PACKAGE_CHECKOUTS" not in os.environ,
        reason="the build's packages, whose licences are packed, are missing",
    ),
    pytest.mark.skipif(
        binary().exists() and any(name.startswith("libswift") for name in elf.read(binary()).needed),
        reason="a debug build, which is not for packing: set RECONCILE_BIN to a release build",
    ),
]


def pack(directory: Path) -> Path:
    done = subprocess.run(
        [sys.executable, MAKE, binary(), directory],
        env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return directory


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack(tmp_path_factory.mktemp("dist"))


def one(folder: Path, pattern: str) -> Path:
    found = list(folder.glob(pattern))
    assert len(found) == 1, f"{pattern}: {found}"
    return found[0]


def use(program: Path, home: Path) -> None:
    """A new user's first commands, with nothing but the program on the PATH."""
    shutil.copytree(EXAMPLES, home / "examples")

    def run(*words: str) -> str:
        done = subprocess.run(
            [program, *words],
            cwd=home,
            env={"HOME": str(home), "PATH": str(program.parent)},
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert re.fullmatch(r"\d+\.\d+\.\d+\S*\n", run("--version"))
    files = ("--env-file", "examples/env.sh", "examples/aws_fusion_ondemand.yml")
    run("validate", *files)
    assert "Plan: 7 to create" in run("plan", "--sandbox", *files)


def test_the_checksums_are_those_of_all_packages(dist: Path) -> None:
    listed = dict(reversed(line.split("  ")) for line in (dist / "SHA256SUMS").read_text().splitlines())
    there = {path.name for path in dist.iterdir()} - {"SHA256SUMS"}
    assert set(listed) == there and len(there) == 4
    for name, digest in listed.items():
        assert hashlib.sha256((dist / name).read_bytes()).hexdigest() == digest


def test_two_packings_of_one_binary_are_the_same_bytes(dist: Path, tmp_path: Path) -> None:
    # Another umask and another folder are what differs most often between two machines.
    before = os.umask(0o077)
    try:
        again = pack(tmp_path / "another folder")
    finally:
        os.umask(before)
    assert (again / "SHA256SUMS").read_text() == (dist / "SHA256SUMS").read_text()


def test_the_tarball_works_below_a_prefix(dist: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "prefix"
    prefix.mkdir()
    subprocess.run(
        ["tar", "-xzf", one(dist, "*.tar.gz"), "--strip-components=1", "-C", prefix], check=True, timeout=60
    )
    for place in (
        "share/man/man1/reconcile-plan.1",
        "share/bash-completion/completions/reconcile",
        "share/zsh/site-functions/_reconcile",
        "share/fish/vendor_completions.d/reconcile.fish",
        "share/doc/reconcile/LICENSE",
        "share/doc/reconcile/THIRD-PARTY-NOTICES.txt",
        "share/doc/reconcile/reconcile.spdx.json",
    ):
        assert (prefix / place).stat().st_size > 100, place
    use(prefix / "bin/reconcile", tmp_path)


def test_the_tarball_has_no_user_and_one_time(dist: Path) -> None:
    with tarfile.open(one(dist, "*.tar.gz")) as archive:
        members = archive.getmembers()
    assert {(member.uname, member.uid, member.mtime) for member in members} == {("root", 0, int(EPOCH))}
    assert [member.name for member in members] == sorted(member.name for member in members)


@pytest.mark.skipif(shutil.which("dpkg") is None, reason="dpkg is missing")
def test_dpkg_installs_the_package_into_a_separate_root(dist: Path, tmp_path: Path) -> None:
    root, admin = tmp_path / "root", tmp_path / "root/var/lib/dpkg"
    for folder in ("info", "updates", "triggers"):
        (admin / folder).mkdir(parents=True)
    # With this system's list of packages, so that dpkg itself judges the dependencies.
    shutil.copy("/var/lib/dpkg/status", admin)
    as_root = [] if os.geteuid() == 0 else ["fakeroot"]
    done = subprocess.run(
        [*as_root, "dpkg", f"--root={root}", "--force-not-root", "--log=/dev/null", "-i", one(dist, "*.deb")],
        env=os.environ | {"PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert (root / "usr/share/man/man1/reconcile.1.gz").exists()
    assert (root / "usr/share/zsh/vendor-completions/_reconcile").exists()
    use(root / "usr/bin/reconcile", tmp_path)


def test_the_debian_package_names_what_the_binary_loads(dist: Path) -> None:
    facts = elf.read(binary())
    package = one(dist, "*.deb")
    shown = subprocess.run(["dpkg-deb", "-f", package, "Depends"], check=True, capture_output=True, text=True).stdout
    assert shown.strip() == debian.depends(facts)
    assert shown.strip() == f"libc6 (>= {facts.glibc}), libssl3t64 | libssl3, libcurl4t64 | libcurl4, ca-certificates"


def test_pip_installs_the_wheel_into_a_fresh_environment(dist: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True, timeout=120)
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", environment, "install", "-q", "--no-index", one(dist, "*.whl")],
        check=True,
        timeout=120,
    )
    assert (environment / "share/man/man1/reconcile.1").exists()
    use(environment / "bin/reconcile", tmp_path)


def test_the_wheel_is_tagged_by_the_glibc_that_it_needs(dist: Path) -> None:
    facts = elf.read(binary())
    wheel = one(dist, "*.whl")
    assert wheel.name.endswith(f"-py3-none-{python.tag(facts)}.whl")
    with zipfile.ZipFile(wheel) as archive:
        information = next(name for name in archive.namelist() if name.endswith(".dist-info/WHEEL"))
        assert f"Tag: py3-none-{python.tag(facts)}" in archive.read(information).decode().splitlines()


def test_the_bill_of_materials_is_valid_and_complete(dist: Path) -> None:
    from spdx_tools.spdx.parser.parse_anything import parse_file
    from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

    bill = one(dist, "*.spdx.json")
    assert [message.validation_message for message in validate_full_spdx_document(parse_file(str(bill)))] == []
    content = json.loads(bill.read_text(encoding="utf-8"))
    related = {
        (relation["relationshipType"], relation["relatedSpdxElement"]) for relation in content["relationships"]
    }
    for package in content["packages"][1:]:
        assert {("CONTAINS", package["SPDXID"]), ("DYNAMIC_LINK", package["SPDXID"])} & related, package["name"]
    with tarfile.open(one(dist, "*.tar.gz")) as archive:
        program = next(name for name in archive.getnames() if name.endswith("/bin/reconcile"))
        digest = hashlib.sha256(archive.extractfile(program).read()).hexdigest()
        notices = next(name for name in archive.getnames() if name.endswith("/THIRD-PARTY-NOTICES.txt"))
        page = archive.extractfile(notices).read().decode()
    assert content["packages"][0]["checksums"][0]["checksumValue"] == digest
    for relation in content["relationships"]:
        if relation["relationshipType"] == "CONTAINS":
            package = next(one for one in content["packages"] if one["SPDXID"] == relation["relatedSpdxElement"])
            assert f"{package['name']} {package['versionInfo']}: {package['licenseDeclared']}" in page


def linkage(path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "Scripts/check-linkage.py", *options, path], capture_output=True, text=True, timeout=60
    )


def compiled(folder: Path, *options: str, code: str = "int main(void) { return 0; }") -> Path:
    """A small program to judge; clang comes with Swift."""
    source, program = folder / "small.c", folder / "small"
    source.write_text(code, encoding="utf-8")
    subprocess.run(["clang", source, "-o", program, "-pie", "-fPIC", *options], check=True, timeout=60)
    return program


def test_the_linkage_check_accepts_a_program_that_needs_glibc_only(tmp_path: Path) -> None:
    done = linkage(compiled(tmp_path, "-s", *HARDENED), "--shipped")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("options", "code", "complaint"),
    [
        (["-s", "-Wl,--no-as-needed", "-l:libyaml-0.so.2"], None, "loads libyaml-0.so.2"),
        (["-s", "-Wl,-rpath,/opt/lib"], None, "searches libraries in /opt/lib"),
        (["-s", "-Wl,-z,now", "-Wl,-z,norelro"], None, "RELRO"),
        (["-s", "-Wl,-z,relro", "-Wl,-z,lazy"], None, "RELRO"),
        (["-s", "-no-pie"], None, "position-independent"),
        (["-s", "-Wl,-z,execstack"], None, "executable stack"),
        ([], None, "not stripped"),
        (
            ["-s"],
            "__asm__(\".symver newer,hypotf@GLIBC_2.35\"); float newer(float, float);"
            " int main(int count, char **words) { return (int)newer(count, 2); }",
            "needs glibc 2.35 for hypotf",
        ),
        ([], "int u_init_70(void) { return 0; } int main(void) { return u_init_70(); }", "Foundation or ICU"),
    ],
)
def test_the_linkage_check_refuses_each_fault(
    options: list[str], code: str | None, complaint: str, tmp_path: Path
) -> None:
    given = {"code": code} if code else {}
    done = linkage(compiled(tmp_path, *options, "-lm", **given), "--shipped")
    assert done.returncode == 1 and complaint in done.stderr


@pytest.mark.skipif(shutil.which("clang++") is None, reason="clang++ is missing")
def test_the_replacements_for_a_newer_glibc_do_what_glibc_does(tmp_path: Path) -> None:
    """An exception through frames, random numbers and hypotf, with libstdc++ and libgcc linked in as in the binary."""
    (tmp_path / "uses.cpp").write_text(
        "#include <cmath>\n#include <cstdio>\n#include <random>\n#include <stdexcept>\n"
        'int deep(int n) { if (n == 0) throw std::runtime_error("caught"); return deep(n - 1) + 1; }\n'
        "int main(int count, char **) {\n"
        "  volatile float huge = 3e38f, three = 3, four = 4;\n"
        '  std::printf("%g %g %g\\n", hypotf(three, four), hypotf(huge, huge), hypotf(INFINITY, NAN));\n'
        "  std::random_device device; unsigned first = device(), second = device(), third = device();\n"
        "  try { deep(count + 5); } catch (const std::exception &caught) {\n"
        '    std::printf("%s %d\\n", caught.what(), first != second || second != third); }\n}\n',
        encoding="utf-8",
    )
    floor = ROOT / "Sources/CGlibcFloor"
    subprocess.run(
        ["clang", "-O2", "-c", floor / "floor.c", "-I", floor / "include", "-o", tmp_path / "floor.o"],
        check=True,
        timeout=60,
    )
    program = tmp_path / "uses"
    subprocess.run(
        ["clang++", "-fno-builtin", "-s", tmp_path / "uses.cpp", tmp_path / "floor.o", "-static-libstdc++"]
        + ["-static-libgcc", "-pie", "-fPIC", *HARDENED, "-o", program],
        check=True,
        timeout=60,
    )
    assert subprocess.run([program], capture_output=True, text=True, timeout=60).stdout == "5 inf inf\ncaught 1\n"
    done = linkage(program, "--shipped")
    assert (done.returncode, done.stderr) == (0, "")


def stages() -> list[tuple[str, list[tuple[str, str]]]]:
    """The stages of the Dockerfile: what each is from, and its steps."""
    text = re.sub(r"^#.*\n", "", (ROOT / "Dockerfile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    steps = [line.split(maxsplit=1) for line in re.sub(r"\\\n", " ", text).splitlines() if line.strip()]
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for word, rest in steps:
        if word == "FROM":
            found.append((rest, []))
        elif found:
            found[-1][1].append((word, rest))
    return found


def test_the_image_has_no_root_and_the_packages_that_the_binary_loads() -> None:
    base, steps = stages()[-1]
    run = " ".join(rest for word, rest in steps if word == "RUN")
    installed = set(re.search(r"apt-get install (.+?)(?:&&|$)", run)[1].split()) - {"-y", "--no-install-recommends"}
    facts = elf.read(binary())
    wanted = [set(part.split(" | ")) for part in debian.depends(facts).split(", ") if not part.startswith("libc6 ")]
    assert all(names & installed for names in wanted) and len(installed) == len(wanted)
    assert base == "debian:bookworm-slim"
    settings = dict(steps)
    assert int(settings["USER"]) > 0 and f"--uid {settings['USER']} " in run
    assert json.loads(settings["ENTRYPOINT"]) == ["reconcile"]
    # Both ways to the binary end in the folder that the last stage copies.
    names = {stage.partition(" AS ")[2]: text for stage, text in stages()}
    assert settings["COPY"] == "--from=built /installed /usr/local"
    for name in ("source", "tarball"):
        assert any("-C /installed" in rest for _, rest in names[name])


@pytest.mark.skipif(
    shutil.which("debootstrap") is None or os.environ.get("RECONCILE_DEBOOTSTRAP") is None,
    reason="needs debootstrap, root, Debian's archive and some minutes: RECONCILE_DEBOOTSTRAP=1",
)
def test_the_images_last_stage_works_in_a_root_of_its_base(dist: Path, tmp_path: Path) -> None:
    root = tmp_path / "root"
    subprocess.run(["debootstrap", "--variant=minbase", "bookworm", root], check=True, capture_output=True, timeout=1800)
    environment = {"PATH": "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive"}

    def inside(command: str, *options: str) -> str:
        done = subprocess.run(
            ["chroot", *options, root, "/bin/sh", "-euc", command],
            env=environment, capture_output=True, text=True, timeout=1800,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    shutil.copy("/etc/resolv.conf", root / "etc/resolv.conf")
    _, steps = stages()[-1]
    for word, rest in steps:
        if word == "RUN":
            inside(rest)
        elif word == "COPY":
            subprocess.run(
                ["tar", "-xzf", one(dist, "*.tar.gz"), "--strip-components=1", "-C", root / "usr/local"], check=True
            )
    shutil.copytree(EXAMPLES, root / "work/examples")
    user = f"--userspec={dict(steps)['USER']}"
    files = "--env-file examples/env.sh examples/aws_fusion_ondemand.yml"
    # Swift reads the command line in /proc, which a container has.
    subprocess.run(["mount", "-t", "proc", "proc", root / "proc"], check=True)
    try:
        assert "Plan: 7 to create" in inside(f"cd /work && reconcile plan --sandbox {files}", user)
    finally:
        subprocess.run(["umount", root / "proc"], check=True)
