import Diagnostics
import YAMLSyntax

/// Reads `--env-file` files, in whichever of their forms, into variables.
struct EnvironmentFiles {
    private(set) var variables: Variables
    private(set) var diagnostics: [Diagnostic] = []

    init(_ variables: Variables) {
        self.variables = variables
    }

    /// Says that a file could not be read, which was reported.
    mutating func setIncomplete() { variables.setIncomplete() }

    mutating func read(_ source: SourceText) {
        switch EnvironmentFileForm(source) {
        case .yaml: readMap(source)
        case .shell, .dotenv: readLines(source, isDotenv: EnvironmentFileForm(source) == .dotenv)
        }
    }

    private mutating func readLines(_ source: SourceText, isDotenv: Bool) {
        if let problem = YAMLStream.encodingProblem(of: source) {
            diagnostics.append(problem)
            setIncomplete()
            return
        }
        // Handed over and taken back: a copy for each of thousands of files would cost their square.
        var reader = AssignmentReader(source, isDotenv: isDotenv, variables: variables)
        variables = Variables([:])
        reader.readAll()
        swap(&variables, &reader.variables)
        diagnostics += reader.diagnostics
    }

    private mutating func readMap(_ source: SourceText) {
        let stream = YAMLStream(source)
        diagnostics += stream.diagnostics.map(PrivateText.without)
        if stream.diagnostics.hasErrors { setIncomplete() }
        for document in stream.documents where !document.isNull {
            guard case .mapping(let mapping) = document.content else {
                report("a file of variables is a map of names and values, not \(document.kindName)", at: document.place)
                setIncomplete()
                continue
            }
            for pair in mapping.pairs {
                let scalars = Array(pair.key.unicodeScalars)
                let isName = scalars.indices.allSatisfy { Template.isName(scalars[$0], first: $0 == 0) }
                if !isName || scalars.isEmpty {
                    variables.recordSkipped(SkippedLine(word: pair.key, range: pair.keyRange))
                } else if let scalar = pair.value.scalar {
                    variables.set(pair.key, to: scalar.isNull ? "" : scalar.text)
                } else {
                    let problem = "it must be text, not \(pair.value.kindName)"
                    let detail = "write '\(pair.key): value'"
                    variables.set(
                        pair.key, to: nil, obstacles: [.syntax(problem, detail: detail, at: pair.value.place)])
                }
            }
        }
    }

    private mutating func report(_ summary: String, at range: SourceRange) {
        diagnostics.append(Diagnostic(.error, "env-file-syntax", summary, at: range))
    }
}

/// The forms of a file of variables.
enum EnvironmentFileForm {
    case shell
    case dotenv
    case yaml

    /// Told by the name, else by the first line that says something.
    init(_ source: SourceText) {
        let name = source.filename.split(separator: "/").last ?? ""
        switch Paths.fileExtension(of: source.filename) {
        case "yml", "yaml": self = .yaml
        case "sh", "bash", "zsh", "ksh", "fish", "csh", "tcsh", "ps1": self = .shell
        case "env": self = .dotenv
        default:
            self = name.hasPrefix(".envrc") ? .shell : name.hasPrefix(".env") ? .dotenv : Self.told(by: source)
        }
    }

    private static func told(by text: SourceText) -> EnvironmentFileForm {
        for number in 1...max(text.lineCount, 1) {
            let line = (text.line(number) ?? "").drop(while: \.isWhitespace)
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("---") || line.hasPrefix("{") { return .yaml }
            let rest = line.drop { $0.isLetter || $0.isNumber || $0 == "_" }
            return rest.hasPrefix(":") ? .yaml : .shell
        }
        return .shell
    }
}
