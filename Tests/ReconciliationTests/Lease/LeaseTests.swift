import AWSOperations
import Reconciliation
import SimulatedAWS
import SimulatedAWSHooks
import TestScenarios
import Testing

/// The name of a lease, and the content of its object.
struct LeaseTests {
    @Test(arguments: [
        ("s3://locks/prod.lock", "locks", "prod.lock"), ("s3://my.locks-1/a/b c.json", "my.locks-1", "a/b c.json"),
    ])
    func `a lease is a bucket and a key`(text: String, bucket: String, key: String) throws {
        let lease = try Lease(text)
        #expect(lease.bucket == bucket && lease.key == key && lease.description == text)
    }

    @Test(arguments: [
        ("", "not of the form s3://bucket/key"), ("locks/prod", "not of the form"),
        ("s3:/locks/prod", "not of the form"),
        ("s3://", "not the name of a bucket"), ("s3://Locks/prod", "'Locks'"), ("s3://lo/prod", "3 to 63"),
        ("s3://a..b/prod", "not the name"), ("s3://-ab/prod", "not the name"), ("s3://a_b/prod", "not the name"),
        ("s3://evil.example:1@x/p", "not the name"), ("s3://locks", "names no object"),
        ("s3://locks/", "names no object"),
        ("s3://locks//prod", "cannot be used"), ("s3://locks/prod/", "cannot be used"),
        ("s3://locks/../prod", "cannot be used"), ("s3://locks/" + String(repeating: "k", count: 1025), "1024"),
    ])
    func `reports a text that names no lease`(text: String, words: String) throws {
        let error = #expect(throws: Lease.Unreadable.self) { try Lease(text) }
        #expect(error?.description.contains(words) == true)
    }

    @Test(arguments: [
        ("", "is not a lease"), ("hello", "is not a lease"), (#"{"a":1}"#, "is not a lease"),
        (#"{"format":1}"#, "is not a lease"), (#"{"format":2,"holder":7}"#, "format 2"),
        (
            #"{"format":1,"holder":"h","who":"w","command":"c","acquired":"a","renewed":"r","renewals":0,"seconds":-5}"#,
            "damaged"
        ),
    ])
    func `what is no lease is neither taken nor cleared`(text: String, words: String) async throws {
        let stage = try await LeaseStage()
        let caller = stage.account.caller(region: AccountFixture.region)
        let bytes = Array(text.utf8)
        _ = try await caller.call(S3.PutObject(bucket: "locks", key: "prod.lock", body: bytes))
        let keeper = await stage.keeper("a")
        let error = await #expect(throws: ReconciliationError.self) { try await keeper.acquire() }
        #expect(error?.description.contains(words) == true)
        await keeper.release()
        #expect(await stage.account.object("prod.lock", bucket: "locks") == bytes)
    }

    @Test func `a bucket in another region is found`() async throws {
        let stage = try await LeaseStage(bucketRegion: "us-east-2")
        let keeper = await stage.keeper("a")
        try await keeper.acquire()
        #expect(try await stage.holder == "a")
        await keeper.release()
        #expect(try await stage.holder == nil)
        #expect(
            await stage.account.log.count { $0.region == AccountFixture.region && $0.operation.hasPrefix("s3") } == 1)
    }

    @Test func `reports a bucket that does not exist`() async throws {
        let stage = try await LeaseStage(bucketRegion: nil)
        let keeper = await stage.keeper("a")
        let error = await #expect(throws: ReconciliationError.self) { try await keeper.acquire() }
        #expect(error?.summary == "the bucket 'locks' of the lease does not exist")
    }
}
