import AWSOperations
import Signing
import TestSupport
import Testing
import Transport

@testable import AWSClient

/// Roles of IAM Identity Center.
struct SSOCredentialsTests {
    private static let ssoSession = """
        [profile a]
        sso_session = corp
        sso_account_id = 111111111111
        sso_role_name = Deployer
        [sso-session corp]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = eu-central-1
        """
    private static let ssoToken =
        #"{"accessToken":"aoal-token","expiresAt":"2026-03-01T10:08:07Z","region":"eu-central-1"}"#

    @Test(arguments: [
        (ssoSession, "corp"),
        (
            "[profile a]\nsso_start_url = https://x/start\nsso_region = eu-central-1\nsso_account_id = 111111111111\n"
                + "sso_role_name = Deployer", "https://x/start"
        ),
    ])
    func `takes a role with the token of aws sso login`(config: String, key: String) async throws {
        let machine = Machine(
            ["AWS_PROFILE": "a"],
            files: [
                "/home/u/.aws/config": config, "/home/u/.aws/sso/cache/\(SHA1.hexDigest(of: key)).json": Self.ssoToken,
            ]
        ) { request, _ in
            #expect(
                request.url == "https://portal.sso.eu-central-1.amazonaws.com/federation/credentials"
                    + "?account_id=111111111111&role_name=Deployer")
            #expect(request[header: "x-amz-sso_bearer_token"] == "aoal-token")
            return HTTPResponse(
                200,
                #"{"roleCredentials":{"accessKeyId":"SSO","secretAccessKey":"s","sessionToken":"t","expiration":1772359687000}}"#
            )
        }
        let expected = Credentials(
            accessKeyID: "SSO", secretAccessKey: "s", sessionToken: "t", expiration: 1_772_359_687)
        #expect(try await machine.load() == expected)
        #expect(SHA1.hexDigest(of: "abc") == "a9993e364706816aba3e25717850c26c9cd0d89d")
    }

    @Test(
        arguments: [
            (nil, 200, "there is no SSO session: run 'aws sso login --profile a'"),
            ("{", 200, "holds no SSO token"), (#"{"accessToken":"a\r\nb"}"#, 200, "holds no SSO token"),
            (#"{"accessToken":"t","expiresAt":"2020-03-01T10:08:07UTC"}"#, 200, "the SSO session has ended"),
            (ssoToken, 401, "the SSO session has ended: run 'aws sso login --profile a'"),
            (ssoToken, 403, "SSO does not give the role 'Deployer'"),
            (ssoToken, 200, "SSO answered without credentials"),
            (ssoToken, 500, "answered HTTP 500"),
        ] as [(String?, Int, String)])
    func `says what to do when SSO gives no credentials`(token: String?, status: Int, reason: String) async throws {
        var files = ["/home/u/.aws/config": Self.ssoSession]
        files["/home/u/.aws/sso/cache/\(SHA1.hexDigest(of: "corp")).json"] = token
        let machine = Machine(["AWS_PROFILE": "a"], files: files) { _, _ in
            HTTPResponse(status, #"{"secretAccessKey":"aoal-secret"}"#)
        }
        let error = await #expect(throws: CredentialsError.self) { try await machine.load() }
        let said = error?.attempts.last?.reason ?? ""
        #expect(said.contains(reason) && !said.contains("aoal"), "\(said)")
    }
}
