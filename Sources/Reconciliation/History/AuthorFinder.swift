import Planning

/// Finds the authors of a resource's changes among events. Nothing is guessed: an event counts only if its request names the
/// resource and can have made the change, after reconcile's last call for the resource; a deletion may be reconcile's.
struct AuthorFinder {
    let resource: DriftedResource
    let calls: [RecordedCall]
    /// The events of the calls, newest first.
    let events: [RecordedEvent]
    /// The times before which not all events of a call are known, by its name.
    let horizons: [String: Double]

    private var matches: [EventMatch] { calls.map { EventMatch(call: $0, resource: resource) } }

    /// The author of a change; nil if no call makes such changes.
    func author(of change: Change) -> Authorship? {
        let possible = matches.filter { $0.isPossible(for: change) }
        guard !possible.isEmpty else { return nil }
        let causes = possible + matches.filter(\.call.isCreation)
        func fits(_ event: RecordedEvent) -> Bool { causes.contains { $0.reaches(change, event) } }
        let lastApply = events.first { event in
            event.isOwn && (fits(event) || matches.contains { $0.isAbout(event) })
        }?.time
        let start = self.start(of: causes, after: lastApply)
        let candidates = events.filter { !$0.isOwn && $0.time > start && fits($0) }
        // If the newest event did something else, its successor is not known yet.
        guard let event = candidates.first,
            !causes.contains(where: { $0.reaches(change, event) && $0.contradicts(change, event) })
        else { return .notFound }
        return .found(event.author(among: candidates.count))
    }

    /// The author of the deletion; nil if no call deletes such resources. It can be reconcile itself, in a run that did not
    /// come to its end.
    var deletion: Authorship? {
        let causes = matches.filter(\.call.isDeletion)
        guard !causes.isEmpty else { return nil }
        let others = matches.filter { !$0.call.isDeletion }
        let lastApply = events.first { event in event.isOwn && others.contains { $0.isAbout(event) } }?.time
        let start = self.start(of: causes, after: lastApply)
        let candidates = events.filter { event in
            // Events have whole seconds, and reconcile may disable and delete in one.
            (event.isOwn ? event.time >= start : event.time > start) && causes.contains { $0.deletes(event) }
        }
        guard let event = candidates.first else { return Authorship.notFound }
        return Authorship.found(event.author(among: candidates.count))
    }

    /// Returns the time from which on all events of calls are known and count.
    private func start(of causes: [EventMatch], after lastApply: Double?) -> Double {
        ([lastApply] + causes.map { horizons[$0.call.name] }).compactMap(\.self).max() ?? -.infinity
    }
}
