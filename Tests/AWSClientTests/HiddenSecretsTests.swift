import Locking
import TestSupport
import Testing
import Transport

@testable import AWSClient

/// Checks that the sources of credentials report secrets and show none, also if another server than AWS answers.
struct HiddenSecretsTests {
    private static let secret = "wJ9rXUtnFEMIqK7MDENGbPxRfiCYzzzzQQQQKEYk"
    private static let document =
        #"{"AccessKeyId":"AKIA","SecretAccessKey":"\#(secret)","Token":"token-of-role","Expiration":"2026-03-01T10:08:07Z"}"#
    private static let web = [
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/r",
    ]

    @Test func `masks a web identity's credentials, and its token before a call`() async throws {
        let machine = Machine(Self.web, files: ["/token": "web-token"]) { _, _ in
            .assumed("WEB", by: "AssumeRoleWithWebIdentity")
        }
        try await machine.load()
        #expect(machine.secrets.withLock(\.self) == ["web-token", "s", "token-of-WEB"])
    }

    @Test func `masks the keys that ask for a role, and those of the role`() async throws {
        let config =
            "[profile a]\nrole_arn = arn:aws:iam::1:role/r\nsource_profile = b\n"
            + "[profile b]\naws_access_key_id = AKIAB\naws_secret_access_key = base-key\n"
        let machine = Machine(["AWS_PROFILE": "a"], files: ["/home/u/.aws/config": config]) { _, _ in
            .assumed("not.an.id", by: "AssumeRole")
        }
        try await machine.load()
        #expect(machine.secrets.withLock(\.self) == ["base-key", "s", "token-of-not.an.id", "not.an.id"])
    }

    @Test func `masks the tokens of endpoints and their credentials`() async throws {
        let container = Machine([
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1/creds",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": "Bearer of-container",
        ]) { _, _ in HTTPResponse(200, Self.document) }
        try await container.load()
        #expect(container.secrets.withLock(\.self) == ["Bearer of-container", Self.secret, "token-of-role"])
        let instance = Machine { _, count in HTTPResponse(200, ["imds-token", "role", Self.document][count]) }
        try await instance.load()
        #expect(instance.secrets.withLock(\.self) == ["imds-token", Self.secret, "token-of-role"])
    }

    @Test(arguments: [
        secret + "/", "<html>\(secret)</html>", "../../../latest/user-data", "a b", "x\u{1B}[2J", "a\u{202E}b", "r?x=1",
        "//evil/x", String(repeating: "x", count: 65), "..", ".", "rôle",
    ])
    func `a role's name that is none is neither shown nor asked for`(name: String) async throws {
        let machine = Machine { _, count in HTTPResponse(200, count == 0 ? "imds-token" : name) }
        let error = try await #require(throws: CredentialsError.self) { try await machine.load() }
        #expect(await machine.sender.requests.count == 2)
        #expect(
            error.attempts.last?.reason
                == "http://169.254.169.254/latest/meta-data/iam/security-credentials/ answered with what is no role's "
                + "name")
    }

    @Test func `the name of a role is not shown if it has no credentials`() async throws {
        let machine = Machine { _, count in
            count == 2 ? HTTPResponse(404, Self.secret) : HTTPResponse(200, count == 0 ? "imds-token" : Self.secret)
        }
        let error = try await #require(throws: CredentialsError.self) { try await machine.load() }
        #expect(
            error.attempts.last?.reason.hasSuffix(
                "/security-credentials/… answered HTTP 404: check the role of the instance") == true,
            "\(error)")
        #expect(!error.description.contains(Self.secret.prefix(8)))
    }

    private static func refusal(_ code: String, _ message: String) -> HTTPResponse {
        HTTPResponse(
            403,
            "<ErrorResponse><Error><Code>\(code)</Code><Message>\(message)</Message></Error></ErrorResponse>")
    }

    @Test(arguments: [
        "user:word@127.0.0.1:9", "://word", "http://word:word", "http://h/?word", "http://u:word@h", "word",
    ])
    func `an endpoint of instance metadata that is no plain URL is not shown`(endpoint: String) async throws {
        let machine = Machine(["AWS_EC2_METADATA_SERVICE_ENDPOINT": endpoint])
        let error = try await #require(throws: CredentialsError.self) { try await machine.load() }
        #expect(await machine.sender.requests.isEmpty)
        #expect(
            error.attempts.last?.reason == "AWS_EC2_METADATA_SERVICE_ENDPOINT is not a plain http or https URL")
    }

    @Test(arguments: [
        refusal(secret, secret), refusal("AccessDenied", secret),
        HTTPResponse(400, #"{"code":"\#(secret)"}"#, headers: [HTTPHeader("x-amzn-errortype", secret)]),
        HTTPResponse(403, "", headers: [HTTPHeader("x-amzn-requestid", secret)]),
        HTTPResponse(400, "no", headers: [HTTPHeader("Content-Type", secret)]),
        HTTPResponse(200, "no", headers: [HTTPHeader("Content-Type", secret)]),
        HTTPResponse(302, "", headers: [HTTPHeader("Location", "http://h/\(secret)")]),
        HTTPResponse(200, "<\(secret)/>"), HTTPResponse(200, "<R><\(secret)>"), HTTPResponse(500, secret),
        HTTPResponse(
            403, "<ErrorResponse><Error><Code>A</Code></Error><RequestId>\(secret)</RequestId></ErrorResponse>"),
    ])
    func `no part of an answer to a call for credentials is shown`(answer: HTTPResponse) async throws {
        let machine = Machine(Self.web, files: ["/token": "web-token"]) { _, _ in answer }
        let error = try await #require(throws: CredentialsError.self) { try await machine.load() }
        #expect(!error.description.contains(Self.secret.prefix(8)), "\(error)")
        #expect(error.description.contains("sts:AssumeRoleWithWebIdentity: "), "\(error)")
    }

    @Test func `a known code and an id of the usual form are shown`() async throws {
        let id = "7a62c49f-347e-4fc4-9331-6e8eec51a74a"
        let machine = Machine(Self.web, files: ["/token": "web-token"]) { _, _ in
            HTTPResponse(
                400,
                "<ErrorResponse><Error><Code>ExpiredTokenException</Code><Message>x</Message></Error><RequestId>\(id)"
                    + "</RequestId></ErrorResponse>")
        }
        let error = try await #require(throws: CredentialsError.self) { try await machine.load() }
        #expect(
            error.attempts.last?.reason
                == "sts:AssumeRoleWithWebIdentity: ExpiredTokenException: the token has ended (request id \(id))")
    }
}
