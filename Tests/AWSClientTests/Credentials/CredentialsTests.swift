import AWSOperations
import Locking
import Signing
import TestSupport
import Testing
import Transport

@testable import AWSClient

struct CredentialsTests {
    @Test func `keys in the environment win, with their token`() async throws {
        let machine = Machine(
            ["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "s", "AWS_SESSION_TOKEN": "t"],
            files: ["/home/u/.aws/credentials": "[default]\naws_access_key_id = other\naws_secret_access_key = s"])
        let credentials = try await machine.load()
        #expect(credentials == Credentials(accessKeyID: "AKID", secretAccessKey: "s", sessionToken: "t"))
        #expect(await machine.sender.requests == [])
    }

    @Test func `a profile given as an option wins over keys in the environment`() async throws {
        let machine = Machine(
            ["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "s"],
            files: [
                "/home/u/.aws/credentials":
                    "[dev]\naws_access_key_id = DEV\naws_secret_access_key = s2\naws_session_token = t2"
            ], profile: "dev")
        #expect(
            try await machine.load() == Credentials(accessKeyID: "DEV", secretAccessKey: "s2", sessionToken: "t2"))
    }

    @Test func `a token file and a role become a role's keys, without a signature`() async throws {
        let machine = Machine(
            [
                "AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws-cn:iam::1:role/r",
                "AWS_ROLE_SESSION_NAME": "ci",
            ], files: ["/token": "ey.J\n"]
        ) { request, _ in
            #expect(request.url == "https://sts.cn-north-1.amazonaws.com.cn/")
            #expect(request[header: "Authorization"] == nil)
            #expect(
                request.text == "Action=AssumeRoleWithWebIdentity&Version=2011-06-15"
                    + "&RoleArn=arn%3Aaws-cn%3Aiam%3A%3A1%3Arole%2Fr&RoleSessionName=ci&WebIdentityToken=ey.J")
            return .assumed("WEB", by: "AssumeRoleWithWebIdentity")
        }
        let credentials = try await machine.load()
        #expect(credentials.accessKeyID == "WEB")
        #expect(credentials.sessionToken == "token-of-WEB")
        #expect(credentials.expiration == 1_772_359_687)
    }

    @Test func `roles are taken along a chain of profiles`() async throws {
        let machine = Machine(
            ["AWS_PROFILE": "top", "AWS_REGION": "eu-west-1"],
            files: [
                "/home/u/.aws/config": """
                [profile top]
                role_arn = arn:aws:iam::2:role/top
                source_profile = middle
                external_id = x y
                duration_seconds = 900
                role_session_name = me
                region = us-east-2
                [profile middle]
                role_arn = arn:aws:iam::1:role/middle
                source_profile = base
                """,
                "/home/u/.aws/credentials": "[base]\naws_access_key_id = BASE\naws_secret_access_key = s",
            ]
        ) { request, count in
            if count == 0 {
                #expect(request.url == "https://sts.eu-west-1.amazonaws.com/")
                #expect(request[header: "Authorization"]?.contains("Credential=BASE/") == true)
                #expect(request.text.hasSuffix("role%2Fmiddle&RoleSessionName=reconcile-1772356087"))
                return .assumed("MIDDLE", by: "AssumeRole")
            }
            #expect(request.url == "https://sts.us-east-2.amazonaws.com/")
            #expect(request[header: "Authorization"]?.contains("Credential=MIDDLE/") == true)
            #expect(request[header: "X-Amz-Security-Token"] == "token-of-MIDDLE")
            #expect(
                request.text.hasSuffix("role%2Ftop&RoleSessionName=me&DurationSeconds=900&ExternalId=x%20y"))
            return .assumed("TOP", by: "AssumeRole")
        }
        #expect(try await machine.load().accessKeyID == "TOP")
        #expect(await machine.sender.requests.count == 2)
    }

    @Test(arguments: [
        (
            "a", "[profile a]\nrole_arn = r\nsource_profile = b\n[profile b]\nrole_arn = r\nsource_profile = a",
            "source_profile goes in a circle: 'a' → 'b' → 'a'"
        ),
        ("a", "[profile a]\nrole_arn = r\nsource_profile = a", "its source_profile is itself, and it has no keys"),
        (
            "a", "[profile a]\nrole_arn = r\nsource_profile = gone",
            "source_profile 'gone': there is no such profile in ~/.aws/config or ~/.aws/credentials (profiles: 'a')"
        ),
        (
            "a", "[profile a]\nrole_arn = r",
            "it has role_arn and none of source_profile, credential_source and web_identity_token_file"
        ),
        (
            "a", "[profile a]\nrole_arn = r\nsource_profile = b\ncredential_source = Environment",
            "it has both source_profile and credential_source"
        ),
        (
            "a", "[profile a]\nrole_arn = r\ncredential_source = Environment",
            "credential_source Environment: AWS_ACCESS_KEY_ID is not set"
        ),
        (
            "a", "[profile a]\nrole_arn = r\ncredential_source = Moon",
            "credential_source is none of Environment, Ec2InstanceMetadata and EcsContainer but 'Moon'"
        ),
        (
            "a", "[profile a]\nrole_arn = r\nsource_profile = b\nmfa_serial = m",
            "it needs an MFA code (mfa_serial), which is not supported yet"
        ),
        (
            "a", "[profile a]\nrole_arn = r\nsource_profile = b\nduration_seconds = 1h",
            "duration_seconds is no number of seconds but '1h'"
        ),
        ("a", "[profile a]\nsso_session = s", "sso_session 's': there is no such section"),
        ("a", "[profile a]\nsso_start_url = u\nsso_region = eu-west-1", "it uses SSO without sso_account_id"),
        (
            "a", "[profile a]\ncredential_process = p",
            "credential_process failed: NoPrograms(); run the command of the profile yourself to see why"
        ),
        (
            "a", "[profile a]\ncredential_process = 'p",
            "credential_process is no command: it is empty, or a quote is not closed"
        ),
        ("a", "[profile a]\naws_access_key_id = k", "aws_access_key_id is set and aws_secret_access_key is not"),
        (
            "gone", "[profile b]\n[profile a]",
            "there is no such profile in ~/.aws/config or ~/.aws/credentials (profiles: 'a', 'b')"
        ),
        (
            "gone", (1...9).map { "[profile p\($0)]" }.joined(separator: "\n"),
            "there is no such profile in ~/.aws/config or ~/.aws/credentials "
                + "(profiles: 'p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8' and more)"
        ),
    ])
    func `says why a profile cannot be used and tries no other source`(
        profile: String, file: String, reason: String
    ) async throws {
        let machine = Machine(["AWS_PROFILE": profile], files: ["/home/u/.aws/config": file])
        let error = try await #require(throws: CredentialsError.self) { try await machine.load() }
        #expect(error.attempts.last == .init(source: "profile '\(profile)'", reason: reason))
        #expect(error.attempts.map(\.source).dropLast() == ["environment", "web identity"])
        #expect(await machine.sender.requests == [])
    }

    @Test(arguments: [
        (["AWS_ACCESS_KEY_ID": "k"], "environment", "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not"),
        (["AWS_SECRET_ACCESS_KEY": "k"], "environment", "AWS_SECRET_ACCESS_KEY is set and AWS_ACCESS_KEY_ID is not"),
        (
            ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"], "web identity",
            "AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not"
        ),
        (
            ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": "r"], "web identity",
            "the token file '/t' cannot be read"
        ),
        (
            ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://evil.example/x"], "container",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI, 'http://evil.example/x', is neither https nor a loopback, ECS or EKS "
                + "address"
        ),
    ])
    func `a source that is half set up ends the search`(
        variables: [String: String], source: String, reason: String
    ) async throws {
        let machine = Machine(variables)
        let error = try await #require(throws: CredentialsError.self) { try await machine.load() }
        #expect(error.attempts.last == .init(source: source, reason: reason))
    }

    @Test func `the container's endpoint is asked with its token, read from its file`() async throws {
        let machine = Machine(
            [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23/v1/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/pod-token", "http_proxy": "http://proxy",
            ], files: ["/pod-token": "secret-token\n"]
        ) { request, _ in
            #expect(request.url == "http://169.254.170.23/v1/credentials")
            #expect(request[header: "Authorization"] == "secret-token")
            #expect(request.bypassesProxy)
            return HTTPResponse(
                200, #"{"AccessKeyId":"POD","SecretAccessKey":"s","Token":"t","Expiration":"2026-03-01T10:08:07Z"}"#)
        }
        #expect(
            try await machine.load()
                == Credentials(accessKeyID: "POD", secretAccessKey: "s", sessionToken: "t", expiration: 1_772_359_687))
    }

    @Test(arguments: [
        ("https://anywhere.example/x", true), ("http://127.9.0.1:80/x", true), ("http://localhost/x", true),
        ("http://[::1]:99/x", true), ("http://169.254.170.2/x", true), ("http://[fd00:ec2::23]/x", true),
        ("http://169.254.170.3/x", false), ("http://127.0.0.1.evil.example/x", false), ("http://127.1/x", false),
        ("http://localhost@evil.example/x", false), ("ftp://localhost/x", false), ("http://localhost.evil/", false),
    ])
    func `container credentials come over https or from this machine`(url: String, allowed: Bool) {
        #expect(ContainerCredentials.isAllowed(url) == allowed)
    }

    @Test func `an instance's role is asked for with a session token`() async throws {
        let machine = Machine { request, count in
            #expect(request.timeout == .seconds(1) && request.bypassesProxy)
            switch count {
            case 0:
                #expect(request.method == "PUT" && request.url == "http://169.254.169.254/latest/api/token")
                #expect(request[header: "x-aws-ec2-metadata-token-ttl-seconds"] == "21600")
                return HTTPResponse(200, "imds-token")
            case 1:
                #expect(request.url.hasSuffix("/latest/meta-data/iam/security-credentials/"))
                #expect(request[header: "x-aws-ec2-metadata-token"] == "imds-token")
                return HTTPResponse(200, "my-role\n")
            default:
                #expect(request.url.hasSuffix("/security-credentials/my-role"))
                return HTTPResponse(
                    200,
                    #"{"Code":"Success","AccessKeyId":"EC2","SecretAccessKey":"s","Token":"t","#
                        + #""Expiration":"2026-03-01T10:08:07Z"}"#)
            }
        }
        #expect(try await machine.load().accessKeyID == "EC2")
    }

    @Test func `when nothing is set up, every source says why`() async throws {
        let machine = Machine { request, _ in
            throw TransportError(code: 7, message: "could not connect", requestMayHaveBeenSent: false)
        }
        let error = try await #require(throws: CredentialsError.self) { try await machine.load() }
        #expect(
            error.description == """
                no AWS credentials were found
                  environment: AWS_ACCESS_KEY_ID is not set
                  web identity: AWS_WEB_IDENTITY_TOKEN_FILE is not set
                  profile 'default': there is no such profile in ~/.aws/config or ~/.aws/credentials
                  container: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and …_FULL_URI are not set
                  instance metadata: no answer from http://169.254.169.254: could not connect
                  set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or try it with --sandbox
                """)
        let disabled = Machine(["AWS_EC2_METADATA_DISABLED": "true"])
        let other = try await #require(throws: CredentialsError.self) { try await disabled.load() }
        #expect(other.attempts.last?.reason == "AWS_EC2_METADATA_DISABLED is true")
    }

    @Test(arguments: [0, 1, 2])
    func `an answer that is larger than credentials are ends the search`(large: Int) async throws {
        let page = String(repeating: "hush", count: 20_000)
        let machine = Machine { _, count in HTTPResponse(200, count == large ? page : "role") }
        let error = try await #require(throws: CredentialsError.self) { try await machine.load() }
        #expect(
            error.attempts.last?.reason
                == "http://169.254.169.254/… answered with more than 65536 bytes, as nothing that gives credentials does"
        )
        // It was not taken for a token, which would be looked for in every output.
        #expect(machine.secrets.withLock { $0.allSatisfy { $0.utf8.count < 1000 } })
    }

    @Test func `an answer of STS that cannot be read is told without a character of it`() async throws {
        for body in ["<AssumeRoleWithWebIdentityResponse><SecretAccessKey>hush-hush</SecretAccessKey", "hush-hush", ""]
        {
            let machine = Machine(
                ["AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/r"],
                files: ["/token": "t"]
            ) { _, _ in HTTPResponse(200, body) }
            let error = try await #require(throws: CredentialsError.self) { try await machine.load() }
            #expect(!error.description.contains("hush"), "\(error)")
            #expect(error.attempts.last?.reason.contains("sts:AssumeRoleWithWebIdentity") == true, "\(error)")
        }
    }

    @Test func `what STS refuses is told, without the token`() async throws {
        let machine = Machine(
            ["AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/r"],
            files: ["/token": "very-secret"]
        ) { _, _ in
            HTTPResponse(
                403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>")
        }
        let error = try await #require(throws: CredentialsError.self) { try await machine.load() }
        let reason = error.attempts.last?.reason ?? ""
        #expect(reason.hasPrefix("sts:AssumeRoleWithWebIdentity: AccessDenied: not authorized to perform sts:Assume"))
        #expect(!error.description.contains("very-secret"))
    }
}
