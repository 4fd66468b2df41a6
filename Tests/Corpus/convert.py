#!/usr/bin/env python3
"""Writes inputs, a JSON string a line, as files of the corpus (README.md). The marks come from RECORD_CORPUS=1.

    convert.py reconcile folder manifests.jsonl...
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ONE = """\
compute-envs:
  - type: aws-batch
    config-mode: forge
    name: one
    region: eu-west-1
    work-dir: s3://bucket/work
    max-cpus: 16
"""
RNASEQ = """\
compute-envs:
  - type: aws-batch
    config-mode: forge
    name: rnaseq
    region: eu-west-1
    work-dir: s3://acme-work/scratch
    provisioning-model: SPOT
    wave: True
    fusion-v2: True
    instance-types: c6id,m6id,r6id
    max-cpus: 500
"""
BASE = """\
compute-envs:
  - &base
    type: aws-batch
    config-mode: forge
    name: a
    region: eu-west-1
    work-dir: s3://acme-work/x
    max-cpus: 5
"""
FARGATE = ONE + "    wave: True\n    fusion-v2: True\n    fargate: True\n"


def before(text: str, key: str) -> str:
    return text[: text.index(f"    {key}:")]


MANUAL = ONE.replace("forge", "manual").replace("    max-cpus: 16\n", "")
#: What the cases of a section begin with, and the section's title.
BEGINNINGS = [
    ("A complete environment on Fargate", FARGATE),
    ("A complete environment with job limits", ONE + "    reconcile:\n      job-limits:\n"),
    ("A complete environment with settings of reconcile", ONE + "    reconcile:\n"),
    ("A complete environment", ONE),
    ("A complete environment with Fusion", RNASEQ),
    ("An environment with Fusion, up to its instance types", before(RNASEQ, "instance-types")),
    ("An environment, up to its provisioning model", before(RNASEQ, "provisioning-model")),
    ("An environment, up to its work directory", before(ONE, "work-dir")),
    ("An environment with Fusion, up to its work directory", before(RNASEQ, "work-dir")),
    ("An environment, up to its region", before(ONE, "region")),
    ("An environment, up to its name", before(ONE, "name")),
    ("An environment with an anchor", BASE),
    ("An environment on queues that exist", MANUAL),
    ("An environment on queues that exist, named m", MANUAL.replace("one", "m").replace("bucket/work", "acme-work/x")),
    ("Whole files", ""),
]


def escaped(text: str) -> bool:
    lines = text.split("\n")
    return bool(
        (text and not text.endswith("\n"))
        or re.search(r"[\u0000-\u0009\u000b-\u001f\u007f-\u00a0\u200b-\u200f\u2028\u2029\ufeff]", text)
        or any(line != line.rstrip() or line.startswith("#") for line in lines)
        or text.endswith("\n\n")
    )


def escape(body: str) -> list[str]:
    def one(found: re.Match[str]) -> str:
        character = found[0]
        return {"\\": "\\\\", "\t": "\\t", "\r": "\\r"}.get(character, f"\\u{ord(character):04x}")

    ends = body.endswith("\n")
    lines = (body[:-1] if ends else body).split("\n")
    lines = [re.sub(r"[\\\u0000-\u001f\u007f-\u00a0\u200b-\u200f\u2028\u2029\ufeff]|^#| +$", lambda m: "".join(one(re.match(".", c, re.S)) if c != " " else "\\u0020" for c in m[0]), line) for line in lines]
    if not ends:
        lines[-1] += "\\"
    return lines


#: Titles of cases that do not speak for themselves: a topic, what the text has in it, and the title.
TITLES = [
    ("structure/blocks", r"\A\Z", "an empty file"),
    ("structure/blocks", r"\A- a", "a list"),
    ("structure/blocks", r"\Acompute-envs:\n\Z", "no environments"),
    ("structure/blocks", r"^  a: b", "a map for the list"),
    ("structure/blocks", r"^  type: aws-batch", "one environment without its '- '"),
    ("structure/blocks", r"\Acompute-envs: aws", "a text for the list"),
    ("structure/blocks", r"\A(compute-env|Compute-Envs|computeEnvs|compute_envs):", "a misspelt block"),
    ("structure/blocks", r"\A(teams: \[\]|pipelines:|teams: \[\]\n.*)", "blocks of seqerakit, which are skipped"),
    ("structure/blocks", r"\Aversion: 2", "a block that no tool knows"),
    ("structure/blocks", r"^workspace:", "a block that no tool knows, after the environments"),
    ("structure/blocks", r"^(name: x|max-cpus: 4)", "a field without its indentation"),
    ("structure/blocks", r"compute-envs: \[\{", "an environment in flow style"),
    ("structure/items", r"^  -$", "an empty item"),
    ("structure/items", r"^  - (text|aws-batch)$", "a text for an environment"),
    ("structure/items", r"^  - - a", "a list for an environment"),
    ("structure/items", r"^  - (name|region)", "an item that a '- ' cuts in two"),
    ("structure/duplicate-keys", r"'region': eu", "the second key in quotes"),
    ("structure/duplicate-keys", r"region: eu-west-1\n    region: eu-west-1\n    region", "three times"),
    ("structure/duplicate-keys", r"protect: True\n      protect", "in a map within the environment"),
    ("structure/duplicate-keys", r"^compute-envs: \[\]\ncompute-envs", "the block of environments"),
    ("structure/duplicate-keys", r"^    name: b", "the block of environments, after a complete one"),
    ("structure/duplicate-keys", r"wave: x", "beside another error"),
    ("structure/duplicate-keys", r"max-cpus: lots", "the second value is wrong as well"),
    ("structure/missing-fields", r"name: $|name: ''", "a name that is empty"),
    ("structure/missing-fields", r"region: null|max-cpus: ~", "a null"),
    ("structure/missing-fields", r"provisioning-model: SPOT\n    wave: True\n    fusion-v2: True\n    instance-types: c6id,m6id,r6id\n\Z(?<!max)", "a required field is missing"),
    ("structure/platforms-and-modes", r"aws-batch  Forge", "blanks and another case"),
    ("structure/platforms-and-modes", r"MANUAL|forge\n    config-mode: manual", "two modes that differ"),
    ("structure/platforms-and-modes", r"aws-bach\n    config-mode: (forg|\[forge\])", "a platform and a mode that do not exist; the rest is checked"),
    ("structure/platforms-and-modes", r"azur-batch", "the fields of another platform are not checked"),
    ("structure/platforms-and-modes", r"azure-batch forge|slurm|aws-cloud|seqera-compute", "another platform of Seqera"),
    ("structure/platforms-and-modes", r"(?:max-cpus: (-5|0|2147483648|9{20}))", "the mode behind the platform, and a number out of range"),
    ("structure/unknown-fields", r"gpuEnabled", "the name that exports have for the field"),
    ("structure/unknown-fields", r"max_cpus: many", "the right field is there too"),
    ("structure/unknown-fields", r"(wav: True|fusionV2|fusion_v2|provisioning_model)", "what the misspelt field would do is unknown"),
    ("structure/unknown-fields", r"データ", "columns behind wide characters"),
    ("structure/unknown-fields", r'^    "": 1', "an empty key"),
    ("structure/unset-variables", r"bogus: 1", "beside other errors"),
    ("structure/unset-variables", r"wave: \$NO", "one variable in several fields"),
    ("yaml/anchors", r"<<: \*base\n    <<", "a merge twice"),
    ("yaml/anchors", r"<<: \*bsae", "an alias without an anchor"),
    ("yaml/anchors", r"<<: \[\*base\]", "a merge of a list"),
    ("yaml/anchors", r"<<: (foo|base)", "a merge of a text"),
    ("yaml/anchors", r"<<: \*base\n    max-cpus: 6|<<: \*a\n\Z|<<: \*a\n    max-cpus: 5", "the name comes from the anchor: the second environment is where it is used"),
    ("yaml/anchors", r"name: \*n", "an alias for a name"),
    ("yaml/anchors", r"max-cpus: five|max_cpus: 5|maxcpus: 4|bogus", "an error in the anchor is reported once"),
    ("yaml/anchors", r"^  - \*b", "an alias without an anchor, for an environment"),
    ("yaml/anchors", r"&a rnaseq", "an anchor that is given twice"),
    ("yaml/documents", r"many", "an error in each of two documents"),
    ("yaml/documents", r"^---", "two documents"),
    ("yaml/syntax", r"\{\{", "a template that was not filled in"),
    ("yaml/syntax", r"^    name x", "a colon is missing"),
    ("yaml/syntax", r"^  name:", "too little indentation"),
    ("yaml/syntax", r'name: "one', "an unclosed quote"),
    ("yaml/syntax", r"it's", "a quote within quotes"),
    ("yaml/syntax", r"!!python", "a tag"),
    ("yaml/syntax", r"%foo", "a directive"),
    ("yaml/syntax", r": \*$", "an asterisk begins an alias"),
    ("yaml/syntax", r"\\x", "an escape that YAML does not have"),
    ("yaml/syntax", r",,", "an empty element in flow style"),
    ("yaml/syntax", r": \[$", "an unclosed list"),
    ("fields/network", r"subnet-10000015", "as many as Fargate takes and more, without Fargate"),
    ("features/fargate", r"subnet-99999999", "one subnet and one security group too many"),
    ("features/fargate", r"subnet-10000015", "as many subnets and security groups as Fargate takes"),
    ("features/gpu", r"g4dn,g5,c6id,m6id,r6id|c6id,m6id,r6id", "types without a GPU"),
    ("features/snapshots", r"c6i.large", "a type that cannot be used needs no advice"),
    ("fields/file-systems", r"efs-mount: \[", "a value that cannot be read asks for nothing else"),
    ("fields/labels", r"xéééé", "a key of 127 characters"),
    ("fields/labels", r"k41=v", "one label too many"),
    ("fields/labels", r"k40=v", "the most labels"),
    ("fields/roles-and-keys", r"kkkkkkkk", "a long name"),
    ("fields/names", r"aaaaaaaa|bbbbbbbb", "a long name"),
]
REASONS = [
    ("\t", "a tab"), ("\u00a0", "a no-break space"), ("\u200b", "a zero-width space"), ("\u0007", "a control character"),
]


def title_of(name: str, text: str) -> str:
    return next((title for topic, pattern, title in TITLES if topic == name and re.search(pattern, text, re.M)), "")


def reason(own: str) -> str:
    found = [words for character, words in REASONS if character in own]
    if not own.endswith("\n"):
        found.append("no line break at the end")
    if re.search(r" $", own, re.M):
        found.append("a blank at the end of a line")
    return " and ".join(found)


def own_part(text: str) -> tuple[int, str]:
    for index, (_, beginning) in enumerate(BEGINNINGS):
        if text.startswith(beginning):
            return index, text[len(beginning):]
    raise AssertionError(text)


FIELDS = {
    "fields/names": "name workspace credentials description",
    "fields/region": "region",
    "fields/work-dir": "work-dir",
    "fields/capacity": "max-cpus min-cpus provisioning-model alloc-strategy bid-percentage",
    "fields/instance-types": "instance-types",
    "fields/network": "vpc-id subnets security-groups",
    "fields/file-systems": "create-efs efs-id efs-mount fsx-dns fsx-mount fsx-size",
    "fields/disks": "boot-disk-size ebs-blocksize no-ebs-auto-scale",
    "fields/head-job": "head-job-cpus head-job-memory",
    "fields/roles-and-keys": "head-job-role compute-job-role batch-execution-role key-pair secrets-kms-key ami-id",
    "fields/buckets": "allow-buckets",
    "fields/labels": "labels",
    "fields/variables": "env",
    "fields/cli-path": "cli-path",
    "fields/scripts-and-logs": "ecs-config pre-run post-run log-group",
    "fields/on-exists": "wait overwrite on_exists preserve-resources",
    "fields/queues": "head-queue compute-queue",
    "features/fusion": "wave fusion-v2 fusion",
    "features/fargate": "fargate",
    "features/graviton": "graviton",
    "features/gpu": "gpu",
    "features/fast-storage": "fast-storage",
    "features/snapshots": "snapshots",
    "reconcile/job-limits": "job-limits misconfiguration capacity",
    "reconcile/timeouts": "wait-timeout job-timeout-minutes",
    "reconcile/policies": "policies permissions-boundary kms-keys",
    "reconcile/scheduling-policy": "scheduling-policy",
    "reconcile/compatibility": "compatibility drain",
    "reconcile/head-max-cpus": "head-max-cpus",
    "reconcile/other-settings": "reconcile account-id protekt on-delete job-limit",
}
FILE_OF = {field: file for file, fields in FIELDS.items() for field in fields.split()}


def duplicate(text: str) -> bool:
    seen: set[tuple[int, str]] = set()
    for line in text.split("\n"):
        if line.startswith("  - ") or line == "---":
            seen = {key for key in seen if key[0] == 0} if line != "---" else set()
        found = re.match(r"^((?:  - )| *)['\"]?([A-Za-z_<-]+)['\"]?:", line)
        if found:
            key = (4 if found[1] == "  - " else len(found[1]), found[2])
            if key in seen:
                return True
            seen.add(key)
    return False


def topic(text: str, diagnostics: list[dict]) -> str:
    _, own = own_part(text)
    kinds = [one["kind"] for one in diagnostics]

    def has(pattern: str, where: str = text) -> bool:
        return bool(re.search(pattern, where, re.M))

    if "scheduling-policy" in text and "unset-variable" not in kinds:
        return "reconcile/scheduling-policy"
    if has(r"&base|&a |&a$|^  - \*|<<:|&n "):
        return "yaml/anchors"
    if has(r"^---"):
        return "yaml/documents"
    if any(kind.startswith("yaml-") for kind in kinds):
        return "yaml/syntax"
    if has(r"^    file-?path:"):
        return "structure/exports"
    if "duplicate-key" in kinds or duplicate(text):
        return "structure/duplicate-keys"
    if "unset-variable" in kinds or "expansion-syntax" in kinds:
        return "structure/unset-variables"
    if not text.startswith("compute-envs:\n  -") or has(r"^(?!compute-envs)[a-zA-Z].*:", text):
        return "structure/blocks"
    if has(r"^  - (text|aws-batch|- a|(?!type|config-mode|typ|Type).+:.*)$") and not has(r"^  - name: a\n$") or has(r"^  -$"):
        return "structure/items"
    if has(r"reconcile:\n      compatibility|drain"):
        return "reconcile/compatibility"
    if "unknown-field" in kinds and "max-cpus" in text and "config-mode: manual" not in text and "reconcile:" not in text:
        return "structure/unknown-fields"
    if has(r"^  - type: (?!aws-batch$)") or has(r"config-mode: (?!forge$|manual$)") or (has("type: ") and not has("config-mode: ")):
        return "structure/platforms-and-modes"
    if "missing-field" in kinds:
        return "structure/missing-fields"
    if "config-mode: manual" in text:
        return "fields/queues"
    for feature in ("graviton: True", "fargate: True", "snapshots: True", "fast-storage: True", "gpu: True"):
        if has(f"^    {feature}$") or (has(f"^    {feature.split(':')[0]}:", own) and feature.split(":")[0] in text.split("\n")[-2]):
            return "features/" + feature.split(":")[0]
    keys = re.findall(r"^(?:    |      |        )?([a-z_-]+):", own, re.M)
    lines = text.split("\n")
    for one in diagnostics:
        line = (one["range"] or {"start": {"line": 1}})["start"]["line"]
        found = re.match(r"^ *(?:- )?([a-z_-]+):", lines[line - 1])
        if found and found[1] in FILE_OF and found[1] in keys and found[1] != "reconcile":
            return FILE_OF[found[1]]
    known = [key for key in keys if key in FILE_OF]
    if not known:
        return "structure/complete"
    return FILE_OF[known[0] if known[0] != "reconcile" or len(known) == 1 else known[1]]


def write(texts: list[tuple[str, str]], diagnostics: dict[str, list[dict]], folder: Path) -> dict[str, int]:
    files: dict[str, dict[int, list[tuple[str, str]]]] = {}
    for text, title in texts:
        index, _ = own_part(text)
        files.setdefault(topic(text, diagnostics[text]), {}).setdefault(index, []).append((text, title))
    for name, sections in files.items():
        # A beginning that serves one or two cases only is in the way.
        for index in [index for index, cases in sections.items() if len(cases) < 3 and index != len(BEGINNINGS) - 1]:
            for text, title in sections.pop(index):
                to = next((other for other in sections if other > index and BEGINNINGS[other][1] and text.startswith(BEGINNINGS[other][1])), None)
                simple = next(number for number, (words, _) in enumerate(BEGINNINGS) if words == "A complete environment")
                if to is None:
                    to = simple if text.startswith(ONE) else len(BEGINNINGS) - 1
                sections.setdefault(to, []).append((text, title))
        lines: list[str] = []
        for index in sorted(sections):
            words, beginning = BEGINNINGS[index]
            lines += ([""] if lines else []) + [f"# === {words}"] + beginning.splitlines()
            for text, title in sections[index]:
                own = text[len(beginning):]
                title = title or title_of(name, text)
                if escaped(own):
                    title = f"escaped: {title} ({reason(own)})" if title else f"escaped: {reason(own)}"
                lines += ["", f"# --- {title}".rstrip(), *(escape(own) if escaped(own) else own.split("\n")[:-1])]
        path = folder / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {name: sum(map(len, sections.values())) for name, sections in files.items()}


def diagnostics_of(binary: str, text: str) -> list[dict]:
    """What `validate` says, which decides the topic."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "f.yml").write_text(text, encoding="utf-8", newline="")
        run = subprocess.run([binary, "validate", "--format", "json", "f.yml"], cwd=folder, env={}, capture_output=True, check=False)
    return json.loads(run.stdout)["diagnostics"]


def main() -> None:
    binary, folder, *lists = sys.argv[1:]
    texts = [json.loads(line) for name in lists for line in Path(name).read_text(encoding="utf-8").splitlines()]
    texts = list(dict.fromkeys(texts))
    diagnostics = {text: diagnostics_of(str(Path(binary).resolve()), text) for text in texts}
    print(json.dumps(write([(text, "") for text in texts], diagnostics, Path(folder)), indent=1))


if __name__ == "__main__":
    main()
