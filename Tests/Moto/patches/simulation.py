"""IAM's simulation of policies, which moto does not have: SimulatePrincipalPolicy for users and roles.

The answer has the form of botocore 1.44.5's model: one result for each action, which is the strictest decision, and under
it one for each resource that was given.
"""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import Any

from moto.core.responses import ActionResult
from moto.iam.exceptions import NotFoundException
from moto.iam.models import IAMBackend
from moto.iam.responses import IamResponse

from .iam import InvalidInput

#: The decisions, the strictest first.
STRICTEST = ("explicitDeny", "implicitDeny", "allowed")
Statement = dict[str, Any]


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _statements(backend: IAMBackend, arn: str) -> list[Statement]:
    """The statements of a user's or a role's policies; those of groups are left out."""
    owners = [*backend.users.values(), *backend.roles.values()]
    owner = next((one for one in owners if one.arn == arn), None)
    if owner is None:
        if not any(f":{kind}/" in arn for kind in ("user", "role", "group")) or ":iam:" not in arn:
            raise InvalidInput(f"Invalid Entity Arn: {arn} does not clearly define entity type and name.")
        raise NotFoundException(f"The entity with ARN {arn} cannot be found.")
    managed = [policy.document for policy in owner.managed_policies.values()]
    documents = [json.loads(text) for text in [*owner.policies.values(), *managed]]
    return [statement for document in documents for statement in _several(document["Statement"])]


def _concerns(statement: Statement, action: str, resource: str) -> bool:
    """Names of actions have no case. ``NotAction`` and ``NotResource`` are not known here, and concern nothing."""
    actions, resources = _several(statement.get("Action", [])), _several(statement.get("Resource", []))
    return any(fnmatchcase(action.lower(), one.lower()) for one in actions) and any(
        fnmatchcase(resource, one) for one in resources
    )


def _conditions(statement: Statement) -> list[tuple[str, list[str]]]:
    tests = statement.get("Condition", {}).values()
    return [(key, _several(values)) for keys in tests for key, values in keys.items()]


def _decided(
    statements: list[Statement], action: str, resource: str, context: dict[str, list[str]]
) -> tuple[str, list[str]]:
    """The decision on an action on a resource, and the keys that conditions test and the request lacks."""
    concerned = [one for one in statements if _concerns(one, action, resource)]
    missing = {key for one in concerned for key, _ in _conditions(one) if key not in context}
    effects = {
        one["Effect"]
        for one in concerned
        if all(
            any(fnmatchcase(given, value) for given in context.get(key, []) for value in values)
            for key, values in _conditions(one)
        )
    }
    return STRICTEST[0 if "Deny" in effects else 2 if effects else 1], sorted(missing)


def simulate_principal_policy(self: IamResponse) -> ActionResult:
    """The operation; every result is on one page."""
    given = self._get_params()
    statements = _statements(self.backend, given["PolicySourceArn"])
    resources = given.get("ResourceArns", [])
    context = {one["ContextKeyName"]: one["ContextKeyValues"] for one in given.get("ContextEntries", [])}
    results = []
    for action in given["ActionNames"]:
        decided = [(one, *_decided(statements, action, one, context)) for one in resources or ["*"]]
        result: dict[str, Any] = {
            "EvalActionName": action,
            "EvalResourceName": "*",
            "EvalDecision": min((decision for _, decision, _ in decided), key=STRICTEST.index),
            "MissingContextValues": sorted({key for _, _, keys in decided for key in keys}),
        }
        if resources:
            result["ResourceSpecificResults"] = [
                {"EvalResourceName": one, "EvalResourceDecision": decision, "MissingContextValues": keys}
                for one, decision, keys in decided
            ]
        results.append(result)
    return ActionResult({"EvaluationResults": results, "IsTruncated": False})


def install() -> None:
    """Adds the operation to moto."""
    IamResponse.simulate_principal_policy = simulate_principal_policy
