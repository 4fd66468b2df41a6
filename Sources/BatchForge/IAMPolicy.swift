import ResourceModel

/// Policy documents as values.
enum IAMPolicy {
    static func document(_ statements: [Value]) -> Value {
        .map(["Version": .string("2012-10-17"), "Statement": .list(statements)])
    }

    /// Returns the trust policy that lets a service take a role.
    static func trust(in service: String) -> Value {
        document([
            .map([
                "Effect": .string("Allow"), "Principal": .map(["Service": .string(service)]),
                "Action": .string("sts:AssumeRole"),
            ])
        ])
    }

    /// Returns a statement on at least one resource: IAM refuses a statement without any.
    static func allow(_ actions: [String], on resources: [Value], if condition: Value? = nil) -> Value {
        precondition(!resources.isEmpty && !actions.isEmpty, "a statement needs actions and resources")
        var statement: [String: Value] = [
            "Effect": .string("Allow"), "Action": .strings(actions), "Resource": .list(resources),
        ]
        statement["Condition"] = condition
        return .map(statement)
    }

    static func allow(_ actions: [String], on resources: [String], if condition: Value? = nil) -> Value {
        allow(actions, on: resources.map { .string($0) }, if: condition)
    }

    /// Returns the size of a document as IAM counts it, without white space.
    ///
    /// The text of a reference is known only after its resource exists; an
    /// ARN of a role has at most 128 characters more.
    static func size(of document: Value) -> Int {
        document.json.unicodeScalars.count + 128 * document.references.count
    }
}
