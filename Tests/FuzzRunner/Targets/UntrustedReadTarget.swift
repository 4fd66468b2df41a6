import AWSClient
import AWSOperations
import FoundationEssentials
import Kinds
import Planning
import Reconciliation
import SimulatedAWS
import TestScenarios
import TestSupport
import Transport

/// A whole run in which one read is answered by a proxy or is damaged on its way.
///
/// If it cannot be read, nothing may be written for its sake. If it can, no write has an empty reference, and nothing goes
/// from under a compute environment that exists.
struct UntrustedReadTarget: Target {
    let name = "reads"

    func run(_ mutator: inout Mutator) async -> Outcome {
        guard let prepared = try? await Self.prepared.value else {
            return Outcome(inputs: [], fault: "nothing is prepared")
        }
        let account = await prepared.fork()
        let damage = Damage(
            random: mutator.random, operation: Damage.operations.randomElement(using: &mutator.random) ?? "",
            occurrence: Int.random(in: 0..<3, using: &mutator.random))
        let fixture = AccountFixture(account) { DamagingCaller(base: $0, damage: damage) }
        let isDestroyed = mutator.random.next() % 2 == 0
        let command: Scenario.Command = isDestroyed ? .destroy([Scenarios.onDemand]) : .apply([Scenarios.onDemand])
        let before = await account.log.count
        var fault: String?
        do {
            let plan = try await fixture.plan(command)
            if await damage.isUnreadable, !isDestroyed, plan.summary.hasChanges {
                fault = "a read that nothing could be made of led to a plan with changes"
            } else {
                _ = await Applier(fixture.access, observe: { _ in }).apply(plan, interruption: Interruption())
            }
        } catch {
            let writes = await account.log.dropFirst(before).filter(\.isMutating)
            if !writes.isEmpty { fault = "the plan failed, and there were writes" }
        }
        if fault == nil { fault = await damage.fault }
        if fault == nil { fault = await Self.orphan(in: account) }
        return Outcome(inputs: [Array((await damage.description).utf8)], fault: fault)
    }

    /// A compute environment without its role or its launch template.
    private static func orphan(in account: SimulatedAccount) async -> String? {
        let caller = account.caller(region: AccountFixture.region)
        guard let answer = try? await caller.call(Batch.DescribeComputeEnvironments()),
            let roles = try? await caller.call(IAM.ListRoles()),
            let templates = try? await caller.call(EC2.DescribeLaunchTemplates())
        else { return nil }
        let live = (answer.computeEnvironments ?? []).filter { !["DELETING", "DELETED"].contains($0.status ?? "") }
        guard let first = live.first else { return nil }
        if (roles.roles ?? []).allSatisfy({ $0.roleName?.hasPrefix("TowerForge-") != true }) {
            return "\(first.computeEnvironmentName ?? "") exists without its role"
        }
        return (templates.launchTemplates ?? []).isEmpty
            ? "\(first.computeEnvironmentName ?? "") exists without its launch template" : nil
    }

    /// An account that matches the file.
    private static let prepared = Task {
        let account = SimulatedAccount()
        let outcome = try await AccountFixture(account).apply([Scenarios.onDemand])
        guard outcome.failures.isEmpty else { throw NoFile() }
        return account
    }
}

/// Damages the answer to one read, and watches the writes.
private actor Damage {
    private var random: SplitMix
    private let operation: String
    private let occurrence: Int
    private var count = 0
    private(set) var isUnreadable = false
    private(set) var fault: String?
    private(set) var description = "nothing was damaged"

    /// By name and not by number: reads go side by side, and a case has to fail again.
    static let operations = [
        "sts:GetCallerIdentity", "batch:DescribeComputeEnvironments", "batch:DescribeJobQueues", "batch:ListJobs",
        "ecs:DescribeClusters", "ec2:DescribeLaunchTemplates", "ec2:DescribeLaunchTemplateVersions", "ec2:DescribeVpcs",
        "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups", "iam:GetRole", "iam:ListRoles", "iam:ListRolePolicies",
        "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:GetInstanceProfile",
        "iam:GetAccountAuthorizationDetails",
    ]

    init(random: SplitMix, operation: String, occurrence: Int) {
        self.random = random
        self.operation = operation
        self.occurrence = occurrence
    }

    /// The body to read instead of an answer; nil to leave it.
    func body(_ operation: String, _ answer: [UInt8]) -> [UInt8]? {
        guard operation == self.operation else { return nil }
        defer { count += 1 }
        guard count == occurrence else { return nil }
        let body = damaged(answer)
        description = "\(operation): \(String(decoding: body, as: UTF8.self))"
        return body
    }

    private func damaged(_ answer: [UInt8]) -> [UInt8] {
        if random.next() % 3 == 0 { return Foreign.bodies.randomElement(using: &random) ?? [] }
        var mutator = Mutator(random: random)
        defer { random = mutator.random }
        if random.next() % 2 == 0 { return mutator.text(of: [answer]) }
        return Self.emptied(answer, &mutator.random)
    }

    /// The answer with the value of a member emptied.
    private static func emptied(_ answer: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        let starts = answer.indices.dropLast().filter {
            answer[$0] == UInt8(ascii: ":") && answer[$0 + 1] == UInt8(ascii: "\"")
        }
        guard let start = starts.randomElement(using: &random) else { return answer }
        let end = answer[(start + 2)...].firstIndex(of: UInt8(ascii: "\"")) ?? answer.endIndex - 1
        let values = ["\"\"", "null", "[]", "{}", "0"]
        return Array(answer[...start]) + Array((values.randomElement(using: &random) ?? "").utf8)
            + Array(answer[(end + 1)...])
    }

    func couldNotBeRead() { isUnreadable = true }

    func wrote(_ operation: String, _ request: String) {
        let empty =
            request.contains("Role\":\"\"") || request.contains("Arn\":\"\"") || request.contains("Id\":\"\"")
            || request.contains("\"subnets\":[]") || request.contains("\"computeEnvironment\":\"\"")
        if empty { fault = fault ?? "\(operation) has an empty reference: \(request)" }
    }
}

private struct DamagingCaller: Caller {
    let base: any Caller
    let damage: Damage

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        if O.isMutating {
            let request = (try? JSONEncoder().encode(operation)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            await damage.wrote(O.qualifiedName, request)
            return try await base.call(operation)
        }
        let answer = try await base.call(operation)
        // The same order each time, so that a case fails again.
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let body = await damage.body(O.qualifiedName, Array(try encoder.encode(answer))) else {
            return answer
        }
        do {
            return try WireResponse(
                to: O.self, wireProtocol: .restJSON, response: HTTPResponse(status: 200, body: body)
            ).output(O.Output.self)
        } catch {
            await damage.couldNotBeRead()
            throw error
        }
    }
}
