import Planning
import ResourceModel

extension Warning {
    /// The warning in words.
    ///
    /// - Parameters:
    ///   - owner: the environment, as its tags name it.
    ///   - waitTimeoutSeconds: the time that apply waits for it.
    func sentence(about owner: String, waitTimeoutSeconds: Int) -> String {
        switch self {
        case .invalid(let name, let reason): "\(name) is INVALID: \(reason ?? "AWS gives no reason")"
        case .unknownStatus(let name, let status, let result):
            "\(name) is \(status), which this version of reconcile does not know: \(result.words)"
        case .underWay(let name, let status, let isAwaited):
            "\(name) is \(status): AWS is at work on an earlier change"
                + (isAwaited ? "; apply waits until that is complete, then goes on" : "")
        case .deleting(let name): "\(name) is DELETING: apply waits until it is deleted, then creates it again"
        case .obsolete(let names, let stay):
            "\(names.joined(separator: ", ")): left from an earlier form of the file, and \(stay.words)"
        case .deletesData(let kind, _, let id):
            "deletes data: \(kind.title) '\(id)' is deleted with everything in it"
        case .unowned(let kind, let name): "\(kind.rawValue) '\(name)' is not owned by reconcile and is left alone"
        case .retained(let isPruned):
            "'\(owner)' stays in AWS: \(isPruned ? "the file that named it last said" : "the file says") to retain it"
        case .notCreated(let parts):
            "\(parts.joined(separator: ", ")): "
                + (parts.count == 1
                    ? "does not exist; 'reconcile apply' creates it" : "do not exist; 'reconcile apply' creates them")
        case .overCapacity(let name, let inUse, let limit, let minimum):
            "\(name): \(inUse) vCPUs are in use, and AWS refuses a maximum of \(limit) while more are in use; "
                + "apply waits up to \(waitTimeoutSeconds) s for that"
                + (minimum.map { ", after it has lowered the minimum of \($0) that keeps them running" } ?? "")
                + ", and leaves 'max-cpus' as it is if it takes longer"
        case .manyVersions(let name, let versions, let most):
            "launch template '\(name)' has had \(versions) versions, and EC2 keeps \(most) of a template: unless some "
                + "were deleted it refuses the next; delete old ones with 'aws ec2 delete-launch-template-versions', or "
                + "ask for a higher quota (Service Quotas)"
        case .choiceKept(let name, let paths): "\(name): \(Reason.choiceKept(paths: paths).sentence)"
        case .costUnchecked(let cost):
            "\(cost.sentence(about: owner)), so that 'max-hourly-cost' (\(Dollars.given(cost.limit))) was not checked; nothing "
                + "of the environment that costs changes"
        }
    }
}

extension Warning.UnknownStatus {
    fileprivate var words: String {
        switch self {
        case .ignored: "nothing is changed because of it"
        case .changeWaits:
            "nothing is changed because of it; apply waits up to 'wait-timeout' until AWS shows it as VALID or INVALID"
        case .deletionWaits:
            "it is deleted once AWS shows it as VALID or INVALID, and if it does not within 'wait-timeout', what it uses "
                + "stays"
        }
    }
}

extension Warning.ObsoleteStay {
    fileprivate var words: String {
        switch self {
        case .untilPruned: "stays until 'reconcile apply --prune' or 'reconcile destroy'"
        case .fileSays: "stays because the file says so"
        }
    }
}
