"""The bill of materials, in SPDX 2.3 as JSON."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from distribution.components import Component, expression


def document(name: str, version: str, binary: Path, epoch: int, linked: list[Component], loaded: list[Component]) -> str:
    """The bill of one binary; its namespace comes from the binary's hash, so two packings of one binary agree."""
    digest = hashlib.sha256(binary.read_bytes()).hexdigest()
    program: dict[str, Any] = {
        "SPDXID": "SPDXRef-reconcile",
        "name": "reconcile",
        "versionInfo": version,
        "packageFileName": "bin/reconcile",
        "checksums": [{"algorithm": "SHA256", "checksumValue": digest}],
        "primaryPackagePurpose": "APPLICATION",
        "filesAnalyzed": False,
        "downloadLocation": "NOASSERTION",
        "licenseDeclared": "Apache-2.0",
        "licenseConcluded": expression(linked),
        "copyrightText": "NOASSERTION",
    }
    relations = [("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-reconcile")]
    relations += [("SPDXRef-reconcile", "CONTAINS", identifier(one)) for one in linked]
    relations += [("SPDXRef-reconcile", "DYNAMIC_LINK", identifier(one)) for one in loaded]
    content = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": name,
        "documentNamespace": f"https://spdx.org/spdxdocs/{name}-{digest}",
        "creationInfo": {
            "created": datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": [f"Tool: reconcile-make-dist-{version}"],
        },
        "packages": [program, *(package(one) for one in [*linked, *loaded])],
        "relationships": [
            {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other} for one, kind, other in relations
        ],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def identifier(component: Component) -> str:
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.]+", "-", component.name).strip("-")


def package(component: Component) -> dict[str, Any]:
    return {
        "SPDXID": identifier(component),
        "name": component.name,
        "versionInfo": component.version,
        "downloadLocation": "NOASSERTION",
        "homepage": component.homepage,
        "filesAnalyzed": False,
        "licenseDeclared": component.licence,
        "licenseConcluded": component.licence,
        "copyrightText": "NOASSERTION",
        "externalRefs": [
            {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": component.purl}
        ],
    }
