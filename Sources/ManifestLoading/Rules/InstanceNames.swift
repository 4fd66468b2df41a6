import InstanceTypes

/// The meanings of instance type names. Each is looked up once for all environments of a run, since they mostly name
/// the same types.
struct InstanceNames {
    let catalogue: InstanceCatalogue
    private var known: [String: Meaning?] = [:]

    /// The types that a name stands for.
    struct Meaning {
        let types: [InstanceType]
        /// True if there is no advice on snapshots for any of them.
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
