import Diagnostics

/// The variables that values may use, and the ones they used that are not set.
struct Variables {
    private var values: [String: String]
    /// Set, but to something that could not be read and was reported.
    private var unreadable: Set<String> = []
    private var unset: [Use] = []
    /// Whether a file of variables could not be read whole, which was reported: what is not set may be set there.
    private var isIncomplete = false

    private static let mostNamed = 20
    private static let mostNotes = 200

    private struct Use {
        var name: String
        var message: String?
        var range: SourceRange
    }

    /// What a name stands for.
    enum Lookup {
        case value(String)
        case unknown
        case unset
    }

    init(_ environment: [String: String]) {
        values = environment
    }

    /// Sets a variable; nil where its value could not be read.
    mutating func set(_ name: String, to value: String?) {
        values[name] = value
        if value == nil { unreadable.insert(name) } else { unreadable.remove(name) }
    }

    /// Says that a file of variables could not be read whole.
    mutating func setIncomplete() { isIncomplete = true }

    func look(up name: String) -> Lookup {
        if unreadable.contains(name) { return .unknown }
        return values[name].map { .value($0) } ?? (isIncomplete ? .unknown : .unset)
    }

    /// Keeps a use of a variable that is not set.
    mutating func recordUnset(_ name: String, message: String? = nil, at range: SourceRange) {
        unset.append(Use(name: name, message: message, range: range))
    }

    /// One error for all variables of all files.
    var diagnostics: [Diagnostic] {
        let uses = unset.sorted { $0.range < $1.range }
        guard let first = uses.first else { return [] }
        var seen: Set<String> = []
        let names = uses.map(\.name).filter { seen.insert($0).inserted }
        var list = names.prefix(Self.mostNamed).map { "'\($0)'" }.joined(separator: ", ")
        if names.count > Self.mostNamed { list += " and \(names.count - Self.mostNamed) more" }
        let summary = names.count == 1 ? "variable \(list) is not set" : "\(names.count) variables are not set: \(list)"
        let detail = "set \(names.count == 1 ? "it" : "them") in the environment or in a file given with --env-file"
        let isAlone = uses.count == 1 && (first.message ?? "").isEmpty
        let notes = uses.prefix(isAlone ? 0 : Self.mostNotes).map { use in
            let message = use.message.map { $0.isEmpty ? "" : ": \($0)" } ?? ""
            return Diagnostic.Note("'\(use.name)' is used here\(message)", at: use.range)
        }
        let hints = names.prefix(Self.mostNamed).compactMap(hint)
        return [Diagnostic(.error, "unset-variable", summary, detail: detail, at: first.range, notes: notes + hints)]
    }

    /// What was meant by a name that is not set: `$PREFIX_name` swallows what should follow `${PREFIX}`.
    private func hint(_ name: String) -> Diagnostic.Note? {
        let prefix = values.keys.filter { name.hasPrefix($0 + "_") }.max { $0.utf8.count < $1.utf8.count }
        if let prefix, prefix.utf8.count > 2 {
            return Diagnostic.Note("did you mean '${\(prefix)}\(name.dropFirst(prefix.count))'?")
        }
        return Suggestion.nearest(to: name, among: values.keys.sorted()).map {
            Diagnostic.Note("did you mean '$\($0)'?")
        }
    }
}
