/// Where a service is reached and how requests to it are signed.
public struct Endpoint: Sendable, Hashable {
    /// `scheme://host[:port][/path]`, without a slash at the end.
    public var url: String
    /// The region of the credential scope.
    public var signingRegion: String
}
