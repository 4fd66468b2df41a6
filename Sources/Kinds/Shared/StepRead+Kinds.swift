import AWSOperations
import Reconciliation

/// The reads of steps that planning does not make.
extension StepRead {
    /// The jobs on a cluster of ECS, by its ARN: a compute environment is drained before it is deleted.
    static func cluster(_ arn: String, in region: String) -> StepRead {
        StepRead("cluster", of: arn, in: region, subjectsPerCall: 100) { arns, caller in
            _ = try await caller.call(ECS.DescribeClusters(clusters: arns))
        }
    }

    /// The jobs in a queue, by its name: it is drained before it is deleted.
    static func jobs(inQueue name: String, in region: String) -> StepRead {
        StepRead("jobs", of: name, in: region) { names, caller in
            for name in names {
                _ = try await caller.call(
                    Batch.ListJobs(jobQueue: name, jobStatus: JobStatus.running.word, maxResults: 1))
            }
        }
    }

    /// A role, by its name.
    static func role(_ name: String) -> StepRead {
        StepRead("role", of: name) { names, caller in
            for name in names { _ = try await caller.call(IAM.GetRole(roleName: name)) }
        }
    }

    /// The managed policies of a role, by its name.
    static func attachedPolicies(ofRole name: String) -> StepRead {
        StepRead("attached policies", of: name) { names, caller in
            for name in names { _ = try await caller.call(IAM.ListAttachedRolePolicies(roleName: name)) }
        }
    }

    /// The versions of a managed policy, by its ARN: only the last one is deleted with the policy itself.
    static func policyVersions(_ arn: String) -> StepRead {
        StepRead("policy versions", of: arn) { arns, caller in
            for arn in arns { _ = try await caller.call(IAM.ListPolicyVersions(policyArn: arn)) }
        }
    }
}
