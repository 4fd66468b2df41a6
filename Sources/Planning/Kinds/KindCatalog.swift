public import ResourceModel

/// The rules of every kind that plans can meet.
public struct KindCatalog: Sendable {
    /// The rules, in the order in which the kinds are listed.
    public let all: [KindRules]
    private let rules: [ResourceKind: KindRules]

    /// Makes a catalog.
    public init(_ all: [KindRules]) {
        self.all = all
        rules = Dictionary(uniqueKeysWithValues: all.map { ($0.kind, $0) })
    }

    /// The rules of a kind; empty rules for a kind that is not listed.
    public subscript(kind: ResourceKind) -> KindRules { rules[kind] ?? KindRules(kind) }

    /// The lifecycle of a resource's kind.
    func lifecycle(_ address: Address) -> Lifecycle { self[address.kind].lifecycle }
}
