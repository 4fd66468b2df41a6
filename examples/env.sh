#!/bin/bash
# The variables of aws_fusion_ondemand.yml and aws_fusion_snapshots.yml; change them to match your AWS set-up.

export COMPUTE_ENV_PREFIX="nf_bench"
export ORGANIZATION_NAME="bench"
export WORKSPACE_NAME="fusion"
export AWS_CREDENTIALS="aws-benchmarks"
export AWS_REGION="eu-west-1"
export AWS_WORK_DIR="s3://nf-bench-work/fusion"
export AWS_COMPUTE_ENV_ALLOWED_BUCKETS="s3://nf-bench-inputs,s3://nf-bench-results"
