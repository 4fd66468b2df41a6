import Diagnostics
import ResourceModel

/// The variables that values may use, and the ones they used that are not set.
struct Variables {
    private(set) var values: [String: String]
    /// Set, but to something that could not be read and was reported.
    private var unreadable: Set<String> = []
    /// The obstacles that keep a variable's value from being known, if they matter only to a file that uses the
    /// variable.
    private(set) var obstacles: [String: [Obstacle]] = [:]
    /// The places at which values use variables that have obstacles.
    private(set) var obstructedUses: [String: [SourceRange]] = [:]
    private(set) var unset: [UnsetVariable] = []
    /// Variables of the process environment that no file gets, since their names say that they hold secrets.
    private var denied: Set<String> = []
    /// The places at which values use such variables.
    private(set) var deniedUses: [String: [SourceRange]] = [:]
    /// The names that env files set.
    private(set) var namesOfFiles: Set<String> = []
    private(set) var skippedLines: [SkippedLine] = []
    /// True if a file of variables could not be read whole, which was reported: it may set a variable that is not set
    /// here.
    private var isIncomplete = false

    /// A use of a variable that is not set.
    struct UnsetVariable {
        var name: String
        var message: String?
        var range: SourceRange
    }

    /// The meaning of a name.
    enum Lookup {
        case value(String)
        case unknown
        case unset
        case denied
    }

    /// Makes the variables of a process environment.
    ///
    /// - Parameters:
    ///   - allowed: those that files get whatever their names say.
    ///   - isAlone: true if files get none of them, whatever is allowed.
    init(_ environment: [String: String], allowed: Set<String> = [], isAlone: Bool = false) {
        guard !isAlone else {
            values = [:]
            return
        }
        values = environment.filter { name, _ in allowed.contains(name) || !SecretNames.denies(name) }
        denied = Set(environment.keys.filter { !allowed.contains($0) && SecretNames.denies($0) })
    }

    /// Sets a variable; nil where its value is not known, because of obstacles or for a reason that was reported.
    mutating func set(_ name: String, to value: String?, obstacles: [Obstacle] = []) {
        values[name] = value
        denied.remove(name)
        namesOfFiles.insert(name)
        self.obstacles[name] = obstacles.isEmpty ? nil : obstacles
        if value == nil { unreadable.insert(name) } else { unreadable.remove(name) }
    }

    /// Takes a variable away.
    mutating func remove(_ name: String) {
        values[name] = nil
        denied.remove(name)
        obstacles[name] = nil
        unreadable.remove(name)
    }

    /// The values that env files give to variables whose names say that they hold secrets.
    var secrets: [String] { namesOfFiles.filter(SecretNames.masks).compactMap { values[$0] } }

    /// Says that a file of variables could not be read whole.
    mutating func setIncomplete() { isIncomplete = true }

    func look(up name: String) -> Lookup {
        if unreadable.contains(name) { return .unknown }
        if denied.contains(name) { return .denied }
        return values[name].map { .value($0) } ?? (isIncomplete ? .unknown : .unset)
    }

    /// Says that a file uses a variable.
    mutating func recordUse(_ name: String, at range: SourceRange) {
        if obstacles[name] != nil { obstructedUses[name, default: []].append(range) }
    }

    /// Keeps a use of a variable that no file gets.
    mutating func recordDenied(_ name: String, at range: SourceRange) { deniedUses[name, default: []].append(range) }

    /// Keeps a use of a variable that is not set.
    mutating func recordUnset(_ name: String, message: String? = nil, at range: SourceRange) {
        unset.append(UnsetVariable(name: name, message: message, range: range))
    }

    /// Keeps a statement of an env file that is not read.
    mutating func recordSkipped(_ line: SkippedLine) { skippedLines.append(line) }
}
