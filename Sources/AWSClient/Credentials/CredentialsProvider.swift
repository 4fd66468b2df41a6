public import Signing

/// Whatever has credentials to sign with.
public protocol CredentialsProvider: Sendable {
    /// The credentials to use now.
    func credentials() async throws -> Credentials
    /// Other credentials than ones that AWS has refused; nil if there are no others.
    func renewed(after refused: Credentials) async throws -> Credentials?
}

extension CredentialsProvider {
    /// Most sources have only what they gave.
    public func renewed(after refused: Credentials) async throws -> Credentials? { nil }
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
