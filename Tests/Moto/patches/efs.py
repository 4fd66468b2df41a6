"""Amazon EFS: the security groups of mount targets."""

from __future__ import annotations

from typing import Any

from moto.ec2.models import ec2_backends
from moto.efs.models import EFSBackend


def _groups(moto_groups: Any) -> Any:
    """Without groups in the request a mount target has the default group of its VPC (CreateMountTarget); moto has none."""

    def wrapped(self: EFSBackend, mount_target_id: str) -> list[str]:
        groups = moto_groups(self, mount_target_id)
        if groups:
            return list(groups)
        vpc = self.mount_targets_by_id[mount_target_id].vpc_id
        found = ec2_backends[self.account_id][self.region_name].groups[vpc].values()
        return [group.id for group in found if group.name == "default"]

    return wrapped


def install() -> None:
    """Applies the patches of EFS."""
    EFSBackend.describe_mount_target_security_groups = _groups(EFSBackend.describe_mount_target_security_groups)
