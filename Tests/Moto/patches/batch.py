"""AWS Batch: states that take time, refusals, and records that keep what they were given.

moto answers VALID at once, drops every computeResources of an update and deletes anything on request. Rules and
message texts are those of AWS's documentation and of the errors that users of Batch quote.
"""

from __future__ import annotations

import base64
import json
import re
import time
import uuid
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from moto.batch.exceptions import ClientException
from moto.batch.models import BatchBackend, ComputeEnvironment, JobQueue
from moto.batch.responses import BatchResponse
from moto.iam.exceptions import NotFoundException
from moto.moto_api._internal import mock_random

from ..settings import Settings
from . import jobs
from .lifecycle import Lifecycle

SERVICE_LINKED_ROLE = "AWSServiceRoleForBatch"
SERVICE_LINKED_PATH = "/aws-service-role/batch.amazonaws.com/"
UPDATABLE_STRATEGIES = {
    "BEST_FIT_PROGRESSIVE",
    "BEST_FIT_PROGRESSIVE_ORDERED",
    "SPOT_CAPACITY_OPTIMIZED",
    "SPOT_CAPACITY_OPTIMIZED_PRIORITIZED",
    "SPOT_PRICE_CAPACITY_OPTIMIZED",
}
SCALING_MEMBERS = {"minvCpus", "maxvCpus", "desiredvCpus", "scalingPolicy"}
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,127}")
PAGE = 100

_settings = Settings()


def _refuse_unless(condition: object, message: str) -> None:
    if not condition:
        raise ClientException(message)


def _service_role(backend: BatchBackend, given: str | None) -> str:
    """Batch uses, and creates, its service-linked role if none is given; moto demands a role."""
    if given:
        try:
            return backend.iam_backend.get_role_by_arn(given).arn
        except NotFoundException:
            raise ClientException(f"Role {given} does not exist") from None
    try:
        return backend.iam_backend.get_role(SERVICE_LINKED_ROLE).arn
    except NotFoundException:
        return backend.iam_backend.create_service_linked_role("batch.amazonaws.com", "", "").arn


def _instance_profile(backend: BatchBackend, given: str) -> Any | None:
    name = given.rsplit("/", 1)[-1]
    return backend.iam_backend.instance_profiles.get(name)


def _user_data(backend: BatchBackend, specification: dict[str, Any]) -> bytes | None:
    """The user data of the template that an environment names, or None; raises if the template does not exist."""
    templates = backend.ec2_backend
    if identifier := specification.get("launchTemplateId"):
        template = templates.get_launch_template(identifier)
    else:
        template = templates.get_launch_template_by_name(specification.get("launchTemplateName", ""))
    encoded = template.get_version(specification.get("version") or "$Default").data.get("UserData")
    return base64.b64decode(str(encoded)) if encoded else None


def _invalid_because(backend: BatchBackend, env: ComputeEnvironment) -> str | None:
    """The asynchronous half of Batch's checks: these come as INVALID with a reason, not as a refused call."""
    resources = env.compute_resources or {}
    if env.env_type != "MANAGED" or "FARGATE" in resources.get("type", ""):
        return None
    profile = _instance_profile(backend, resources.get("instanceRole", ""))
    if profile is None or not profile.roles:
        return f"CLIENT_ERROR - Invalid IamInstanceProfile: {resources.get('instanceRole')}"
    if not (specification := resources.get("launchTemplate")):
        return None
    try:
        user_data = _user_data(backend, specification)
    except Exception:
        return "CLIENT_ERROR - The specified launch template, with template version, does not exist."
    if user_data is not None and not re.match(rb"(?is)(MIME-Version|Content-Type):.*multipart/", user_data):
        return "CLIENT_ERROR - Launch Template UserData is not MIME multipart format"
    return None


def _describe_environment(backend: BatchBackend, env: ComputeEnvironment) -> dict[str, Any]:
    """Describe fills in uuid and containerOrchestrationType, which moto leaves out, and shows a policy once it was set."""
    status, reason = env.lifecycle.status()
    described = {
        "computeEnvironmentArn": env.arn,
        "computeEnvironmentName": env.name,
        "containerOrchestrationType": "ECS",
        "ecsClusterArn": env.ecs_arn,
        "serviceRole": env.service_role,
        "state": env.state,
        "status": status,
        "statusReason": reason,
        "tags": backend.list_tags_for_resource(env.arn),
        "type": env.env_type,
        "uuid": env.uuid,
    }
    if env.env_type == "MANAGED":
        described["computeResources"] = env.compute_resources
        if env.update_policy:
            described["updatePolicy"] = env.update_policy
    return described


def _describe_queue(backend: BatchBackend, queue: JobQueue) -> dict[str, Any]:
    """Describe answers jobStateTimeLimitActions and names environments by ARN; moto does neither."""
    status, reason = queue.lifecycle.status()
    described = {
        "computeEnvironmentOrder": queue.env_order_json,
        "jobQueueArn": queue.arn,
        "jobQueueName": queue.name,
        "jobStateTimeLimitActions": queue.time_limits,
        "priority": queue.priority,
        "state": queue.state,
        "status": status,
        "statusReason": reason,
        "tags": backend.list_tags_for_resource(queue.arn),
    }
    if queue.schedule_policy:
        described["schedulingPolicyArn"] = queue.schedule_policy
    return described


def _drop_the_gone(backend: BatchBackend) -> None:
    """What has been DELETING for long enough leaves, with its tags: moto's tags outlive their resource."""
    for table in (backend._compute_environments, backend._job_queues):
        for arn, record in list(table.items()):
            if record.lifecycle.is_gone:
                table.pop(arn)
                backend.tagger.delete_all_tags_for_resource(arn)


def _page(parameters: Any, named: list[str] | None, members: str, records: list[dict[str, Any]]) -> dict[str, Any]:
    """Describe pages by maxResults and nextToken, refuses them beside names, and takes 100 names at most."""
    limit, token = parameters("maxResults"), parameters("nextToken")
    title = members[0].upper() + members[1:]
    _refuse_unless(not (named and limit), f"{title} and MaxResults cannot both be set")
    _refuse_unless(len(named or []) <= PAGE, f"{title} can have at most {PAGE} items")
    _refuse_unless(token is None or token.startswith("from-"), "Invalid nextToken")
    start = int(token.removeprefix("from-")) if token else 0
    end = start + min(int(limit or PAGE), PAGE)
    answer: dict[str, Any] = {members: records[start:end]}
    if end < len(records):
        answer["nextToken"] = f"from-{end}"
    return answer


def _describe(
    backend: BatchBackend, table: dict[str, Any], named: list[str] | None, describe: Any
) -> list[dict[str, Any]]:
    _drop_the_gone(backend)
    wanted = [r for r in table.values() if not named or r.name in named or r.arn in named]
    seen = (record.lifecycle.described(describe(backend, record)) for record in wanted)
    return [record for record in seen if record is not None]


def describecomputeenvironments(self: BatchResponse) -> str:
    """See ``_describe_environment`` and ``_page``."""
    backend, named = self.batch_backend, self._get_param("computeEnvironments")
    records = _describe(backend, backend._compute_environments, named, _describe_environment)
    return json.dumps(_page(self._get_param, named, "computeEnvironments", records))


def describejobqueues(self: BatchResponse) -> str:
    """See ``_describe_queue`` and ``_page``."""
    backend, named = self.batch_backend, self._get_param("jobQueues")
    records = _describe(backend, backend._job_queues, named, _describe_queue)
    return json.dumps(_page(self._get_param, named, "jobQueues", records))


def _check_resources(backend: BatchBackend, resources: dict[str, Any]) -> None:
    """Batch's synchronous checks; moto's own stumble over absent members and know no default_x86_64."""
    kind = resources.get("type")
    _refuse_unless(kind in {"EC2", "SPOT", "FARGATE", "FARGATE_SPOT"}, f"computeResources.type {kind} is not valid")
    _refuse_unless(resources.get("maxvCpus", 0) >= 1, "maxvCpus must be at least 1")
    _refuse_unless(resources.get("subnets"), "At least 1 subnet must be provided")
    for subnet in resources["subnets"]:
        try:
            backend.ec2_backend.get_subnet(subnet)
        except Exception:
            raise ClientException(f"The subnet ID '{subnet}' does not exist") from None
    for group in resources.get("securityGroupIds") or []:
        known = backend.ec2_backend.get_security_group_from_id(group)
        _refuse_unless(known, f"The security group '{group}' does not exist")
    if "FARGATE" in kind:
        refused = sorted(set(resources) & {"instanceTypes", "instanceRole", "minvCpus", "launchTemplate", "tags"})
        _refuse_unless(not refused, f"{', '.join(refused)} is not applicable for Fargate")
        return
    _refuse_unless(resources.get("instanceRole"), "Error executing request, Exception : Instance role is required.")
    _refuse_unless(resources.get("instanceTypes"), "At least 1 instance type must be provided")
    _refuse_unless(resources.get("minvCpus", 0) <= resources["maxvCpus"], "minvCpus must not exceed maxvCpus")
    template = resources.get("launchTemplate") or {}
    both = template.get("launchTemplateId") and template.get("launchTemplateName")
    _refuse_unless(not both, "Either launchTemplateId or launchTemplateName, not both")
    strategy = resources.get("allocationStrategy", "BEST_FIT")
    _refuse_unless(kind == "SPOT" or not strategy.startswith("SPOT_"), f"{strategy} is not valid for {kind}")
    needs_fleet_role = kind == "SPOT" and strategy == "BEST_FIT" and not resources.get("spotIamFleetRole")
    _refuse_unless(not needs_fleet_role, "ComputeResources.spotIamFleetRole cannot not be null or empty")
    for entry in resources.get("ec2Configuration") or []:
        retired = entry["imageType"].startswith("ECS_AL2") and not entry["imageType"].startswith("ECS_AL2023")
        _refuse_unless(not retired or entry.get("imageIdOverride"), "Amazon Linux 2 images are no longer supported")


def _filled_in(resources: dict[str, Any]) -> dict[str, Any]:
    """What Describe fills in; strategy, template version and all else that was not given stay absent."""
    if "FARGATE" in resources["type"]:
        return {"instanceTypes": [], "tags": {}, "ec2Configuration": []} | resources
    resources = {"minvCpus": 0, "desiredvCpus": 0, "tags": {}} | resources
    accelerated = all(re.match(r"(g|p)\d", name) for name in resources["instanceTypes"])
    if not resources.get("ec2Configuration"):
        resources["ec2Configuration"] = [{"imageType": "ECS_AL2023_NVIDIA" if accelerated else "ECS_AL2023"}]
    if "launchTemplate" in resources:
        resources["launchTemplate"] = {"overrides": []} | resources["launchTemplate"]
    return resources


def createcomputeenvironment(self: BatchResponse) -> str:
    """CREATING for a while, then VALID or INVALID; ENABLED and minvCpus 0 by default; no instances are started."""
    backend, name, kind = self.batch_backend, self._get_param("computeEnvironmentName"), self._get_param("type")
    _drop_the_gone(backend)
    _refuse_unless(NAME.fullmatch(name or ""), "computeEnvironmentName is not valid")
    exists = backend.get_compute_environment_by_name(name)
    _refuse_unless(exists is None, f"Object already exists: {getattr(exists, 'arn', '')}")
    _refuse_unless(kind in {"MANAGED", "UNMANAGED"}, f"type {kind} must be one of MANAGED | UNMANAGED")
    state = self._get_param("state") or "ENABLED"
    _refuse_unless(state == "ENABLED", "A compute environment must be created in the ENABLED state")
    _refuse_unless(self._get_param("updatePolicy") is None, "updatePolicy cannot be set when creating")
    resources = self._get_param("computeResources")
    _refuse_unless(kind == "UNMANAGED" or resources, "computeResources must be provided")
    if resources:
        _check_resources(backend, resources)
        resources = _filled_in(resources)
    role = _service_role(backend, self._get_param("serviceRole"))
    env = ComputeEnvironment(name, kind, state, resources, role, backend.account_id, backend.region_name)
    env.uuid = str(uuid.uuid4())
    env.update_policy = {}
    form = "AWSBatch-{}-{}" if SERVICE_LINKED_PATH in role else "{}_Batch_{}"
    cluster = backend.ecs_backend.create_cluster(form.format(name, mock_random.uuid4()))
    env.set_ecs(cluster.arn, cluster.name)

    def settled() -> tuple[str, str]:
        reason = _invalid_because(backend, env)
        return ("INVALID", reason) if reason else ("VALID", "ComputeEnvironment Healthy")

    env.lifecycle = Lifecycle(settled, _settings.stale_reads)
    env.lifecycle.begin("CREATING", _settings.create_delay, None)
    backend._compute_environments[env.arn] = env
    if tags := self._get_param("tags"):
        backend.tag_resource(env.arn, tags)
    return json.dumps({"computeEnvironmentArn": env.arn, "computeEnvironmentName": env.name})


def _environment(backend: BatchBackend, identifier: str) -> ComputeEnvironment:
    _drop_the_gone(backend)
    env = backend.get_compute_environment(identifier)
    _refuse_unless(env, f"{identifier} does not exist")
    return env


def _check_update(env: ComputeEnvironment, changes: dict[str, Any]) -> None:
    """An infrastructure update needs the service-linked role and a strategy that can be updated, before and after."""
    _refuse_unless(changes, "At least one compute-resources attribute must be specified")
    unknown = set(changes) & {"spotIamFleetRole"}
    _refuse_unless(not unknown, "spotIamFleetRole can not be updated")
    infrastructure = sorted(set(changes) - SCALING_MEMBERS)
    strategy = env.compute_resources.get("allocationStrategy", "BEST_FIT")
    eligible = (
        SERVICE_LINKED_PATH in env.service_role
        and {strategy, changes.get("allocationStrategy", strategy)} <= UPDATABLE_STRATEGIES
    )
    _refuse_unless(
        eligible or not infrastructure,
        f"Following fields {infrastructure} can be updated only for Non-fargate Compute Environment having a "
        "Batch Service Linked Role",
    )
    maximum = changes.get("maxvCpus", env.compute_resources["maxvCpus"])
    minimum = changes.get("minvCpus", env.compute_resources.get("minvCpus", 0))
    _refuse_unless(minimum <= maximum, "minvCpus must not exceed maxvCpus")
    # A lower maximum is refused in the same words as a lower desiredvCpus: ASFHyP3/hyp3#2965.
    desired = env.compute_resources.get("desiredvCpus", 0)
    _refuse_unless(
        changes.get("desiredvCpus", desired) >= desired and changes.get("maxvCpus", desired) >= desired,
        "Manually scaling down compute environment is not supported. Disconnecting job queues from compute "
        "environment will cause it to scale-down to minvCpus.",
    )


def updatecomputeenvironment(self: BatchResponse) -> str:
    """moto throws computeResources and updatePolicy away; AWS applies them, passing through UPDATING."""
    backend = self.batch_backend
    env = _environment(backend, self._get_param("computeEnvironment"))
    _refuse_unless(not env.lifecycle.in_transition, "Cannot update, resource is being modified")
    before = _describe_environment(backend, env)
    state, role = self._get_param("state"), self._get_param("serviceRole")
    changes, policy = self._get_param("computeResources"), self._get_param("updatePolicy")
    _refuse_unless(state in {None, "ENABLED", "DISABLED"}, f"state {state} must be one of ENABLED | DISABLED")
    if changes is not None:
        _check_update(env, changes)
    if role is not None:
        was_linked = SERVICE_LINKED_PATH in env.service_role
        role = _service_role(backend, role)
        _refuse_unless(was_linked == (SERVICE_LINKED_PATH in role), "serviceRole can not be changed to this kind")
        env.service_role = role
    if changes is not None:
        merged = env.compute_resources | {k: v for k, v in changes.items() if k != "updateToLatestImageVersion"}
        template = changes.get("launchTemplate")
        if template is not None and not any(template.values()):
            merged.pop("launchTemplate", None)
        env.compute_resources = _filled_in(merged)
    env.update_policy = env.update_policy | (policy or {})
    if set(changes or {}) - SCALING_MEMBERS:
        jobs.end_on_old_instances(env)
    env.state = state or env.state
    env.lifecycle.begin("UPDATING", _settings.update_delay, before)
    return json.dumps({"computeEnvironmentArn": env.arn, "computeEnvironmentName": env.name})


def deletecomputeenvironment(self: BatchResponse) -> str:
    """Refuses what is enabled, busy or named by a queue, as AWS does; then DELETING for a while, then gone."""
    backend = self.batch_backend
    _drop_the_gone(backend)
    env = backend.get_compute_environment(self._get_param("computeEnvironment"))
    if env is None:
        return "{}"
    _refuse_unless(not env.lifecycle.in_transition, "Cannot delete, resource is being modified")
    _refuse_unless(
        env.state == "DISABLED", "Cannot delete an enabled compute environment, set the state to DISABLED first."
    )
    named = any(env in queue.environments for queue in backend._job_queues.values())
    related = named or time.monotonic() < getattr(env, "related_until", 0)
    _refuse_unless(not related, "Cannot delete, found existing JobQueue relationship")
    jobs.kill(lambda job: job.environment == env.arn, f"compute environment {env.name} was deleted")
    backend.ecs_backend.delete_cluster(env.ecs_name)
    env.lifecycle.begin("DELETING", _settings.delete_delay, _describe_environment(backend, env))
    return "{}"


def _let_go(environments: list[Any], seconds: float) -> None:
    """A queue's relationship to an environment outlives the write that ends it, by two minutes as users report."""
    for env in environments:
        env.related_until = time.monotonic() + seconds


def _ordered(backend: BatchBackend, order: list[dict[str, Any]] | None) -> tuple[list[Any], list[dict[str, Any]]]:
    """Environments by name or ARN, one to three, all VALID, none mixed with Fargate; kept as ARNs."""
    _refuse_unless(order, "At least 1 compute environment must be provided")
    _refuse_unless(len(order) <= 3, "A job queue can have at most 3 compute environments")
    _refuse_unless(len({item["order"] for item in order}) == len(order), "order must be unique")
    environments, kept = [], []
    for item in sorted(order, key=lambda item: item["order"]):
        env = _environment(backend, item["computeEnvironment"])
        valid = env.lifecycle.status()[0] in {"VALID", "UPDATING"}
        _refuse_unless(valid, f"{env.arn} must be created and valid before attaching to a JobQueue")
        environments.append(env)
        kept.append({"order": item["order"], "computeEnvironment": env.arn})
    kinds = {"FARGATE" in (env.compute_resources or {}).get("type", "") for env in environments}
    _refuse_unless(len(kinds) == 1, "EC2 and Fargate compute environments can't be mixed")
    return environments, kept


def _check_time_limits(actions: list[dict[str, Any]] | None) -> None:
    """The reasons are a closed list and the limits are bounded; moto drops the actions unread."""
    known = {
        "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY",
        "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE",
        "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT",
    }
    for action in actions or []:
        _refuse_unless(action["reason"] in known, f"{action['reason']} is not a valid reason")
        _refuse_unless(600 <= action["maxTimeSeconds"] <= 86_400, "maxTimeSeconds must be from 600 to 86400")
        _refuse_unless(action["state"] == "RUNNABLE" and action["action"] == "CANCEL", "state or action is not valid")


def createjobqueue(self: BatchResponse) -> str:
    """ENABLED by default, CREATING for a while, and only over environments that are VALID."""
    backend, name = self.batch_backend, self._get_param("jobQueueName")
    _drop_the_gone(backend)
    _refuse_unless(NAME.fullmatch(name or ""), "jobQueueName is not valid")
    exists = backend.get_job_queue_by_name(name)
    _refuse_unless(exists is None, f"Object already exists: {getattr(exists, 'arn', '')}")
    priority = self._get_param("priority")
    _refuse_unless(priority is not None and priority >= 0, "priority is not valid")
    environments, order = _ordered(backend, self._get_param("computeEnvironmentOrder"))
    actions = self._get_param("jobStateTimeLimitActions")
    _check_time_limits(actions)
    queue = JobQueue(
        name,
        priority,
        self._get_param("state") or "ENABLED",
        environments,
        order,
        self._get_param("schedulingPolicyArn"),
        backend,
        self._get_param("tags"),
    )
    queue.time_limits = actions or []
    queue.lifecycle = Lifecycle(lambda: ("VALID", "JobQueue Healthy"), _settings.stale_reads)
    queue.lifecycle.begin("CREATING", _settings.create_delay, None)
    backend._job_queues[queue.arn] = queue
    return json.dumps({"jobQueueArn": queue.arn, "jobQueueName": queue.name})


def updatejobqueue(self: BatchResponse) -> str:
    """Takes environments by name as well as by ARN, keeps the time limits, passes through UPDATING."""
    backend, identifier = self.batch_backend, self._get_param("jobQueue")
    _drop_the_gone(backend)
    queue = backend.get_job_queue(identifier)
    _refuse_unless(queue, f"{identifier} does not exist")
    _refuse_unless(not queue.lifecycle.in_transition, "Cannot update, resource is being modified")
    before = _describe_queue(backend, queue)
    state = self._get_param("state")
    _refuse_unless(state in {None, "ENABLED", "DISABLED"}, f"state {state} must be one of ENABLED | DISABLED")
    actions = self._get_param("jobStateTimeLimitActions")
    _check_time_limits(actions)
    policy = self._get_param("schedulingPolicyArn")
    _refuse_unless(policy is None or queue.schedule_policy, "Only fairshare queue can have scheduling policy")
    if (order := self._get_param("computeEnvironmentOrder")) is not None:
        former = queue.environments
        queue.environments, queue.env_order_json = _ordered(backend, order)
        _let_go([env for env in former if env not in queue.environments], _settings.relation_delay)
    queue.state = state or queue.state
    queue.time_limits = queue.time_limits if actions is None else actions
    queue.schedule_policy = policy or queue.schedule_policy
    priority = self._get_param("priority")
    queue.priority = queue.priority if priority is None else priority
    queue.lifecycle.begin("UPDATING", _settings.update_delay, before)
    return json.dumps({"jobQueueArn": queue.arn, "jobQueueName": queue.name})


def deletejobqueue(self: BatchResponse) -> str:
    """Refuses what is enabled or busy; then DELETING for a while, then gone, its tags and jobs with it."""
    backend = self.batch_backend
    _drop_the_gone(backend)
    queue = backend.get_job_queue(self._get_param("jobQueue"))
    if queue is None:
        return "{}"
    _refuse_unless(not queue.lifecycle.in_transition, "Cannot delete, resource is being modified")
    _refuse_unless(queue.state == "DISABLED", "Cannot delete an enabled job queue, set the state to DISABLED first.")
    jobs.kill(lambda job: job.queue == queue.arn, f"job queue {queue.name} was deleted")
    _let_go(queue.environments, _settings.delete_delay + _settings.relation_delay)
    queue.lifecycle.begin("DELETING", _settings.delete_delay, _describe_queue(backend, queue))
    return "{}"


def _tag_resource(moto_tag_resource: Any) -> Any:
    """Tagging what is not there, 51 tags and the prefix aws: are refused; moto keeps all three."""

    def tag_resource(self: BatchBackend, resource_arn: str, tags: dict[str, str]) -> None:
        reserved = [key for key in tags if key.lower().startswith("aws:")]
        _refuse_unless(not reserved, f"{', '.join(reserved)}: the prefix aws: is reserved")
        _refuse_unless(len(self.list_tags_for_resource(resource_arn) | tags) <= 50, "A resource has at most 50 tags")
        moto_tag_resource(self, resource_arn, tags)

    return tag_resource


def _tags(moto_tags: Any) -> Any:
    """Untagging takes several keys (moto reads the first alone), and the resource has to be there."""

    def tags(self: BatchResponse) -> str:
        backend = self.batch_backend
        _drop_the_gone(backend)
        arn = unquote(self.path).split("/v1/tags/")[-1]
        if ":compute-environment/" in arn or ":job-queue/" in arn:
            known = arn in backend._compute_environments or arn in backend._job_queues
            _refuse_unless(known, f"{arn} does not exist")
        if self.method == "DELETE":
            keys = parse_qs(urlsplit(self.uri).query, keep_blank_values=True).get("tagKeys", [])
            _refuse_unless(keys, "tagKeys must be provided")
            backend.untag_resource(arn, keys)
            return "{}"
        return moto_tags(self) or "{}"

    return tags


def _register(moto_register: Any) -> Any:
    """Each revision has what it was registered with; moto keeps platform and propagation of the first one."""

    def registerjobdefinition(self: BatchResponse) -> str:
        answer = moto_register(self)
        made = self.batch_backend.get_job_definition_by_arn(json.loads(answer)["jobDefinitionArn"])
        made.platform_capabilities = self._get_param("platformCapabilities")
        made.propagate_tags = self._get_param("propagateTags")
        return answer

    return registerjobdefinition


def configure(settings: Settings) -> None:
    """Takes other delays for what begins from now on."""
    global _settings
    _settings = settings


def install(settings: Settings) -> None:
    """Puts the calls above in the place of moto's."""
    configure(settings)
    BatchResponse.tags = _tags(BatchResponse.tags)
    BatchResponse.registerjobdefinition = _register(BatchResponse.registerjobdefinition)
    BatchBackend.tag_resource = _tag_resource(BatchBackend.tag_resource)
    for call in (
        createcomputeenvironment,
        describecomputeenvironments,
        updatecomputeenvironment,
        deletecomputeenvironment,
        createjobqueue,
        describejobqueues,
        updatejobqueue,
        deletejobqueue,
    ):
        setattr(BatchResponse, call.__name__, call)
