import AWSOperations
import Locking
import Signing
import TestSupport
import Testing
import Transport

@testable import AWSClient

/// A chain on a machine that the test makes up; the clock shows 2026-03-01T09:08:07Z.
struct Machine {
    var chain: CredentialsChain
    var sender: FakeSender
    /// The texts that the chain has reported as secret so far; no output may show them.
    let secrets = LockedValue<[String]>([])

    init(
        _ variables: [String: String] = [:], files: [String: String] = [:], profile: String? = nil,
        program: [UInt8]? = nil,
        answer: @escaping @Sendable (HTTPRequest, Int) throws -> HTTPResponse = { request, _ in
            Issue.record("unexpected request to \(request.url)")
            return HTTPResponse(status: 500)
        }
    ) {
        var environment = AWSEnvironment.fake(variables, files: files)
        if let program { environment.runProgram = { _ in program } }
        sender = FakeSender(answer)
        let secrets = secrets
        chain = CredentialsChain(
            context: CredentialsContext(
                environment: environment, profile: profile, endpoints: EndpointResolver(),
                region: environment["AWS_REGION"], sender: sender,
                clock: SigningClock(FakeClock()), maximumAttempts: 1, random: { 0 }, onExchange: nil,
                onSecrets: { new in secrets.withLock { $0 += new } }),
            isProfileExplicit: profile != nil)
    }

    @discardableResult func load() async throws -> Credentials { try await chain.credentials() }
}

extension HTTPResponse {
    static func assumed(_ id: String, by operation: String) -> HTTPResponse {
        HTTPResponse(
            200,
            """
            <\(operation)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><\(operation)Result>
              <Credentials><AccessKeyId>\(id)</AccessKeyId><SecretAccessKey>s</SecretAccessKey>
              <SessionToken>token-of-\(id)</SessionToken><Expiration>2026-03-01T10:08:07.000Z</Expiration></Credentials>
            </\(operation)Result></\(operation)Response>
            """)
    }
}
