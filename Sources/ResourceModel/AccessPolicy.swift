/// A policy of IAM that allows actions and denies none, as a value.
public struct AccessPolicy: Sendable, Hashable {
    /// The most characters that a managed policy can have, white space not counted [aws-rules: Sizes of policies].
    public static let managedCharacters = 6_144

    /// The statements, in the order in which they are printed.
    public var statements: [Statement]

    /// Makes a policy.
    public init(_ statements: [Statement]) { self.statements = statements }

    /// Actions on resources.
    public struct Statement: Sendable, Hashable {
        /// The name of the statement: letters and digits.
        public var sid: String
        /// The actions, such as `batch:CreateJobQueue`.
        public var actions: [String]
        /// ARNs, in which `*` is any text; empty for every resource.
        public var resources: [String]
        /// Conditions that all must be true of the call.
        public var conditions: [Condition]

        /// Makes a statement.
        public init(_ sid: String, _ actions: [String], on resources: [String] = [], if conditions: [Condition] = []) {
            self.sid = sid
            self.actions = actions
            self.resources = resources
            self.conditions = conditions
        }
    }

    /// A test of one fact about a call.
    public struct Condition: Sendable, Hashable {
        /// The operator, such as `StringEquals`.
        public var test: String
        /// The fact, such as `iam:PassedToService`.
        public var key: String
        /// The values of which one must match.
        public var values: [String]

        /// Makes a condition.
        public init(_ test: String, _ key: String, _ values: [String]) {
            self.test = test
            self.key = key
            self.values = values
        }
    }

    /// The document.
    public var value: Value {
        .map(["Version": .string("2012-10-17"), "Statement": .list(statements.map(\.value))])
    }

    /// The size as IAM counts it, without white space.
    public var characters: Int { value.json.unicodeScalars.count }

    /// Returns policies that allow the same together, each of at most `limit` characters. A statement that is too long
    /// by itself is divided by its resources.
    public func parts(upTo limit: Int = managedCharacters) -> [AccessPolicy] {
        var parts = [AccessPolicy([])]
        for statement in statements.flatMap({ $0.divided(upTo: limit) }) {
            var longer = parts[parts.count - 1]
            longer.statements.append(statement)
            if longer.characters <= limit || longer.statements.count == 1 {
                parts[parts.count - 1] = longer
            } else {
                parts.append(AccessPolicy([statement]))
            }
        }
        return parts
    }
}

extension AccessPolicy.Statement {
    /// The statement in the document.
    fileprivate var value: Value {
        var members: [String: Value] = [
            "Sid": .string(sid), "Effect": .string("Allow"), "Action": .strings(actions),
            "Resource": .strings(resources.isEmpty ? ["*"] : resources),
        ]
        if !conditions.isEmpty {
            let tests = Dictionary(grouping: conditions, by: \.test).mapValues { conditions in
                Value.map(Dictionary(conditions.map { ($0.key, Value.strings($0.values)) }) { first, _ in first })
            }
            members["Condition"] = .map(tests)
        }
        return .map(members)
    }

    /// Returns the statement in halves of its resources until each half fits.
    fileprivate func divided(upTo limit: Int) -> [AccessPolicy.Statement] {
        guard AccessPolicy([self]).characters > limit, resources.count > 1 else { return [self] }
        let middle = resources.count / 2
        return [resources[..<middle], resources[middle...]].enumerated().flatMap { index, half in
            var part = self
            part.sid += index == 0 ? "A" : "B"
            part.resources = Array(half)
            return part.divided(upTo: limit)
        }
    }
}
