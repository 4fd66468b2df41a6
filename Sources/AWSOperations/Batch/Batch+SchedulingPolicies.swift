// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension Batch {
    /// [DescribeSchedulingPolicies](https://docs.aws.amazon.com/batch/latest/APIReference/API_DescribeSchedulingPolicies.html)
    package struct DescribeSchedulingPolicies: Operation, Codable {
        package static var service: Service { .batch }
        package static var isMutating: Bool { false }
        package var arns: [String]
        package init(arns: [String]) {
            self.arns = arns
        }
        /// The answer of AWS.
        package struct Output: Sendable, Codable {
            package var schedulingPolicies: [SchedulingPolicyDetail]?
            package init(schedulingPolicies: [SchedulingPolicyDetail]? = nil) {
                self.schedulingPolicies = schedulingPolicies
            }
        }
    }
    /// [SchedulingPolicyDetail](https://docs.aws.amazon.com/batch/latest/APIReference/API_SchedulingPolicyDetail.html)
    package struct SchedulingPolicyDetail: Sendable, Codable, Hashable {
        package var name: String?
        package var arn: String?
        package init(name: String? = nil, arn: String? = nil) {
            self.name = name
            self.arn = arn
        }
    }
}
