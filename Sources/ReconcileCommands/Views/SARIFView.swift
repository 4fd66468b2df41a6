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
        [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
            "runs": [
                [
                    "tool": ["driver": driver],
                    // Columns count Unicode scalars, and not UTF-16 units as they would without this.
                    "columnKind": "unicodeCodePoints", "results": JSON(diagnostics, result),
                ]
            ],
        ]
    }

    private var driver: JSON {
        ["name": "reconcile", "version": JSON(Version.text), "rules": JSON(kinds, rule)]
    }

    private func rule(_ kind: String) -> JSON {
        let page = DiagnosticPages.page(of: kind)
        return [
            "id": JSON(kind), "shortDescription": ["text": JSON(page?.title ?? kind)],
            "fullDescription": ["text": JSON(page?.text ?? kind)],
        ]
    }

    private func result(_ diagnostic: Diagnostic) -> JSON {
        let message = [diagnostic.summary, diagnostic.detail].filter { !$0.isEmpty }.joined(separator: "\n")
        let result: JSON = [
            "ruleId": JSON(diagnostic.kind), "ruleIndex": JSON(places[diagnostic.kind] ?? 0),
            "level": JSON(diagnostic.severity.rawValue), "message": ["text": JSON(message)],
            "locations": JSON([diagnostic.range].compactMap { $0 }) { location($0) },
            "partialFingerprints": ["kindPlaceSummary/v1": JSON(fingerprint(diagnostic))],
        ]
        let related = diagnostic.notes.compactMap { note in note.range.map { location($0, saying: note.summary) } }
        return related.isEmpty ? result : result.adding([("relatedLocations", .array(related))])
    }

    /// The same finding on another line is the same finding.
    private func fingerprint(_ diagnostic: Diagnostic) -> String {
        let text = "\(diagnostic.kind)\n\(diagnostic.range?.filename ?? "")\n\(diagnostic.summary)"
        return String(SHA256.hexDigest(of: text).prefix(32))
    }

    private func location(_ range: SourceRange, saying message: String? = nil) -> JSON {
        let location: JSON = [
            "physicalLocation": [
                "artifactLocation": ["uri": JSON(PercentEncoding.encode(range.filename, keeping: "/"))],
                "region": [
                    "startLine": JSON(range.start.line), "startColumn": JSON(range.start.column),
                    "endLine": JSON(range.end.line), "endColumn": JSON(range.end.column),
                ],
            ]
        ]
        return message.map { location.adding([("message", ["text": JSON($0)])]) } ?? location
    }
}
