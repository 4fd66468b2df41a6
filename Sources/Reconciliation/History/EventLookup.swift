import AWSOperations

/// The newest events of some calls in a region.
struct EventLookup: Sendable {
    /// The events of calls, by the name of the call.
    private(set) var events: [String: [RecordedEvent]] = [:]
    /// The times before which older events of a call are not known, by its name.
    private(set) var horizons: [String: Double] = [:]
    /// The error that ended the search.
    private(set) var failure: (any Error)?

    /// CloudTrail allows two requests a second in an account and region [aws-rules: Events of CloudTrail].
    private static let pause = Duration.milliseconds(500)
    /// The most pages of a call that are looked at, and the events on them.
    static let mostPages = 10
    static let mostEvents = 50 * mostPages

    /// The calls that have more events than the most that are looked at.
    private(set) var cut: Set<String> = []

    /// Looks up the events of calls, one request after the other. The first failure ends it.
    ///
    /// - Parameter pages: the most pages for each call, by its name.
    init(of pages: [String: Int], with caller: any Caller, _ clock: any RunClock) async throws {
        // Calls of which most is wanted come first.
        for (name, most) in pages.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            do {
                try await look(for: name, pages: most, caller, clock)
            } catch let error as CancellationError {
                throw error
            } catch {
                // Half of the events would say something else than all.
                events[name] = nil
                failure = error
                return
            }
        }
    }

    private mutating func look(
        for name: String, pages most: Int, _ caller: any Caller, _ clock: any RunClock
    ) async throws {
        var token: String?
        for page in 1...most {
            if !events.isEmpty { try await clock.sleep(for: Self.pause) }
            let answer = try await Self.page(name, token, caller)
            add(answer.events ?? [], of: name)
            token = answer.nextToken == "" ? nil : answer.nextToken
            if token == nil { return }
            if page == most {
                horizons[name] = max(horizons[name] ?? 0, oldest(name))
                if most == Self.mostPages { cut.insert(name) }
            }
        }
    }

    private static func page(
        _ name: String, _ token: String?, _ caller: any Caller
    ) async throws -> CloudTrail.LookupEvents.Output {
        try await CallPatience.$current.withValue(.optional) {
            try await caller.call(
                CloudTrail.LookupEvents(
                    lookupAttributes: [.init(attributeKey: "EventName", attributeValue: name)], maxResults: 50,
                    nextToken: token))
        }
    }

    /// The time of the oldest event of a call that was looked at.
    private func oldest(_ name: String) -> Double { events[name]?.map(\.time).min() ?? .infinity }

    /// An event that cannot be read can be about any resource, so nothing is known of what was before it.
    private mutating func add(_ page: [CloudTrail.Event], of name: String) {
        let read = page.map { (event: $0, record: RecordedEvent($0)) }
        events[name, default: []] += read.compactMap(\.record)
        for (event, record) in read where record == nil {
            horizons[name] = max(horizons[name] ?? 0, event.eventTime ?? .infinity)
        }
    }
}
