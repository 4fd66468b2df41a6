// Each type names the page of the call or shape; its members are that page's, or those of Operation.
extension ECS {
    /// [DescribeClusters](https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeClusters.html)
    package struct DescribeClusters: Operation, Codable {
        package static var service: Service { .ecs }
        package static var isMutating: Bool { false }
        package var clusters: [String]?
        package init(clusters: [String]? = nil) {
            self.clusters = clusters
        }
        /// What AWS answers.
        package struct Output: Sendable, Codable {
            package var clusters: [Cluster]?
            package var failures: [Failure]?
            package init(clusters: [Cluster]? = nil, failures: [Failure]? = nil) {
                self.clusters = clusters
                self.failures = failures
            }
        }
    }
    /// [Cluster](https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html)
    package struct Cluster: Sendable, Codable, Hashable {
        package var clusterArn: String?
        package var clusterName: String?
        package var status: String?
        package var registeredContainerInstancesCount: Int?
        package var runningTasksCount: Int?
        package var pendingTasksCount: Int?
        package init(
            clusterArn: String? = nil, clusterName: String? = nil, status: String? = nil,
            registeredContainerInstancesCount: Int? = nil, runningTasksCount: Int? = nil, pendingTasksCount: Int? = nil
        ) {
            self.clusterArn = clusterArn
            self.clusterName = clusterName
            self.status = status
            self.registeredContainerInstancesCount = registeredContainerInstancesCount
            self.runningTasksCount = runningTasksCount
            self.pendingTasksCount = pendingTasksCount
        }
    }
    /// [Failure](https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Failure.html)
    package struct Failure: Sendable, Codable, Hashable {
        package var arn: String?
        package var reason: String?
        package var detail: String?
        package init(arn: String? = nil, reason: String? = nil, detail: String? = nil) {
            self.arn = arn
            self.reason = reason
            self.detail = detail
        }
    }
}
