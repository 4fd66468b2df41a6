/// Lets only so many calls be under way at once; the others wait in order.
public struct LimitedCaller: Caller {
    private let base: any Caller
    private let limit: CallLimit

    /// Limits a caller; several callers may share one limit.
    public init(_ base: any Caller, _ limit: CallLimit) {
        self.base = base
        self.limit = limit
    }

    /// Performs the call when its turn comes.
    public func call<O: Operation>(_ operation: O) async throws -> O.Output {
        await limit.enter()
        do {
            let output = try await base.call(operation)
            await limit.leave()
            return output
        } catch {
            await limit.leave()
            throw error
        }
    }
}

/// A limit on the number of calls that are under way at once.
public actor CallLimit {
    private var free: Int
    private var queue: [CheckedContinuation<Void, Never>] = []

    /// Allows `width` calls at once; at least one.
    public init(_ width: Int) { free = max(1, width) }

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { queue.append($0) }
        }
    }

    func leave() {
        if queue.isEmpty {
            free += 1
        } else {
            queue.removeFirst().resume()
        }
    }
}
