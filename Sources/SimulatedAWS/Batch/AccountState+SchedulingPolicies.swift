import AWSOperations

extension AccountState {
    /// True if a Region has the policy with this ARN.
    func hasSchedulingPolicy(_ arn: String, _ region: String) -> Bool {
        self[region: region].references.schedulingPolicies?.contains(arn) ?? false
    }
}

extension Registry {
    mutating func registerSchedulingPolicies() {
        on(Batch.DescribeSchedulingPolicies.self) { input, world, call in
            let existing = (world[region: call.region].references.schedulingPolicies ?? []).filter(input.arns.contains)
            return Batch.DescribeSchedulingPolicies.Output(
                schedulingPolicies: existing.map { arn in
                    Batch.SchedulingPolicyDetail(name: arn.split(separator: "/").last.map(String.init), arn: arn)
                })
        }
    }
}
