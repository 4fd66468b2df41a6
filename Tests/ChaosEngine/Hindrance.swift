package import AWSOperations
import ResourceModel
package import SimulatedAWS
import SimulatedAWSHooks
package import TestScenarios

/// An obstacle in the way of one case's runs, and how often they met it.
package actor Hindrance {
    private let obstacle: Obstacle
    private var met = 0
    private var refused = 0
    private var hasHappened = false
    private var targets: Set<Target> = []

    /// A resource that a call was to change when it met the obstacle.
    private struct Target: Hashable {
        let kind: ResourceKind
        let name: String
    }

    /// Marks a refusal as made on purpose, in the place of AWS's request id.
    static let mark = "00000000-0000-0000-0000-00000000c0de"

    package init(_ obstacle: Obstacle) { self.obstacle = obstacle }

    /// True if a call was refused.
    var hasRefused: Bool { refused > 0 }

    /// The refusal of a call; nil if it goes on. Whatever is to happen before the first one has happened then.
    func meet(
        _ operation: some Operation, region: String, in account: SimulatedAccount
    ) async throws -> Obstacle.Refusal? {
        guard obstacle.isMet(operation), obstacle.lasts || met == 0 else { return nil }
        if !hasHappened {
            guard try await obstacle.happen(operation, account) else { return nil }
            hasHappened = true
        }
        met += 1
        let refusal = obstacle.refusal(operation)
        if refusal != nil { refused += 1 }
        let written = (try? WriteTarget.targets(of: operation, region: region, in: await account.view())) ?? []
        // The first is the resource that the call changes; the others are resources that it mentions.
        if let target = written.first { targets.insert(Target(kind: target.kind, name: target.name)) }
        return refusal
    }

    /// Compares the report of a run with the refusals that it met.
    ///
    /// - Parameter isAlone: true if nothing else went wrong.
    package func judge(_ result: Enactment.Result, isAlone: Bool) -> [Violation] {
        // If calls go wrong, a command runs more than once. One that only the first call meets may be over then.
        guard met > 0, result.refusals.isEmpty, isAlone || obstacle.lasts else { return [] }
        var found: [Violation] = []
        if case .told(let words) = obstacle.end {
            if result.failures.isEmpty {
                found.append(Violation(.refusalIsNoSuccess, "nothing failed"))
            } else if isAlone, !result.failures.contains(where: { $0.contains(words) }) {
                found.append(
                    Violation(
                        .refusalIsNoSuccess, "no failure says '\(words)': \(result.failures.joined(separator: "; "))"))
            }
            let denied = result.done.filter { step in
                obstacle.lasts && targets.contains(Target(kind: step.kind, name: step.name))
            }
            for step in denied {
                found.append(Violation(.refusalIsNoSuccess, "\(step.kind.rawValue) \(step.name) is called done"))
            }
        }
        if isAlone, let limit = obstacle.limit, met > limit * max(1, targets.count) {
            found.append(Violation(.noVainRepetition, "\(met) times for \(targets.count) resources"))
        }
        return found
    }
}

/// The calls of a program with an obstacle in its way.
package struct HinderedCaller: Caller {
    let base: SimulatedCaller
    let account: SimulatedAccount
    let hindrance: Hindrance

    package init(base: SimulatedCaller, account: SimulatedAccount, hindrance: Hindrance) {
        self.base = base
        self.account = account
        self.hindrance = hindrance
    }

    package func call<O: Operation>(_ operation: O) async throws -> O.Output {
        guard let refusal = try await hindrance.meet(operation, region: base.region, in: account) else {
            return try await base.call(operation)
        }
        do {
            return try await base.call(
                operation,
                refusing: .refused(code: refusal.code, message: refusal.message, status: refusal.status))
        } catch var error as ServiceError where error.message == refusal.message {
            error.requestID = Hindrance.mark
            throw error
        }
    }
}
