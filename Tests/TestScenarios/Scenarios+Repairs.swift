import AWSOperations
import SimulatedAWS
import SimulatedAWSHooks

/// Repairs of changes that others made to an environment.
extension Scenarios {
    static var repairs: [Scenario] {
        let usual = ExternalChange.repairable + [queueReordered, profileLost]
        return usual.map { disturbance in
            Scenario(name: "repair: \(disturbance.name)", before: [spot], command: .apply([spot])) { account in
                try await disturbance.happen(Names(account), account)
                try await account.clock.sleep(for: .seconds(5))
            }
        } + [youngIdentity]
    }

    private static var queueReordered: ExternalChange {
        ExternalChange(name: "queue reordered", resource: "job-queue.work") { names, account in
            let neighbour = OtherOwner(account)
            try await neighbour.environment("cuckoo", tags: [:])
            let order = ["cuckoo", names.environment].enumerated().map {
                Batch.ComputeEnvironmentOrder(order: $0.offset + 1, computeEnvironment: $0.element)
            }
            _ = try await neighbour.caller.call(
                Batch.UpdateJobQueue(jobQueue: names.queue, computeEnvironmentOrder: order))
            try await account.clock.sleep(for: .seconds(30))
        }
    }

    /// The profile is gone, and Batch has noticed.
    private static var profileLost: ExternalChange {
        ExternalChange(name: "INVALID without its profile", resource: "instance-profile.instance") { names, account in
            await account.deleteInstanceProfile(names.profile)
            _ = try await account.caller(region: AccountFixture.region).call(
                Batch.UpdateComputeEnvironment(computeEnvironment: names.environment, state: "ENABLED"))
            try await account.clock.sleep(for: .seconds(30))
        }
    }

    /// Batch sees new IAM resources only a minute later, so environments become INVALID.
    private static var youngIdentity: Scenario {
        var scenario = Scenario(name: "create where IAM spreads slowly", command: .apply([spot]))
        scenario.weather = { settings in
            settings.timings.identityPropagation = max(settings.timings.identityPropagation, 45)
            settings.refusesYoungProfiles = false
        }
        return scenario
    }
}
