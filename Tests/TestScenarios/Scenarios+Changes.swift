import AWSOperations
package import ManifestLoading
import Planning
import SimulatedAWS
import SimulatedAWSHooks

/// Edits of the file: changes that AWS makes in place, changes that need a successor, and refused ones.
extension Scenarios {
    /// The environment of the scenarios with a change.
    package static func bench(
        _ change: (inout ForgeConfiguration) -> Void, settings: (inout EnvironmentDefinition) -> Void = { _ in }
    ) -> EnvironmentDefinition {
        AccountFixture.environment("bench", change) {
            if case .forge(var configuration) = $0.configuration {
                configuration.logGroup = configuration.logGroup ?? "/nextflow/bench"
                $0.configuration = .forge(configuration)
            }
            settings(&$0)
        }
    }

    private static var plain: EnvironmentDefinition { AccountFixture.environment("bench") }
    private static var second: EnvironmentDefinition {
        AccountFixture.environment("second") { $0.provisioningModel = .ec2 }
    }

    static var updates: [Scenario] {
        [
            Scenario(name: "two environments", command: .apply([spot, second])),
            Scenario(name: "one environment more", before: [spot], command: .apply([spot, second])),
            Scenario(name: "instances kept", before: [spot], command: .apply([bench { $0.minCPUs = 64 }])),
            Scenario(
                name: "wider and other instance types", before: [spot],
                command: .apply([
                    bench {
                        $0.maxCPUs = 2000
                        $0.instanceTypes = ["m6id"]
                    }
                ])),
            Scenario(
                name: "labels changed", before: [spot],
                command: .apply([
                    bench(
                        { _ in },
                        settings: { $0.labels = [.init("storage", "other"), .init("project", "benchmarking")] })
                ])),
            Scenario(
                name: "label removed", before: [spot],
                command: .apply([bench({ _ in }, settings: { $0.labels = [.init("project", "benchmarking")] })])),
            Scenario(name: "log group added", before: [plain], command: .apply([spot])),
            Scenario(
                name: "another bucket", before: [spot], command: .apply([bench { $0.allowedBuckets = ["elsewhere"] }])),
            Scenario(
                name: "other ECS configuration", before: [spot],
                command: .apply([bench { $0.ecsConfig = "ECS_RESERVED_MEMORY=256" }])),
            Scenario(name: "SPOT to EC2", before: [spot], command: .apply([bench { $0.provisioningModel = .ec2 }])),
            Scenario(name: "EC2 to SPOT", before: [onDemand], command: .apply([plain])),
            Scenario(name: "nothing to do", before: [spot], command: .apply([spot])),
            refused(
                Scenario(
                    name: "other instance types refused where jobs run", before: [spot], command: .apply([otherTypes]),
                    disturbance: addLastingJobs), .jobsAtRisk),
            refused(
                Scenario(
                    name: "replacement refused", before: [spot], command: .apply([spot]),
                    disturbance: makeReplacementNecessary), .replacementRefused),
        ]
    }

    private static func refused(_ scenario: Scenario, _ refusal: Refusal.Kind) -> Scenario {
        var scenario = scenario
        scenario.refusal = refusal
        return scenario
    }

    static var replacements: [Scenario] {
        [
            Scenario(
                name: "bigger disk and replace", before: [spot],
                command: .apply([bench({ $0.bootDiskSize = 200 }, settings: { $0.onExists = .overwrite })]),
                disturbance: makeReplacementNecessary),
            Scenario(
                name: "bigger disk where jobs run", before: [spot],
                command: .apply([bench({ $0.bootDiskSize = 200 }, settings: { $0.onExists = .overwrite })]),
                disturbance: addJobs),
            Scenario(
                name: "replace with a full queue", before: [spot], command: .apply([replacing]),
                disturbance: fillQueueAndReplace),
            Scenario(
                name: "replace both", before: [spot],
                command: .apply([
                    bench(
                        { _ in },
                        settings: {
                            $0.onExists = .overwrite
                            $0.settings.updateStrategy = .blueGreen
                        })
                ])
            ) { account in
                for environment in await account.computeEnvironments(region: AccountFixture.region) {
                    try await account.changeComputeEnvironment(
                        environment.computeEnvironmentName ?? "", region: AccountFixture.region
                    ) { $0.computeResources?.allocationStrategy = "BEST_FIT" }
                }
            },
        ]
    }

    /// Others have attached their environments to our queue: it holds as many as a queue can.
    private static var fillQueueAndReplace: @Sendable (SimulatedAccount) async throws -> Void {
        { account in
            let names = try await Names(account)
            let neighbour = OtherOwner(account)
            try await neighbour.environment("overflow-1", tags: [:])
            try await neighbour.environment("overflow-2", tags: [:])
            let order = [names.environment, "overflow-1", "overflow-2"].enumerated().map {
                Batch.ComputeEnvironmentOrder(order: $0.offset + 1, computeEnvironment: $0.element)
            }
            _ = try await neighbour.caller.call(
                Batch.UpdateJobQueue(jobQueue: names.queue, computeEnvironmentOrder: order))
            try await account.clock.sleep(for: .seconds(30))
            try await makeReplacementNecessary(account)
        }
    }
}
