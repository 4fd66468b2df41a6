"""Systems Manager: the values of parameters are texts."""

from __future__ import annotations

import json
from typing import Any

from moto.ssm import models
from moto.ssm.utils import convert_to_params


def _texts(tree: dict[str, Any]) -> list[dict[str, Any]]:
    """moto answers the public parameters of images for ECS with an object instead of its JSON text."""
    parameters = convert_to_params(tree)
    for parameter in parameters:
        if isinstance(parameter["Value"], dict):
            parameter["Value"] = json.dumps(parameter["Value"])
    return parameters


def install() -> None:
    """Replaces moto's call by the call above."""
    models.convert_to_params = _texts
