import AWSOperations
package import ManifestLoading
package import SimulatedAWS
import SimulatedAWSHooks

/// The life of environments, command by command. The scenarios are computed properties, because the leak checker does
/// not see through the tagged pointers of globals.
package enum Scenarios {
    package static var spot: EnvironmentDefinition {
        AccountFixture.environment("bench") { $0.logGroup = "/nextflow/bench" }
    }
    package static var onDemand: EnvironmentDefinition {
        AccountFixture.environment("bench") { $0.provisioningModel = .ec2 }
    }
    package static var wide: EnvironmentDefinition {
        AccountFixture.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.maxCPUs = 2000
        }
    }
    package static var otherTypes: EnvironmentDefinition {
        AccountFixture.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.instanceTypes = ["c6id", "m6id"]
        }
    }
    package static var biggerDisk: EnvironmentDefinition {
        AccountFixture.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.bootDiskSize = 200
        }
    }
    package static var fargate: EnvironmentDefinition {
        AccountFixture.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.fargate = true
        } settings: {
            $0.onExists = .overwrite
        }
    }
    package static var replacing: EnvironmentDefinition {
        AccountFixture.environment("bench", { $0.logGroup = "/nextflow/bench" }) { $0.onExists = .overwrite }
    }

    /// Every scenario that there is.
    package static var all: [Scenario] {
        life + hardships + ownership + updates + replacements + repairs + destructions + rivalries + refusals + denials
            + intruders + policies + scheduling + fallbacks + headJobs + images + fileSystems + liveState
    }

    /// The life of one environment, from its making to its end.
    package static var life: [Scenario] {
        [
            Scenario(name: "create SPOT", command: .apply([spot])),
            Scenario(name: "create EC2", command: .apply([onDemand])),
            Scenario(name: "the head moves to Fargate", before: [spot], command: .apply([fargate])),
            Scenario(name: "scale", before: [spot], command: .apply([wide])),
            Scenario(name: "other instance types", before: [spot], command: .apply([otherTypes])),
            Scenario(name: "bigger disk", before: [spot], command: .apply([biggerDisk])),
            Scenario(name: "destroy SPOT", before: [spot], command: .destroy([spot])),
            Scenario(name: "destroy EC2", before: [onDemand], command: .destroy([onDemand])),
            replacement, replacementWithJobs, destructionWithJobs,
        ]
    }

    /// Jobs in each kind of change, and environments that no update heals.
    package static var hardships: [Scenario] {
        [
            scalingWithJobs, updateInPlaceWithJobs, newTemplateWithJobs, destructionWithWaitingJobs, incurable,
            replacementWithoutServiceRole, destructionWithoutServiceRole,
        ]
    }

    /// A scaling update disturbs nothing.
    package static var scalingWithJobs: Scenario {
        Scenario(name: "scale where jobs run", before: [spot], command: .apply([wide]), disturbance: addJobs)
    }

    /// An update in place has jobs end within their time.
    package static var updateInPlaceWithJobs: Scenario {
        let inPlace = AccountFixture.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.instanceTypes = ["c6id", "m6id"]
        } settings: {
            $0.settings.updateStrategy = .inPlace
        }
        return Scenario(
            name: "update in place where jobs run", before: [spot], command: .apply([inPlace]), disturbance: addJobs)
    }

    /// A new version of the launch template and a successor that starts from it, while jobs run and others wait.
    package static var newTemplateWithJobs: Scenario {
        let replacing = AccountFixture.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.bootDiskSize = 200
        } settings: {
            $0.onExists = .overwrite
        }
        return Scenario(name: "bigger disk where jobs run", before: [spot], command: .apply([replacing])) { account in
            try await addJobs(account)
            try await addWaitingJobs(account)
        }
    }

    /// Jobs that wait in a queue that goes are worked off before.
    package static var destructionWithWaitingJobs: Scenario {
        Scenario(
            name: "destroy where jobs wait", before: [spot], command: .destroy([spot]), disturbance: addWaitingJobs)
    }

    /// The cluster behind an environment is missing, which no update repairs; the jobs wait for the successor.
    package static var incurable: Scenario {
        Scenario(name: "replace what stays INVALID", before: [spot], command: .apply([replacing])) { account in
            let name = try await Names(account).environment
            try await account.deleteCluster(of: name, region: AccountFixture.region)
            try await account.invalidateComputeEnvironment(
                name, region: AccountFixture.region, reason: "CLIENT_ERROR - Clusters can not be blank")
            try await addWaitingJobs(account)
        }
    }

    /// An environment with a separate service role that was deleted before it.
    package static var replacementWithoutServiceRole: Scenario {
        Scenario(
            name: "replace without its service role", before: [spot], command: .apply([replacing]),
            disturbance: takeServiceRole)
    }

    package static var destructionWithoutServiceRole: Scenario {
        Scenario(
            name: "destroy without its service role", before: [spot], command: .destroy([spot]),
            disturbance: takeServiceRole)
    }

    /// The service role that ``replacementWithoutServiceRole`` misses.
    package static let lostRole = "TowerForge-LostServiceRole"

    package static var takeServiceRole: @Sendable (SimulatedAccount) async throws -> Void {
        { account in
            let name = try await Names(account).environment
            try await account.changeComputeEnvironment(name, region: AccountFixture.region) {
                $0.serviceRole = "arn:aws:iam::\(account.accountID):role/service-role/\(lostRole)"
            }
            try await account.invalidateComputeEnvironment(
                name, region: AccountFixture.region,
                reason: "CLIENT_ERROR - Not authorized to perform sts:AssumeRole (Service: AWSSecurityTokenService; "
                    + "Status Code: 403; Error Code: AccessDenied; Request ID: 1)")
        }
    }

    /// More jobs than fit at once, so that some are placed only when others have ended.
    private static var addWaitingJobs: @Sendable (SimulatedAccount) async throws -> Void {
        { account in
            let queue = try await Names(account).queue
            try await account.addJobs(
                3, queue: queue, status: "RUNNABLE", region: AccountFixture.region, duration: 120, vcpus: 600)
        }
    }

    /// Jobs run that an update in place could end: a successor takes over and the old environment is drained.
    package static var replacementWithJobs: Scenario {
        Scenario(
            name: "other instance types where jobs run", before: [spot], command: .apply([otherTypesReplacing]),
            disturbance: addJobs)
    }

    package static var destructionWithJobs: Scenario {
        Scenario(
            name: "destroy where jobs run", before: [spot], command: .destroy([spot]), disturbance: addJobs)
    }

    package static var otherTypesReplacing: EnvironmentDefinition {
        AccountFixture.environment("bench") {
            $0.logGroup = "/nextflow/bench"
            $0.instanceTypes = ["c6id", "m6id"]
        } settings: {
            $0.onExists = .overwrite
        }
    }

    /// Two jobs that end after four minutes.
    static var addJobs: @Sendable (SimulatedAccount) async throws -> Void {
        { try await addJobs(lasting: 240, in: $0) }
    }

    /// Two jobs that never end.
    static var addLastingJobs: @Sendable (SimulatedAccount) async throws -> Void {
        { try await addJobs(lasting: nil, in: $0) }
    }

    private static func addJobs(lasting seconds: Double?, in account: SimulatedAccount) async throws {
        let names = try await Names(account)
        try await account.addJobs(
            2, queue: names.queue, environment: names.environment, region: AccountFixture.region, duration: seconds)
    }

    /// An environment that was made with BEST_FIT, which no update changes.
    package static var replacement: Scenario {
        Scenario(
            name: "replace", before: [spot], command: .apply([replacing]), disturbance: makeReplacementNecessary)
    }

    static var makeReplacementNecessary: @Sendable (SimulatedAccount) async throws -> Void {
        { account in
            for environment in await account.computeEnvironments(region: AccountFixture.region) {
                guard let name = environment.computeEnvironmentName, name.contains("-work-") else { continue }
                try await account.changeComputeEnvironment(name, region: AccountFixture.region) {
                    $0.computeResources?.allocationStrategy = "BEST_FIT"
                }
            }
        }
    }
}
