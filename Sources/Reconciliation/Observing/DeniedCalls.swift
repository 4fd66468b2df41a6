public import AWSOperations
import Planning

/// All calls of one round that AWS denied, so that the user changes the policy only once.
public struct DeniedCalls: Error, Sendable, Hashable {
    /// The denials, with each call and resource once.
    public let errors: [ServiceError]

    /// The problem, in one line.
    public var summary: String { "AWS denied \(remedies.count == 1 ? "1 action" : "\(remedies.count) actions")" }

    /// The advice for each action, and a statement that allows the actions that can be allowed.
    public var detail: String {
        let lines = remedies.map { line, more in
            more == 0 ? line : "\(line) (the same of \(more == 1 ? "1 other resource" : "\(more) other resources"))"
        }
        return (lines + [statement].compactMap { $0 }).joined(separator: "\n")
    }

    private var actions: [(action: String, errors: [ServiceError])] {
        var order: [String] = []
        var found: [String: [ServiceError]] = [:]
        for error in errors {
            let action = Cause(error).names.action ?? error.operation
            if found[action] == nil { order.append(action) }
            found[action, default: []].append(error)
        }
        return order.map { ($0, found[$0] ?? []) }
    }

    private var remedies: [(line: String, more: Int)] {
        actions.compactMap { action, errors in
            errors.first.map { error in
                let remedy = Cause(error).remedy
                return ("\(error.explained): \(remedy.isEmpty ? "allow \(action)" : remedy)", errors.count - 1)
            }
        }
    }

    /// A statement that allows the denied actions, without those that a
    /// policy denies explicitly: it does not help there.
    private var statement: String? {
        let allowable = actions.filter { _, errors in
            errors.allSatisfy { Cause($0).kind == .permissionMissing && !$0.message.contains("explicit deny") }
        }.map { "\"\($0.action)\"" }
        guard !allowable.isEmpty else { return nil }
        return #"a statement that allows them: {"Effect":"Allow","Action":["# + allowable.joined(separator: ",")
            + #"],"Resource":"*"}"#
    }

    /// Throws the failures of a round of calls: all denials together, any other failure first.
    package static func rethrow(_ failures: [any Error]) throws {
        if let other = failures.first(where: { denials(in: $0) == nil }) { throw other }
        var seen: Set<String> = []
        let errors = failures.flatMap { denials(in: $0) ?? [] }.filter { error in
            let subject = Cause(error).names.resource == nil ? error.subject ?? "" : ""
            return seen.insert("\(error.operation) \(subject) \(error.message)").inserted
        }
        guard let first = errors.first else { return }
        throw errors.count == 1 ? first : DeniedCalls(errors: errors) as any Error
    }

    /// Returns the denials in an error; nil if it is another error.
    package static func denials(in error: any Error) -> [ServiceError]? {
        switch error {
        case let error as DeniedCalls: error.errors
        case let error as ServiceError where [.permissionMissing, .scpDenied].contains(Cause(error).kind): [error]
        default: nil
        }
    }
}

/// Runs one call for each element at the same time. A denial does not keep the other calls from being made.
package func together<Element: Sendable, Answer: Sendable>(
    _ elements: [Element], _ body: @escaping @Sendable (Element) async throws -> Answer
) async throws -> [Answer] {
    let outcomes = try await concurrently(elements) { element in await outcome { try await body(element) } }
    try DeniedCalls.rethrow(outcomes.compactMap(\.failure))
    return try outcomes.map { try $0.get() }
}

/// Returns the result of a call as a value, so that the calls beside it can be awaited as well.
package func outcome<Answer: Sendable>(_ body: () async throws -> Answer) async -> Result<Answer, any Error> {
    do { return .success(try await body()) } catch { return .failure(error) }
}

extension Result {
    /// The error, if it failed.
    package var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}
