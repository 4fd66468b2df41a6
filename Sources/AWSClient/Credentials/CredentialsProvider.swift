public import Signing

/// Whatever has credentials to sign with.
public protocol CredentialsProvider: Sendable {
    /// The credentials to use now.
    func credentials() async throws -> Credentials
}

/// Keys that are simply given.
public struct StaticCredentials: CredentialsProvider {
    private let value: Credentials

    /// Makes a provider of these credentials.
    public init(_ credentials: Credentials) {
        value = credentials
    }

    /// The credentials given.
    public func credentials() async throws -> Credentials { value }
}
