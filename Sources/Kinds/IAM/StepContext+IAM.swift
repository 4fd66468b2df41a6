import Planning
import Reconciliation
import ResourceModel

extension StepContext {
    /// Waits until new IAM resources have probably propagated to the services that use them.
    ///
    /// IAM promises no time and has no call that tells. Being too early costs an INVALID environment, which takes two
    /// minutes to create again. Other steps go on meanwhile.
    func letIAMSpread() async throws {
        let seconds = 10.0
        await report("created, waiting \(Int(seconds)) s for IAM to propagate it")
        try await pause(seconds: seconds)
    }
}

extension RecentlyMade {
    /// True if a compute environment may be INVALID only because its instance profile or role was created moments ago.
    func explains(invalidReason reason: String) -> Bool {
        let cause = Cause(reason)
        switch cause.kind {
        case .iamNotPropagated:
            // The principal of a service role's session: arn:aws:sts::123456789012:assumed-role/NAME/aws-batch
            let role = cause.names.principal?.split(separator: "/").dropFirst().first.map(String.init)
            return names(in: reason, of: [.instanceProfile]) || role.map { has(.role, $0) } ?? false
        case .roleMissing:
            // It is Batch's own role, which this run has created.
            return reason.lowercased().contains("sts:assumerole") && has(.serviceLinkedRole)
        default: return false
        }
    }
}
