public import ResourceModel
import Signing

extension Value {
    /// The text shown instead of a value that is not shown: twelve hexadecimal digits of its SHA-256.
    public var digest: String { "sha256:" + SHA256.hexDigest(of: string ?? json).prefix(12) }

    /// The same value with another one at a dotted path that leads through maps.
    public func replacing(_ path: String, with value: Value) -> Value {
        let keys = path.split(separator: ".", maxSplits: 1).map(String.init)
        guard var members = map, let first = keys.first else { return self }
        members[first] = keys.count == 1 ? value : members[first]?.replacing(keys[1], with: value)
        return .map(members)
    }
}
