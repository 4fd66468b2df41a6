import AWSOperations
package import ManifestLoading
import Planning
import SimulatedAWS
import SimulatedAWSHooks

/// File systems that reconcile makes: made, changed, left over, adopted and deleted.
extension Scenarios {
    /// An environment with an EFS file system.
    package static var elastic: EnvironmentDefinition { elasticBench() }

    /// An environment with an EFS file system, and something else about it.
    package static func elasticBench(
        _ change: (inout ForgeConfiguration) -> Void = { _ in },
        settings: (inout EnvironmentDefinition) -> Void = { _ in }
    ) -> EnvironmentDefinition {
        single(
            {
                $0.createsEFS = true
                $0.efsMount = "/mnt/efs"
                change(&$0)
            }, settings: settings)
    }

    /// An environment with an FSx for Lustre file system.
    package static var lustre: EnvironmentDefinition { lustreBench(size: 2400) }

    /// An environment with an FSx for Lustre file system of a size.
    package static func lustreBench(size: Int) -> EnvironmentDefinition {
        single {
            $0.fsxSize = size
            $0.fsxMount = "/fsx"
        }
    }

    static var fileSystems: [Scenario] {
        var shrinking = Scenario(
            name: "smaller file system", before: [lustreBench(size: 4800)], command: .apply([lustreBench(size: 2400)]))
        shrinking.refusal = .replacementRefused
        return losingNothing(keeping + [shrinking])
            + [
                Scenario(name: "EFS pruned", before: [elastic], command: .apply([onDemand], prunes: true)),
                Scenario(name: "FSx pruned", before: [lustre], command: .apply([onDemand], prunes: true)),
                Scenario(
                    name: "prune an environment with EFS", before: [onDemand, oldElastic],
                    command: .apply([onDemand], prunes: true)),
                Scenario(name: "destroy with EFS", before: [elastic], command: .destroy([elastic])),
                Scenario(name: "destroy with FSx", before: [lustre], command: .destroy([lustre])),
                Scenario(
                    name: "destroy EFS that the file has no more", before: [elastic], command: .destroy([onDemand])),
            ]
    }

    /// Scenarios in which every file system stays.
    private static var keeping: [Scenario] {
        let relabelled = elasticBench { _ in
        } settings: {
            $0.labels = [.init("storage", "efs"), .init("Name", "lab")]
        }
        return [
            Scenario(name: "create with EFS", command: .apply([elastic])),
            Scenario(name: "create with FSx", command: .apply([lustre])),
            Scenario(name: "EFS added", before: [onDemand], command: .apply([elastic])),
            Scenario(name: "labels of EFS", before: [elastic], command: .apply([relabelled])),
            Scenario(name: "larger file system", before: [lustre], command: .apply([lustreBench(size: 4800)])),
            Scenario(
                name: "other groups of EFS", before: [elastic],
                command: .apply([elasticBench { $0.securityGroups = [group] }])
            ) { account in
                let network = await account.network(region: AccountFixture.region)
                await account.provideNetwork(
                    vpc: network.vpcs.first?.vpcId, subnets: [], groups: [group], region: AccountFixture.region)
            },
            Scenario(name: "a setting for FSx taken back", before: [undrained], command: .apply([lustre])),
            Scenario(name: "EFS left", before: [elastic], command: .apply([onDemand])),
            Scenario(name: "adopt EFS", before: [elastic], command: .adopt([elastic])) { account in
                try await TagChanger(account).strip()
            },
            Scenario(name: "mount target gone", before: [elastic], command: .apply([elastic])) { account in
                let view = await account.view()
                let system = view.elasticFileSystems(region: AccountFixture.region).first { $0.name != nil }
                let targets = view.mountTargets(of: system?.fileSystemId ?? "", region: AccountFixture.region)
                guard let target = targets.first?.detail.mountTargetId else {
                    throw MissingProp(description: "no mount target")
                }
                await account.vanish(mountTarget: target, region: AccountFixture.region)
            },
        ]
    }

    private static let group = "sg-0a1b2c3d4e5f60718"

    /// An environment with an FSx for Lustre file system, and a setting that is kept in tags.
    private static var undrained: EnvironmentDefinition {
        single(
            {
                $0.fsxSize = 2400
                $0.fsxMount = "/fsx"
            }, settings: { $0.settings.drain = false })
    }

    /// Scenarios with an audit that finds every deletion of a file system.
    private static func losingNothing(_ scenarios: [Scenario]) -> [Scenario] {
        scenarios.map { scenario in
            var scenario = scenario
            scenario.audit = { account in
                await account.log.map(\.operation).filter { $0.hasSuffix(":DeleteFileSystem") }.map {
                    "\($0): data lost"
                }
            }
            return scenario
        }
    }

    private static var oldElastic: EnvironmentDefinition {
        AccountFixture.environment("old") {
            $0.provisioningModel = .ec2
            $0.createsEFS = true
            $0.efsMount = "/mnt/efs"
        }
    }
}
