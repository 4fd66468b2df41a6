import ArgumentParser
import Diagnostics
import Planning
import Reconciliation

/// Runs a command; an error that is not yet on the screen is put there, in words.
func reportingErrors(_ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let exit as ExitCode {
        throw exit
    } catch is CancellationError {
        throw ExitStatus.error
    } catch {
        let failure = StepFailure(explaining: error)
        Console.message("error: \(failure.summary)")
        if !failure.detail.isEmpty { Console.message("  \(failure.detail)") }
        throw ExitStatus.error
    }
}

extension Refusal {
    /// The refusal as a diagnostic.
    var diagnostic: Diagnostic { Diagnostic(.error, kind.rawValue, summary, detail: detail) }
}
