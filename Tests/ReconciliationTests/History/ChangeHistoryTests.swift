import AWSOperations
import Kinds
import ManifestLoading
import Planning
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

@testable import Reconciliation

/// The authors of changes in an account that records calls as AWS does.
struct ChangeHistoryTests {
    static let region = AccountFixture.region
    static let alice = "arn:aws:iam::123456789012:user/alice"
    static let bob = "arn:aws:iam::123456789012:user/bob"

    /// An account with an applied environment.
    static func fixture(_ definition: EnvironmentDefinition = Scenarios.spot) async throws -> AccountFixture {
        let fixture = AccountFixture()
        _ = try await fixture.apply([definition])
        await fixture.account.clock.advance(by: 60)
        return fixture
    }

    static func history(
        _ fixture: AccountFixture, through wrap: @escaping @Sendable (any Caller) -> any Caller = { $0 }
    ) -> ChangeHistory {
        ChangeHistory(fixture.access.wrapped { wrap(ReadOnlyCaller($0)) }, Kinds.all) { _ in "us-east-1" }
    }

    /// The drift with its authors, some time after the last change.
    static func drift(
        _ fixture: AccountFixture, after seconds: Double = 600, _ definition: EnvironmentDefinition = Scenarios.spot
    ) async throws -> Drift {
        await fixture.account.clock.advance(by: seconds)
        let drift = Drift(try await fixture.plan([definition]), Kinds.catalog)
        return try await history(fixture).adding(to: drift).drift
    }

    /// The principal of each change; `unknown` if CloudTrail shows none.
    static func authors(_ drift: Drift) -> [String: String] {
        let found = drift.resources.flatMap { resource in
            resource.authors.map { ("\(resource.planned.address.local) \($0.key)", $0.value) }
                + [resource.deletion].compactMap { $0 }.map { ("\(resource.planned.address.local) deleted", $0) }
        }
        return Dictionary(uniqueKeysWithValues: found).mapValues { $0.author?.principal ?? "unknown" }
    }

    static func scale(_ fixture: AccountFixture, _ cpus: Int, as principal: SimulatedPrincipal) async throws {
        let names = try await Names(fixture.account)
        _ = try await fixture.account.caller(region: region, as: principal).call(
            Batch.UpdateComputeEnvironment(
                computeEnvironment: names.environmentARN,
                computeResources: Batch.ComputeResourceUpdate(maxvCpus: cpus)))
        await fixture.account.clock.advance(by: 60)
    }

    static let scaled = "compute-environment.work computeResources.maxvCpus"

    @Test func `names who changed a field, when and how`() async throws {
        let fixture = try await Self.fixture()
        let time = await fixture.account.clock.now()
        try await Self.scale(fixture, 7, as: .alice)
        let drift = try await Self.drift(fixture)
        let author = try #require(drift.resources.first?.authors["computeResources.maxvCpus"]?.author)
        #expect(author.principal == Self.alice)
        #expect(author.via == "aws-cli/2.31.5")
        #expect(author.call == "UpdateComputeEnvironment")
        #expect(author.candidates == 1)
        #expect(abs(author.time - time) < 2)
    }

    @Test func `names the newest of several, and counts them`() async throws {
        let fixture = try await Self.fixture()
        try await Self.scale(fixture, 7, as: .alice)
        try await Self.scale(fixture, 9, as: .bob)
        let author = try await Self.drift(fixture).resources.first?.authors["computeResources.maxvCpus"]?.author
        #expect(author?.principal == Self.bob)
        #expect(author?.via == "the AWS console")
        #expect(author?.candidates == 2)
    }

    @Test func `names no one while CloudTrail does not show the call yet`() async throws {
        let fixture = try await Self.fixture()
        try await Self.scale(fixture, 7, as: .alice)
        #expect(Self.authors(try await Self.drift(fixture, after: 60)) == [Self.scaled: "unknown"])
        #expect(Self.authors(try await Self.drift(fixture)) == [Self.scaled: Self.alice])
    }

    /// The earlier call set another value than there is now, so another call came after it.
    @Test func `does not take an earlier call for one that is not shown yet`() async throws {
        let fixture = try await Self.fixture()
        try await Self.scale(fixture, 7, as: .alice)
        await fixture.account.clock.advance(by: 600)
        try await Self.scale(fixture, 9, as: .bob)
        #expect(Self.authors(try await Self.drift(fixture, after: 60)) == [Self.scaled: "unknown"])
    }

    @Test func `does not name who changed another field or another resource`() async throws {
        let fixture = try await Self.fixture()
        let names = try await Names(fixture.account)
        // The change itself comes without a call.
        try await fixture.account.changeComputeEnvironment(names.environment, region: Self.region) {
            $0.computeResources?.maxvCpus = 7
        }
        let caller = fixture.account.caller(region: Self.region, as: .alice)
        _ = try await caller.call(
            Batch.UpdateComputeEnvironment(
                computeEnvironment: names.environment, computeResources: Batch.ComputeResourceUpdate(minvCpus: 1)))
        _ = try await caller.call(Batch.UpdateJobQueue(jobQueue: names.queue, priority: 9))
        let authors = Self.authors(try await Self.drift(fixture))
        #expect(authors[Self.scaled] == "unknown")
        #expect(authors["compute-environment.work computeResources.minvCpus"] == Self.alice)
        #expect(authors["job-queue.work priority"] == Self.alice)
    }

    @Test func `does not name who changed the field before the last apply`() async throws {
        let fixture = try await Self.fixture()
        try await Self.scale(fixture, 7, as: .alice)
        _ = try await fixture.apply([Scenarios.spot])
        await fixture.account.clock.advance(by: 600)
        let names = try await Names(fixture.account)
        try await fixture.account.changeComputeEnvironment(names.environment, region: Self.region) {
            $0.computeResources?.maxvCpus = 7
        }
        #expect(Self.authors(try await Self.drift(fixture)) == [Self.scaled: "unknown"])
    }

    /// The environment had the same name before, and there the change was made.
    @Test func `does not name who changed a namesake that was deleted`() async throws {
        let fixture = try await Self.fixture()
        try await Self.scale(fixture, 7, as: .alice)
        _ = try await fixture.destroy([Scenarios.spot])
        await fixture.account.clock.advance(by: 600)
        _ = try await fixture.apply([Scenarios.spot])
        let names = try await Names(fixture.account)
        try await fixture.account.changeComputeEnvironment(names.environment, region: Self.region) {
            $0.computeResources?.maxvCpus = 7
        }
        #expect(Self.authors(try await Self.drift(fixture)) == [Self.scaled: "unknown"])
    }

    @Test(arguments: [
        "queue disabled", "compute environment disabled", "instance profile emptied", "queue deleted", "label removed",
        "new template version made manually", "compute environment deleted",
    ])
    func `names who made a change of each kind`(name: String) async throws {
        let change = try #require(ExternalChange.repairable.first { $0.name == name })
        let fixture = try await Self.fixture()
        try await change.happen(try await Names(fixture.account), fixture.account)
        let authors = Self.authors(try await Self.drift(fixture))
        #expect(!authors.isEmpty && Set(authors.values) == [Self.alice])
    }

    @Test func `names reconcile if a run of it deleted the resource and did not come to its end`() async throws {
        let fixture = try await Self.fixture()
        let names = try await Names(fixture.account)
        let caller = fixture.account.caller(region: Self.region)
        _ = try await caller.call(Batch.UpdateJobQueue(jobQueue: names.queue, state: "DISABLED"))
        await fixture.account.clock.advance(by: 20)
        _ = try await caller.call(Batch.DeleteJobQueue(jobQueue: names.queue))
        await fixture.account.clock.advance(by: 120)
        let drift = try await Self.drift(fixture)
        #expect(drift.resources.compactMap { $0.deletion?.author?.via } == ["reconcile"])
    }

    @Test(arguments: [("template", true), ("other", false)])
    func `a launch template that was deleted by its id is known by the name in the answer`(
        name: String, isAbout: Bool
    ) throws {
        let address = Address(EnvironmentKey(region: "r", workspace: nil, name: "n"), .launchTemplate)
        let resource = DriftedResource(PlannedResource(address, name: "template", action: .create), .deleted)
        let calls = Kinds.all[.launchTemplate]?.recordedCalls ?? []
        let call = try #require(calls.first { $0.isDeletion })
        let request = #""requestParameters":{"DeleteLaunchTemplateRequest":{"LaunchTemplateId":"lt-1"}}"#
        let answer =
            #""responseElements":{"DeleteLaunchTemplateResponse":{"launchTemplate":{"launchTemplateName":"\#(name)"}}}"#
        let event = try #require(
            RecordedEvent(
                CloudTrail.Event(
                    eventName: call.name, eventTime: 1, eventSource: "ec2.amazonaws.com",
                    cloudTrailEvent: #"{"userIdentity":{"arn":"a"},\#(request),\#(answer)}"#)))
        #expect(EventMatch(call: call, resource: resource).deletes(event) == isAbout)
    }

    @Test func `looks up nothing without drift`() async throws {
        let fixture = try await Self.fixture()
        _ = try await Self.drift(fixture)
        #expect(await !fixture.calls().contains("cloudtrail:LookupEvents"))
    }

    /// CloudTrail's limit is two requests a second.
    @Test func `asks twice a second, and a few times for all changes of a kind`() async throws {
        let fixture = try await Self.fixture()
        try await Self.scale(fixture, 7, as: .alice)
        let start = await fixture.account.log.count
        _ = try await Self.drift(fixture)
        let asked = await fixture.account.log.dropFirst(start).filter { $0.operation == "cloudtrail:LookupEvents" }
        #expect(asked.count == 3)
        #expect(zip(asked, asked.dropFirst()).allSatisfy { $1.time - $0.time >= 0.5 })
    }

    @Test func `asks for calls of IAM where AWS records them`() async throws {
        let fixture = try await Self.fixture()
        let names = try await Names(fixture.account)
        _ = try await fixture.account.caller(region: Self.region, as: .alice).call(
            IAM.TagRole(roleName: names.role, tags: [IAM.Tag(key: "project", value: "mine")]))
        #expect(Self.authors(try await Self.drift(fixture)) == ["role.instance tags.project": Self.alice])
        let asked = await fixture.account.log.filter { $0.operation == "cloudtrail:LookupEvents" }
        #expect(Set(asked.map(\.region)) == ["us-east-1"])
    }

    @Test func `a denial is one note, and the drift stays`() async throws {
        let fixture = try await Self.fixture()
        try await Self.scale(fixture, 7, as: .alice)
        let names = try await Names(fixture.account)
        _ = try await fixture.account.caller(region: Self.region, as: .alice).call(
            IAM.TagRole(roleName: names.role, tags: [IAM.Tag(key: "project", value: "mine")]))
        let asked = CallCount()
        await fixture.account.clock.advance(by: 600)
        let drift = Drift(try await fixture.plan([Scenarios.spot]), Kinds.catalog)
        let history = Self.history(fixture) { base in
            StubbedTrail(base: base) { _ in
                await asked.add()
                throw ServiceError(
                    operation: "cloudtrail:LookupEvents", code: "AccessDeniedException", message: "no", status: 400)
            }
        }
        let result = try await history.adding(to: drift)
        #expect(result.drift == drift)
        #expect(
            result.notes == [
                "who made the changes could not be looked up in CloudTrail in eu-west-1 and us-east-1: "
                    + "cloudtrail:LookupEvents: AccessDeniedException: no"
            ])
        #expect(await asked.count == 2)
    }

    @Test func `says how many events it has looked at if there are more`() async throws {
        let fixture = try await Self.fixture()
        try await Self.scale(fixture, 7, as: .alice)
        let drift = Drift(try await fixture.plan([Scenarios.spot]), Kinds.catalog)
        let now = await fixture.account.clock.now()
        let history = Self.history(fixture) { base in
            StubbedTrail(base: base) { lookup in
                let name = lookup.lookupAttributes?.first?.attributeValue
                let events = (0..<50).map { _ in
                    CloudTrail.Event(
                        eventName: name, eventTime: now, eventSource: "batch.amazonaws.com",
                        cloudTrailEvent: #"{"userIdentity":{"arn":"a"},"requestParameters":{}}"#)
                }
                return .init(events: events, nextToken: (lookup.nextToken ?? "") + "x")
            }
        }
        let result = try await history.adding(to: drift)
        #expect(Self.authors(result.drift) == [Self.scaled: "unknown"])
        #expect(
            result.notes == [
                "of the events CreateComputeEnvironment, UpdateComputeEnvironment only the newest 500 were "
                    + "looked at in CloudTrail"
            ])
    }
}

/// The fields of plans in the calls that change them.
struct CarriedFieldTests {
    private static func members(_ shape: Any) -> [String] { Mirror(reflecting: shape).children.compactMap(\.label) }

    private static let calls: [(kind: ResourceKind, members: [String], fixed: Set<String>)] = [
        (
            .computeEnvironment,
            members(Batch.UpdateComputeEnvironment(computeEnvironment: ""))
                + members(Batch.ComputeResourceUpdate()).map { "computeResources.\($0)" },
            // No update has them: others cannot change them in a resource that exists.
            ["type", "computeResources.spotIamFleetRole"]
        ),
        (.jobQueue, members(Batch.UpdateJobQueue(jobQueue: "")), []),
    ]

    @Test(arguments: calls.indices)
    func `an update has every field of plans under the same name`(index: Int) {
        let (kind, members, fixed) = Self.calls[index]
        let paths = Kinds.catalog[kind].fields.map(\.path)
        let missing = paths.filter { path in
            !members.contains { path == $0 || path.hasPrefix($0 + ".") && $0 != "computeResources" }
        }
        #expect(Set(missing) == fixed)
    }

    @Test(arguments: Kinds.catalog[.computeEnvironment].fields.map(\.path))
    func `only an event that has the field can have changed it`(path: String) throws {
        let change = Change(path: path, before: .string("a"), after: .string("b"), update: .scaling, source: "")
        let address = Address(EnvironmentKey(region: "r", workspace: nil, name: "n"), .computeEnvironment, "work")
        let resource = DriftedResource(
            PlannedResource(address, name: "ce", action: .update, changes: [change]), .changed)
        let call = try #require(Kinds.all[.computeEnvironment]?.recordedCalls.first { $0.name.hasPrefix("Update") })
        func event(_ path: String) throws -> RecordedEvent {
            let request = path.split(separator: ".").reversed().reduce(#""a""#) { "{\"\($1)\":\($0)}" }.dropFirst()
            return try #require(
                RecordedEvent(
                    CloudTrail.Event(
                        eventName: call.name, eventTime: 1, eventSource: "batch.amazonaws.com",
                        cloudTrailEvent:
                            #"{"userIdentity":{"arn":"a"},"requestParameters":{"computeEnvironment":"ce",\#(request)}"#)
                ))
        }
        let match = EventMatch(call: call, resource: resource)
        #expect(try match.reaches(change, event(path)))
        #expect(try !match.reaches(change, event("computeResources.other")))
    }
}

/// Answers to lookups that a test gives.
private struct StubbedTrail: Caller {
    let base: any Caller
    let answer: @Sendable (CloudTrail.LookupEvents) async throws -> CloudTrail.LookupEvents.Output

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        guard let lookup = operation as? CloudTrail.LookupEvents, let output = try await answer(lookup) as? O.Output
        else {
            return try await base.call(operation)
        }
        return output
    }
}

private actor CallCount {
    private(set) var count = 0

    func add() { count += 1 }
}
