import ArgumentParser
import Diagnostics
import Planning
import Reconciliation
import ResourceModel

/// Runs a command; an error that is not yet on the screen is put there, in words, and for programs as a diagnostic.
///
/// - Parameters:
///   - events: the view of a command whose JSON is one event a line; nil where it is one object.
///   - recorder: gets the error as the result of the run.
func reportingErrors(
    _ output: OutputChoice, events: JSONApplyView? = nil, _ recorder: RunRecorder? = nil,
    _ body: () async throws -> Void
) async throws {
    do {
        try await body()
        try Console.checkOutput(isWorkDone: events != nil)
    } catch let exit as ExitCode {
        try Console.checkOutput(isWorkDone: events != nil)
        throw exit
    } catch is CancellationError {
        throw ExitStatus.error
    } catch {
        let error = CommandError(explaining: error)
        error.report()
        recorder?.note { $0.summary = "error: \(error.summary)" }
        let diagnostic = Diagnostic(.error, error.kind, error.summary, detail: error.detail)
        output.showFailure([diagnostic], isRefused: error.status == ExitStatus.refused)
        if output.isJSON {
            if let events {
                await events.diagnostics([diagnostic])
                for particular in error.particulars {
                    await events.emit("diagnostic", ["diagnostic": particular], error.summary, level: "error")
                }
            } else if !Console.hasShownJSON {
                let view = ValidationView(diagnostics: [diagnostic], environmentCount: 0)
                Console.result(json: view.failure.text)
            }
        }
        throw error.status
    }
}

extension OutputChoice {
    /// Shows why a run ended before it had a result, in the forms that the result would have had.
    ///
    /// - Parameter isRefused: true if a guard ended it.
    func showFailure(_ diagnostics: [Diagnostic], from sources: Sources = Sources(), isRefused: Bool = false) {
        guard let failure, !Console.hasShownReport else { return }
        let view = FailureView(
            command: failure.command, diagnostics: diagnostics, sources: sources, isRefused: isRefused,
            maximumBytes: failure.maximumBytes)
        if failure.format == .markdown { Console.result(view.markdown) }
        guard failure.isForRunner else { return }
        let process = ProcessEnvironment.current
        process.annotate(diagnostics, besideText: failure.format == .text)
        RunnerFiles(process)?.report(view)
    }
}

extension CommandError {
    /// Explains an error to the user of the program.
    init(explaining error: any Error) {
        if let error = error as? CommandError {
            self = error
            return
        }
        let failure = StepFailure(explaining: error)
        // A failed chain of credentials has a line for each source.
        let lines = failure.fullSummary.split(separator: "\n").map { $0.drop { $0 == " " } }
        let rest = lines.dropFirst().map(String.init) + (failure.detail.isEmpty ? [] : [failure.detail])
        self.init(lines.first.map(String.init) ?? "", detail: rest.joined(separator: "\n"), kind: "aws")
    }
}

extension Refusal {
    /// The refusal as a diagnostic, at the field of the file that it is about, or else at its environment.
    func diagnostic(_ origins: FieldOrigins) -> Diagnostic {
        let place = origins.origins(of: self).first?.place ?? origins.place(of: environment)
        return Diagnostic(.error, kind.rawValue, summary, detail: detail, at: place?.range)
    }
}

extension Plan {
    /// Reports what is worth knowing before the plan is carried out, and why it may not be, at places in the file.
    func diagnostics(_ origins: FieldOrigins) -> [Diagnostic] {
        environments.flatMap { environment in
            environment.warnings.map { warning in
                let sentence = warning.sentence(
                    about: environment.key.owner, waitTimeoutSeconds: environment.waitTimeoutSeconds)
                return Diagnostic(
                    .warning, warning.kind, "\(environment.key.owner): \(sentence)",
                    at: origins.place(of: environment.key)?.range)
            } + environment.refusals.map { $0.diagnostic(origins) }
        }
    }
}
