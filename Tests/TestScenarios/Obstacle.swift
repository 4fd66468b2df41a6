package import AWSOperations
package import SimulatedAWS

/// An obstacle that is removed later: calls that AWS refuses, and changes by others just before a call.
package struct Obstacle: Sendable {
    /// A refusal in AWS's words.
    package struct Refusal: Sendable {
        package var code: String
        package var message: String
        package var status: Int

        package init(_ code: String, _ message: String, status: Int = 400) {
            self.code = code
            self.message = message
            self.status = status
        }
    }

    /// The end of a run that meets it.
    package enum End: Sendable {
        /// The run fails, and reports it in these words.
        case told(String)
        /// The run fails or recovers: a step that it reports as done is done.
        case open
    }

    /// Which calls meet it.
    package var isMet: @Sendable (any Operation) -> Bool
    /// True if every such call meets it, false if only the first does.
    package var lasts: Bool
    /// AWS's answer; nil if the call is carried out.
    package var refusal: @Sendable (any Operation) -> Refusal?
    /// Runs just before the first such call; false if it changed nothing, so that nothing is in the way.
    package var happen: @Sendable (any Operation, SimulatedAccount) async throws -> Bool = { _, _ in true }
    /// Removes it, also if it was never met.
    package var lift: @Sendable (SimulatedAccount) async throws -> Void = { _ in }
    package var end: End
    /// The largest number of such calls for one resource in a run without other faults; nil for any number.
    package var limit: Int?
    /// True if it takes away a queue of our name, or an environment that serves one.
    package var endsService = false
    /// Words of AWS's own refusals that it brings about.
    package var excuses: [String] = []

    /// A refusal of these calls.
    ///
    /// - Parameter calls: their names, as `batch:CreateJobQueue`.
    package init(
        _ calls: Set<String>, lasts: Bool, end: End,
        refusal: @escaping @Sendable (any Operation) -> Refusal?
    ) {
        isMet = { calls.contains(type(of: $0).qualifiedName) }
        self.lasts = lasts
        self.end = end
        self.refusal = refusal
    }

    /// Calls that are denied until the permission is given back.
    package static func denial(of calls: String...) -> Obstacle {
        var obstacle = Obstacle(Set(calls), lasts: true, end: .told("explicit deny")) { operation in
            let action = type(of: operation).qualifiedName
            let isIAM = action.hasPrefix("iam:")
            return Refusal(
                isIAM ? "AccessDenied" : action.hasPrefix("ec2:") ? "UnauthorizedOperation" : "AccessDeniedException",
                "User: arn:aws:sts::123456789012:assumed-role/deployment/run is not authorized to perform: \(action) on "
                    + "resource: * with an explicit deny in an identity-based policy", status: 403)
        }
        // No time gives a permission back.
        obstacle.limit = 1
        return obstacle
    }

    /// A resource that another person creates under a name just before the run does.
    package static func intruder(
        before call: String, told: String? = nil,
        settle: @escaping @Sendable (any Operation, OtherOwner) async throws -> Void,
        lift: @escaping @Sendable (SimulatedAccount) async throws -> Void
    ) -> Obstacle {
        var obstacle = Obstacle([call], lasts: false, end: told.map { .told($0) } ?? .open) { _ in nil }
        obstacle.happen = { operation, account in
            // The name may be taken already, by us as well.
            do { try await settle(operation, OtherOwner(account)) } catch { return false }
            return true
        }
        obstacle.lift = lift
        return obstacle
    }
}
