public import ResourceModel

/// The image from which the instances of a resource start, as far as it is known.
public struct ImageState: Sendable, Hashable {
    /// Its id; nil if AWS chooses the image, since it does not say which.
    public var id: String?
    /// The parameter that it was taken from.
    public var parameter: String?
    /// The time of its creation, in seconds since 1970.
    public var created: Int?
    /// True if a refresh would take another image, false if not; nil if that is not known, or if the file names the image.
    public var hasUpdate: Bool?

    /// The attribute of an image that holds the time of its creation, in seconds since 1970.
    package static let creation = "created"

    /// Makes a state.
    public init(id: String?, parameter: String? = nil, created: Int? = nil, hasUpdate: Bool? = nil) {
        self.id = id
        self.parameter = parameter
        self.created = created
        self.hasUpdate = hasUpdate
    }

    /// Finds the image of a resource; nil if nothing is known of it, or if it has none.
    public init?(of resource: ObservedResource, in observation: Observation, _ kinds: KindCatalog) {
        guard let use = kinds[resource.address.kind].lifecycle.images else { return nil }
        guard let id = use.held(resource.properties) else {
            guard let hasNewer = use.hasNewer(resource) else { return nil }
            self.init(id: nil, hasUpdate: hasNewer)
            return
        }
        self.init(id: id, parameter: resource.tags[OwnershipTags.image])
        let region = resource.address.region
        guard let rules = kinds.all.first(where: { $0.lifecycle.holdsNameOf != nil }),
            let kind = rules.lifecycle.holdsNameOf
        else { return }
        created = observation.resources[Address(sharedIn: region, kind, id)]?.first?.attributes[Self.creation]?.integer
        guard let parameter else { return }
        let current = observation.resources[Address(sharedIn: region, rules.kind, parameter)]?.first
        hasUpdate = current?.attributes["imageId"]?.string.map { $0 != id }
    }

    /// Returns the age in whole days; nil if the time of the creation is not known.
    public func days(at now: Double) -> Int? {
        created.flatMap { now >= Double($0) ? Int((now - Double($0)) / 86_400) : nil }
    }
}
