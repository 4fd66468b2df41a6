/// Renders the checks as JUnit XML, which most CI systems show as tests: a suite for each file, a passing case for each
/// environment without errors, and a failing case for each error.
public struct JUnitRenderer: Sendable {
    private let diagnostics: [Diagnostic]
    private let environments: [(name: String, range: SourceRange)]

    /// Makes a renderer.
    ///
    /// - Parameter environments: the environments that could be read, with their places.
    public init(_ diagnostics: [Diagnostic], environments: [(name: String, range: SourceRange)]) {
        self.diagnostics = diagnostics
        self.environments = environments
    }

    /// The document, without a line break at its end.
    public var text: String {
        let byFile = Dictionary(grouping: diagnostics) { file(of: $0) }
        let environmentsByFile = Dictionary(grouping: environments, by: \.range.filename)
        let names = Set(byFile.keys).union(environmentsByFile.keys).sorted()
        let suites = names.map { suite($0, byFile[$0] ?? [], environmentsByFile[$0] ?? []) }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<testsuites name=\"reconcile validate\" tests=\"\(suites.reduce(0) { $0 + $1.tests })\" "
            + "failures=\"\(suites.reduce(0) { $0 + $1.failures })\">\n" + suites.map(\.text).joined()
            + "</testsuites>"
    }

    private func file(of diagnostic: Diagnostic) -> String { diagnostic.range?.filename ?? "the command line" }

    private func suite(
        _ name: String, _ own: [Diagnostic], _ environments: [(name: String, range: SourceRange)]
    ) -> (text: String, tests: Int, failures: Int) {
        let errors = own.filter { $0.severity == .error }
        let (remarked, mistaken) = (PlacedDiagnostics(own), PlacedDiagnostics(errors))
        let passing = environments.filter { mistaken.inside($0.range).isEmpty }.map { environment in
            let remarks = remarked.inside(environment.range).map { line($0) }
            let output =
                remarks.isEmpty
                ? "/>" : "><system-out>\(Self.escaped(remarks.joined(separator: "\n")))</system-out></testcase>"
            let title = Self.escaped(environment.name)
            return "    <testcase classname=\"\(Self.escaped(name))\" name=\"\(title)\"\(output)\n"
        }
        let failing = errors.map { error in
            let place = error.range.map { "\($0.start.line):\($0.start.column) " } ?? ""
            return "    <testcase classname=\"\(Self.escaped(name))\" name=\"\(Self.escaped(place + error.kind))\">"
                + "<failure type=\"\(Self.escaped(error.kind))\" message=\"\(Self.escaped(error.summary))\">"
                + "\(Self.escaped(line(error)))</failure></testcase>\n"
        }
        let tests = passing.count + failing.count
        let text =
            "  <testsuite name=\"\(Self.escaped(name))\" tests=\"\(tests)\" failures=\"\(failing.count)\">\n"
            + (passing + failing).joined() + "  </testsuite>\n"
        return (text, tests, failing.count)
    }

    private func line(_ diagnostic: Diagnostic) -> String {
        let place = diagnostic.range.map { "\($0.columnText): " } ?? ""
        let detail = diagnostic.detail.isEmpty ? "" : "\n\(diagnostic.detail)"
        return "\(place)\(diagnostic.severity.rawValue): \(diagnostic.summary) [\(diagnostic.kind)]\(detail)"
    }

    /// A text as XML has it. It has no way to write most control characters: they are shown as escapes.
    public static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n": result += "&#10;"
            default: result += scalar.isUnsafeForTerminal ? scalar.escapedForTerminal : String(scalar)
            }
        }
    }
}

/// The diagnostics of one file in the order of their places, so that those of an environment follow one another.
private struct PlacedDiagnostics {
    private let sorted: [(start: SourcePosition, diagnostic: Diagnostic)]

    init(_ diagnostics: [Diagnostic]) {
        let placed = diagnostics.compactMap { one in one.range.map { (start: $0.start, diagnostic: one) } }
        sorted = placed.enumerated().sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
            .map(\.element)
    }

    /// The diagnostics that begin in a range of the file.
    func inside(_ range: SourceRange) -> [Diagnostic] {
        let (first, end) = (place(of: range.start), place(of: range.end))
        return first < end ? sorted[first..<end].map(\.diagnostic) : []
    }

    /// The number of ranges that begin before a position.
    private func place(of position: SourcePosition) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle].start < position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
