import Kinds
import Planning
import ResourceModel

extension Refusal {
    /// The problem in one sentence, with the names.
    var summary: String {
        switch fact {
        case .foreignResource(let name, let unowned): "\(kindName) '\(name)' \(unowned.words)"
        case .protected(let threat): protectedSentence(threat)
        case .replacementRefused(let name, let isPossible):
            isPossible
                ? "AWS cannot change \(list) of \(name): it needs a new \(noun)"
                : "AWS cannot change \(list) of \(kindName) '\(name)', whose name stays"
        case .blueGreenRefused(let name):
            "changing \(list) of \(name) needs a new \(noun), because 'update-strategy' is 'blue-green'"
        case .incurable(let name, let reason): Self.incurable(name, reason)
        case .jobsAtRisk(let name, let jobs):
            "changing \(list) replaces the instances of \(name), where \(Self.words(jobs))"
        case .wrongAccount(let wanted, let actual):
            "'\(owner)' belongs to account \(wanted), the credentials lead to \(actual)"
        case .tooManyDeletions(let count, let allowed?):
            "\(Self.environments(count)) would be deleted, and --allow-destroy allows at most \(allowed)"
        case .tooManyDeletions(let count, nil):
            "\(Self.environments(count)) would be deleted that no given file defines"
        case .dataLoss(let names, _):
            "\(names.joined(separator: ", ")) would be deleted with everything in it"
        case .quotaExceeded(let shortage):
            "\(shortage.region) would have \(shortage.needed) \(shortage.noun) in account \(shortage.accountID), and "
                + "\(shortage.service) allows \(shortage.limit)"
        case .tooManyTags(let tags):
            "\(kindName) '\(tags.name)' would have \(tags.held + tags.added) tags, and AWS allows \(tags.limit) on a "
                + "resource"
        case .foreignUser(let name, let user, let userName, _):
            "'\(name)' cannot be deleted: \(user.noun) '\(userName)', which reconcile does not own, still uses it"
        case .namedElsewhere(let name, let user):
            "\(noun) '\(name)' cannot be deleted: '\(user)' of these files uses it"
        case .costAboveLimit(let atMost, let limit):
            "an hour of '\(owner)' may cost \(Dollars.atMost(atMost)), and 'max-hourly-cost' allows \(Dollars.given(limit))"
        case .unknownCost(let cost): "\(cost.sentence(about: owner)), and 'max-hourly-cost' is set"
        }
    }

    /// The ways out.
    var detail: String {
        switch fact {
        case .foreignResource(_, let unowned): unowned.remedy
        case .protected(.destruction(let isPruned)) where isPruned:
            "put it back into a file with 'protect: false' under 'reconcile:', apply that, and prune then"
        case .protected(.pruning): "set 'protect: false' under 'reconcile:' first, or leave --prune out"
        case .protected(.blueGreen), .protected(.jobsRun):
            "set 'protect: false' under 'reconcile:' first, or 'update-strategy: in-place' there to have AWS Batch replace "
                + "the instances; it ends what then runs longer than 'job-timeout-minutes'"
        case .protected: "set 'protect: false' under 'reconcile:' first"
        case .replacementRefused where holdsData:
            "take the change back; or copy the data, destroy the environment with --allow-data-loss "
                + "\(environment?.name ?? ""), and apply again"
        case .replacementRefused(_, let isPossible):
            isPossible
                ? "\(Self.overwrite), or take the change back"
                : "take the change back, or destroy the environment and apply again"
        case .blueGreenRefused:
            "\(Self.overwrite), set 'update-strategy: auto' or 'in-place' under 'reconcile:' to have AWS Batch replace the "
                + "instances, or take the change back"
        case .incurable: "\(Self.overwrite), or destroy the environment and apply again"
        case .jobsAtRisk:
            "\(Self.overwrite), set 'update-strategy: in-place' under 'reconcile:' to let Batch end what runs longer than "
                + "'job-timeout-minutes', or wait until the jobs are done"
        case .wrongAccount(let wanted, _):
            "use credentials of account \(wanted), or change 'account-id' in the file"
        case .tooManyDeletions(let count, let allowed):
            allowed == nil
                ? "check the files; if \(count == 1 ? "it" : "all of them") may go, add --allow-destroy \(count)"
                : "check the files and --target; to delete them all, give --allow-destroy \(count)"
        case .dataLoss(_, let isPruned):
            "copy what you need; then add --allow-data-loss \(environment?.name ?? ""). To keep it, "
                + (isPruned
                    ? "leave --prune out, or put the environment back into a file with 'on-delete: retain' under "
                        + "'reconcile:' and apply that"
                    : "set 'on-delete: retain' under 'reconcile:'")
        case .quotaExceeded(let shortage):
            "it has \(shortage.existing); this plan creates \(shortage.created)"
                + (shortage.replaced == 0 ? "" : ", replaces \(shortage.replaced) (old and new exist side by side)")
                + " and deletes \(shortage.deleted). AWS does not raise this quota: delete "
                + "\(shortage.needed - shortage.limit) first, with 'reconcile destroy' or 'apply --prune', or use another "
                + "region or account"
        case .tooManyTags(let tags): Self.remedy(tags)
        case .foreignUser(_, _, _, let rule): rule
        case .namedElsewhere: "name another one there, or leave --prune out"
        case .costAboveLimit:
            "lower 'max-cpus' or 'head-max-cpus', name cheaper instance types, or raise 'max-hourly-cost' under 'reconcile:'"
        case .unknownCost(let cost): cost.remedy
        }
    }

    private static let overwrite = "set 'overwrite: True' to have it replaced behind its queue"

    private var holdsData: Bool { address.map { Kinds.catalog[$0.kind].lifecycle.holdsData } ?? false }
    private var owner: String { environment?.owner ?? "" }
    private var kindName: String { address?.kind.rawValue ?? "" }
    private var noun: String { address?.kind.noun ?? "" }
    private var list: String { paths.joined(separator: ", ") }

    private func protectedSentence(_ threat: Threat) -> String {
        let protected = "'\(owner)' is protected"
        return switch threat {
        case .destruction: protected
        case .pruning(let names): "\(protected), and \(names.joined(separator: ", ")) would be deleted"
        case .replacement: "\(protected), and changing \(list) needs a new \(noun)"
        case .blueGreen:
            "\(protected), and changing \(list) replaces it, because 'update-strategy' is 'blue-green'"
        case .jobsRun: "\(protected), and changing \(list) replaces it, because jobs run or may run there"
        case .incurable(let name, let reason): "\(protected), and \(Self.incurable(name, reason))"
        }
    }

    private static func incurable(_ name: String, _ reason: String) -> String {
        "\(name) is INVALID, and no update repairs it (\(reason)): it must be replaced"
    }

    private static func environments(_ count: Int) -> String { count == 1 ? "1 environment" : "\(count) environments" }

    private static func words(_ jobs: PlannedEnvironment.JobCounts) -> String {
        let parts = [(jobs.running, "job runs", "jobs run"), (jobs.starting, "job starts", "jobs start")].compactMap {
            count, one, many in count.flatMap { $0 > 0 ? "\($0) \($0 == 1 ? one : many)" : nil }
        }
        return parts.isEmpty ? "jobs may run: AWS did not say how many" : parts.joined(separator: " and ")
    }

    private static func remedy(_ tags: Tags) -> String {
        let removed = tags.removed == 0 ? "" : " before it removes \(tags.removed)"
        let shown = tags.others.prefix(3).map { "'\($0)'" }.joined(separator: ", ")
        let others = "\(tags.others.count) tags that others put there (\(shown)\(tags.others.count > 3 ? ", …" : ""))"
        return
            "it has \(tags.held); this plan adds \(tags.added)\(removed). AWS does not raise this limit: leave out labels"
            + (tags.others.isEmpty ? "" : ", or remove some of the \(others)")
    }
}
