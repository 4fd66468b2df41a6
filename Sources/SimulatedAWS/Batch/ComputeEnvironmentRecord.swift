package import AWSOperations

/// A compute environment: the answer of Describe and the state that Batch does not show.
package struct ComputeEnvironmentRecord: Codable, Sendable {
    package var detail: Replicated<Batch.ComputeEnvironmentDetail>
    package var transition: Transition?
    /// The template version that `$Latest`, `$Default` or a number meant at the last creation or infrastructure update.
    var resolvedTemplateVersion: Int?
    /// Queues that Batch still sees attached, and until when.
    var formerQueues: [String: Double] = [:]
    /// A reason that a test gave for INVALID.
    package var imposedReason: String?
    /// True if no update takes that reason away; optional, so that accounts that were saved before can still be read.
    package var isReasonLasting: Bool?
    /// Running tasks that belong to no job of the account; a test sets them.
    package var extraRunningTasks = 0
    package var extraPendingTasks = 0
    package var hasCluster = true
    /// The release of AWS's image from which its instances start; nil before the first one, and of Fargate. Optional, like
    /// the next, so that accounts that were saved before can still be read.
    var imageRelease: Int?
    /// True if the update that is under way takes AWS's newest image.
    var takesNewestImage: Bool?

    package var name: String { detail.current.computeEnvironmentName ?? "" }
    package var arn: String { detail.current.computeEnvironmentArn ?? "" }
    var status: String { detail.current.status ?? "" }
    var isFargate: Bool { detail.current.computeResources?.type.hasPrefix("FARGATE") ?? false }
    package var isGone: Bool { status == "DELETED" }

    var isServiceLinked: Bool {
        guard let role = detail.current.serviceRole else { return false }
        return role.contains(":role/aws-service-role/batch.amazonaws.com/")
    }

    /// True if infrastructure updates are possible: the service-linked role and a strategy other than BEST_FIT.
    var isUpdatable: Bool {
        isServiceLinked
            && ComputeRules.updatableStrategies.contains(detail.current.computeResources?.allocationStrategy ?? "")
    }

    /// Takes the newest image for the first instances; those that follow start from the same one.
    package mutating func beginScaling(withRelease newest: Int) {
        guard !isFargate, detail.current.computeResources?.desiredvCpus ?? 0 > 0 else { return }
        imageRelease = imageRelease ?? newest
    }

    /// Batch raises desiredvCpus by itself when jobs come.
    package mutating func scaleOut(by vcpus: Int) {
        guard let resources = detail.current.computeResources, let desired = resources.desiredvCpus else { return }
        detail.current.computeResources?.desiredvCpus = min(resources.maxvCpus, desired + vcpus)
    }

    /// Lowers desiredvCpus when jobs have ended, to the vCPUs of the other jobs or to the minimum.
    mutating func scaleIn(to vcpus: Int) {
        guard let resources = detail.current.computeResources, let desired = resources.desiredvCpus else { return }
        detail.current.computeResources?.desiredvCpus = max(resources.minvCpus ?? 0, min(desired, vcpus))
    }
}
