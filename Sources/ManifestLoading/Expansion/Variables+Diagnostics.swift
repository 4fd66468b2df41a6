import Diagnostics

/// Diagnostics about variables, once all files are read.
extension Variables {
    private static let mostNamed = 20
    private static let mostNotes = 200
    /// The places of one variable that are shown.
    private static let mostPlaces = 3

    /// - Parameter nearby: the files that would set some of the names that it gets.
    func diagnostics(nearby: ([String]) -> [NearbyEnvironmentFiles.Found]) -> [Diagnostic] {
        unsetDiagnostics(nearby) + deniedDiagnostics + obstacleDiagnostics + skippedDiagnostics
    }

    /// The obstacles of variables that files use, each with those variables.
    private var needed: [(obstacle: Obstacle, names: [String])] {
        var names: [Obstacle: [String]] = [:]
        for name in obstructedUses.keys.sorted() {
            for obstacle in Set(obstacles[name] ?? []) { names[obstacle, default: []].append(name) }
        }
        // Obstacles of one line are told apart by their variables, so that a second run says the same.
        return names.map { ($0.key, $0.value) }.sorted {
            $0.0.range == $1.0.range ? $0.1.lexicographicallyPrecedes($1.1) : $0.0.range < $1.0.range
        }
    }

    /// An error for each variable of the process environment that files use and do not get.
    private var deniedDiagnostics: [Diagnostic] {
        deniedUses.sorted { $0.key < $1.key }.prefix(Self.mostNotes).map { name, ranges in
            let uses = ranges.sorted().map { UnsetVariable(name: name, range: $0) }
            return Diagnostic(
                .error, "secret-variable", "'$\(name)' is not put into a file: its name says that it holds a secret",
                detail: Self.allowing(name), at: uses.first?.range, notes: Array(Self.places(uses).dropFirst()))
        }
    }

    /// The ways to use a variable all the same.
    static func allowing(_ name: String) -> String {
        "if the file is to have it, add '--env-allow \(name)', or set it in a file given with --env-file"
    }

    /// An error for each obstacle behind a value that a file uses.
    private var obstacleDiagnostics: [Diagnostic] {
        needed.compactMap { obstacle, names in
            guard case .problem(let kind, let problem, let detail) = obstacle.content else { return nil }
            let list = Self.list(names)
            let summary =
                names.count == 1
                ? "the value of variable \(list) is not known: \(problem)"
                : "the values of variables \(list) are not known: \(problem)"
            let notes = names.prefix(Self.mostNamed).flatMap { name in
                Self.places((obstructedUses[name] ?? []).map { UnsetVariable(name: name, range: $0) })
            }
            return Diagnostic(.error, kind, summary, detail: detail, at: obstacle.range, notes: notes)
        }
    }

    /// One note for everything in env files that is not run and that no file needs.
    private var skippedDiagnostics: [Diagnostic] {
        let needed = Set(self.needed.map { Place($0.obstacle.range) })
        let skipped = Set(skippedLines.map { Place($0.range) })
        var places = skippedLines.map { ($0.range, $0.shownWord ?? "", "env-file-syntax") }
        for (name, obstacles) in obstacles where obstructedUses[name] == nil {
            // A name that a skipped line was to set is a part of that line.
            guard let first = obstacles.first, !skipped.contains(Place(first.range)) else { continue }
            guard case .problem(let kind, _, _) = first.content else {
                places.append((first.range, name, "unset-variable"))
                continue
            }
            places.append((first.range, name, kind))
        }
        places = places.filter { !needed.contains(Place($0.0)) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        guard let first = places.first else { return [] }
        let lines = Set(places.map { Place($0.0) }).count
        var seen: Set<String> = []
        let words = places.map(\.1).filter { !$0.isEmpty && seen.insert($0).inserted }
        let summary =
            (lines == 1 ? "a line of an env file is not read" : "\(lines) lines of env files are not read")
            + (words.isEmpty ? "" : ": \(Self.list(words))")
        let detail =
            "\(lines == 1 ? "it is" : "they are") no plain assignment\(lines == 1 ? "" : "s"), and no file needs what "
            + "\(lines == 1 ? "it sets" : "they set")"
        return [Diagnostic(.note, first.2, summary, detail: detail, at: first.0)]
    }

    private struct Place: Hashable {
        let file: String
        let line: Int

        init(_ range: SourceRange) {
            file = range.filename
            line = range.start.line
        }
    }

    /// One error for all variables of all files.
    private func unsetDiagnostics(_ nearby: ([String]) -> [NearbyEnvironmentFiles.Found]) -> [Diagnostic] {
        let behind = needed.compactMap { obstacle, _ -> UnsetVariable? in
            guard case .unset(let name) = obstacle.content else { return nil }
            return UnsetVariable(name: name, range: obstacle.range)
        }
        let uses = (unset + behind).sorted { $0.range < $1.range }
        guard let first = uses.first else { return [] }
        var byName: [String: [UnsetVariable]] = [:]
        var names: [String] = []
        for use in uses {
            if byName[use.name] == nil { names.append(use.name) }
            byName[use.name, default: []].append(use)
        }
        let list = Self.list(names)
        let summary = names.count == 1 ? "variable \(list) is not set" : "\(names.count) variables are not set: \(list)"
        let detail = Self.remedy(names, nearby(names))
        let notes = names.flatMap { Self.places(byName[$0] ?? []) }.prefix(Self.mostNotes)
            // The first place is the error's own.
            .filter { $0.range != first.range || $0.summary != "'\(first.name)' is used here" }
        let remarks = skippedLines.compactMap { line in line.remark.map { Diagnostic.Note($0, at: line.range) } }
        let hints = names.prefix(Self.mostNamed).compactMap(hint)
        return [
            Diagnostic(
                .error, "unset-variable", summary, detail: detail, at: first.range,
                notes: notes + remarks.prefix(Self.mostPlaces) + hints)
        ]
    }

    /// The way to set the variables: a file that exists already, or the environment.
    private static func remedy(_ names: [String], _ found: [NearbyEnvironmentFiles.Found]) -> String {
        let offered = found.prefix(mostPlaces)
        let set = Set(offered.flatMap(\.names))
        let missing = names.filter { !set.contains($0) }
        var sentences = offered.map { file in
            let what = file.names != names ? list(file.names) : names.count == 1 ? "it" : "them"
            return "'\(file.path)' sets \(what): add '--env-file \(file.path)'"
        }
        if !missing.isEmpty {
            let what = missing != names ? list(missing) : names.count == 1 ? "it" : "them"
            sentences.append("set \(what) in the environment or in a file given with --env-file")
        }
        return sentences.joined(separator: "; ")
    }

    /// The first places of a variable, with a word about the others.
    private static func places(_ uses: [UnsetVariable]) -> [Diagnostic.Note] {
        let shown = uses.prefix(mostPlaces)
        return shown.enumerated().map { index, use in
            let message = use.message.map { $0.isEmpty ? "" : ": \($0)" } ?? ""
            let others = uses.count - shown.count
            let rest = index == shown.count - 1 && others > 0 ? ", and at \(others.counted("more place"))" : ""
            return Diagnostic.Note("'\(use.name)' is used here\(rest)\(message)", at: use.range)
        }
    }

    private static func list(_ names: [String]) -> String {
        let list = names.prefix(mostNamed).map { "'\($0)'" }.joined(separator: ", ")
        return names.count > mostNamed ? "\(list) and \(names.count - mostNamed) more" : list
    }

    /// Returns a hint at the name that was meant by one that is not set: `$PREFIX_name` swallows what should follow
    /// `${PREFIX}`.
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
