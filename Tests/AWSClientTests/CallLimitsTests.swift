import AWSOperations
import Testing

/// Limits on calls that are under way at once.
struct CallLimitsTests {
    /// Keeps every call under way until it is let go.
    private actor Gate: Caller {
        private var held: [CheckedContinuation<Void, Never>] = []
        private(set) var underWay: [String: Int] = [:]
        private(set) var most: [String: Int] = [:]

        func call<O: Operation>(_ operation: O) async throws -> O.Output {
            let service = O.service.id
            underWay[service, default: 0] += 1
            most[service] = max(most[service] ?? 0, underWay[service] ?? 0)
            await withCheckedContinuation { held.append($0) }
            underWay[service, default: 0] -= 1
            throw CancellationError()
        }

        func letGo() {
            for call in held { call.resume() }
            held = []
        }
    }

    @Test(.timeLimit(.minutes(60))) func `a busy service keeps no call of another waiting`() async {
        let gate = Gate()
        let limits = CallLimits(2)
        let caller = LimitedCaller(gate, limits, region: "eu-west-1")
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<5 { group.addTask { _ = try? await caller.call(Batch.DescribeJobQueues()) } }
            while await gate.underWay["batch"] != 2 { await Task.yield() }
            group.addTask { _ = try? await caller.call(STS.GetCallerIdentity()) }
            while await gate.underWay["sts"] != 1 { await Task.yield() }
            group.addTask {
                while !Task.isCancelled {
                    await gate.letGo()
                    await Task.yield()
                }
            }
            for _ in 0..<6 { await group.next() }
            group.cancelAll()
        }
        #expect(await gate.most == ["batch": 2, "sts": 1])
    }
}
