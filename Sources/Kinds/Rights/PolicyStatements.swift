import Reconciliation
import ResourceModel

/// The statements of a policy while it is put together: one for each kind and set of resources, each action once.
struct PolicyStatements {
    /// The resources and conditions of a statement.
    private struct Scope: Hashable {
        var resources: [String]
        var conditions: [AccessPolicy.Condition]
    }

    private struct Group {
        var subject: String
        var label: String
        var scope: Scope
        var actions: [String]
    }

    private var groups: [Group] = []

    /// Adds the actions of a permission.
    mutating func add(_ permission: Permission, of kind: ResourceKind, _ resources: [Resource], _ names: NamePatterns) {
        add(permission, of: kind.camelCase, resources, names)
    }

    /// Adds the actions of a permission to the statements of a subject.
    mutating func add(_ permission: Permission, of subject: String, _ resources: [Resource], _ names: NamePatterns) {
        func texts(_ patterns: [ARNPattern]) -> [String] {
            var seen: Set<String> = []
            return resources.flatMap { resource in
                patterns.flatMap { $0.texts(for: resource, in: names.place(of: resource)) }
            }.filter { seen.insert($0).inserted }
        }
        let arns = texts(permission.resources)
        let conditions = permission.conditions.map { condition in
            AccessPolicy.Condition(condition, texts(condition.values))
        }
        // Without a resource or a value the calls are never sent.
        guard permission.resources.isEmpty == arns.isEmpty, !conditions.contains(where: \.values.isEmpty) else {
            return
        }
        let scope = Scope(resources: arns, conditions: conditions)
        let actions = permission.actions.filter { !isAllowed($0, scope) }
        guard !actions.isEmpty else { return }
        let place = groups.firstIndex {
            $0.subject == subject && $0.scope == scope && $0.label == permission.label
        }
        if let place {
            groups[place].actions += actions
        } else {
            groups.append(Group(subject: subject, label: permission.label, scope: scope, actions: actions))
        }
    }

    /// True if an earlier statement allows the action on the same resources, or on all.
    private func isAllowed(_ action: String, _ scope: Scope) -> Bool {
        let everything = Scope(resources: [], conditions: [])
        return groups.contains { $0.actions.contains(action) && [scope, everything].contains($0.scope) }
    }

    /// The statements, each with a name that tells its kind.
    var all: [AccessPolicy.Statement] {
        var used: [String: Int] = [:]
        return groups.map { group in
            let stem = group.subject + (group.scope.resources.isEmpty ? "Read" : group.label)
            used[stem, default: 0] += 1
            let count = used[stem] ?? 1
            return AccessPolicy.Statement(
                stem + (count > 1 ? String(count) : ""), group.actions, on: group.scope.resources,
                if: group.scope.conditions)
        }
    }
}

extension AccessPolicy.Condition {
    /// Makes a condition; the operator follows from the values.
    fileprivate init(_ condition: PermissionCondition, _ values: [String]) {
        let isPattern = values.contains { $0.contains("*") }
        let test = condition.areARNs ? "ArnLike" : isPattern ? "StringLike" : "StringEquals"
        self.init(test, condition.key, values)
    }
}

extension ResourceKind {
    /// `JobQueue` for `job-queue`, since the name of a statement is letters and digits.
    fileprivate var camelCase: String {
        rawValue.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }
}
