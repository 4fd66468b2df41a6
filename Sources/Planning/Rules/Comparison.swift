import ResourceModel

/// How a field's two values are brought to a common form before they are compared.
enum Comparison: Sendable {
    /// As they are.
    case exact
    /// Letters' case means nothing.
    case caseInsensitive
    /// A list whose order means nothing.
    case set
    /// A list whose order means nothing unless the state that the file wants says so.
    case setUnless(@Sendable (_ desired: Value) -> Bool)
    /// A name, or an ARN that ends in it.
    case nameOrARN
    /// Only the members that the file names: AWS fills others in.
    case namedMembers
    /// A form of its own.
    case form(@Sendable (Value?) -> Value?)

    /// Whether AWS's value is what the file wants.
    func holds(_ observed: Value?, for desired: Value?, in state: Value) -> Bool {
        switch self {
        case .exact: observed == desired
        case .caseInsensitive: observed?.string?.uppercased() == desired?.string?.uppercased()
        case .set: sorted(observed) == sorted(desired)
        case .setUnless(let isOrdered):
            isOrdered(state) ? observed == desired : sorted(observed) == sorted(desired)
        case .nameOrARN: lastSegment(observed) == lastSegment(desired)
        case .namedMembers: observed.map { Self.covers($0, desired) } ?? (desired == nil)
        case .form(let form): form(observed) == form(desired)
        }
    }

    private func sorted(_ value: Value?) -> [String]? { value?.list?.map(\.json).sorted() }

    private func lastSegment(_ value: Value?) -> Substring? { value?.string?.split(separator: "/").last }

    /// Whether every member that `desired` names is in `observed`, lists element by element.
    private static func covers(_ observed: Value, _ desired: Value?) -> Bool {
        guard let desired else { return false }
        switch (observed, desired) {
        case (.map(let observed), .map(let desired)):
            return desired.allSatisfy { key, value in observed[key].map { covers($0, value) } ?? false }
        case (.list(let observed), .list(let desired)):
            return observed.count == desired.count && zip(observed, desired).allSatisfy { covers($0, $1) }
        default:
            return observed == desired
        }
    }
}
