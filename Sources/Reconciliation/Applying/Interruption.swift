/// A wish to stop: nothing new is begun, waits end, calls that are under way come to their end.
public actor Interruption {
    private var isRequested = false
    private var handlers: [Handler] = []
    private var handlerCount = 0

    /// A handler, and the number by which it is removed.
    private struct Handler {
        let id: Int
        let run: @Sendable () async -> Void
    }

    /// Makes one that has not been asked for.
    public init() {}

    /// True if stopping has been asked for.
    public var wasRequested: Bool { isRequested }

    /// Asks to stop.
    public func request() async {
        guard !isRequested else { return }
        isRequested = true
        for handler in handlers { await handler.run() }
    }

    /// Runs `handler` when stopping is asked for; at once if it was asked for already. Returns the number for ``forget(_:)``.
    @discardableResult
    func whenRequested(_ handler: @escaping @Sendable () async -> Void) async -> Int {
        handlerCount += 1
        let id = handlerCount
        handlers.append(Handler(id: id, run: handler))
        if isRequested { await handler() }
        return id
    }

    /// Removes one handler, whose work has finished; the plan of another account may still be under way.
    func forget(_ id: Int) { handlers.removeAll { $0.id == id } }
}
