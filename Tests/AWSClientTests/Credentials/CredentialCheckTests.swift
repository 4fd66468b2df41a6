import Signing
import TestSupport
import Testing
import Transport

@testable import AWSClient

/// Credentials that no request can be signed with, from each source.
struct CredentialCheckTests {
    /// Faults of credentials.
    enum Fault: CaseIterable { case emptyID, emptySecret, control, foreign, tokenControl, past, now }

    enum Source: CaseIterable { case environment, profile, base, webIdentity, role, container, process }

    @Test(arguments: Source.allCases, Fault.allCases)
    func `unusable credentials are an error that names their source`(source: Source, fault: Fault) async throws {
        let keys = Keys(fault)
        // Keys that are simply given do not end; empty ones are not set at all.
        let isGiven = [.environment, .profile, .base].contains(source)
        if isGiven, [.emptyID, .emptySecret, .past, .now].contains(fault) { return }
        let error = await #expect(throws: CredentialsError.self) { try await Self.machine(source, keys).load() }
        let attempt = try #require(error?.attempts.last)
        let names: [Source: String] = [
            .environment: "environment", .profile: "profile 'p'", .base: "profile 'p'", .webIdentity: "web identity",
            .role: "profile 'p'", .container: "container", .process: "profile 'p'",
        ]
        #expect(attempt.source == names[source])
        #expect(attempt.reason.contains("check") || attempt.reason.contains("wrote no"), "\(attempt.reason)")
        #expect(!attempt.reason.contains(Keys.mark) && !attempt.reason.contains("network"))
    }

    @Test(arguments: Source.allCases)
    func `uses good credentials`(source: Source) async throws {
        #expect(try await Self.machine(source, Keys(nil)).load().secretAccessKey.isEmpty == false)
    }

    @Test(arguments: [Source.webIdentity, .role, .container])
    func `an unusable answer is an error that says what to check`(source: Source) async throws {
        for response in [HTTPResponse(400, "no"), HTTPResponse(200, "<html/>"), HTTPResponse(200, "")] {
            let error = await #expect(throws: CredentialsError.self) {
                try await Self.machine(source, Keys(nil), response).load()
            }
            #expect(error?.attempts.last?.reason.contains("check") == true)
        }
    }

    @Test func `EC2 may serve credentials that have ended`() async throws {
        let machine = Machine { request, _ in
            if request.method == "PUT" { return HTTPResponse(200, "token") }
            return HTTPResponse(200, request.url.hasSuffix("/") ? "role" : Keys(.past).json)
        }
        #expect(try await machine.load().accessKeyID == Keys.mark)
    }

    /// Keys as each source gives them.
    struct Keys {
        static let mark = "AKIDMARK"
        var id = mark
        var secret = "secret\(mark)"
        var token = "token\(mark)"
        var end = "2026-03-01T10:08:07Z"

        init(_ fault: Fault?) {
            switch fault {
            case .emptyID: id = ""
            case .emptySecret: secret = ""
            case .control: secret += "\u{7F}"
            case .foreign: secret += "é"
            case .tokenControl: token += "\u{7F}x"
            case .past: end = "2026-03-01T09:08:06Z"
            case .now: end = "2026-03-01T09:08:07Z"
            case nil: break
            }
        }

        var json: String {
            #"{"Version":1,"AccessKeyId":"\#(id)","SecretAccessKey":"\#(secret)","Token":"\#(token)","#
                + #""SessionToken":"\#(token)","Expiration":"\#(end)"}"#
        }

        func xml(_ operation: String) -> String {
            "<\(operation)Response><\(operation)Result><Credentials><AccessKeyId>\(id)</AccessKeyId><SecretAccessKey>"
                + "\(secret)</SecretAccessKey><SessionToken>\(token)</SessionToken><Expiration>\(end)</Expiration>"
                + "</Credentials></\(operation)Result></\(operation)Response>"
        }

        var file: String {
            "aws_access_key_id = \(id)\naws_secret_access_key = \(secret)\naws_session_token = \(token)\n"
        }
    }

    private static func machine(_ source: Source, _ keys: Keys, _ response: HTTPResponse? = nil) -> Machine {
        let config = "/home/u/.aws/config"
        let role = "role_arn = arn:aws:iam::123456789012:role/r\nsource_profile = base\n"
        switch source {
        case .environment:
            return Machine([
                "AWS_ACCESS_KEY_ID": keys.id, "AWS_SECRET_ACCESS_KEY": keys.secret, "AWS_SESSION_TOKEN": keys.token,
            ])
        case .profile: return Machine(files: [config: "[profile p]\n" + keys.file], profile: "p")
        case .base:
            return Machine(
                ["AWS_REGION": "eu-west-1"], files: [config: "[profile p]\n\(role)[profile base]\n" + keys.file],
                profile: "p"
            ) { _, _ in HTTPResponse(200, Keys(nil).xml("AssumeRole")) }
        case .webIdentity:
            return Machine(
                [
                    "AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/r",
                    "AWS_REGION": "eu-west-1",
                ], files: ["/t": "token"]
            ) { _, _ in response ?? HTTPResponse(200, keys.xml("AssumeRoleWithWebIdentity")) }
        case .role:
            return Machine(
                ["AWS_REGION": "eu-west-1"], files: [config: "[profile p]\n\(role)[profile base]\n" + Keys(nil).file],
                profile: "p"
            ) { _, _ in response ?? HTTPResponse(200, keys.xml("AssumeRole")) }
        case .container:
            return Machine(["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1/c"]) { _, _ in
                response ?? HTTPResponse(200, keys.json)
            }
        case .process:
            return Machine(
                files: [config: "[profile p]\ncredential_process = print\n"], profile: "p",
                program: Array(keys.json.utf8))
        }
    }
}
