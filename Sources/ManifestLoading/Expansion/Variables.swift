import Diagnostics

/// The variables that values may use, and the ones they used that are not set.
struct Variables {
    private var values: [String: String]
    /// Set, but to something that could not be read and was reported.
    private var unreadable: Set<String> = []
    /// Where the commands stand that those would need which are unreadable for nothing else.
    private var commands: [String: [SourceRange]] = [:]
    /// Those of them whose value was asked for.
    private var missed: Set<String> = []
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

    /// Sets a variable; nil where its value could not be read, which was reported or is for want of commands.
    mutating func set(_ name: String, to value: String?, needing commands: [SourceRange] = []) {
        values[name] = value
        self.commands[name] = commands.isEmpty ? nil : commands
        if value == nil { unreadable.insert(name) } else { unreadable.remove(name) }
    }

    /// Says that a file of variables could not be read whole.
    mutating func setIncomplete() { isIncomplete = true }

    func look(up name: String) -> Lookup {
        if unreadable.contains(name) { return .unknown }
        return values[name].map { .value($0) } ?? (isIncomplete ? .unknown : .unset)
    }

    /// The commands that a variable's value would need.
    func commands(behind name: String) -> [SourceRange] { commands[name] ?? [] }

    /// Says that a file needs a variable.
    mutating func recordUse(_ name: String) {
        if commands[name] != nil { missed.insert(name) }
    }

    /// Keeps a use of a variable that is not set.
    mutating func recordUnset(_ name: String, message: String? = nil, at range: SourceRange) {
        unset.append(Use(name: name, message: message, range: range))
    }

    /// What is to be said of variables, once all files are read.
    var diagnostics: [Diagnostic] { unsetDiagnostics + commandDiagnostics }

    /// An error for each command behind a value that a file needs, and one note for all others: files that set up a
    /// pipeline's environment mostly stamp the time, too.
    private var commandDiagnostics: [Diagnostic] {
        let needed = Set(missed.flatMap(commands(behind:)))
        let errors = needed.sorted().map { place in
            Diagnostic(
                .error, "command-substitution", "a command would have to be run for this value",
                detail: "reconcile reads files of variables and never runs them; give the value in another --env-file "
                    + "after this one", at: place)
        }
        let others = commands.filter { !missed.contains($0.key) }
            .compactMap { name, places in places.first.map { (name, $0) } }
            .filter { !needed.contains($0.1) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        guard let first = others.first else { return errors }
        let list = others.prefix(Self.mostNamed).map { "'\($0.0)'" }.joined(separator: ", ")
        let more = others.count > Self.mostNamed ? " and \(others.count - Self.mostNamed) more" : ""
        let summary = "\(list)\(more) would need commands, which are not run"
        return errors + [
            Diagnostic(
                .note, "command-substitution", summary, detail: "no file uses \(others.count == 1 ? "it" : "them")",
                at: first.1)
        ]
    }

    /// One error for all variables of all files.
    private var unsetDiagnostics: [Diagnostic] {
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
