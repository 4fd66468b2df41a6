public import ResourceModel

/// The way in which a field's two values are brought to a common form before they are compared.
public enum Comparison: Sendable {
    /// As they are.
    case exact
    /// Without regard to the case of letters.
    case caseInsensitive
    /// A list whose order means nothing.
    case set
    /// A list whose order means nothing unless the state that the file wants says so.
    case setUnless(@Sendable (_ desired: Value) -> Bool)
    /// A name, or an ARN that ends in it.
    case nameOrARN
    /// Only the members that the file names, because AWS fills others in, and those that are read only if they are set to
    /// another value than AWS's default.
    case namedMembers(and: Set<String>)
    /// A form that the rule defines itself.
    case form(@Sendable (Value?) -> Value?)

    /// Returns true if AWS's value is what the file wants.
    func holds(_ observed: Value?, for desired: Value?, in state: Value) -> Bool {
        switch self {
        case .namedMembers(let others): observed.map { Self.covers($0, desired, others) } ?? (desired == nil)
        default: normal(observed, in: state) == normal(desired, in: state)
        }
    }

    /// Returns the form in which values of the same meaning are equal.
    ///
    /// - Parameters:
    ///   - state: the whole that the value is a part of.
    ///   - pattern: where only named members count, the value that names them.
    func normal(_ value: Value?, in state: Value, named pattern: Value? = nil) -> Value? {
        switch self {
        case .exact: value
        case .caseInsensitive: value?.string.map { .string($0.uppercased()) }
        case .set: Self.sorted(value)
        case .setUnless(let isOrdered): isOrdered(state) ? value : Self.sorted(value)
        case .nameOrARN: value?.string?.split(separator: "/").last.map { .string(String($0)) }
        case .namedMembers(let others):
            pattern.flatMap { pattern in value.map { Self.members(of: $0, named: pattern, others) } } ?? value
        case .form(let form): form(value)
        }
    }

    /// True if equal values always have an equal normal form. False if that form depends on another value's members.
    var isComparableAlone: Bool { if case .namedMembers = self { false } else { true } }

    /// Returns the value with a fixed order if the order means nothing, and else as AWS has it.
    func ordered(_ value: Value, in state: Value) -> Value {
        switch self {
        case .set: Self.sorted(value) ?? value
        case .setUnless(let isOrdered): isOrdered(state) ? value : Self.sorted(value) ?? value
        default: value
        }
    }

    private static func sorted(_ value: Value?) -> Value? {
        value?.list.map { .list($0.sorted { $0.json < $1.json }) }
    }

    /// Returns the members of a value that `pattern` names or that count besides; of lists, element by element.
    private static func members(of value: Value, named pattern: Value, _ others: Set<String>) -> Value {
        switch (value, pattern) {
        case (.map(let members), .map(let named)):
            .map(
                members.filter { named[$0.key] != nil || others.contains($0.key) }.reduce(into: [:]) { kept, member in
                    kept[member.key] =
                        named[member.key].map { Self.members(of: member.value, named: $0, others) } ?? member.value
                })
        case (.list(let elements), .list(let named)) where elements.count == named.count:
            .list(zip(elements, named).map { Self.members(of: $0, named: $1, others) })
        default: value
        }
    }

    /// True if `observed` has every member that `desired` names and nothing else that counts; in lists for each
    /// element.
    private static func covers(_ observed: Value, _ desired: Value?, _ others: Set<String>) -> Bool {
        guard let desired else { return false }
        switch (observed, desired) {
        case (.map(let observed), .map(let desired)):
            return desired.allSatisfy { key, value in observed[key].map { covers($0, value, others) } ?? false }
                && observed.keys.allSatisfy { desired[$0] != nil || !others.contains($0) }
        case (.list(let observed), .list(let desired)):
            return observed.count == desired.count && zip(observed, desired).allSatisfy { covers($0, $1, others) }
        default:
            return observed == desired
        }
    }
}
