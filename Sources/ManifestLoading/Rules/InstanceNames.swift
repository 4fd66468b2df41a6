import InstanceTypes

/// What the names of instance types stand for, looked up once for all environments of a run: they mostly name the same.
struct InstanceNames {
    let catalogue: InstanceCatalogue
    private var known: [String: Meaning?] = [:]

    /// The types that a name stands for.
    struct Meaning {
        let types: [InstanceType]
        /// Whether nothing is to be said of snapshots on any of them.
        let areSuited: Bool
    }

    init(_ catalogue: InstanceCatalogue) {
        self.catalogue = catalogue
    }

    /// As `InstanceCatalogue.expansion(of:)` has it.
    mutating func meaning(of name: String) -> Meaning? {
        if let meaning = known[name] { return meaning }
        let meaning = catalogue.expansion(of: name).map { types in
            Meaning(types: types, areSuited: types.allSatisfy { SnapshotFitness($0).isSuited })
        }
        known[name] = .some(meaning)
        return meaning
    }
}
