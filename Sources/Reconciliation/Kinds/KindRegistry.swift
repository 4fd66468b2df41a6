public import Planning
public import ResourceModel

/// The kinds of resources that a run knows.
public struct KindRegistry: Sendable {
    /// The definitions, in the order in which they are listed.
    public let all: [KindDefinition]
    /// The facts with which plans are made.
    public let catalog: KindCatalog
    private let places: [ResourceKind: Int]

    /// Makes a registry.
    public init(_ all: [KindDefinition]) {
        self.all = all
        catalog = KindCatalog(all.map(\.rules))
        places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.kind, $0) })
    }

    /// The definition of a kind; nil if it is not listed.
    public subscript(kind: ResourceKind) -> KindDefinition? { places[kind].map { all[$0] } }

    /// The lifecycle rules of a kind.
    func lifecycle(_ kind: ResourceKind) -> Lifecycle { catalog[kind].lifecycle }

    /// Returns the driver that writes resources of a kind.
    func driver(of kind: ResourceKind) throws -> any ResourceDriver {
        guard let driver = self[kind]?.driver else {
            throw ReconciliationError("no driver for \(kind.rawValue)", detail: "this is a bug in reconcile")
        }
        return driver
    }
}
