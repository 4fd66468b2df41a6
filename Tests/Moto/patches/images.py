"""Amazon EC2: registered images that are what they were registered as."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.ec2.models.amis import Ami
from moto.ec2.responses.amis import AmisResponse


def register_image(self: AmisResponse) -> ActionResult:
    """moto keeps the name and the description only, so that every image has /dev/sda1, 15 GiB and no architecture."""
    self.error_on_dryrun()
    image = self.ec2_backend.register_image(self._get_param("Name"), self._get_param("Description", ""))
    image.architecture = self._get_param("Architecture", "i386")
    image.root_device_name = self._get_param("RootDeviceName", "/dev/sda1")
    image.virtualization_type = self._get_param("VirtualizationType", "paravirtual")
    image.root_device_type = "ebs"
    image.registered_disks = self._get_param("BlockDeviceMappings", [])
    return ActionResult({"ImageId": image.id})


def _disks(moto_disks: property) -> property:
    """The mappings that an image was registered with; moto uses its default ones for every image."""

    def disks(self: Ami) -> list[dict[str, Any]]:
        given: list[dict[str, Any]] = getattr(self, "registered_disks", [])
        return given or moto_disks.fget(self)

    return property(disks)


def install() -> None:
    """Replaces moto's calls by the calls above."""
    AmisResponse.register_image = register_image
    Ami.block_device_mappings = _disks(Ami.block_device_mappings)
