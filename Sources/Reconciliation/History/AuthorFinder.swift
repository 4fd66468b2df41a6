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
        let causes = matches.filter { $0.isPossible(for: change) }
        guard !causes.isEmpty else { return nil }
        return newest(of: causes + matches.filter(\.call.isCreation)) { match, event in
            match.reaches(change, event)
        } refuting: { match, event in
            match.contradicts(change, event)
        }
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

    /// Returns the author of the newest event that fits. If it did something else, its successor is not known yet.
    private func newest(
        of causes: [EventMatch], fitting fits: (EventMatch, RecordedEvent) -> Bool,
        refuting refutes: (EventMatch, RecordedEvent) -> Bool
    ) -> Authorship {
        let lastApply = events.first { event in
            event.isOwn && (matches.contains { $0.isAbout(event) } || causes.contains { fits($0, event) })
        }?.time
        let start = self.start(of: causes, after: lastApply)
        let candidates = events.filter { event in
            !event.isOwn && event.time > start && causes.contains { fits($0, event) }
        }
        guard let event = candidates.first, !causes.contains(where: { fits($0, event) && refutes($0, event) }) else {
            return .notFound
        }
        return .found(event.author(among: candidates.count))
    }
}
