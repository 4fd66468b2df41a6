public import ResourceModel
import Signing

extension Value {
    /// The text shown instead of a value that is not shown: twelve hexadecimal digits of its SHA-256.
    public var digest: String { "sha256:" + SHA256.hexDigest(of: string ?? json).prefix(12) }

    /// The digest in the value's place. Nothing stays nothing, a reference is known only after apply, and what is concealed
    /// already stays as it is.
    public var concealed: Value {
        switch self {
        case .reference: self
        case .string(let text) where text.isEmpty || text.wholeMatch(of: /sha256:[0-9a-f]{12}/) != nil: self
        default: .string(digest)
        }
    }

    /// The same value with another one at a dotted path that leads through maps.
    public func replacing(_ path: String, with value: Value) -> Value {
        let keys = path.split(separator: ".", maxSplits: 1).map(String.init)
        guard var members = map, let first = keys.first else { return self }
        members[first] = keys.count == 1 ? value : members[first]?.replacing(keys[1], with: value)
        return .map(members)
    }
}
