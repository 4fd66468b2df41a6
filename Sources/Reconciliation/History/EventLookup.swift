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
    /// The most pages for each call, of 50 events.
    static let mostPages = 4

    /// Looks up the events of calls, one request after the other. The first failure ends it.
    init(of names: [String], with caller: any Caller, _ clock: any RunClock) async throws {
        var isFirst = true
        for name in names {
            var token: String?
            var page = 0
            repeat {
                if !isFirst { try await clock.sleep(for: Self.pause) }
                isFirst = false
                let answer: CloudTrail.LookupEvents.Output
                do {
                    answer = try await Self.page(name, token, caller)
                } catch let error as CancellationError {
                    throw error
                } catch {
                    failure = error
                    return
                }
                add(answer.events ?? [], of: name)
                page += 1
                token = answer.nextToken == "" ? nil : answer.nextToken
                if token != nil, page == Self.mostPages { horizons[name] = max(horizons[name] ?? 0, oldest(name)) }
            } while token != nil && page < Self.mostPages
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
