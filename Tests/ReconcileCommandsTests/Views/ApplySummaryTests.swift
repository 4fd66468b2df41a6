import AWSOperations
import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands
@testable import Reconciliation

/// Messages at the end of a run that did not do everything.
struct ApplySummaryTests {
    static let key = PlanViewTests.key

    static func service(_ message: String, status: Int = 400, code: String = "ClientException") -> StepFailure {
        StepFailure(
            explaining: ServiceError(
                operation: "batch:UpdateComputeEnvironment", code: code, message: message, status: status,
                requestID: "id-1"))
    }

    /// The conclusion of updates that failed, one of each environment.
    static func conclusion(_ failures: [StepFailure], changing paths: [String] = ["computeResources.maxvCpus"]) throws
        -> [String]
    {
        let environments = failures.indices.map { index in
            let owner = index == 0 ? Self.key : EnvironmentKey(region: "eu-west-1", workspace: nil, name: "e\(index)")
            let changes = paths.map {
                Change(path: $0, before: .integer(1), after: .integer(2), update: .scaling, source: "")
            }
            return PlannedEnvironment(
                owner,
                resources: [
                    PlannedResource(
                        Address(owner, .computeEnvironment, "work"), name: "ce\(index)", action: .update,
                        changes: changes
                    )
                ])
        }
        let plan = Plan(accountID: "1", environments: environments)
        let results = zip(StepGraph(plan).steps, failures).map {
            (step: $0, result: ApplyOutcome.Result.failed($1))
        }
        let outcome = ApplyOutcome(results: results, unavailable: [], wasInterrupted: false)
        let place = try PlanViewTests.place("max-cpus: 16", "min-cpus: 2", "labels: a=b")
        return ApplySummary(
            plan: plan, outcome: outcome, operation: .apply, style: Style(isColored: false),
            origins: FieldOrigins([place])
        ).text.split(separator: "\n").map(String.init)
    }

    @Test
    func `a definite refusal is to be mended at its field, not run again`() throws {
        let lines = try Self.conclusion([Self.service("maxvCpus must not be less than minvCpus")])
        #expect(
            lines[1]
                == "✗ acme/research/rnaseq compute-environment.work ce0: batch:UpdateComputeEnvironment: "
                + "ClientException: maxvCpus must not be less than minvCpus")
        #expect(lines[2].hasPrefix("    'max-cpus' (f.yml:8)"))
        #expect(lines.last == "Mend what was refused, then apply again: it goes on from what exists in AWS.")
        // The line of the moment has it.
        #expect(!lines.joined().contains("id-1"))
        let step = try #require(ApplyViewTests.steps(.create).first)
        let line = ApplyViewTests.lines(.failed(step, Self.service("no"), seconds: 1))
        #expect(line.hasPrefix("✗ ") && line.contains("no (request id id-1)"))
    }

    @Test
    func `a refusal says first what must change, and names the resource once`() throws {
        let refusal = StepFailure.refusal("ce0: 200 vCPUs are in use after 60 s", detail: "wait for jobs to end")
        let lines = try Self.conclusion([refusal])
        #expect(lines[1].hasSuffix("compute-environment.work ce0: 200 vCPUs are in use after 60 s"))
        #expect(lines.contains("    → wait for jobs to end"))
        #expect(lines.last == "Do what '→' says, then apply again: it goes on from what exists in AWS.")
        let other = try Self.conclusion([StepFailure("ce01: it is another one")])
        #expect(other[1].hasSuffix("ce0: ce01: it is another one"))
    }

    /// A refusal that stays comes first: running again before it is mended meets it again.
    @Test(arguments: ["Rate exceeded", "Internal"])
    func `one definite refusal among failures that pass is to be mended`(passing: String) throws {
        let failures = [Self.service(passing, code: "ThrottlingException"), Self.service("maxvCpus is bad")]
        for order in [failures, failures.reversed()] {
            #expect(try Self.conclusion(order).last?.hasPrefix("Mend what was refused, then apply again") == true)
        }
    }

    @Test(arguments: [
        ("Rate exceeded", 400, "ThrottlingException"), ("Internal", 500, "ServerException"),
        ("The compute environment is being modified", 400, "ClientException"),
    ])
    func `what passes is run again`(message: String, status: Int, code: String) throws {
        let lines = try Self.conclusion([Self.service(message, status: status, code: code)])
        #expect(lines.last == "Run the same command again: it goes on from what exists in AWS.")
    }

    @Test
    func `failures with one remedy are told together`() throws {
        let denied = Self.service(
            "User: arn:aws:iam::1:user/u is not authorized to perform: iam:PassRole on resource: arn:aws:iam::1:role/r",
            status: 403, code: "AccessDeniedException")
        let lines = try Self.conclusion([denied, Self.service("Rate exceeded", code: "ThrottlingException"), denied])
        let remedies = lines.filter { $0.hasPrefix("    → ") }
        #expect(remedies.count == 2 && remedies[0].contains("allow iam:PassRole on arn:aws:iam::1:role/r"))
        #expect(lines.filter { $0.hasPrefix("✗") }.map { $0.contains("PassRole") } == [true, true, false])
        #expect(lines.last?.hasPrefix("Mend what was refused") == true)
    }

    @Test
    func `fields are named only if they are likely the cause`() throws {
        let both = ["computeResources.maxvCpus", "computeResources.minvCpus"]
        #expect(
            try Self.conclusion([Self.service("something is bad")], changing: both)[2]
                == "    'max-cpus' (f.yml:8), 'min-cpus' (f.yml:9)")
        #expect(
            try Self.conclusion([Self.service("minvCpus is bad")], changing: both)[2] == "    'min-cpus' (f.yml:9)")
    }
}
