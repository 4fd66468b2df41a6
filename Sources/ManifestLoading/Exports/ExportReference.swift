import Diagnostics

/// The JSON file that an item's `file-path` names.
struct ExportReference {
    /// The JSON file.
    var filename: String
    /// The value of `file-path`.
    var place: SourceRange
    /// The JSON's first line, for what it lacks.
    var head: SourceRange
    /// The first line of its `forge`, for what that lacks.
    var forge: SourceRange?

    /// Diagnostics with, at those about the JSON file, a note that shows why it was read.
    func noting(_ diagnostics: some Sequence<Diagnostic>) -> [Diagnostic] {
        diagnostics.map { diagnostic in
            guard diagnostic.range?.filename == filename else { return diagnostic }
            var diagnostic = diagnostic
            diagnostic.notes.append(Diagnostic.Note("'\(filename)' is read because of this 'file-path'", at: place))
            return diagnostic
        }
    }

    /// Merges what several items report about one JSON file into one diagnostic each, with the notes of all of them.
    static func merging(_ diagnostics: [Diagnostic], about names: Set<String>) -> [Diagnostic] {
        var merged: [Diagnostic] = []
        var places: [Diagnostic: Int] = [:]
        for diagnostic in diagnostics {
            guard let name = diagnostic.range?.filename, names.contains(name) else {
                merged.append(diagnostic)
                continue
            }
            var bare = diagnostic
            bare.notes = []
            if let place = places[bare] {
                merged[place].notes += diagnostic.notes.filter { !merged[place].notes.contains($0) }
            } else {
                places[bare] = merged.count
                merged.append(diagnostic)
            }
        }
        return merged
    }
}
