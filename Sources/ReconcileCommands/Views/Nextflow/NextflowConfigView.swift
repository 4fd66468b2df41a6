import BatchForge
import Diagnostics

/// A Nextflow configuration for people, and why one cannot be printed.
struct NextflowConfigView {
    let settings: NextflowSettings
    /// True of a text that holds a secret: no configuration has one.
    let isSecret: (String) -> Bool

    private var configuration: NextflowConfiguration {
        NextflowConfiguration(settings: settings, isSecret: isSecret)
    }

    /// The configuration.
    var text: String { configuration.text }

    /// The reason why the text of the environment's own file cannot be written as it is; nil if it can.
    var problem: Problem? {
        guard let text = configuration.ownText else { return nil }
        if isSecret(text) { return .secret }
        let lines = text.split(separator: "\n").flatMap { $0.split(separator: "\t") }
        return lines.allSatisfy { String($0).escapedForTerminal == $0 } ? nil : .control
    }

    /// The reasons why a text cannot be written.
    enum Problem {
        /// It holds a secret.
        case secret
        /// It has characters that move the cursor or hide text.
        case control
    }
}
