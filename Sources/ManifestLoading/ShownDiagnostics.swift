import Diagnostics

/// Limits on the number of diagnostics that are shown: of a file, and of all files together.
enum ShownDiagnostics {
    /// At most a thousand errors and some thousands of other things a file, five times as many of all files, and a word about
    /// the rest. An error among those that are left out is never lost: one says how many there are.
    static func limited(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var counts: [String: (errors: Int, others: Int)] = [:]
        var total = (errors: 0, others: 0)
        var hidden: [(name: String, errors: Int, others: Int)] = []
        var places: [String: Int] = [:]
        var shown: [Diagnostic] = []
        for diagnostic in diagnostics {
            let name = diagnostic.range?.filename ?? ""
            let isError = diagnostic.severity == .error
            var count = counts[name] ?? (0, 0)
            if isError { count.errors += 1 } else { count.others += 1 }
            counts[name] = count
            let isOfFile = isError ? count.errors <= mostErrors : count.others <= mostOthers
            if isOfFile, isError ? total.errors < mostErrors * files : total.others < mostOthers * files {
                if isError { total.errors += 1 } else { total.others += 1 }
                shown.append(diagnostic)
                continue
            }
            let place = places[name] ?? hidden.count
            if place == hidden.count {
                places[name] = place
                hidden.append((name, 0, 0))
            }
            if isError { hidden[place].errors += 1 } else { hidden[place].others += 1 }
        }
        let named = hidden.sorted { $0.name < $1.name }.prefix(mostNamed)
        for file in named { shown += remarks(file.errors, file.others, "'\(file.name)'") }
        let rest = hidden.count - named.count
        guard rest > 0 else { return shown }
        let errors = hidden.reduce(0) { $0 + $1.errors } - named.reduce(0) { $0 + $1.errors }
        let others = hidden.reduce(0) { $0 + $1.others } - named.reduce(0) { $0 + $1.others }
        return shown + remarks(errors, others, "\(rest) more files")
    }

    private static func remarks(_ errors: Int, _ others: Int, _ place: String) -> [Diagnostic] {
        [(errors, Diagnostic.Severity.error, "errors"), (others, .note, "warnings and notes")].filter { $0.0 > 0 }.map {
            Diagnostic($1, "too-many-problems", "\($0) more \($2) of \(place) are not shown")
        }
    }

    private static let mostErrors = 1000
    private static let mostOthers = 5000
    private static let files = 5
    private static let mostNamed = 20
}
