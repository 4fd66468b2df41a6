import ResourceModel

/// A policy as the JSON that IAM takes, with the members in the order of AWS's own documents.
struct AccessPolicyView {
    let policy: AccessPolicy

    /// The document.
    var json: JSON { Self.ordered(JSON(policy.value)) }

    private static func ordered(_ json: JSON) -> JSON {
        switch json {
        case .array(let elements): .array(elements.map(ordered))
        case .object(let members):
            .object(
                members.sorted { (place(of: $0.0), $0.0) < (place(of: $1.0), $1.0) }.map { ($0.0, ordered($0.1)) })
        default: json
        }
    }

    private static func place(of member: String) -> Int { order.firstIndex(of: member) ?? order.count }

    private static let order = ["Version", "Statement", "Sid", "Effect", "Action", "Resource", "Condition"]
}
