import Signing

extension OwnershipTags {
    /// The value of ``form``: a hash of the properties and the tags that the file wants, without that tag itself and
    /// ``fields``, which follow from them.
    public static func formValue(properties: Value, tags: [String: String]) -> String {
        var tags = tags
        tags[form] = nil
        tags[fields] = nil
        let wanted = Value.map(["properties": properties, "tags": .strings(tags)]).json
        return String(SHA256.hexDigest(of: wanted).prefix(16))
    }

    /// Returns true if ``form`` is the value that reconcile writes on a resource with these properties and tags.
    ///
    /// Tags that others added do not count. The hash covers the owner and the resource, so it does not fit copied tags.
    public static func haveOwnForm(_ tags: [String: String], properties: Value) -> Bool {
        let own = tags.filter { isOurs($0.key) || wasLabel($0.key, in: tags) }
        return tags[form] == formValue(properties: properties, tags: own)
    }
}
