/// A wish to stop: nothing new is begun, waits end, calls that are under way come to their end.
public actor Interruption {
    private var isRequested = false
    private var handlers: [@Sendable () async -> Void] = []

    /// Makes one that has not been asked for.
    public init() {}

    /// True if stopping has been asked for.
    public var wasRequested: Bool { isRequested }

    /// Asks to stop.
    public func request() async {
        guard !isRequested else { return }
        isRequested = true
        for handler in handlers { await handler() }
    }

    /// Runs `handler` when stopping is asked for; at once if it was asked for already.
    func whenRequested(_ handler: @escaping @Sendable () async -> Void) async {
        handlers.append(handler)
        if isRequested { await handler() }
    }

    /// Removes all handlers; their work has finished.
    func forget() { handlers = [] }
}
