"""What environments depend on in a region: the default VPC's way out, zones of instance types, quotas of EC2."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Any

from moto.ec2.models import EC2Backend
from moto.ec2.models.instance_types import InstanceTypeOfferingBackend
from moto.servicequotas.models import ServiceQuotasBackend

#: More vCPUs than any test's environment asks for; new accounts of AWS have 5.
QUOTA = 100_000.0


def _reaches_the_internet(moto_init: Any) -> Any:
    """AWS makes the default VPC with an internet gateway and a route to it; moto makes a VPC without a way out."""

    def init(self: EC2Backend, region_name: str, account_id: str) -> None:
        moto_init(self, region_name, account_id)
        gateway = self.create_internet_gateway()
        self.attach_internet_gateway(gateway.id, self.default_vpc.id)
        tables = [one for one in self.route_tables.values() if one.vpc_id == self.default_vpc.id]
        table = next(one for one in tables if one.main_association_id)
        self.create_route(table.id, "0.0.0.0/0", gateway_id=gateway.id)

    return init


def _matches_filters(moto_matches: Any) -> Any:
    """Values of the filter ``instance-type`` are patterns; moto compares them as texts."""

    def matches_filters(
        self: InstanceTypeOfferingBackend, offering: dict[str, Any], filters: dict[str, Any], location_type: str
    ) -> bool:
        patterns = filters.get("instance-type")
        others = {key: values for key, values in filters.items() if key != "instance-type"}
        named = patterns is None or any(fnmatchcase(offering["InstanceType"], pattern) for pattern in patterns)
        return named and bool(moto_matches(self, offering, others, location_type))

    return matches_filters


def _get_service_quota(moto_get: Any) -> Any:
    """moto knows the quotas of VPC alone."""

    def get_service_quota(self: ServiceQuotasBackend, service_code: str, quota_code: str) -> dict[str, Any]:
        if service_code != "ec2":
            return dict(moto_get(self, service_code, quota_code))
        return {"ServiceCode": "ec2", "QuotaCode": quota_code, "Value": QUOTA, "Unit": "None", "Adjustable": True}

    return get_service_quota


def install() -> None:
    """Replaces moto's calls by the calls above."""
    EC2Backend.__init__ = _reaches_the_internet(EC2Backend.__init__)
    InstanceTypeOfferingBackend.matches_filters = _matches_filters(InstanceTypeOfferingBackend.matches_filters)
    ServiceQuotasBackend.get_service_quota = _get_service_quota(ServiceQuotasBackend.get_service_quota)
