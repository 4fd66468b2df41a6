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
        let error = try await #require(throws: NoAnswer.self) {
            try await caller(sender).call(Batch.DescribeJobQueues())
        }
        #expect(
            error
                == NoAnswer(
                    operation: "batch:DescribeJobQueues", endpoint: "https://batch.eu-west-1.amazonaws.com",
                    reason: "reset", mayHaveArrived: sent))
    }

    @Test func `an answer that is too large is an error of its own`() async throws {
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
    func `a region that is no region reaches nobody`(region: String) async throws {
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
            timekeeper: FakeTimekeeper(), sender: sender, random: { 0 }
        ) { exchange in
            exchanges.continuation.yield(exchange)
        }
        _ = try await session.caller(region: "eu-west-1").call(Batch.DescribeJobQueues())
        let seen = await exchanges.all()
        #expect(seen.map(\.attempt) == [1, 2, 3])
        #expect(seen.map(\.status) == [nil, 503, 200])
        #expect(seen.map(\.failure) == ["refused", "ServerException", nil])
        #expect(seen.last?.requestID == "id-7")
        #expect(seen.last?.url == "https://batch.eu-west-1.amazonaws.com/v1/describejobqueues")
        #expect(!"\(seen)".contains("hush") && !"\(seen)".contains("Signature"))
    }

    private func caller(_ sender: FakeSender, region: String = "eu-west-1") -> WireCaller {
        WireCaller(
            region: region, endpoints: EndpointResolver(),
            credentials: StaticCredentials(Credentials(accessKeyID: "AKID", secretAccessKey: "s")), sender: sender,
            clock: SigningClock(FakeTimekeeper()))
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
