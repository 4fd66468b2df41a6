import Diagnostics

/// Messages about a file whose lines may hold secrets: they name places and kinds, and quote no word of the file.
enum PrivateText {
    /// A diagnostic of the YAML reader without the texts that it quotes.
    static func without(_ diagnostic: Diagnostic) -> Diagnostic {
        var shown = diagnostic
        if quotes(diagnostic.summary) { shown.summary = sentences[diagnostic.kind] ?? "this cannot be read" }
        if quotes(diagnostic.detail) { shown.detail = "" }
        shown.notes = diagnostic.notes.filter { !quotes($0.summary) }
        shown.fix = nil
        return shown
    }

    /// Messages quote everything that they take over.
    private static func quotes(_ text: String) -> Bool { text.contains { "'\"".contains($0) } }

    private static let sentences = [
        "yaml-alias": "this alias names nothing before it", "yaml-tag": "tags are not supported",
        "duplicate-key": "this name is given twice", "yaml-merge": "this cannot be merged",
    ]
}
