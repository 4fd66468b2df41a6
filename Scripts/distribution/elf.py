"""Facts of an ELF file that decide where it starts."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from pathlib import Path

from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile
from elftools.elf.gnuversions import GNUVerNeedSection

Version = tuple[int, ...]
# Of DT_FLAGS_1.
NOW, PIE = 0x1, 0x08000000
MACHINES = {"EM_X86_64": "x86_64", "EM_AARCH64": "aarch64"}


@dataclass(frozen=True)
class Binary:
    """The facts of one file.

    ``versions`` has the newest version that is asked of shared libraries, by family ('GLIBC', 'GLIBCXX', …), and ``newest``
    a symbol that asks for it. ``symbol_names`` is the string table of a binary that is not stripped.
    """

    machine: str
    needed: tuple[str, ...]
    versions: dict[str, Version]
    newest: dict[str, str]
    search_paths: tuple[str, ...]
    is_pie: bool
    has_relro: bool
    binds_at_start: bool
    has_executable_stack: bool
    symbol_names: bytes | None

    @property
    def glibc(self) -> str:
        """The oldest glibc that it starts with, such as '2.34'."""
        return ".".join(map(str, self.versions["GLIBC"]))


def read(path: Path) -> Binary:
    with path.open("rb") as file:
        elf = ELFFile(file)
        dynamic = next(one for one in elf.iter_sections() if isinstance(one, DynamicSection))
        tags = list(dynamic.iter_tags())
        flags = {tag.entry.d_tag: tag.entry.d_val for tag in tags}
        versions, newest = required_versions(elf)
        segments = {segment["p_type"]: segment["p_flags"] for segment in elf.iter_segments()}
        names = elf.get_section_by_name(".strtab")
        return Binary(
            machine=MACHINES.get(elf["e_machine"], elf["e_machine"]),
            needed=tuple(tag.needed for tag in tags if tag.entry.d_tag == "DT_NEEDED"),
            versions=versions,
            newest=newest,
            search_paths=tuple(
                tag.runpath if tag.entry.d_tag == "DT_RUNPATH" else tag.rpath
                for tag in tags
                if tag.entry.d_tag in {"DT_RUNPATH", "DT_RPATH"}
            ),
            is_pie=elf["e_type"] == "ET_DYN" and flags.get("DT_FLAGS_1", 0) & PIE != 0,
            has_relro="PT_GNU_RELRO" in segments,
            binds_at_start=flags.get("DT_FLAGS_1", 0) & NOW != 0,
            has_executable_stack=segments.get("PT_GNU_STACK", 1) & 1 == 1,
            symbol_names=names.data() if names else None,
        )


def required_versions(elf: ELFFile) -> tuple[dict[str, Version], dict[str, str]]:
    """The newest version of each family that the file asks of shared libraries, and a symbol that asks for it."""
    versions: dict[str, Version] = {}
    indices: dict[str, int] = {}
    needs = next((one for one in elf.iter_sections() if isinstance(one, GNUVerNeedSection)), None)
    for _, auxiliaries in needs.iter_versions() if needs else ():
        for auxiliary in auxiliaries:
            found = re.fullmatch(r"([A-Z]+)_([0-9.]+)", auxiliary.name)
            version = tuple(int(part) for part in found[2].split(".")) if found else ()
            if found and version > versions.get(found[1], ()):
                versions[found[1]], indices[found[1]] = version, auxiliary["vna_other"]
    if not versions:
        return {}, {}
    # The version of each symbol is a number of 16 bits; a search of the bytes is a hundred times faster than the objects.
    numbers = array("H", elf.get_section_by_name(".gnu.version").data())
    symbols = elf.get_section_by_name(".dynsym")
    return versions, {family: symbols.get_symbol(numbers.index(index)).name for family, index in indices.items()}
