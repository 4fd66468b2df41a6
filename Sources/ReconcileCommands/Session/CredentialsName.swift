import ArgumentParser
import Diagnostics

/// The name of the credentials that an account is read and changed with, for messages of a run that uses several.
struct CredentialsName: Sendable {
    /// The name; nil if all calls of the run are made with the same credentials.
    private let text: String?

    /// The credentials of a run that uses no others.
    static let only = CredentialsName(text: nil)

    private init(text: String?) { self.text = text }

    /// Makes the name of one of several credentials; without a profile they are the usual ones.
    init(profile: String?) { self.init(text: profile.map { "profile '\($0)'" } ?? "the standard credentials") }

    /// Returns a sentence about a call, with the name before it.
    func naming(_ sentence: String) -> String { text.map { "\($0): \(sentence)" } ?? sentence }

    /// Returns diagnostics; those about reads that failed have the name before them.
    func naming(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.map { diagnostic in
            var named = diagnostic
            if diagnostic.kind == "not-read" { named.summary = naming(diagnostic.summary) }
            return named
        }
    }

    /// Returns what the body returns. The summary of an error has the name before it.
    func namingErrors<Output: Sendable>(_ body: () async throws -> Output) async throws -> Output {
        do {
            return try await body()
        } catch {
            guard text != nil, !(error is ExitCode), !(error is CancellationError) else { throw error }
            let found = CommandError(explaining: error)
            var named = CommandError(
                naming(found.summary), detail: found.detail, kind: found.kind, status: found.status)
            named.particulars = found.particulars
            throw named
        }
    }
}
