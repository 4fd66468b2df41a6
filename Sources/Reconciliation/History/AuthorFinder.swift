import Planning

/// Finds the authors of a resource's changes among events. Nothing is guessed: an event counts only if its request names the
/// resource and can have made the change, after reconcile's last call for the resource.
struct AuthorFinder {
    let resource: DriftedResource
    let calls: [RecordedCall]
    /// The events of the calls, newest first.
    let events: [RecordedEvent]
    /// The time before which not all events are known; nil if all are.
    let horizon: Double?

    /// The author of a change.
    func author(of change: Change) -> Authorship {
        newest { match, event in
            match.reaches(change, event)
        } refuting: { match, event in
            match.contradicts(change, event)
        }
    }

    /// The author of the deletion.
    var deletion: Authorship {
        newest {
            $0.deletes($1)
        } refuting: { _, _ in
            false
        }
    }

    /// Returns the author of the newest event that fits. If it did something else, its successor is not known yet.
    private func newest(
        _ fits: (EventMatch, RecordedEvent) -> Bool, refuting refutes: (EventMatch, RecordedEvent) -> Bool
    ) -> Authorship {
        let matches = calls.map { EventMatch(call: $0, resource: resource) }
        let lastApply = events.first { event in
            event.isOwn && matches.contains { $0.isAbout(event) || fits($0, event) }
        }?.time
        let start = [lastApply, horizon].compactMap(\.self).max()
        let candidates = events.filter { event in
            !event.isOwn && (start.map { event.time > $0 } ?? true) && matches.contains { fits($0, event) }
        }
        guard let event = candidates.first, !matches.contains(where: { fits($0, event) && refutes($0, event) }) else {
            return .notFound
        }
        return .found(event.author(among: candidates.count))
    }
}
