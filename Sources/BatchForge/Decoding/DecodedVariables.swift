import ManifestLoading
import ResourceModel

/// The items of `env` that give a head job and its tasks their variables.
struct DecodedVariables {
    /// The items: those of the head job in the order of their names, then those of tasks in their own.
    private(set) var items: [String] = []
    /// The names, with the scope before them, of variables whose values may be secrets, which no file shows.
    private(set) var secrets: [String] = []
    /// True if an item has no value, because AWS does not store it.
    private(set) var hasUnknownPath = false

    /// - Parameters:
    ///   - head: the variables of the head job.
    ///   - tasks: those of the tasks, in order.
    init(head: [String: String], tasks: [WrittenConfiguration.Variable]) {
        var rest = head
        var ofTasks: [(scope: EnvironmentVariable.Scope, name: String, value: String?)] = []
        // Of several of one name the head job has the last.
        for variable in tasks.reversed() {
            let own = rest[variable.name]
            let isShared = own.map { Self.isSame(variable.value ?? $0, $0) } ?? false
            if isShared { rest[variable.name] = nil }
            ofTasks.append((isShared ? .both : .compute, variable.name, variable.value ?? own))
        }
        for (name, value) in rest.sorted(by: { $0.key < $1.key }) { add(name, value, prefix: "") }
        for (scope, name, value) in ofTasks.reversed() { add(name, value, prefix: "\(scope.rawValue):") }
    }

    private mutating func add(_ name: String, _ value: String?, prefix: String) {
        guard !SecretNames.denies(name) else {
            secrets.append(prefix + name)
            return
        }
        if value == nil { hasUnknownPath = true }
        items.append("\(prefix)\(name)=\(value ?? "")")
    }

    /// For Swift, texts of other scalars can be equal.
    private static func isSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }
}
