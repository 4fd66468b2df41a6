import InstanceTypes

/// Names of instance types as a regular expression: the families and types of the built-in catalogue that something is
/// true of, and no name that it does not know, of which `validate` only warns.
enum InstanceNamePattern {
    /// Names that stand for a type that something is true of.
    static func any(_ isMeant: (InstanceType) -> Bool) -> String {
        pattern(ofFamily: { $0.contains(where: isMeant) }, isMeant)
    }

    /// Names that stand for nothing but types that something is true of.
    static func all(_ isMeant: (InstanceType) -> Bool) -> String {
        pattern(ofFamily: { !$0.isEmpty && $0.allSatisfy(isMeant) }, isMeant)
    }

    /// Families of which Batch takes no type by the family's name.
    static var metalOnly: String { pattern(ofFamily: \.isEmpty) { _ in false } }

    /// Families that Batch refuses, and all their types.
    static var refused: String { all(of: BatchSupport.allCases.flatMap(\.families)) }

    /// Families, and all their types.
    static func all(of families: [String]) -> String {
        "(?:\(families.joined(separator: "|")))(?:\\.\(InstanceCatalogue.sizePattern))?"
    }

    /// A family is judged by the types that Batch takes its name for.
    private static func pattern(
        ofFamily isMeant: ([InstanceType]) -> Bool, _ isTypeMeant: (InstanceType) -> Bool
    ) -> String {
        let catalogue = InstanceCatalogue.builtIn
        let words = InstanceCatalogue.words.keys.sorted().filter { isMeant(catalogue.expansion(of: $0) ?? []) }
        // Families that have the same sizes share them.
        var endings: [String] = []
        var families: [String: [String]] = [:]
        for family in catalogue.families {
            let isWhole = isMeant(catalogue.expansion(of: family) ?? [])
            let sizes = catalogue.types(ofFamily: family).filter(isTypeMeant).map(\.size)
            guard isWhole || !sizes.isEmpty else { continue }
            let some = sizes.isEmpty ? "" : "\\.(?:\(sizes.joined(separator: "|")))"
            let ending = isWhole && !some.isEmpty ? "(?:\(some))?" : some
            if families[ending] == nil { endings.append(ending) }
            families[ending, default: []].append(family)
        }
        let others = endings.map { "(?:\(families[$0, default: []].joined(separator: "|")))\($0)" }
        return (words + others).joined(separator: "|")
    }
}
