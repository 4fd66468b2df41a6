/// The URL of a service, and the settings that requests to it are signed with.
public struct Endpoint: Sendable, Hashable {
    /// `scheme://host[:port][/path]`, without a slash at the end.
    public var url: String
    /// The region of the credential scope.
    public var signingRegion: String
}
