import AWSOperations
import BatchForge
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel
import SimulatedAWS
import Testing

@testable import ReconcileCommands

/// Environments of ours come back as a file that plans to no change.
struct ExportTests {
    /// The file for what reconcile owns in a region.
    private static func exported(_ workbench: Workbench, region: String) async throws -> String {
        // Batch has finished its work by then, and no read lags behind.
        await workbench.account.clock.advance(by: 3600)
        let reader = StateReader(workbench.access)
        let identity = try await reader.identity()
        let owned = try await OwnedEnvironments.read(
            in: region, workbench.forge, reader, accountID: identity.accountID, principal: identity.principal)
        let view = ExportView(environments: owned.exported, title: "Exported.") { _, field in
            guard case .text(let text) = field.value else { return nil }
            return text.contains("debug") ? "ecs-a.config" : "ecs-b.config"
        }
        return view.text
    }

    /// The changes of a plan without that of the head job's script, which has what concerns Nextflow only: AWS does not
    /// store it elsewhere, such as the folder of the work directory.
    private static func changes(of plan: Plan) -> [String] {
        plan.resources.filter { $0.action != .none }.flatMap { resource in
            let changes = resource.changes.map { "\(resource.address.local) \($0.path)" }
            let others = changes.filter { $0 != "job-definition.head containerProperties.command" }
            if resource.action == .update, !changes.isEmpty { return others }
            return others + ["\(resource.address.local): \(resource.action)"]
        }
    }

    @Test(arguments: Experiment.all.filter { $0.mode == .forge })
    func `what every value of a field makes is exported`(experiment: Experiment) async throws {
        for text in experiment.texts {
            let workbench = try await Workbench()
            guard let definition = try? workbench.definition(text), case .forge = definition.configuration else {
                continue
            }
            try await workbench.apply(text)
            let exported = try await Self.exported(workbench, region: definition.region ?? "")
            let plan = try await workbench.plan(exported)
            let changes = Self.changes(of: plan)
            #expect(changes.isEmpty, "\(changes)\n\(text)\n\(exported)")
            #expect(plan.refusals == [])
        }
    }

    @Test func `a network that the file left open is not written`() async throws {
        for (fields, isWritten) in [("", false), ("    subnets: $SUBNET_A1\n    security-groups: $GROUP_1\n", true)] {
            let workbench = try await Workbench()
            try await workbench.apply(Workbench.item + fields)
            let exported = try await Self.exported(workbench, region: Workbench.region)
            #expect(exported.contains("subnets:") == isWritten)
        }
    }

    @Test(arguments: ["", "    wave: True\n    fusion-v2: True\n    fargate: True\n"])
    func `each role comes back under its own name`(features: String) async throws {
        let role = "arn:aws:iam::123456789012:role/"
        let names = ["head-job-role": "zhead", "compute-job-role": "acompute", "batch-execution-role": "mexec"]
        // Any of them can be left out.
        for absent in [nil, "head-job-role", "compute-job-role", "batch-execution-role"] {
            let fields = names.filter { $0.key != absent }.map { "    \($0.key): \"\(role)\($0.value)\"\n" }.sorted()
            let workbench = try await Workbench()
            try await workbench.apply(Workbench.item + features + fields.joined())
            let exported = try await Self.exported(workbench, region: Workbench.region) + "\n"
            for field in fields { #expect(exported.contains(field), "\(exported)") }
            if let absent { #expect(!exported.contains("    \(absent): ")) }
            #expect(Self.changes(of: try await workbench.plan(exported)) == [])
        }
    }

    @Test func `a role of tasks that AWS does not tell is pointed out`() async throws {
        let role = "arn:aws:iam::123456789012:role/a"
        let workbench = try await Workbench()
        try await workbench.apply(Workbench.item + "    head-job-role: \(role)\n    compute-job-role: \(role)\n")
        let exported = try await Self.exported(workbench, region: Workbench.region)
        #expect(exported.contains("head-job-role: \"\(role)\""))
        #expect(exported.contains("# AWS does not tell if the tasks have one of these roles too"))
    }

    @Test func `the size, the image and the variables of the head job come back`() async throws {
        let fields = [
            "head-job-cpus: 4", "head-job-memory: 9000", "head-image: example.org/nextflow:1", "- \"A=a,$$b\"",
        ]
        let workbench = try await Workbench()
        try await workbench.apply(
            Workbench.item + "    \(fields[0])\n    \(fields[1])\n    env:\n      \(fields[3])\n"
                + "      - API_TOKEN=hidden\n    reconcile: {\(fields[2])}\n")
        let exported = try await Self.exported(workbench, region: Workbench.region)
        for field in fields { #expect(exported.contains(field), "\(exported)") }
        #expect(exported.contains("# 'API_TOKEN' is left out of 'env'") && !exported.contains("hidden"))
        #expect(
            Self.changes(of: try await workbench.plan(exported)) == [
                "job-definition.head containerProperties.environment"
            ])
    }

    @Test func `roles are not guessed without the job definition of the head job`() async throws {
        let role = "arn:aws:iam::123456789012:role/"
        let workbench = try await Workbench()
        try await workbench.apply(
            Workbench.item + "    head-job-role: \(role)a\n    compute-job-role: \(role)b\n")
        let answer = try await workbench.caller.call(Batch.DescribeJobDefinitions(status: "ACTIVE"))
        for one in answer.jobDefinitions ?? [] {
            _ = try await workbench.caller.call(Batch.DeregisterJobDefinition(jobDefinition: one.jobDefinitionArn))
        }
        let exported = try await Self.exported(workbench, region: Workbench.region)
        #expect(exported.contains("# The job definition of the head job does not exist"))
        #expect(!exported.contains("    head-job-role: ") && !exported.contains("    compute-job-role: "))
    }

    @Test func `an environment without its work environment is left out`() async throws {
        let workbench = try await Workbench()
        #expect(try await Self.exported(workbench, region: Workbench.region).hasSuffix("compute-envs: []"))
    }
}
