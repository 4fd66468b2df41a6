import AWSOperations
import ManifestLoading
import SimulatedAWS
import SimulatedAWSHooks

/// Destructions, and two people at once.
extension Scenarios {
    private static var second: EnvironmentDefinition {
        AccountFixture.environment("second") { $0.provisioningModel = .ec2 }
    }

    static var destructions: [Scenario] {
        [
            Scenario(name: "destroy one of two", before: [spot, second], command: .destroy([second])),
            Scenario(name: "destroy both", before: [spot, second], command: .destroy([spot, second])),
            Scenario(name: "destroy what is not there", command: .destroy([spot])),
            Scenario(
                name: "destroy after half a replacement", before: [spot], command: .destroy([spot]),
                disturbance: replaceByHalf),
            Scenario(name: "destroy where deleting falls back", before: [spot], command: .destroy([spot])) { account in
                let names = try await Names(account)
                let caller = account.caller(region: AccountFixture.region)
                _ = try await caller.call(Batch.UpdateJobQueue(jobQueue: names.queue, state: "DISABLED"))
                try await account.clock.sleep(for: .seconds(30))
                _ = try await caller.call(Batch.DeleteJobQueue(jobQueue: names.queue))
                try await account.clock.sleep(for: .seconds(300))
                _ = try await caller.call(
                    Batch.UpdateComputeEnvironment(computeEnvironment: names.environment, state: "DISABLED"))
                try await account.clock.sleep(for: .seconds(30))
                _ = try await caller.call(Batch.DeleteComputeEnvironment(computeEnvironment: names.environment))
                // Batch gives up on it.
                try await account.invalidateComputeEnvironment(
                    names.environment, region: AccountFixture.region,
                    reason: "INTERNAL_ERROR - the deletion was given up")
            },
        ]
    }

    /// A program died after it had created the successor and before it moved the queue.
    private static var replaceByHalf: @Sendable (SimulatedAccount) async throws -> Void {
        { account in
            try await makeReplacementNecessary(account)
            let mortality = Mortality(at: 2, takesEffect: false)
            _ = try await AccountFixture(account, through: { MortalCaller(base: $0, mortality: mortality) }).apply([
                replacing
            ])
            try await account.clock.sleep(for: .seconds(10))
        }
    }

    static var rivalries: [Scenario] {
        var scaling = Scenario(name: "scale against another file", before: [spot], command: .apply([wide]))
        scaling.rival = .apply([otherTypes])
        var keeping = Scenario(name: "apply against a destruction", before: [spot], command: .apply([wide]))
        keeping.rival = .destroy([wide])
        var destroying = Scenario(name: "destroy against an application", before: [spot], command: .destroy([spot]))
        destroying.rival = .apply([wide])
        var replacing = Scenario(
            name: "replace against a scaling", before: [spot], command: .apply([self.replacing]),
            disturbance: makeReplacementNecessary)
        replacing.rival = .apply([bench({ $0.maxCPUs = 3000 }, settings: { $0.onExists = .overwrite })])
        return [scaling, keeping, destroying, replacing]
    }
}
