import AWSOperations
import Signing
import TestSupport
import Testing

@testable import AWSClient

struct CredentialsCacheTests {
    @Test func `keys that do not end are fetched once`() async throws {
        let source = CountingSource(lifetime: nil)
        let cache = CredentialsCache(source, clock: source.clock)
        for _ in 0..<3 {
            #expect(try await cache.credentials().accessKeyID == "1")
            await source.clock.advance(by: 1e9)
        }
    }

    @Test func `fetches keys again a quarter of an hour before they end`() async throws {
        let source = CountingSource(lifetime: 3600)
        let cache = CredentialsCache(source, clock: source.clock)
        #expect(try await cache.credentials().accessKeyID == "1")
        await source.clock.advance(by: 2699)
        #expect(try await cache.credentials().accessKeyID == "1")
        await source.clock.advance(by: 2)
        #expect(try await cache.credentials().accessKeyID == "2")
    }

    @Test func `fetches keys of a short session again after half of their life`() async throws {
        let source = CountingSource(lifetime: 900)
        let cache = CredentialsCache(source, clock: source.clock)
        for _ in 0..<20 {
            #expect(try await cache.credentials().accessKeyID == "1")
            await source.clock.advance(by: 20)
        }
        await source.clock.advance(by: 60)
        #expect(try await cache.credentials().accessKeyID == "2")
    }

    @Test func `keys that AWS refuses are fetched again, once for all waiting calls`() async throws {
        let source = CountingSource(lifetime: nil)
        let cache = CredentialsCache(source, clock: source.clock)
        let old = try await cache.credentials()
        for _ in 0..<5 { #expect(try await cache.renewed(after: old)?.accessKeyID == "2") }
        #expect(await source.fetches == 2)
        await source.fail()
        await #expect(throws: CountingSource.Failure.self) {
            try await cache.renewed(after: Credentials(accessKeyID: "2", secretAccessKey: "s"))
        }
        #expect(try await cache.credentials().accessKeyID == "2")
    }

    @Test func `all who wait share one fetch`() async throws {
        let source = CountingSource(lifetime: 3600)
        await source.hold()
        let cache = CredentialsCache(source, clock: source.clock)
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<20 { group.addTask { try await cache.credentials().accessKeyID } }
            while await source.fetches == 0 { await Task.yield() }
            await source.release()
            for try await id in group { #expect(id == "1") }
        }
        #expect(await source.fetches == 1)
    }

    @Test func `before the last ten minutes only one waits for the fetch`() async throws {
        let source = CountingSource(lifetime: 3600)
        let cache = CredentialsCache(source, clock: source.clock)
        _ = try await cache.credentials()
        await source.clock.advance(by: 2800)
        await source.hold()
        let first = Task { try await cache.credentials().accessKeyID }
        while await source.fetches == 1 { await Task.yield() }
        #expect(try await cache.credentials().accessKeyID == "1")
        await source.release()
        #expect(try await first.value == "2")
    }

    @Test func `old keys serve while fetching fails, until they end`() async throws {
        let source = CountingSource(lifetime: 3600)
        let cache = CredentialsCache(source, clock: source.clock)
        _ = try await cache.credentials()
        await source.fail()
        await source.clock.advance(by: 3500)
        #expect(try await cache.credentials().accessKeyID == "1")
        await source.clock.advance(by: 200)
        await #expect(throws: CountingSource.Failure.self) { try await cache.credentials() }
    }

    @Test func `one waiter's cancellation does not fail another`() async throws {
        let source = CountingSource(lifetime: 3600)
        await source.hold()
        let cache = CredentialsCache(source, clock: source.clock)
        let first = Task { try await cache.credentials().accessKeyID }
        while await source.fetches == 0 { await Task.yield() }
        let second = Task { try await cache.credentials().accessKeyID }
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        await source.release()
        #expect(["1", "2"].contains(try await second.value))
    }
}

/// Gives keys numbered from 1, at once or when released; a cancelled fetch ends with its cancellation.
private actor CountingSource: CredentialsProvider {
    struct Failure: Error {}

    nonisolated let clock = FakeClock()
    private let lifetime: Double?
    private var isHeld = false
    private var isFailing = false
    private(set) var fetches = 0

    init(lifetime: Double?) { self.lifetime = lifetime }

    func hold() { isHeld = true }
    func release() { isHeld = false }
    func fail() { isFailing = true }

    func credentials() async throws -> Credentials {
        fetches += 1
        let number = fetches
        while isHeld {
            try Task.checkCancellation()
            await Task.yield()
        }
        if isFailing { throw Failure() }
        let now = await clock.time
        return Credentials(accessKeyID: "\(number)", secretAccessKey: "s", expiration: lifetime.map { now + $0 })
    }
}
