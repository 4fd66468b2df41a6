import AWSOperations
import Signing
import TestSupport
import Testing
import Transport

@testable import AWSClient

struct WireCallerTests {
    @Test(arguments: [true, false])
    func `a missing answer tells whether the call may have arrived`(sent: Bool) async throws {
        let sender = FakeSender { _, _ in
            throw TransportError(code: 56, message: "reset", requestMayHaveBeenSent: sent)
        }
        let error = try await #require(throws: NoResponse.self) {
            try await caller(sender).call(Batch.DeleteJobQueue(jobQueue: "q"))
        }
        #expect(
            error
                == NoResponse(
                    operation: "batch:DeleteJobQueue", endpoint: "https://batch.eu-west-1.amazonaws.com",
                    reason: "reset", mayHaveArrived: sent))
        let read = try await #require(throws: NoResponse.self) {
            try await caller(sender).call(Batch.DescribeJobQueues())
        }
        #expect(!read.mayHaveArrived)
    }

    @Test(arguments: [
        ("text/html", "<html>sign in</html>", 200), ("text/html", "", 200), ("application/json", "{}", 200),
        ("application/json", #"{"error":"x"}"#, 200), ("text/html", "<html>sign in</html>", 403),
        ("text/plain", "", 502),
        ("application/json", #"{"message":"no"}"#, 403), ("application/json", #"{"code":"no"}"#, 407),
    ])
    func `an answer that is not AWS's names the host, the status and the proxy`(
        kind: String, body: String, status: Int
    ) async throws {
        let sender = FakeSender { _, _ in
            HTTPResponse(
                status: status, headers: [HTTPHeader("Content-Type", kind)], body: Array(body.utf8),
                proxy: "http://…@proxy:3128")
        }
        let error = try await #require(throws: ServiceError.self) {
            try await caller(sender).call(Batch.DescribeJobQueues())
        }
        #expect(error.message.contains("through the proxy http://…@proxy:3128"))
        guard !body.contains("code") else { return }
        #expect(error.message.contains("HTTP \(status) from https://batch.eu-west-1.amazonaws.com "))
        #expect(error.message.contains(kind) || body.isEmpty)
    }

    @Test(arguments: [
        (nil, "no (HTTP 404 from https://batch.eu-west-1.amazonaws.com, without a request id)"), ("id-1", "no"),
    ])
    func `a refusal without a request id names the host and the status`(id: String?, message: String) async throws {
        let headers = id.map { [HTTPHeader("x-amzn-requestid", $0)] } ?? []
        let sender = FakeSender { _, _ in HTTPResponse(404, #"{"code":"NotFound","message":"no"}"#, headers: headers) }
        let error = try await #require(throws: ServiceError.self) {
            try await caller(sender).call(Batch.DescribeJobQueues())
        }
        #expect(error.code == "NotFound" && error.message == message)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is an error that names both places, and is not followed`(status: Int) async throws {
        let sender = FakeSender { _, _ in
            HTTPResponse(status, "", headers: [HTTPHeader("Location", "https://evil.example/a?b=c")])
        }
        let error = try await #require(throws: ServiceError.self) {
            try await RetryingCaller(caller(sender), clock: FakeClock()) { 0 }.call(
                Batch.DeleteJobQueue(jobQueue: "q"))
        }
        #expect(
            error.message
                == "HTTP \(status) from https://batch.eu-west-1.amazonaws.com: a redirect to "
                + "'https://evil.example/a?…', which is not followed")
        #expect(await sender.requests.count == 1)
    }

    @Test(arguments: [("https://h:1/x", true), ("https://other/x", false), ("http://h/x", false)])
    func `a redirect to https of the same host says how to get there`(location: String, isSame: Bool) async throws {
        let sender = FakeSender { _, _ in HTTPResponse(301, "", headers: [HTTPHeader("Location", location)]) }
        let error = try await #require(throws: ServiceError.self) {
            try await caller(sender, endpoints: EndpointResolver(overrides: ["": "http://h:8080"])).call(
                Batch.DescribeJobQueues())
        }
        #expect(error.message.hasSuffix("; the endpoint's URL has to begin with https:") == isSame)
    }

    @Test(arguments: [(407, 1), (403, 1), (502, 8), (nil, 8)])
    func `a proxy that refuses on purpose is asked once`(status: Int?, attempts: Int) async throws {
        let sender = FakeSender { _, _ in
            throw TransportError(
                code: 56, message: "refused", requestMayHaveBeenSent: false, proxy: "http://p:1", proxyStatus: status)
        }
        let error = try await #require(throws: NoResponse.self) {
            try await RetryingCaller(caller(sender), clock: FakeClock()) { 0 }.call(
                Batch.DeleteJobQueue(jobQueue: "q"))
        }
        #expect(await sender.requests.count == attempts)
        #expect(error.proxy == "http://p:1" && error.proxyStatus == status)
        #expect(error.remedy.contains(status == 407 ? "a user and a password" : "NO_PROXY"))
    }

    @Test func `reports an answer that is too large`() async throws {
        let sender = FakeSender { _, _ in
            throw TransportError(code: 63, message: "too large", requestMayHaveBeenSent: true, status: 200)
        }
        let error = try await #require(throws: ServiceError.self) {
            try await caller(sender).call(Batch.DescribeJobQueues())
        }
        #expect(error.code == ServiceError.answerTooLarge && error.status == 200)
    }

    @Test(arguments: [60, 77])
    func `a certificate that is not accepted names the setting that helps`(code: Int) async throws {
        let sender = FakeSender { _, _ in
            throw TransportError(code: code, message: "self-signed", requestMayHaveBeenSent: false)
        }
        let error = try await #require(throws: AWSConfigurationError.self) {
            try await caller(sender).call(Batch.DescribeJobQueues())
        }
        #expect(error.setting == "AWS_CA_BUNDLE")
        #expect(error.message.contains("https://batch.eu-west-1.amazonaws.com is not accepted (self-signed)"))
    }

    @Test(arguments: ["", "eu-west-1.evil.example/", "eu west", "EU", "a@b"])
    func `sends no request for an invalid region`(region: String) async throws {
        let sender = FakeSender { _, _ in HTTPResponse(200, "{}") }
        await #expect(throws: AWSConfigurationError.self) {
            try await caller(sender, region: region).call(Batch.DescribeJobQueues())
        }
        #expect(await sender.requests == [])
    }

    @Test func `every exchange is reported with its attempt, and without secrets`() async throws {
        let sender = FakeSender { _, count in
            if count == 0 { throw TransportError(code: 7, message: "refused", requestMayHaveBeenSent: false) }
            if count == 1 { return HTTPResponse(503, #"{"__type":"ServerException"}"#) }
            return HTTPResponse(200, #"{"jobQueues":[]}"#, headers: [HTTPHeader("x-amzn-requestid", "id-7")])
        }
        let exchanges = Recorder()
        let session = try AWSSession(
            environment: .fake(["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "hush"]),
            clock: FakeClock(), sender: sender, onExchange: { exchanges.continuation.yield($0) })
        let caller = RetryingCaller(session.caller(region: "eu-west-1"), clock: FakeClock()) { 0 }
        _ = try await caller.call(Batch.DescribeJobQueues())
        let seen = await exchanges.all()
        #expect(seen.map(\.attempt) == [1, 2, 3])
        #expect(seen.map(\.status) == [nil, 503, 200])
        #expect(seen.map(\.failure) == ["refused", "ServerException", nil])
        #expect(seen.allSatisfy { $0.service == "Batch" && $0.operation == "batch:DescribeJobQueues" })
        #expect(seen.map(\.end) == seen.map(\.end).sorted())
        #expect(seen.last?.requestID == "id-7")
        #expect(seen.last?.url == "https://batch.eu-west-1.amazonaws.com/v1/describejobqueues")
        #expect(!"\(seen)".contains("hush") && !"\(seen)".contains("Signature"))
    }

    private func caller(
        _ sender: FakeSender, region: String = "eu-west-1", endpoints: EndpointResolver = EndpointResolver()
    ) -> WireCaller {
        WireCaller(
            region: region, endpoints: endpoints,
            credentials: StaticCredentials(Credentials(accessKeyID: "AKID", secretAccessKey: "s")), sender: sender,
            clock: SigningClock(FakeClock()))
    }
}

/// Collects what a synchronous hook is given.
private struct Recorder {
    let stream: AsyncStream<Exchange>
    let continuation: AsyncStream<Exchange>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream(of: Exchange.self) }

    func all() async -> [Exchange] {
        continuation.finish()
        return await stream.reduce(into: []) { $0.append($1) }
    }
}
