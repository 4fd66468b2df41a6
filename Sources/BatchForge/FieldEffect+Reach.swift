public import ManifestLoading
public import ResourceModel

extension FieldEffect {
    /// A field of AWS, in named resources of an environment, that an edit of the field changes.
    public struct Reach: Sendable, Hashable {
        /// The field under AWS's name.
        public let path: String
        /// The kind of the resources that have it.
        public let kind: ResourceKind
        /// The parts of the environment whose resources have it.
        public let parts: [String]
        /// The condition in the rest of the file.
        public var condition: Condition?
        /// True if the field turns the resource into another one.
        public var isForm = false
    }

    /// The fields of AWS that an edit changes, in the resources that ``EnvironmentBuilder`` builds.
    public var reaches: [Reach] {
        guard case .resources(let impacts) = self else { return [] }
        return impacts.flatMap { impact -> [Reach] in
            switch impact {
            case .field(let path, let kind, let parts, let condition):
                [Reach(path: path, kind: kind, parts: parts.names(of: kind), condition: condition)]
            case .form(let path, let kind, let part): [Reach(path: path, kind: kind, parts: [part], isForm: true)]
            case .tags:
                ResourceBuilder.taggedKinds.map {
                    Reach(path: "tags", kind: $0, parts: ResourceBuilder.parts(of: $0))
                }
            case .existence: []
            }
        }
    }
}

extension FieldEffect.Parts {
    fileprivate func names(of kind: ResourceKind) -> [String] {
        switch self {
        case .every: ResourceBuilder.parts(of: kind)
        case .some(let names): names
        }
    }
}

extension ResourceBuilder {
    /// Returns the parts that a kind can have.
    public static func parts(of kind: ResourceKind) -> [String] {
        let parts = everyPart.filter { $0.address.kind == kind }.map(\.address.part)
        return parts.isEmpty ? [""] : parts
    }

    /// Returns the parts of a kind that `fargate: True` puts on Fargate.
    public static func partsOnFargate(of kind: ResourceKind) -> [String] {
        kind == .computeEnvironment ? [EnvironmentBuilder.Part.head.rawValue] : []
    }

    /// The kinds of everything that reconcile makes and owns.
    fileprivate static let taggedKinds = Set(everyPart.map(\.address.kind) + [.logGroup]).sorted()

    /// Built once, because each field asks for the tables.
    private static let everyPart = everyPart(
        of: EnvironmentKey(region: "", workspace: nil, name: ""), namePrefix: "",
        in: Partition(name: "aws"))
}
