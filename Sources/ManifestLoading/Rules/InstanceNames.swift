import InstanceTypes

/// What the names of instance types stand for, looked up once for all environments of a run: they mostly name the same.
struct InstanceNames {
    let catalogue: InstanceCatalogue
    private var known: [String: [InstanceType]?] = [:]

    init(_ catalogue: InstanceCatalogue) {
        self.catalogue = catalogue
    }

    /// As ``InstanceCatalogue/expansion(of:)`` has it.
    mutating func expansion(of name: String) -> [InstanceType]? {
        if let types = known[name] { return types }
        let types = catalogue.expansion(of: name)
        known[name] = .some(types)
        return types
    }
}
