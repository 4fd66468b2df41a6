"""Amazon EC2: launch templates whose tags, tokens, versions and pages behave."""

from __future__ import annotations

import re
from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError, InvalidLaunchTemplateIdNotFound
from moto.ec2.models import EC2Backend
from moto.ec2.models.launch_templates import LaunchTemplate, LaunchTemplateBackend
from moto.ec2.responses.launch_templates import LaunchTemplates
from moto.ec2.utils import parse_user_data

NAME = re.compile(r"[a-zA-Z0-9().\-/_]{3,128}")


def _tags_are_read_each_time() -> None:
    """moto keeps the tags a template was made with, so delete_tags and create_tags never show in Describe."""
    LaunchTemplate.tags = property(lambda self: self.get_tags(), lambda self, value: None)


def _remembered(self: LaunchTemplates, operation: str) -> tuple[dict[Any, Any], Any]:
    tokens = self.ec2_backend.__dict__.setdefault("_client_tokens", {})
    return tokens, (operation, self._get_param("ClientToken"))


def _idempotent(operation: str, call: Any) -> Any:
    """The same ClientToken gives the same answer again, or IdempotentParameterMismatch; moto refuses the name."""

    def wrapped(self: LaunchTemplates) -> ActionResult:
        tokens, key = _remembered(self, operation)
        request = {k: v for k, v in self.querystring.items() if k not in {"ClientToken", "Action", "Version"}}
        if key[1] and key in tokens:
            earlier, answer, template = tokens[key]
            if earlier != request:
                raise EC2ClientError("IdempotentParameterMismatch", "The client token was used with other parameters")
            if template in self.ec2_backend.launch_templates:
                return ActionResult(answer)
        answer = call(self)
        tokens[key] = (request, answer._result, next(iter(answer._result.values()))["LaunchTemplateId"])
        return answer

    return wrapped


def _summary(self: LaunchTemplates, template: LaunchTemplate) -> dict[str, Any]:
    return {
        "CreateTime": template.create_time,
        "CreatedBy": f"arn:{self.partition}:iam::{self.current_account}:root",
        "DefaultVersionNumber": template.default_version_number,
        "LatestVersionNumber": template.latest_version_number,
        "LaunchTemplateId": template.id,
        "LaunchTemplateName": template.name,
        "Tags": template.tags,
    }


def _data(self: LaunchTemplates) -> dict[str, Any]:
    """The template's data as sent, without a UserData member that was not."""
    data = dict(self._get_param("LaunchTemplateData", {}))
    if "UserData" in data:
        data["UserData"] = parse_user_data(data["UserData"])
    return data


def create_launch_template(self: LaunchTemplates) -> ActionResult:
    """moto writes the template's own tags into its data, so every version reads back other than it was sent."""
    name = self._get_param("LaunchTemplateName")
    if not NAME.fullmatch(name or ""):
        raise EC2ClientError("InvalidLaunchTemplateName.Malformed", f"'{name}' is not a valid name")
    tags = self._parse_tag_specification()
    self.error_on_dryrun()
    description = self._get_param("VersionDescription")
    template = self.ec2_backend.create_launch_template(name, description, _data(self), tags)
    return ActionResult({"LaunchTemplate": _summary(self, template)})


def _create_version(moto_create_version: Any) -> Any:
    """SourceVersion is the base that the new data is laid over; moto ignores it. UserData is decoded as at creation."""

    def create_version(self: LaunchTemplate, data: dict[str, Any], description: str, source: Any = None) -> Any:
        base = dict(self.get_version(source).data) if source else {}
        if "UserData" in data:
            data = data | {"UserData": parse_user_data(str(data["UserData"]))}
        return moto_create_version(self, base | data, description)

    return create_version


def create_launch_template_version(self: LaunchTemplates) -> ActionResult:
    """See ``_create_version``; the name or the id has to be there."""
    name, identifier = self._get_param("LaunchTemplateName"), self._get_param("LaunchTemplateId")
    backend = self.ec2_backend
    template = backend.get_launch_template_by_name(name) if name else backend.get_launch_template(identifier)
    self.error_on_dryrun()
    version = template.create_version(
        self._get_param("LaunchTemplateData", {}),
        self._get_param("VersionDescription"),
        self._get_param("SourceVersion"),
    )
    return ActionResult({"LaunchTemplateVersion": _version(self, template, version)})


def _version(self: LaunchTemplates, template: LaunchTemplate, version: Any) -> dict[str, Any]:
    return {
        "CreateTime": version.create_time,
        "CreatedBy": f"arn:{self.partition}:iam::{self.current_account}:root",
        "DefaultVersion": template.is_default(version),
        "LaunchTemplateData": {k: v for k, v in version.data.items() if v is not None},
        "LaunchTemplateId": template.id,
        "LaunchTemplateName": template.name,
        "VersionDescription": version.description,
        "VersionNumber": version.number,
    }


def _page(self: LaunchTemplates, member: str, rows: list[dict[str, Any]]) -> ActionResult:
    """Pages of up to 200 with a NextToken; moto cuts after 15 and says nothing."""
    limit = self._get_int_param("MaxResults", 200)
    if not 1 <= limit <= 200:
        raise EC2ClientError("InvalidParameterValue", f"Value ( {limit} ) for parameter maxResults is invalid")
    start = int(self._get_param("NextToken") or 0)
    result: dict[str, Any] = {member: rows[start : start + limit]}
    if start + limit < len(rows):
        result["NextToken"] = str(start + limit)
    return ActionResult(result)


def describe_launch_templates(self: LaunchTemplates) -> ActionResult:
    """An id that is not there is an error, as a name is; pages as in ``_page``."""
    identifiers = self._get_param("LaunchTemplateIds", [])
    for identifier in identifiers:
        if identifier not in self.ec2_backend.launch_templates:
            raise InvalidLaunchTemplateIdNotFound(identifier)
    self.error_on_dryrun()
    templates = self.ec2_backend.describe_launch_templates(
        template_names=self._get_param("LaunchTemplateNames", []),
        template_ids=identifiers,
        filters=self._filters_from_querystring(),
    )
    return _page(self, "LaunchTemplates", [_summary(self, template) for template in templates])


def describe_launch_template_versions(self: LaunchTemplates) -> ActionResult:
    """With $Latest or $Default and no template it answers for all templates, each version once; pages as ``_page``."""
    self.error_on_dryrun()
    found = self.ec2_backend.describe_launch_template_versions(
        template_name=self._get_param("LaunchTemplateName"),
        template_id=self._get_param("LaunchTemplateId"),
        versions=self._get_param("Versions", []),
        min_version=self._get_int_param("MinVersion"),
        max_version=self._get_int_param("MaxVersion"),
        max_results=1_000_000,
    )
    once = {(template.id, version.number): (template, version) for template, version in found}
    return _page(self, "LaunchTemplateVersions", [_version(self, *pair) for pair in once.values()])


def _delete_launch_template(moto_delete: Any) -> Any:
    """A deleted template's tags go with it."""

    def delete_launch_template(self: EC2Backend, name: str, tid: str | None) -> LaunchTemplate:
        template = moto_delete(self, name, tid)
        self.tags.pop(template.id, None)
        return template

    return delete_launch_template


def install() -> None:
    """Puts the calls above in the place of moto's."""
    _tags_are_read_each_time()
    LaunchTemplate.create_version = _create_version(LaunchTemplate.create_version)
    LaunchTemplateBackend.delete_launch_template = _delete_launch_template(LaunchTemplateBackend.delete_launch_template)
    LaunchTemplates.create_launch_template = _idempotent("CreateLaunchTemplate", create_launch_template)
    LaunchTemplates.create_launch_template_version = _idempotent(
        "CreateLaunchTemplateVersion", create_launch_template_version
    )
    LaunchTemplates.describe_launch_templates = describe_launch_templates
    LaunchTemplates.describe_launch_template_versions = describe_launch_template_versions
