import AWSClient
import ArgumentParser
import BatchForge
import Diagnostics
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel

/// One command at work on one account: what the files want, and what AWS holds.
struct Session {
    let account: Account
    let intent: PlanRequest
    let definitions: [EnvironmentDefinition]
    let places: [EnvironmentPlace]
    let observation: Observation
    /// The plan that brings about what is intended.
    let plan: Plan
    /// Which things of others were looked up.
    let lookup: PlanRequest.Lookup
    /// The diagnostics from the files and the account.
    let diagnostics: [Diagnostic]
    let sources: Sources

    /// Reads the files and AWS, one step after the other; if either has errors, prints the reasons and ends the program.
    static func open(
        _ input: InputOptions, _ options: AWSOptions, _ output: OutputChoice, process: ProcessEnvironment,
        _ request: SessionRequest
    ) async throws -> Session {
        let files = try LoadedFiles.load(input, options, output, process, request)
        let account = try await ResolvedAccount.resolve(for: files, options, process, request)
        let reading = try await AccountReading.read(account, files, request)
        let session = Session(
            account: account.account, intent: reading.planRequest, definitions: files.manifest.environments,
            places: files.places, observation: reading.observation,
            plan: reading.plan, lookup: request.lookup,
            diagnostics: files.manifest.diagnostics + account.notes + reading.notes, sources: files.manifest.sources)
        try session.report(account.notes + reading.notes, output, process)
        return session
    }

    /// The places of the fields in the files.
    var origins: FieldOrigins { FieldOrigins(places) }

    /// A plan with all that its forms show.
    func document(of plan: Plan, _ more: [Diagnostic] = []) -> PlanDocument {
        PlanDocument(
            plan, principal: observation.principal, origins: origins,
            diagnostics: diagnostics + more + plan.diagnostics(origins))
    }

    /// The reads that the plan's steps need and AWS denies, for a command that does not carry the plan out.
    func deniedReads(of plan: Plan) async -> [Diagnostic] {
        do {
            try await Preflight(account.access).check(plan)
            return []
        } catch {
            let failure = StepFailure(explaining: error)
            return [
                Diagnostic(
                    .warning, "denied-read", "apply would end before its first write: \(failure.fullSummary)",
                    detail: failure.detail)
            ]
        }
    }

    func report(_ notes: [Diagnostic], _ output: OutputChoice, _ process: ProcessEnvironment) throws {
        if !output.isJSON {
            Console.show(
                notes, from: sources, colored: process.colors(output.color, terminal: process.errorIsTerminal))
        }
        guard notes.hasErrors else { return }
        output.showFailure(diagnostics, from: sources)
        if output.isJSON {
            let view = ValidationView(diagnostics: diagnostics, environmentCount: definitions.count)
            Console.result(json: view.failure.text)
        }
        throw ExitStatus.error
    }
}
