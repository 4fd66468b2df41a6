import AWSOperations
import Locking
import Signing
import TestSupport
import Testing
import Transport

@testable import AWSClient

/// Clocks that are off, and credentials that end while a run goes on.
struct RenewalTests {
    private static let now = 1_772_356_087.0
    private static let answer = HTTPResponse(200, #"{"jobQueues":[]}"#)
    private static let date = "Sun, 01 Mar 2026 09:08:07 GMT"

    private static func keys(_ id: String) -> [String: String] {
        ["/home/u/.aws/credentials": "[default]\naws_access_key_id = \(id)\naws_secret_access_key = s"]
    }

    private static func refusal(_ code: String, date: String? = date, status: Int = 403) -> HTTPResponse {
        HTTPResponse(
            status, #"{"message":"no"}"#,
            headers: [HTTPHeader("x-amzn-ErrorType", code)] + (date.map { [HTTPHeader("Date", $0)] } ?? []))
    }

    private func signedAt(_ request: HTTPRequest) -> String { request[header: "X-Amz-Date"] ?? "" }

    @Test(
        arguments: ["InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure", "RequestTimeTooSkewed"],
        [-600.0, 600, 86_400])
    func `a clock that is off is corrected by AWS's own, and said once`(code: String, seconds: Double) async throws {
        let corrections = Collector()
        let sender = FakeSender { request, _ in
            request[header: "X-Amz-Date"] == "20260301T090807Z" ? Self.answer : Self.refusal(code)
        }
        let session = try AWSSession(
            environment: .fake(files: Self.keys("AKID")), clock: FakeClock(now: Self.now + seconds),
            sender: sender, random: { 0 }, onClockCorrection: { corrections.add($0) })
        let caller = session.caller(region: "eu-west-1")
        for _ in 0..<3 { _ = try await caller.call(Batch.DescribeJobQueues()) }
        #expect(await sender.requests.count == 4)
        #expect(await corrections.all() == [-seconds])
    }

    @Test func `a wrong key stays an error, however often AWS says so`() async throws {
        for (code, seconds) in [("SignatureDoesNotMatch", 0.0), ("AuthFailure", 200), ("RequestTimeTooSkewed", 600)] {
            let sender = FakeSender { _, _ in Self.refusal(code) }
            let session = try AWSSession(
                environment: .fake(files: Self.keys("AKID")), clock: FakeClock(now: Self.now + seconds),
                sender: sender, random: { 0 })
            let error = await #expect(throws: ServiceError.self) {
                try await session.caller(region: "eu-west-1").call(Batch.DescribeJobQueues())
            }
            #expect(error?.code == code)
            #expect(await sender.requests.count == (seconds == 600 ? 2 : 1))
        }
    }

    @Test(
        arguments: ["ExpiredToken", "ExpiredTokenException", "RequestExpired", "InvalidClientTokenId", "AuthFailure"])
    func `keys that were renewed in the file are read, and the call succeeds`(code: String) async throws {
        let files = Files(Self.keys("OLD"))
        let sender = FakeSender { request, _ in
            request[header: "Authorization"]?.contains("=NEW/") == true ? Self.answer : Self.refusal(code)
        }
        let session = try AWSSession(
            environment: files.environment, clock: FakeClock(now: Self.now), sender: sender, random: { 0 })
        let caller = session.caller(region: "eu-west-1")
        await #expect(throws: ServiceError.self) { try await caller.call(Batch.DescribeJobQueues()) }
        files.set(Self.keys("NEW"))
        for _ in 0..<2 { _ = try await caller.call(Batch.DescribeJobQueues()) }
        #expect(await sender.requests.count == 4)
    }

    @Test func `an expired web identity session is taken again with the token of now`() async throws {
        let files = Files(["/token": "first"])
        let sender = FakeSender { request, _ in
            if request.url.contains("sts") {
                let id = request.text.contains("second") ? "NEW" : "OLD"
                return HTTPResponse(
                    200,
                    "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>\(id)"
                        + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
                        + "<Expiration>2026-03-01T10:08:07Z</Expiration></Credentials>"
                        + "</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>")
            }
            return request[header: "Authorization"]?.contains("=NEW/") == true
                ? Self.answer : Self.refusal("ExpiredTokenException")
        }
        let session = try AWSSession(
            environment: files.environment(
                ["AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/r"]),
            clock: FakeClock(now: Self.now), sender: sender, random: { 0 })
        _ = try await session.credentials.credentials()
        files.set(["/token": "second"])
        _ = try await session.caller(region: "eu-west-1").call(Batch.DescribeJobQueues())
    }
}

/// Files that a test changes while a session uses them.
private final class Files: Sendable {
    private let contents: LockedValue<[String: String]>

    init(_ contents: [String: String]) { self.contents = LockedValue(contents) }

    func set(_ new: [String: String]) { contents.withLock { $0 = new } }

    var environment: AWSEnvironment { environment([:]) }

    func environment(_ variables: [String: String]) -> AWSEnvironment {
        AWSEnvironment(variables: variables, homeDirectory: "/home/u") { path in
            guard let text = self.contents.withLock({ $0[path] }) else { throw NoFile() }
            return Array(text.utf8)
        }
    }

    private struct NoFile: Error {}
}

/// Collects numbers that a synchronous hook is given.
private final class Collector: Sendable {
    private let numbers = LockedValue<[Double]>([])
    func add(_ number: Double) { numbers.withLock { $0.append(number) } }
    func all() async -> [Double] { numbers.withLock { $0 } }
}
