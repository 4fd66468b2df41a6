import AWSOperations
import BatchForge
import Diagnostics
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import SimulatedAWSHooks

@testable import ReconcileCommands

/// A simulated account, files as text, and the plan for the two.
struct ReferenceBench {
    static let region = "eu-west-1"

    let account = SimulatedAccount()
    /// True if the bucket of the work directory exists before the first plan.
    var hasBucket = true

    /// A forge environment with more fields.
    static func forge(_ name: String = "one", _ fields: String...) -> String {
        """
          - type: aws-batch
            config-mode: forge
            name: \(name)
            workspace: acme/demo
            region: eu-west-1
            work-dir: s3://acme-work/scratch
            max-cpus: 64

        """ + fields.map { "    \($0)\n" }.joined()
    }

    /// A manual environment on two queues.
    static func manual(_ name: String = "two", head: String, work: String, _ fields: String...) -> String {
        """
          - type: aws-batch
            config-mode: manual
            name: \(name)
            workspace: acme/demo
            region: eu-west-1
            work-dir: s3://acme-work/scratch
            head-queue: "\(head)"
            compute-queue: "\(work)"

        """ + fields.map { "    \($0)\n" }.joined()
    }

    /// The result of a plan.
    struct Outcome {
        let plan: Plan
        let intent: PlanRequest
        let observation: Observation
        let diagnostics: [Diagnostic]

        /// The errors and warnings, each as `kind line:column`.
        var problems: [String] { places(of: diagnostics.filter { $0.severity != .note }) }

        func places(of diagnostics: [Diagnostic]) -> [String] {
            diagnostics.map { found in
                let start = found.range?.start
                return "\(found.kind) \(start.map { "\($0.line):\($0.column)" } ?? "-")"
            }
        }

        /// Everything that is done, as `action address`.
        var actions: [String] {
            plan.resources.filter { $0.action != .none }.map { "\($0.action) \($0.address.local)" }
        }

        /// Returns the values that the compute environments are to have in a field, each once.
        func wanted(_ path: String) -> Set<[String]> {
            Set(
                plan.resources.filter { $0.address.kind == .computeEnvironment }.compactMap { resource in
                    resource.desired?.properties[path: path]?.strings?.sorted()
                })
        }
    }

    /// The access to the account.
    var access: AWSAccess {
        AWSAccess(globalRegion: Self.region, clock: account.clock) { [account] in account.caller(region: $0) }
    }

    /// A reader of the account.
    var reader: StateReader { StateReader(access) }

    /// Returns the result of a plan for environments, or of another command that looks up less.
    func plan(
        _ items: String..., targets: [String] = [], goal: PlanRequest.Goal = .apply,
        lookup: PlanRequest.Lookup = .everything, refreshes: Set<PlanRequest.Refresh> = []
    ) async throws -> Outcome {
        var options = LoadingOptions()
        options.targets = targets
        let manifest = ManifestLoader(options: options, environment: [:], files: DiskFiles()).load([
            .text("compute-envs:\n" + items.joined(), name: "envs.yml")
        ])
        if manifest.diagnostics.hasErrors { throw Unfit(manifest.diagnostics) }
        if hasBucket { await account.provideBucket("acme-work", region: Self.region) }
        let forge = ResourceBuilder { _ in ResourceBuilder.Partition(name: "aws") }
        var intent = PlanRequest(
            goal, manifest.environments.map { EnvironmentRequest($0, builder: forge, waitTimeout: 3600) })
        intent.refreshes = refreshes
        // Batch has finished its work by then, and no read lags behind.
        await account.clock.advance(by: 3600)
        let observer = StateReader(access)
        let identity = try await observer.identity()
        let found = try await observer.observe(
            intent.resources(lookingUp: lookup, Kinds.catalog), accountID: identity.accountID,
            principal: identity.principal)
        let (observation, plan) = try await observer.lookingIntoQueues(found, for: intent)
        let check = ReferenceCheck(intent: intent, observation: observation, plan: plan)
        return Outcome(
            plan: plan, intent: intent, observation: observation,
            diagnostics: lookup == .everything ? check.diagnostics(manifest.environments) : [])
    }

    /// Carries a plan out.
    func carryOut(_ plan: Plan) async throws {
        let outcome = await Applier(access) { _ in }.apply(plan, interruption: Interruption())
        if !outcome.isComplete { throw Unfit(outcome) }
    }

    /// Makes the account what environments say.
    func apply(_ items: String..., refreshes: Set<PlanRequest.Refresh> = []) async throws {
        try await carryOut(try await plan(items.joined(), refreshes: refreshes).plan)
    }

    /// Has AWS deny calls, as `ec2:DescribeVpcs`.
    func deny(_ operations: String...) async {
        await account.setFaultHook { _, operation in
            operations.contains(operation)
                ? .refused(
                    code: "UnauthorizedOperation", message: "You are not authorized to perform this operation.",
                    status: 403) : nil
        }
    }

    /// The default VPC and the subnets that AWS made in it.
    func defaultNetwork() async -> (vpc: String, subnets: [String], group: String) {
        let network = await account.network(region: Self.region)
        let vpc = network.vpcs.first { $0.isDefault == true }?.vpcId ?? ""
        let subnets = network.subnets.filter { $0.vpcId == vpc && $0.defaultForAz == true }.compactMap(\.subnetId)
        return (vpc, subnets.sorted(), network.groups.first { $0.vpcId == vpc }?.groupId ?? "")
    }

    /// A second VPC, with its subnets and its default security group.
    func otherNetwork() async -> (vpc: String, subnets: [String], group: String) {
        let vpc = await account.addVPC(cidrBlock: "10.0.0.0/16", region: Self.region)
        let network = await account.network(region: Self.region)
        return (
            vpc, network.subnets.filter { $0.vpcId == vpc }.compactMap(\.subnetId).sorted(),
            network.groups.first { $0.vpcId == vpc }?.groupId ?? ""
        )
    }

    /// A text that no plan can be made for, or a plan that was not carried out.
    struct Unfit: Error, CustomStringConvertible {
        let description: String
        init(_ what: some Any) { description = "\(what)" }
    }
}
