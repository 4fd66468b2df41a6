#!/usr/bin/env python3
"""Writes the built-in table of EC2 instance types from the answer of EC2's DescribeInstanceTypes.

    generate-instance-types.py                            from moto's copy of the answer, which its authors fetch monthly
    generate-instance-types.py --from FILE --date DATE    from FILE: the output of `aws ec2 describe-instance-types`
    generate-instance-types.py --check                    write nothing; status 1 if the table is not moto's data

A line holds a family and all of its types, so that a lookup reads one line. A type is its size, vCPUs, MiB of memory,
guaranteed and burst Mbps of its first network card, and further features, each with a letter: n NVMe disks, d other
disks (count x GB), g GPUs (count x name), c network cards if it has several, o if it is not sold as Spot.

Of several network cards only the first counts: an instance that Batch starts has one interface, which is on that card.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from fractions import Fraction
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

TABLE = Path(__file__).resolve().parent.parent / "Sources" / "InstanceTypes" / "InstanceTable.swift"
# The dates on which moto's authors fetched the data of a release, from the history of its file. A new pin adds a date.
FETCHED = {"5.2.1": "2026-05-01", "5.2.3": "2026-08-02"}


def moto_data() -> tuple[list[dict[str, Any]], str, str]:
    """The types that the installed moto knows, their date, and the name of the source."""
    release = version("moto")
    if release not in FETCHED:
        sys.exit(f"when the data of moto {release} were fetched is not known: say so in FETCHED, or give --from and --date")
    spec = find_spec("moto")
    assert spec is not None and spec.submodule_search_locations is not None
    path = Path(spec.submodule_search_locations[0]) / "ec2" / "resources" / "instance_types.json.gz"
    return list(json.loads(gzip.decompress(path.read_bytes())).values()), FETCHED[release], f"moto {release}"


def mbps(gbps: float) -> int:
    """EC2 gives Gbps with up to three decimals."""
    return round(gbps * 1000)


def one(values: set[str], what: str, name: str) -> str:
    """The only one of the values; the table has no room for several."""
    if len(values) != 1:
        sys.exit(f"{name} has more than one {what}: {sorted(values)}")
    return values.pop()


def gpus(kind: dict[str, Any]) -> str:
    """Count and name, such as ``8xNVIDIA H100``; a part of a GPU has its share after the name."""
    found = kind.get("GpuInfo", {}).get("Gpus", [])
    if not found:
        return ""
    share = Fraction(one({str(gpu.get("GpuPartitionSize", 1)) for gpu in found}, "share", kind["InstanceType"]))
    name = one({f"{gpu['Manufacturer']} {gpu['Name']}" for gpu in found}, "GPU", kind["InstanceType"])
    count = sum(gpu.get("LogicalGpuCount") or gpu["Count"] for gpu in found)
    return f",g{count}x{name}" + (f" ({share})" if share < 1 else "")


def disks(kind: dict[str, Any]) -> str:
    """Count and GB of each disk, such as ``n2x1900``."""
    storage = kind.get("InstanceStorageInfo", {})
    found = storage.get("Disks", [])
    if not found:
        return ""
    letter = "n" if storage.get("NvmeSupport") == "required" else "d"
    size = one({str(disk["SizeInGB"]) for disk in found}, "size of disk", kind["InstanceType"])
    return f",{letter}{sum(disk['Count'] for disk in found)}x{size}"


def entry(kind: dict[str, Any]) -> str:
    """A type as the table has it."""
    name, network = kind["InstanceType"], kind["NetworkInfo"]
    size = name.split(".", 1)[1]
    if kind["BareMetal"] != size.startswith("metal"):
        sys.exit(f"{name}: the size does not say whether it is bare metal")
    first = network.get("DefaultNetworkCardIndex", 0)
    card = next(card for card in network["NetworkCards"] if card["NetworkCardIndex"] == first)
    rates = mbps(card["BaselineBandwidthInGbps"]), mbps(card["PeakBandwidthInGbps"])
    cards = len(network["NetworkCards"])
    return (
        f"{size},{kind['VCpuInfo']['DefaultVCpus']},{kind['MemoryInfo']['SizeInMiB']},{rates[0]},{rates[1]}"
        + disks(kind)
        + gpus(kind)
        + (f",c{cards}" if cards > 1 else "")
        + ("" if "spot" in kind["SupportedUsageClasses"] else ",o")
    )


def table(kinds: list[dict[str, Any]], date: str, source: str) -> str:
    """The Swift source."""
    families: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for kind in kinds:
        families[kind["InstanceType"].split(".", 1)[0]].append(kind)
    lines = []
    for family in sorted(families):
        members = sorted(
            families[family],
            key=lambda kind: (kind["BareMetal"], kind["VCpuInfo"]["DefaultVCpus"], kind["MemoryInfo"]["SizeInMiB"]),
        )
        words = {a for kind in members for a in kind["ProcessorInfo"]["SupportedArchitectures"]} - {"i386"}
        architecture = one(words, "architecture", family)
        text = "|".join([f"{family},{architecture}", *map(entry, members)])
        assert '"' not in text and "\\" not in text, text
        lines.append(f'        "{text}",\n')
    return (
        "// swift-format-ignore-file\n"
        "// Generated by `make instance-types`, which explains the lines; do not edit.\n\n"
        "/// EC2's answer to DescribeInstanceTypes in us-east-1, one line for each family.\n"
        "enum InstanceTable {\n"
        "    /// The day that EC2 was asked.\n"
        f'    static var date: String {{ "{date}" }}\n'
        "    /// The source of the data.\n"
        f'    static var source: String {{ "{source}" }}\n'
        "    /// The families, sorted.\n"
        "    static let families: [String] = [\n" + "".join(lines) + "    ]\n}\n"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="file", type=Path, help="output of `aws ec2 describe-instance-types`")
    parser.add_argument("--date", help="the day of FILE's data, such as 2026-08-02")
    parser.add_argument("--check", action="store_true", help="write nothing; status 1 if the table is stale")
    arguments = parser.parse_args()
    if (arguments.file is None) != (arguments.date is None):
        parser.error("--from and --date go together")
    if arguments.file:
        kinds = json.loads(arguments.file.read_text(encoding="utf-8"))["InstanceTypes"]
        text = table(kinds, arguments.date, "DescribeInstanceTypes")
    else:
        text = table(*moto_data())
    if arguments.check:
        if TABLE.read_text(encoding="utf-8") == text:
            return 0
        print(f"{TABLE.name} is not what the data give: run `make instance-types`", file=sys.stderr)
        return 1
    TABLE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
