import Diagnostics
import Signing

/// Diagnostics in SARIF 2.1.0, for code scanning.
struct SARIFView {
    private let diagnostics: [Diagnostic]
    private let kinds: [String]
    private let places: [String: Int]

    init(diagnostics: [Diagnostic]) {
        self.diagnostics = diagnostics
        kinds = Set(diagnostics.map(\.kind)).sorted()
        places = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($0.element, $0.offset) })
    }

    var json: JSON {
        .object([
            ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .string("2.1.0")),
            (
                "runs",
                .array([
                    .object([
                        ("tool", .object([("driver", driver)])),
                        // Columns count Unicode scalars, and not UTF-16 units as they would without this.
                        ("columnKind", .string("unicodeCodePoints")),
                        ("results", .array(diagnostics.map(result))),
                    ])
                ])
            ),
        ])
    }

    private var driver: JSON {
        .object([
            ("name", .string("reconcile")), ("version", .string(Version.text)),
            ("rules", .array(kinds.map(rule))),
        ])
    }

    private func rule(_ kind: String) -> JSON {
        let page = DiagnosticPages.page(of: kind)
        return .object([
            ("id", .string(kind)),
            ("shortDescription", .object([("text", .string(page?.title ?? kind))])),
            ("fullDescription", .object([("text", .string(page?.text ?? kind))])),
        ])
    }

    private func result(_ diagnostic: Diagnostic) -> JSON {
        let message = [diagnostic.summary, diagnostic.detail].filter { !$0.isEmpty }.joined(separator: "\n")
        let related = diagnostic.notes.filter { $0.range != nil }
        var members: [(String, JSON)] = [
            ("ruleId", .string(diagnostic.kind)),
            ("ruleIndex", .integer(places[diagnostic.kind] ?? 0)),
            ("level", .string(diagnostic.severity.rawValue)), ("message", .object([("text", .string(message))])),
            ("locations", .array([diagnostic.range].compactMap { $0 }.map { location($0) })),
            ("partialFingerprints", .object([("kindPlaceSummary/v1", .string(fingerprint(diagnostic)))])),
        ]
        if !related.isEmpty {
            let locations = related.compactMap { note in note.range.map { location($0, saying: note.summary) } }
            members.append(("relatedLocations", .array(locations)))
        }
        return .object(members)
    }

    /// The same finding on another line is the same finding.
    private func fingerprint(_ diagnostic: Diagnostic) -> String {
        let text = "\(diagnostic.kind)\n\(diagnostic.range?.filename ?? "")\n\(diagnostic.summary)"
        return String(SHA256.hexDigest(of: text).prefix(32))
    }

    private func location(_ range: SourceRange, saying message: String? = nil) -> JSON {
        let region: [(String, JSON)] = [
            ("startLine", .integer(range.start.line)), ("startColumn", .integer(range.start.column)),
            ("endLine", .integer(range.end.line)), ("endColumn", .integer(range.end.column)),
        ]
        var members: [(String, JSON)] = [
            (
                "physicalLocation",
                .object([
                    (
                        "artifactLocation",
                        .object([("uri", .string(PercentEncoding.encode(range.filename, keeping: "/")))])
                    ),
                    ("region", .object(region)),
                ])
            )
        ]
        if let message { members.append(("message", .object([("text", .string(message))]))) }
        return .object(members)
    }
}
