"""The endpoints of services, as botocore's rule sets resolve them."""

from __future__ import annotations

from itertools import product

from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import EndpointProviderError

from .model import SESSION, Service

LOADER = SESSION.get_component("data_loader")
PARTITIONS = LOADER.load_data("partitions")
# At least one region of each partition.
REGIONS = (
    *("us-east-1", "eu-west-1", "cn-north-1", "cn-northwest-1", "us-gov-west-1", "us-gov-east-1", "us-iso-east-1"),
    *("us-iso-west-1", "us-isob-east-1", "us-isof-south-1", "eu-isoe-west-1", "eusc-de-east-1"),
)
# botocore has no endpoint.
NONE = "-"


def rows(service: Service) -> list[str]:
    """A row for each region: plain, FIPS, dual-stack, both; ``@`` and the signing region if it is another one."""
    rules = LOADER.load_service_model(service.entry["model"], "endpoint-rule-set-1")
    provider = EndpointProvider(rules, PARTITIONS)
    modes = [(fips, dual) for dual, fips in product((False, True), repeat=2)]
    return [
        " ".join([service.model.metadata["endpointPrefix"], region, *(host(provider, region, *mode) for mode in modes)])
        for region in REGIONS
    ]


def host(provider: EndpointProvider, region: str, fips: bool, dual: bool) -> str:
    try:
        endpoint = provider.resolve_endpoint(Region=region, UseFIPS=fips, UseDualStack=dual)
    except EndpointProviderError:
        return NONE
    schemes = endpoint.properties.get("authSchemes", [])
    signing = next((scheme["signingRegion"] for scheme in schemes if "signingRegion" in scheme), region)
    return endpoint.url.removeprefix("https://") + ("" if signing == region else f"@{signing}")
