"""The price list in front of moto, which has no such service: ``pricing:GetProducts`` with prices of one family and Fargate.

The other families have none, so that plans of most tests show no cost. The prices are those of us-east-1 on 2026-07-20, as
aws/karpenter-provider-aws recorded AWS's list. Here eu-west-1 has them, and us-east-1 has twice as much, so that a price of
the wrong region shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

REGIONS = {"eu-west-1": 1, "us-east-1": 2}
INSTANCES = {"z1d.large": "0.1860000000", "z1d.xlarge": "0.3720000000"}
# Fargate Spot is first, as it may be in the list.
FARGATE = {
    "SpotUsage-Fargate-vCPU-Hours:perCPU": "0.0121440000",
    "SpotUsage-Fargate-GB-Hours": "0.0013340000",
    "Fargate-vCPU-Hours:perCPU": "0.0404800000",
    "Fargate-GB-Hours": "0.0044450000",
}
TARGET = "AWSPriceListService.GetProducts"


class Prices:
    """The application with a price list."""

    def __init__(self, application: Any):
        self._application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("HTTP_X_AMZ_TARGET") != TARGET:
            return self._application(environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        answer = {"FormatVersion": "aws_v1", "PriceList": [json.dumps(one) for one in products(json.loads(body))]}
        content = json.dumps(answer).encode()
        start_response(
            "200 OK", [("Content-Type", "application/x-amz-json-1.1"), ("Content-Length", str(len(content)))]
        )
        return [content]


def products(request: dict[str, Any]) -> list[dict[str, Any]]:
    """The products that meet every filter, as AWS nests them."""
    filters = request.get("Filters", [])
    wanted = [({"instanceType": name, "tenancy": "Shared"}, price) for name, price in INSTANCES.items()]
    if request["ServiceCode"] == "AmazonECS":
        wanted = [({"usagetype": f"EU-{usage}"}, price) for usage, price in FARGATE.items()]
    everything = [_product(region, attributes, price) for region in REGIONS for attributes, price in wanted]
    return [one for one in everything if all(_meets(one, each) for each in filters)]


def _product(region: str, attributes: dict[str, str], price: str) -> dict[str, Any]:
    common = {"regionCode": region, "operatingSystem": "Linux", "preInstalledSw": "NA", "capacitystatus": "Used"}
    dimension = {"unit": "Hrs", "pricePerUnit": {"USD": str(Decimal(price) * REGIONS[region])}}
    return {
        "product": {"attributes": common | {"marketoption": "OnDemand"} | attributes},
        "terms": {"OnDemand": {"S.J": {"priceDimensions": {"S.J.R": dimension}}}},
    }


def _meets(product: dict[str, Any], wanted: dict[str, str]) -> bool:
    value = product["product"]["attributes"].get(wanted["Field"], "")
    if wanted["Type"] == "CONTAINS":
        return wanted["Value"] in value
    if wanted["Type"] == "ANY_OF":
        return value in wanted["Value"].split(",")
    return bool(value == wanted["Value"])
