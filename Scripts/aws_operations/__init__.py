"""The parts of `generate-aws-operations.py`."""
