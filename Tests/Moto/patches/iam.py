"""AWS IAM: service-linked roles by their true names, tags of instance profiles, and limits that AWS has."""

from __future__ import annotations

import json
from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.iam.exceptions import (
    IAMException,
    LimitExceededException,
    MalformedPolicyDocument,
    NotFoundException,
    ValidationError,
)
from moto.iam.models import IAMBackend
from moto.iam.responses import IamResponse

SERVICE_LINKED = {
    "batch.amazonaws.com": "AWSServiceRoleForBatch",
    "spot.amazonaws.com": "AWSServiceRoleForEC2Spot",
    "spotfleet.amazonaws.com": "AWSServiceRoleForEC2SpotFleet",
    "ecs.amazonaws.com": "AWSServiceRoleForECS",
}


class DeleteConflict(IAMException):
    """What AWS answers while something still uses what is to be deleted, with HTTP 409."""

    code = "DeleteConflict"


class InvalidInput(IAMException):
    """What AWS answers to a second CreateServiceLinkedRole; moto says EntityAlreadyExists."""

    code = "InvalidInput"


def _create_service_linked_role(moto_create: Any) -> Any:
    """moto makes AWSServiceRoleForbatch of batch.amazonaws.com; the names are AWS's own, in AWS's own spelling."""

    def create_service_linked_role(self: IAMBackend, service_name: str, description: str, suffix: str) -> Any:
        if service_name not in SERVICE_LINKED:
            return moto_create(self, service_name, description, suffix)
        name = SERVICE_LINKED[service_name] + (f"_{suffix}" if suffix else "")
        if any(role.name == name for role in self.roles.values()):
            raise InvalidInput(
                f"Service role name {name} has been taken in this account, please try a different suffix."
            )
        statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service_name}}
        return self.create_role(
            name,
            json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
            f"/aws-service-role/{service_name}/",
            permissions_boundary=None,
            description=description,
            tags=[],
            max_session_duration="3600",
            linked_service=service_name,
        )

    return create_service_linked_role


def tag_instance_profile(self: IamResponse) -> ActionResult:
    """moto has the model's half of this call and no response for it."""
    self.backend.tag_instance_profile(self._get_param("InstanceProfileName"), self._get_param("Tags", []))
    return EmptyResult()


def untag_instance_profile(self: IamResponse) -> ActionResult:
    """As for tag_instance_profile."""
    self.backend.untag_instance_profile(self._get_param("InstanceProfileName"), self._get_param("TagKeys", []))
    return EmptyResult()


def list_instance_profile_tags(self: IamResponse) -> ActionResult:
    """As for tag_instance_profile."""
    profile = self.backend.get_instance_profile(self._get_param("InstanceProfileName"))
    return ActionResult({"Tags": profile.tags, "IsTruncated": False})


def _paged_details(moto_details: Any) -> Any:
    """GetAccountAuthorizationDetails pages by MaxItems and Marker over its details; moto answers all at once."""

    def get_account_authorization_details(self: IamResponse) -> ActionResult:
        result = dict(moto_details(self)._result)
        limit, start = int(self._get_param("MaxItems") or 100), int(self._get_param("Marker") or 0)
        seen = 0
        for member in ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"):
            rows = list(result[member])
            result[member] = [row for i, row in enumerate(rows, seen) if start <= i < start + limit]
            seen += len(rows)
        result["IsTruncated"] = start + limit < seen
        if result["IsTruncated"]:
            result["Marker"] = str(start + limit)
        return ActionResult(result)

    return get_account_authorization_details


def _create_role(moto_create: Any) -> Any:
    """A name has at most 64 characters and a trust policy has to be JSON; moto takes anything."""

    def create_role(
        self: IAMBackend, role_name: str, assume_role_policy_document: str, *args: Any, **kwargs: Any
    ) -> Any:
        if len(role_name) > 64:
            raise ValidationError("roleName must have length less than or equal to 64")
        try:
            json.loads(assume_role_policy_document)
        except ValueError:
            raise MalformedPolicyDocument("This policy contains invalid Json") from None
        _assure_boundary(self, kwargs.get("permissions_boundary") or (args[1] if len(args) > 1 else None))
        return moto_create(self, role_name, assume_role_policy_document, *args, **kwargs)

    return create_role


def _put_role_policy(moto_put: Any) -> Any:
    """Inline policies of a role have 10,240 characters together, white space not counted; moto has no limit."""

    def put_role_policy(self: IAMBackend, role_name: str, policy_name: str, policy_json: str) -> None:
        others = [text for name, text in self.get_role(role_name).policies.items() if name != policy_name]
        if sum(len("".join(text.split())) for text in [*others, policy_json]) > 10_240:
            raise LimitExceededException(f"Maximum policy size of 10240 bytes exceeded for role {role_name}")
        moto_put(self, role_name, policy_name, policy_json)

    return put_role_policy


def _limited(document: str) -> str:
    """A managed policy has 6,144 characters, white space not counted; moto has no limit."""
    if len("".join(document.split())) > 6144:
        raise LimitExceededException("Cannot exceed quota for PolicySize: 6144")
    return document


def _create_policy(moto_create: Any) -> Any:
    def create_policy(self: IAMBackend, description: str, path: str, policy_document: str, *args: Any) -> Any:
        return moto_create(self, description, path, _limited(policy_document), *args)

    return create_policy


def _create_policy_version(moto_create: Any) -> Any:
    def create_policy_version(self: IAMBackend, policy_arn: str, policy_document: str, set_as_default: bool) -> Any:
        return moto_create(self, policy_arn, _limited(policy_document), set_as_default)

    return create_policy_version


def _delete_policy(moto_delete: Any) -> Any:
    """A policy that a role has, or that has several versions, is not deleted; moto deletes it."""

    def delete_policy(self: IAMBackend, policy_arn: str) -> None:
        policy = self.get_policy(policy_arn)
        if any(policy_arn in role.managed_policies for role in self.roles.values()):
            raise DeleteConflict("Cannot delete a policy attached to entities.")
        if len(policy.versions) > 1:
            raise DeleteConflict("This policy has more than one version. Before you delete a policy, you must delete them.")
        moto_delete(self, policy_arn)

    return delete_policy


def _attach_role_policy(moto_attach: Any) -> Any:
    """A role has at most ten managed policies, and one that it has already is attached once; moto counts neither."""

    def attach_role_policy(self: IAMBackend, policy_arn: str, role_name: str) -> None:
        held = self.get_role(role_name).managed_policies
        if policy_arn in held:
            return
        if len(held) >= 10:
            raise LimitExceededException("Cannot exceed quota for PoliciesPerRole: 10")
        moto_attach(self, policy_arn, role_name)

    return attach_role_policy


def _put_role_permissions_boundary(moto_put: Any) -> Any:
    """A boundary is a policy that exists; moto takes any ARN."""

    def put_role_permissions_boundary(self: IAMBackend, role_name: str, permissions_boundary: str) -> None:
        _assure_boundary(self, permissions_boundary)
        moto_put(self, role_name, permissions_boundary)

    return put_role_permissions_boundary


def _assure_boundary(backend: IAMBackend, arn: str | None) -> None:
    if arn and arn not in backend.managed_policies:
        raise NotFoundException(f"Scope ARN: {arn} does not exist or is not attachable.")


def _remove_role_from_instance_profile(moto_remove: Any) -> Any:
    """Taken out already, a role is NoSuchEntity; moto stumbles over it and answers HTTP 500 each time it is asked."""

    def remove_role_from_instance_profile(self: IAMBackend, profile_name: str, role_name: str) -> None:
        if self.get_role(role_name) not in self.get_instance_profile(profile_name).roles:
            raise NotFoundException(f"Role {role_name} is not in instance profile {profile_name}.")
        moto_remove(self, profile_name, role_name)

    return remove_role_from_instance_profile


def install() -> None:
    """Puts the calls above in the place of moto's."""
    IAMBackend.create_service_linked_role = _create_service_linked_role(IAMBackend.create_service_linked_role)
    IAMBackend.create_role = _create_role(IAMBackend.create_role)
    IAMBackend.put_role_policy = _put_role_policy(IAMBackend.put_role_policy)
    IAMBackend.create_policy = _create_policy(IAMBackend.create_policy)
    IAMBackend.create_policy_version = _create_policy_version(IAMBackend.create_policy_version)
    IAMBackend.delete_policy = _delete_policy(IAMBackend.delete_policy)
    IAMBackend.attach_role_policy = _attach_role_policy(IAMBackend.attach_role_policy)
    IAMBackend.put_role_permissions_boundary = _put_role_permissions_boundary(IAMBackend.put_role_permissions_boundary)
    IAMBackend.remove_role_from_instance_profile = _remove_role_from_instance_profile(
        IAMBackend.remove_role_from_instance_profile
    )
    IamResponse.tag_instance_profile = tag_instance_profile
    IamResponse.untag_instance_profile = untag_instance_profile
    IamResponse.list_instance_profile_tags = list_instance_profile_tags
    IamResponse.get_account_authorization_details = _paged_details(IamResponse.get_account_authorization_details)
