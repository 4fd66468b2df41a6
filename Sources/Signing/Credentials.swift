/// The keys that sign requests; the secret never shows in a description.
public struct Credentials: Sendable, Hashable {
    /// The public half.
    public var accessKeyID: String
    /// The secret half.
    public var secretAccessKey: String
    /// The token that temporary credentials carry.
    public var sessionToken: String?
    /// When they end, in seconds since 1970; `nil` for keys that do not end.
    public var expiration: Double?

    /// Makes credentials.
    public init(accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, expiration: Double? = nil) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }
}

extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The access key's id alone.
    public var description: String { "credentials \(accessKeyID) (secret not shown)" }
    /// The access key's id alone.
    public var debugDescription: String { description }
    /// Keeps `dump` and failed expectations from walking into the secret.
    public var customMirror: Mirror { Mirror(self, children: ["accessKeyID": accessKeyID]) }
}
