import InstanceTypes

/// What Batch makes of an instance type's name.
enum InstanceFamilies {
    /// Every accepted family, as Batch lists them in its refusal.
    static var list: String { (["optimal"] + InstanceCatalogue.builtIn.families).joined(separator: ", ") }

    /// `x86_64` or `arm64`; nil when there is no such type or family.
    static func architecture(of type: String) -> String? {
        InstanceCatalogue.builtIn.expansion(of: type)?.first?.architecture.rawValue
    }
}
