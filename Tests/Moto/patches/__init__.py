"""The places in which moto 5.2.3 differs from AWS and ``reconcile`` would notice.

Each patch is one small function that describes the difference and the reason; ``install`` applies them all.
"""

from __future__ import annotations

from ..settings import Settings
from . import batch, ec2, efs, fsx, iam, images, jobs, parameters, simulation, submitted, surroundings


def install(settings: Settings) -> None:
    """Applies every patch to the moto that is imported in this process."""
    batch.install(settings)
    ec2.install()
    efs.install()
    fsx.install()
    iam.install()
    images.install()
    jobs.install()
    parameters.install()
    simulation.install()
    submitted.install()
    surroundings.install()
