import AWSOperations
package import ManifestLoading
package import SimulatedAWS
import SimulatedAWSHooks

/// The job definition of the head job: a change makes a revision, and the old ones go.
extension Scenarios {
    /// An environment with a script that the head job runs first.
    package static func preparing(_ script: String) -> EnvironmentDefinition {
        AccountFixture.environment("bench") {
            $0.provisioningModel = .ec2
        } settings: {
            $0.preRun = script
        }
    }

    static var headJobs: [Scenario] {
        [
            Scenario(name: "another head job", before: [onDemand], command: .apply([preparing("echo one")])),
            Scenario(
                name: "another head job while one runs", before: [preparing("echo one")],
                command: .apply([preparing("echo two")])
            ) { account in
                try await submitHeadJob(account)
            },
            Scenario(
                name: "destroy after several head jobs", before: [preparing("echo one")], command: .destroy([onDemand])),
        ]
    }

    /// Starts a job from the newest definition, and lets it run.
    package static func submitHeadJob(_ account: SimulatedAccount) async throws {
        let caller = account.caller(region: AccountFixture.region)
        let definition = await account.view().jobDefinitions(region: AccountFixture.region).last
        let queue = try await Names(account).queue
        _ = try await caller.call(
            Batch.SubmitJob(jobName: "head", jobQueue: queue, jobDefinition: definition?.jobDefinitionArn ?? ""))
        try await account.clock.sleep(for: .seconds(20))
    }
}
