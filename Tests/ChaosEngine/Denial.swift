package import AWSOperations
package import SimulatedAWS
import SimulatedAWSHooks

/// An action that a policy does not allow, and the denials that a run met.
package actor Denial {
    /// A call that was denied.
    package struct DeniedCall: Sendable, Hashable {
        package let operation: String
        package let right: NeededRight
        /// The resource of the call itself, which an implied right may not be about.
        package let target: String
        /// True if the call would have changed something.
        package let isMutating: Bool
        /// The number of earlier calls that change something.
        package let writesBefore: Int
    }

    /// The forms of AWS's denials.
    package enum Words: Sendable, CaseIterable {
        /// Action, resource and policy.
        case whole
        /// For EC2, only the denial with an encoded message; for other services as in ``whole``.
        case encoded
    }

    private let action: String
    private let words: Words
    /// The denied calls, in their order.
    package private(set) var deniedCalls: [DeniedCall] = []
    private var writes = 0

    package init(of action: String, words: Words = .whole) {
        self.action = action
        self.words = words
    }

    /// AWS's answer to a call; nil if it is allowed.
    func refusal(of operation: some Operation, region: String, in account: SimulatedAccount) async -> Fault? {
        let kind = type(of: operation)
        let rights = NeededRight.all(for: operation, region: region, in: await account.view())
        guard let right = rights.first(where: { $0.action == action }) else {
            if kind.isMutating { writes += 1 }
            return nil
        }
        deniedCalls.append(
            DeniedCall(
                operation: kind.qualifiedName, right: right, target: rights[0].resource, isMutating: kind.isMutating,
                writesBefore: writes))
        return Self.refusal(right, by: kind.qualifiedName, words)
    }

    static func refusal(_ right: NeededRight, by operation: String, _ words: Words) -> Fault {
        let user = "arn:aws:sts::\(SimulatedAccount.defaultAccountID):assumed-role/deployment/run"
        let sentence =
            "User: \(user) is not authorized to perform: \(right.action) on resource: \(right.resource) because no "
            + "identity-based policy allows the \(right.action) action"
        let encoded = "Encoded authorization failure message: c0dec0dec0dec0de"
        switch operation.prefix(while: { $0 != ":" }) {
        case "ec2":
            let said = words == .whole ? " \(sentence)." : ""
            return .refused(
                code: "UnauthorizedOperation",
                message: "You are not authorized to perform this operation.\(said) \(encoded)", status: 403)
        case "iam", "sts": return .refused(code: "AccessDenied", message: sentence, status: 403)
        case "batch": return .refused(code: "AccessDeniedException", message: sentence, status: 403)
        default: return .refused(code: "AccessDeniedException", message: sentence, status: 400)
        }
    }
}

/// The calls of a program whose identity lacks an action.
package struct DeniedCaller: Caller {
    package let base: SimulatedCaller
    package let account: SimulatedAccount
    package let denial: Denial

    package init(base: SimulatedCaller, account: SimulatedAccount, denial: Denial) {
        self.base = base
        self.account = account
        self.denial = denial
    }

    package func call<O: Operation>(_ operation: O) async throws -> O.Output {
        guard let refusal = await denial.refusal(of: operation, region: base.region, in: account) else {
            return try await base.call(operation)
        }
        return try await base.call(operation, refusing: refusal)
    }
}

/// Writes down the rights that a run needs.
package actor RightsRecorder {
    /// The actions, each once, in the order of their first use.
    package private(set) var actions: [String] = []

    package init() {}

    func note(_ rights: [NeededRight]) {
        for right in rights where !actions.contains(right.action) { actions.append(right.action) }
    }
}

/// The calls of a program whose rights are written down.
package struct RightsRecordingCaller: Caller {
    package let base: SimulatedCaller
    package let account: SimulatedAccount
    package let recorder: RightsRecorder

    package init(base: SimulatedCaller, account: SimulatedAccount, recorder: RightsRecorder) {
        self.base = base
        self.account = account
        self.recorder = recorder
    }

    package func call<O: Operation>(_ operation: O) async throws -> O.Output {
        await recorder.note(NeededRight.all(for: operation, region: base.region, in: await account.view()))
        return try await base.call(operation)
    }
}
