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
    /// Those of the diagnostics that the account gave.
    let notes: [Diagnostic]
    let sources: Sources
    /// The name of the account's credentials in messages.
    var credentials = CredentialsName.only

    /// Reads the files and AWS, one step after the other; if either has errors, prints the reasons and ends the program.
    static func open(
        _ input: InputOptions, _ options: AWSOptions, _ output: OutputChoice, process: ProcessEnvironment,
        _ request: SessionRequest
    ) async throws -> Session {
        let files = try LoadedFiles.load(input, options, output, process, request)
        let account = try await ResolvedAccount.resolve(for: files, options, process, request)
        let session = try await read(account, files, request)
        try session.report(session.notes, output, process)
        return session
    }

    /// Reads what an account holds of the files' environments.
    static func read(
        _ account: ResolvedAccount, _ files: LoadedFiles, _ request: SessionRequest
    ) async throws -> Session {
        let reading = try await AccountReading.read(account, files, request)
        let notes = account.notes + account.credentials.naming(reading.notes)
        return Session(
            account: account.account, intent: reading.planRequest, definitions: files.manifest.environments,
            places: files.places, observation: reading.observation,
            plan: reading.plan, lookup: request.lookup,
            diagnostics: files.manifest.diagnostics + notes, notes: notes, sources: files.manifest.sources,
            credentials: account.credentials)
    }

    /// The places of the fields in the files.
    var origins: FieldOrigins { FieldOrigins(places) }

    func report(_ notes: [Diagnostic], _ output: OutputChoice, _ process: ProcessEnvironment) throws {
        try AccountSessions([self]).report(notes, output, process)
    }
}
