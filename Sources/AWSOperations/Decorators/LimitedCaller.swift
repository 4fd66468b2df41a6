/// Lets only so many calls to each service be under way at once; the others wait in order.
public struct LimitedCaller: Caller {
    private let base: any Caller
    private let limits: CallLimits
    private let region: String

    /// Limits a caller of a region; several callers may share the limits.
    public init(_ base: any Caller, _ limits: CallLimits, region: String) {
        self.base = base
        self.limits = limits
        self.region = region
    }

    /// Performs the call when its turn comes.
    public func call<O: Operation>(_ operation: O) async throws -> O.Output {
        let place = CallLimits.Place(service: O.service.id, region: O.service.isGlobal ? "" : region)
        await limits.enter(place)
        do {
            let output = try await base.call(operation)
            await limits.leave(place)
            return output
        } catch {
            await limits.leave(place)
            throw error
        }
    }
}

/// Limits on the number of calls that are under way at once, one for each service of a region: AWS counts and throttles
/// calls so, and a busy service need not keep the reads of another waiting.
public actor CallLimits {
    struct Place: Hashable {
        let service: String
        let region: String
    }

    private struct Line {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let width: Int
    private var lines: [Place: Line] = [:]

    /// Allows `width` calls at once; at least one.
    public init(_ width: Int) { self.width = max(1, width) }

    func enter(_ place: Place) async {
        if lines[place, default: Line(free: width)].free > 0 {
            lines[place, default: Line(free: width)].free -= 1
        } else {
            await withCheckedContinuation { lines[place]?.waiting.append($0) }
        }
    }

    func leave(_ place: Place) {
        if lines[place]?.waiting.isEmpty == false {
            lines[place]?.waiting.removeFirst().resume()
        } else {
            lines[place]?.free += 1
        }
    }
}
