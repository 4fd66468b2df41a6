import AWSOperations
import ArgumentParser
import Diagnostics
import Kinds
import ManifestLoading
import Planning
import Reconciliation
import ResourceModel

/// One command at work on all accounts that its files lead to, each with the credentials of its environments.
struct AccountSessions {
    /// A session for each account, in the order of the files; never empty.
    let parts: [Session]
    /// The plan over all accounts.
    let plan: Plan

    init(_ parts: [Session]) {
        self.parts = parts
        plan = Plan(of: parts.map(\.plan))
    }

    /// Reads the files, and AWS in all accounts side by side; if either has errors, prints the reasons and ends the program.
    static func open(
        _ input: InputOptions, _ options: AWSOptions, _ output: OutputChoice, process: ProcessEnvironment,
        _ request: SessionRequest
    ) async throws -> AccountSessions {
        let files = try LoadedFiles.load(input, options, output, process, request)
        let accounts = try await AccountParts.resolve(files, options, process, request)
        let sessions = AccountSessions(
            try await concurrently(accounts) { part in
                try await part.account.credentials.namingErrors {
                    try await Session.read(part.account, part.files, request)
                }
            })
        try sessions.report(sessions.parts.flatMap(\.notes).uniqued(), output, process)
        return sessions
    }

    /// The places of the fields in the files.
    var origins: FieldOrigins { FieldOrigins(parts.flatMap(\.places)) }

    /// The diagnostics from the files and the accounts, each once.
    var diagnostics: [Diagnostic] { parts.flatMap(\.diagnostics).uniqued() }

    /// The callers, as STS names them.
    var principal: String { parts.map(\.observation.principal).joined(separator: " and ") }

    /// The clock of the run.
    var clock: any RunClock { parts[0].account.access.clock }

    /// The part of a plan that each account carries out, without accounts that have nothing of it.
    func sharing(_ plan: Plan) -> [(session: Session, plan: Plan)] {
        guard parts.count > 1 else { return [(parts[0], plan)] }
        let plans = plan.parts
        return parts.compactMap { session in
            plans.first { $0.accountID == session.observation.accountID }.map { (session, $0) }
        }
    }

    /// A plan with all that its forms show.
    func document(of plan: Plan, _ more: [Diagnostic] = []) -> PlanDocument {
        PlanDocument(
            plan, principal: principal, origins: origins,
            diagnostics: diagnostics + more + plan.diagnostics(origins))
    }

    /// The reads that the plan's steps need and AWS denies, for a command that does not carry the plan out.
    func deniedReads(of plan: Plan) async -> [Diagnostic] {
        var denied: [Diagnostic] = []
        for (session, part) in sharing(plan) {
            do {
                try await Preflight(session.account.access).check(part)
            } catch {
                let failure = StepFailure(explaining: error)
                let summary = session.credentials.naming(failure.fullSummary)
                denied.append(
                    Diagnostic(
                        .warning, "denied-read", "apply would end before its first write: \(summary)",
                        detail: failure.detail))
            }
        }
        return denied
    }

    /// Throws if an account denies a read that the steps of its part need: then nothing is written in any account.
    func preflight(_ plan: Plan) async throws {
        for (session, part) in sharing(plan) {
            try await session.credentials.namingErrors { try await Preflight(session.account.access).check(part) }
        }
    }

    /// Reads AWS once more; ends where it is not what the plan was made for.
    func assureUnmoved() async throws {
        for session in parts {
            try await session.credentials.namingErrors { try await session.assureUnmoved() }
        }
    }

    /// Keeps what simulated accounts have become.
    func save() async throws { for session in parts { try await session.account.save() } }

    func report(_ notes: [Diagnostic], _ output: OutputChoice, _ process: ProcessEnvironment) throws {
        let sources = parts[0].sources
        if !output.isJSON {
            Console.show(
                notes, from: sources, colored: process.colors(output.color, terminal: process.errorIsTerminal))
        }
        guard notes.hasErrors else { return }
        output.showFailure(diagnostics, from: sources)
        if output.isJSON {
            let count = parts.map(\.definitions.count).reduce(0, +)
            let view = ValidationView(diagnostics: diagnostics, environmentCount: count)
            Console.result(json: view.failure.text)
        }
        throw ExitStatus.error
    }
}
