import AWSOperations
import FoundationEssentials
import SimulatedAWS
import SimulatedAWSHooks
import Testing

@Suite struct ObjectTests {
    private let account = SimulatedAccount(settings: SimulationSettings(timings: .consistent))
    private var caller: SimulatedCaller { account.caller(region: "eu-west-1") }

    private func failure(_ operation: some Operation) async throws -> ServiceError? {
        do { _ = try await caller.call(operation) } catch let error as ServiceError { return error }
        return nil
    }

    private func put(_ text: String, ifMatch: String? = nil, ifNoneMatch: String? = nil) -> S3.PutObject {
        S3.PutObject(bucket: "b", key: "k", body: Array(text.utf8), ifMatch: ifMatch, ifNoneMatch: ifNoneMatch)
    }

    @Test func `conditions are checked against the current object`() async throws {
        await account.provideBucket("b", region: "eu-west-1")
        #expect(try await failure(put("1", ifMatch: #""x""#))?.code == "NoSuchKey")
        let first = try await caller.call(put("1", ifNoneMatch: "*")).eTag
        #expect(try await failure(put("2", ifNoneMatch: "*"))?.status == 412)
        #expect(try await failure(put("2", ifMatch: #""x""#))?.code == "PreconditionFailed")
        let second = try await caller.call(put("2", ifMatch: first)).eTag
        #expect(first != second && second?.hasPrefix("\"") == true)
        #expect(try await failure(S3.DeleteObject(bucket: "b", key: "k", ifMatch: first))?.status == 412)
        _ = try await caller.call(S3.DeleteObject(bucket: "b", key: "k", ifMatch: second))
        #expect(try await failure(S3.GetObject(bucket: "b", key: "k"))?.code == "NoSuchKey")
        #expect(try await failure(S3.DeleteObject(bucket: "b", key: "k", ifMatch: second))?.status == 404)
        _ = try await caller.call(S3.DeleteObject(bucket: "b", key: "k"))
    }

    @Test func `an object's times are S3's own`() async throws {
        await account.provideBucket("b", region: "eu-west-1")
        await account.clock.advance(by: 0.7)
        _ = try await caller.call(put("1"))
        await account.clock.advance(by: 100)
        let object = try await caller.call(S3.GetObject(bucket: "b", key: "k"))
        #expect(object.lastModified == SimulatedClock.epoch)
        #expect(object.date == SimulatedClock.epoch + 100)
        #expect(object.body == Array("1".utf8))
    }

    @Test func `a bucket in another Region says where it is`() async throws {
        #expect(try await failure(put("1"))?.code == "NoSuchBucket")
        await account.provideBucket("b", region: "us-east-2")
        let error = try await failure(put("1"))
        #expect(error?.status == 301 && error?.bucketRegion == "us-east-2")
    }

    @Test func `accounts that were saved before there were buckets are read`() async throws {
        let old = try await account.snapshot()
        #expect(!String(decoding: old, as: UTF8.self).contains("ucket"))
        let restored = try SimulatedAccount(restoring: old)
        await restored.provideBucket("b", region: "eu-west-1")
        _ = try await restored.caller(region: "eu-west-1").call(put("1"))
        let again = try SimulatedAccount(restoring: try await restored.snapshot())
        #expect(await again.object("k", bucket: "b") == Array("1".utf8))
    }
}
