import AWSOperations

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
