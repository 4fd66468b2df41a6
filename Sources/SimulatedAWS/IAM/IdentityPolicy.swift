import FoundationEssentials

/// A policy of an identity, as IAM evaluates it: what no statement allows is denied, and a denial wins.
package struct IdentityPolicy: Sendable {
    /// A request as IAM sees it: an action on a resource, with the facts that conditions test.
    package struct Request: Sendable, Hashable {
        package var action: String
        /// The resource by its ARN, or `*` for an action without one.
        package var resource: String
        /// The values of each key.
        package var context: [String: [String]]

        package init(_ action: String, on resource: String, _ context: [String: [String]] = [:]) {
            self.action = action
            self.resource = resource
            self.context = context
        }
    }

    /// The reason why a document cannot be evaluated.
    package struct Unreadable: Error, CustomStringConvertible {
        package let description: String
    }

    private let statements: [Statement]

    /// Reads a document. A condition whose operator is unknown here is refused, since it may deny.
    package init(_ text: String) throws {
        do {
            statements = try JSONDecoder().decode(Document.self, from: Data(text.utf8)).Statement.values
        } catch {
            throw Unreadable(description: "the policy cannot be read: \(error)")
        }
        for statement in statements {
            for test in (statement.Condition ?? [:]).keys where Comparison(rawValue: test) == nil {
                throw Unreadable(description: "the condition \(test) is not known")
            }
        }
    }

    /// Joins the policies of an identity.
    package init(_ policies: [IdentityPolicy]) { statements = policies.flatMap(\.statements) }

    /// The result of an evaluation, under the names of IAM's simulation.
    package enum Decision: String, Sendable {
        case allowed
        case explicitDeny
        case implicitDeny
    }

    /// Returns true if a request is allowed.
    package func allows(_ request: Request) -> Bool { decision(on: request) == .allowed }

    /// Returns the decision on a request.
    package func decision(on request: Request) -> Decision {
        let effects = statements.filter { $0.matches(request) }.map(\.Effect)
        if effects.contains("Deny") { return .explicitDeny }
        return effects.isEmpty ? .implicitDeny : .allowed
    }

    /// Returns the keys that conditions test on a request and that the request does not have, in order.
    package func missingKeys(of request: Request) -> [String] {
        let concerned = statements.filter { $0.concerns(request) }
        let keys = concerned.flatMap { ($0.Condition ?? [:]).values.flatMap(\.keys) }
        return Set(keys).subtracting(request.context.keys).sorted()
    }

    /// Returns the names of the statements that allow a request.
    package func statements(allowing request: Request) -> [String] {
        statements.filter { $0.Effect == "Allow" && $0.matches(request) }.map { $0.Sid ?? "" }
    }

    private struct Document: Decodable {
        var Statement: OneOrMany<IdentityPolicy.Statement>
    }

    private struct Statement: Decodable, Sendable {
        var Sid: String?
        var Effect: String
        var Action: OneOrMany<String>
        var Resource: OneOrMany<String>
        var Condition: [String: [String: OneOrMany<String>]]?

        /// Returns true if the statement is about the action and the resource of a request.
        func concerns(_ request: Request) -> Bool {
            // Names of actions have no case.
            let action = request.action.lowercased()
            return Action.values.contains { Wildcard.matches(action, $0.lowercased()) }
                && Resource.values.contains { Wildcard.matches(request.resource, $0) }
        }

        func matches(_ request: Request) -> Bool {
            concerns(request)
                && (Condition ?? [:]).allSatisfy { test, keys in
                    keys.allSatisfy { key, values in
                        // A fact that a request does not have matches nothing.
                        (request.context[key] ?? []).contains { given in
                            values.values.contains { Comparison(rawValue: test)?.holds(given, $0) == true }
                        }
                    }
                }
        }
    }

    /// The operators of conditions that reconcile's policies have.
    private enum Comparison: String {
        case StringEquals
        case StringLike
        case ArnLike
        case ArnEquals

        func holds(_ given: String, _ wanted: String) -> Bool {
            self == .StringEquals ? given == wanted : Wildcard.matches(given, wanted)
        }
    }
}
