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
            // The script of the head job has what concerns Nextflow only, which is not exported.
            let changed = plan.resources.filter { $0.action != .none && $0.address.kind != .jobDefinition }
            let changes = changed.flatMap { resource in
                resource.changes.map { "\(resource.address.local) \($0.path)" }
            }
            #expect(changed.isEmpty, "\(changes)\n\(text)\n\(exported)")
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

    @Test func `roles that AWS does not tell apart are pointed out`() async throws {
        let role = "arn:aws:iam::123456789012:role/"
        let workbench = try await Workbench()
        try await workbench.apply(
            Workbench.item + "    head-job-role: \(role)a\n    compute-job-role: \(role)b\n")
        let exported = try await Self.exported(workbench, region: Workbench.region)
        #expect(exported.contains("# AWS knows which roles jobs may have"))
    }

    @Test func `an environment without its work environment is left out`() async throws {
        let workbench = try await Workbench()
        #expect(try await Self.exported(workbench, region: Workbench.region).hasSuffix("compute-envs: []"))
    }
}
