import AWSOperations

extension Registry {
    mutating func registerClusters() {
        on(ECS.DescribeClusters.self) { try $1.describeClusters($0, $2) }
    }
}

extension AccountState {
    func describeClusters(_ input: ECS.DescribeClusters, _ call: Call) throws -> ECS.DescribeClusters.Output {
        let named = input.clusters ?? ["default"]
        guard named.count <= 100 else {
            throw call.refusal("InvalidParameterException", "Clusters cannot have more than 100 elements")
        }
        var clusters: [ECS.Cluster] = []
        var failures: [ECS.Failure] = []
        for cluster in named {
            if let found = self.cluster(cluster, region: call.region) {
                clusters.append(found)
            } else {
                let isARN = cluster.hasPrefix("arn:")
                let partition = Region.partition(of: call.region)
                let arn = isARN ? cluster : "arn:\(partition):ecs:\(call.region):\(accountID):cluster/\(cluster)"
                failures.append(ECS.Failure(arn: arn, reason: "MISSING"))
            }
        }
        return ECS.DescribeClusters.Output(clusters: clusters, failures: failures)
    }

    private func cluster(_ nameOrARN: String, region name: String) -> ECS.Cluster? {
        let region = self[region: name]
        let record = region.computeEnvironments.first { record in
            let arn = record.detail.current.ecsClusterArn ?? ""
            return record.hasCluster && (arn == nameOrARN || arn.hasSuffix(":cluster/" + nameOrARN))
        }
        guard let record, let arn = record.detail.current.ecsClusterArn else { return nil }
        let jobs = region.jobs.filter { $0.computeEnvironment == record.arn }
        return ECS.Cluster(
            clusterArn: arn, clusterName: arn.split(separator: "/").last.map(String.init), status: "ACTIVE",
            registeredContainerInstancesCount: 0,
            runningTasksCount: jobs.count { $0.status == "RUNNING" } + record.extraRunningTasks,
            pendingTasksCount: jobs.count { $0.status == "STARTING" } + record.extraPendingTasks)
    }
}
