import ResourceModel

/// A policy as the JSON that IAM takes, with the members in the order of AWS's own documents.
struct AccessPolicyView {
    let policy: AccessPolicy

    /// The document.
    var json: JSON {
        .object([("Version", .string("2012-10-17")), ("Statement", .array(policy.statements.map(Self.json)))])
    }

    private static func json(_ statement: AccessPolicy.Statement) -> JSON {
        var members: [(String, JSON)] = [
            ("Sid", .string(statement.sid)), ("Effect", .string("Allow")), ("Action", strings(statement.actions)),
            ("Resource", strings(statement.resources.isEmpty ? ["*"] : statement.resources)),
        ]
        if !statement.conditions.isEmpty { members.append(("Condition", conditions(statement.conditions))) }
        return .object(members)
    }

    /// The tests, each operator once.
    private static func conditions(_ conditions: [AccessPolicy.Condition]) -> JSON {
        let tests = Dictionary(grouping: conditions, by: \.test).sorted { $0.key < $1.key }
        return .object(
            tests.map { test, conditions in
                (test, .object(conditions.map { ($0.key, strings($0.values)) }))
            })
    }

    private static func strings(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
}
