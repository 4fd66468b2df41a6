import Planning
import ResourceModel

/// The text of `status` about one finding: the reason, its class, and what to do.
struct FindingText {
    /// Why the environment is not AVAILABLE.
    let reason: String
    /// The class of the cause, for programs.
    let kind: String
    /// The advice; may be empty.
    let remedy: String

    init(_ finding: EnvironmentStatus.Finding, of status: EnvironmentStatus) {
        let isManual = (status.existing + status.missing).contains(where: \.isExternal)
        switch finding {
        case .invalid(let named, let text):
            let cause = Cause(text ?? "")
            reason = "\(named.words) is INVALID: \(text ?? "AWS gives no reason")"
            kind = cause.kind.rawValue
            remedy = cause.remedy.isEmpty ? "mend what AWS's reason names; then run 'reconcile apply'" : cause.remedy
        case .underWay(let named, let word):
            reason = "\(named.words) is \(word): AWS is at work on it"
            kind = Cause.Kind.beingModified.rawValue
            remedy =
                word == .deleting
                ? "wait until it is gone; then 'reconcile apply' creates it again, or 'reconcile destroy' deletes the rest"
                : "wait until AWS is done; 'reconcile status' shows it"
        case .unknown(let named, let word, let text):
            reason =
                "\(named.words) is \(word), which this version of reconcile does not know"
                + (text.map { ": \($0)" } ?? "")
            kind = Cause.Kind.other.rawValue
            remedy = "look it up in AWS's documentation of Batch"
        case .disabled(let named, let state):
            let effect =
                switch (state, named.address.kind) {
                case (.disabled, .computeEnvironment): "jobs that run go on, and no others start there"
                case (.disabled, _): "it takes no new jobs"
                default: "this version of reconcile does not know that state"
                }
            reason = "\(named.words) is \(state.word): \(effect)"
            kind = "disabled"
            remedy = isManual ? "enable it" : "run 'reconcile apply' to enable it"
        case .missing:
            reason =
                isManual
                ? "none of its queues exists: \(Self.list(status.missing))"
                : "none of its \(status.missing.count) resources exists"
            kind = "missing"
            remedy = isManual ? Self.queueRemedy(status) : "run 'reconcile apply'"
        case .partial:
            let all = status.existing.count + status.missing.count
            reason =
                "\(status.existing.count) of \(all) \(isManual ? "queues" : "resources") exist; "
                + "missing: \(Self.list(status.missing))"
            kind = "partial"
            remedy = isManual ? Self.queueRemedy(status) : "run 'reconcile apply': it goes on from there"
        case .taken(let named):
            reason = "\(named.words) exists, and reconcile does not own it"
            kind = Cause.Kind.nameTaken.rawValue
            remedy = "take it over with 'reconcile adopt', rename the environment, or remove the resource"
        }
    }

    private static func list(_ addresses: [Address]) -> String {
        addresses.map { $0.isExternal ? $0.field : $0.local }.joined(separator: ", ")
    }

    private static func queueRemedy(_ status: EnvironmentStatus) -> String {
        let fields = status.missing.map { "'\($0.field)'" }.joined(separator: " and ")
        return "make the \(status.missing.count == 1 ? "queue" : "queues"), or correct \(fields) in the file"
    }
}

extension EnvironmentStatus.Named {
    /// `job queue 'x'`
    fileprivate var words: String {
        let kind = address.isExternal ? ResourceKind.jobQueue : address.kind
        return "\(kind.rawValue.replacing("-", with: " ")) '\(name)'"
    }
}

extension Address {
    /// True if it is a queue of a manual environment.
    fileprivate var isExternal: Bool { kind == .externalJobQueue }

    /// The field of the file that names such a queue.
    fileprivate var field: String { part == "head" ? "head-queue" : "compute-queue" }
}
