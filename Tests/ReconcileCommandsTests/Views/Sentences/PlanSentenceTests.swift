import Planning
import ResourceModel
import Testing

@testable import ReconcileCommands

/// The sentences that are made of the facts of a plan.
struct PlanSentenceTests {
    static let key = PlanViewTests.key
    static let address = Address(key, .computeEnvironment, "work")

    static var refusals: [Refusal.Fact] {
        let shortage = Refusal.Shortage(
            region: "eu-west-1", accountID: "123456789012", limit: 50, service: "Batch", noun: "compute environments",
            existing: 49, created: 2, replaced: 1, deleted: 0)
        let tags = Refusal.Tags(
            name: "ce", held: 49, added: 3, removed: 1, limit: 50, others: ["a", "b", "c", "d"])
        return [
            .foreignResource(name: "ce", .other(owner: "acme/x", isFree: false)),
            .foreignResource(name: "ce", .untagged(isFree: true)),
            .foreignResource(name: "ce", .claimed(owner: "acme/x")),
            .foreignResource(name: "ce", .obstacle(reason: "has the type X", remedy: "use another tool")),
            .protected(.destruction(isPruned: true)), .protected(.destruction(isPruned: false)),
            .protected(.pruning(names: ["a", "b"])), .protected(.replacement),
            .protected(.incurable(name: "ce", statusReason: "no role")),
            .replacementRefused(name: "ce", isPossible: true), .replacementRefused(name: "ce", isPossible: false),
            .blueGreenRefused(name: "ce"), .protected(.blueGreen), .protected(.jobsRun),
            .incurable(name: "ce", statusReason: "no role"),
            .jobsAtRisk(name: "ce", .init(running: 2, waiting: 3, starting: 1)), .jobsAtRisk(name: "ce", .unknown),
            .wrongAccount(wanted: "123456789012", actual: "210987654321"),
            .tooManyDeletions(count: 3, allowed: 2), .tooManyDeletions(count: 1, allowed: nil),
            .dataLoss(names: ["fs-1"], isPruned: true), .dataLoss(names: ["fs-1"], isPruned: false),
            .quotaExceeded(shortage), .tooManyTags(tags),
            .foreignUser(name: "ce", user: .jobQueue, userName: "q", rule: "Batch refuses it"),
            .namedElsewhere(name: "q", owner: "acme/x"), .costAboveLimit(atMost: 12.5, limit: 10),
            .unknownCost(UnknownCost(limit: 10, region: "eu-west-1", cause: .notListed(["x9"]))),
            .unknownCost(UnknownCost(limit: 10, region: "eu-west-1", cause: .denied(reason: "denied"))),
            .unknownCost(UnknownCost(limit: 10, region: "eu-west-1", cause: .notAnswered(reason: "timed out"))),
            .unknownCost(UnknownCost(limit: 10, region: "cn-north-1", cause: .notAsked)),
        ]
    }

    @Test(arguments: refusals.indices)
    func `every refusal names its problem and a way out`(index: Int) {
        let refusal = Refusal(
            Self.refusals[index], environment: Self.key, address: Self.address, paths: ["computeResources.maxvCpus"])
        #expect(!refusal.summary.isEmpty && !refusal.detail.isEmpty)
        #expect(!refusal.summary.contains("  ") && !refusal.summary.contains("Optional("))
        #expect(refusal.kind == Self.refusals[index].kind)
    }

    @Test func `what 'update-strategy' asks for is not said of AWS`() {
        let facts = Self.refusals.map { Refusal($0, environment: Self.key, address: Self.address, paths: ["x"]) }
        let refusal = facts.first { $0.fact == .blueGreenRefused(name: "ce") }
        #expect(
            refusal?.summary
                == "changing x of ce needs a new compute environment, because 'update-strategy' is 'blue-green'")
        #expect(refusal?.detail.contains("set 'update-strategy: auto' or 'in-place'") == true)
        let protected = facts.filter { [.protected(.blueGreen), .protected(.jobsRun)].contains($0.fact) }
        #expect(protected.count == 2 && protected.allSatisfy { $0.detail.contains("'update-strategy: in-place'") })
        let reasons: [Reason] = [
            .blueGreen(paths: ["x"]), .jobsRun(paths: ["x"], isCertain: true), .jobsRun(paths: ["x"], isCertain: false),
        ]
        #expect(
            reasons.map(\.sentence) == [
                "changing x replaces instances, and 'update-strategy' is 'blue-green'",
                "jobs run that changing x in place could end, and 'update-strategy' is 'auto'",
                "jobs may run that changing x in place could end, and 'update-strategy' is 'auto'",
            ])
    }

    @Test func `refusals give the figures`() {
        let sentences = Self.refusals.map { Refusal($0, environment: Self.key, address: Self.address, paths: ["x"]) }
        let jobs = sentences.first { $0.kind == .jobsAtRisk }?.summary
        #expect(jobs == "changing x replaces the instances of ce, where 2 jobs run and 1 job starts")
        let quota = sentences.filter { $0.kind == .quotaExceeded }
        #expect(
            quota.map(\.summary) == [
                "eu-west-1 would have 52 compute environments in account 123456789012, and Batch allows 50",
                "compute-environment 'ce' would have 52 tags, and AWS allows 50 on a resource",
            ])
        #expect(
            quota[0].detail.hasPrefix(
                "it has 49; this plan creates 2, replaces 1 (old and new exist side by side) and deletes 0."))
        #expect(quota[0].detail.contains("delete 2 first"))
        #expect(quota[1].detail.contains("the 4 tags that others put there ('a', 'b', 'c', …)"))
        let losses = sentences.filter { $0.kind == .dataLoss }
        // Only a file can say that something is to be kept.
        #expect(losses.map { $0.detail.contains("put the environment back into a file") } == [true, false])
    }

    static var reasons: [Reason] {
        [
            .missing, .namesakeDeleting(name: "ce"), .unlinkedService(name: "batch.amazonaws.com"), .usedAsIs,
            .leftAsIs,
            .differs(path: "x"), .imageRefresh(isKnown: true), .imageRefresh(isKnown: false),
            .fixedFields(paths: ["x", "y"]), .blueGreen(paths: ["x"]), .jobsRun(paths: ["x"], isCertain: true),
            .invalid(repair: "it is sent again"),
            .incurable(statusReason: "no role"), .stillCreating, .stillUpdating, .otherParts, .choiceKept(paths: ["x"]),
            .obsolete, .leftByVerification, .leftover,
            .undefined, .destroyed, .temporary, .untagged, .owned, .unowned(.untagged(isFree: true)),
            .changedOutside(paths: ["x"]), .deletedOutside, .disowned, .missingReference,
        ]
    }

    @Test func `every reason has a sentence and its own name`() {
        #expect(Self.reasons.allSatisfy { !$0.sentence.isEmpty })
        // A refresh of the image has one name, whether AWS says that there is a newer one or nothing.
        #expect(Set(Self.reasons.map(\.kind)).count == Self.reasons.count - 1)
        #expect(Set(Self.reasons.map(\.sentence)).count == Self.reasons.count)
        #expect(Reason.matches.sentence.isEmpty)
    }

    static var warnings: [Warning] {
        [
            .invalid(name: "ce", statusReason: nil), .unknownStatus(name: "ce", status: "PAUSED", .ignored),
            .unknownStatus(name: "ce", status: "PAUSED", .changeWaits),
            .unknownStatus(name: "ce", status: "PAUSED", .deletionWaits),
            .underWay(name: "ce", status: "UPDATING", isAwaited: true), .deleting(name: "ce"),
            .obsolete(names: ["a", "b"], .untilPruned), .obsolete(names: ["a"], .fileSays),
            .deletesData(.logGroup, name: "l", id: "fs-1"), .unowned(.role, name: "r"), .retained(isPruned: false),
            .notCreated(parts: ["a"]), .overCapacity(name: "ce", inUse: 2400, limit: 1500, minimum: 1600),
            .manyVersions(name: "t", versions: 10_000, most: 10_000), .choiceKept(name: "ce", paths: ["x"]),
        ]
    }

    @Test func `every warning has a sentence with its names and figures`() {
        let sentences = Self.warnings.map { $0.sentence(about: "acme/x", waitTimeoutSeconds: 900) }
        #expect(Set(sentences).count == sentences.count && !sentences.contains { $0.contains("Optional(") })
        #expect(
            sentences[12]
                == "ce: 2400 vCPUs are in use, and AWS refuses a maximum of 1500 while more are in use; apply "
                + "waits up to 900 s for that, after it has lowered the minimum of 1600 that keeps them running, and leaves "
                + "'max-cpus' as it is if it takes longer")
        #expect(sentences[11] == "a: does not exist; 'reconcile apply' creates it")
    }
}
