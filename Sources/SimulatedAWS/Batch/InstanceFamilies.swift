import InstanceTypes

/// Batch's rules for names of instance types.
enum InstanceFamilies {
    /// Every accepted name, as Batch lists them in its refusal.
    static var list: String {
        let catalogue = InstanceCatalogue.builtIn
        let families = catalogue.families.filter { architecture(of: $0) != nil }
        let types = catalogue.types.filter { accepts($0) }.map(\.name)
        return (["optimal", "default_arm64", "default_x86_64"] + families + types).joined(separator: ", ")
    }

    /// `x86_64` or `arm64`; nil for a type or family that Batch does not take.
    static func architecture(of type: String) -> String? {
        guard BatchSupport.refusal(ofFamily: type.prefix { $0 != "." }) == nil else { return nil }
        return InstanceCatalogue.builtIn.expansion(of: type)?.first { accepts($0) }?.architecture.rawValue
    }

    private static func accepts(_ type: InstanceType) -> Bool {
        BatchSupport.refusal(ofFamily: type.family) == nil && type.architecture.runsLinux
    }
}
