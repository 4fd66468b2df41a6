package import AWSOperations
import Planning
import ResourceModel
package import SimulatedAWS
package import SimulatedAWSHooks
import TestScenarios

/// Checks the calls of all runs in an account against the invariants.
package actor InvariantMonitor {
    private let ownership: Ownership
    /// The stems of compute environments that the command replaces: two generations may live meanwhile.
    private let replaced: Set<String>
    /// True if a queue that once had a usable compute environment must always have one afterwards.
    private let servesThroughout: Bool
    /// True if one run makes resources that another destroys. Then no order of writes protects a resource that comes
    /// into use meanwhile.
    private let isContested: Bool
    /// True if another run makes things at the same time.
    private let hasRival: Bool
    /// The time since which each environment and queue has been seen, by kind, name and id.
    private var seenSince: [String: Double] = [:]
    /// The number of generations that lived at the beginning.
    private var livingAtFirst: [String: Int] = [:]
    /// Queues that were seen taking jobs.
    private var served: Set<String> = []
    private var killedBefore: Int
    private var calls = 0
    package private(set) var violations: [Violation] = []
    package private(set) var refusals: [ServiceError] = []

    /// - Parameter known: of what exists, in the form of ``existing(in:)``, that which every read shows by now.
    package init(
        _ ownership: Ownership, replaced: Set<String> = [], servesThroughout: Bool = true, isContested: Bool = false,
        hasRival: Bool = false, known: Set<String> = [], from view: AccountView
    ) {
        self.hasRival = hasRival
        self.isContested = isContested
        self.ownership = ownership
        self.replaced = replaced
        self.servesThroughout = servesThroughout
        killedBefore = Self.killed(in: view).count
        livingAtFirst = Self.living(view, ownership).mapValues(\.count)
        served = Self.servedQueues(view, ownership, strictly: replaced)
        for key in Self.existing(in: view) { seenSince[key] = known.contains(key) ? -.infinity : view.time }
    }

    /// Notes what only the end shows.
    package func note(_ violation: Violation) { violations.append(violation) }

    /// Counts a call; answers its place for people.
    func arrive(_ operation: String) -> String {
        calls += 1
        return "\(calls) \(operation)"
    }

    /// Looks at a write before it is made.
    func check<O: Operation>(_ write: O, region: String, isPlanning: Bool, in view: AccountView, at place: String) {
        if isPlanning { violations.append(Violation(.planOnlyReads, O.qualifiedName, at: place)) }
        let targets: [WriteTarget]
        do {
            targets = try WriteTarget.targets(of: write, region: region, in: view)
        } catch {
            let detail = "\(O.qualifiedName) is a write that WriteTarget does not know"
            return violations.append(Violation(.writesOnlyOurs, detail, at: place))
        }
        for target in targets {
            if !isPermitted(target) {
                let detail = "\(target.kind.rawValue) \(target.name), tags \(target.tags ?? [:])"
                violations.append(Violation(.writesOnlyOurs, detail, at: place))
            }
            checkCreation(target, in: view, at: place)
            guard !isContested else { continue }
            let users = users(of: target, region: region, in: view)
            if !users.isEmpty {
                let detail = "\(target.kind.rawValue) \(target.name) is used by \(users.joined(separator: ", "))"
                violations.append(Violation(.usersGoFirst, detail, at: place))
            }
        }
    }

    private func isPermitted(_ target: WriteTarget) -> Bool {
        if target.kind == .serviceLinkedRole {
            return target.isCreation && ["batch.amazonaws.com", "spot.amazonaws.com"].contains(target.name)
        }
        // If a resource of another owner already has the name of a new one, AWS refuses the creation.
        guard let tags = target.tags, !target.isCreation else {
            // A deleted launch template or file system is known only by its id.
            let isID = ["lt-", "fs-", "fsmt-"].contains { target.name.hasPrefix($0) }
            return ownership.isOurName(target.kind, target.name) || isID
        }
        return ownership.isOurs(target.kind, target.name, tags: tags)
    }

    /// Which compute environments and queues a thing is used by that is about to go.
    private func users(of target: WriteTarget, region: String, in view: AccountView) -> [String] {
        if let role = target.takenRole, ownership.isOurName(.role, role) {
            guard view.role(inInstanceProfile: target.name) == role else { return [] }
            return Self.users(of: target, region: region, in: view)
        }
        if target.isStripping {
            return ownership.wantedRoles.contains(target.name) ? [] : Self.users(of: target, region: region, in: view)
        }
        return target.isRemoval ? Self.users(of: target, region: region, in: view) : []
    }

    /// Seconds in which what AWS shows may be from before a creation.
    private static let lagLimit = 15.0

    private func checkCreation(_ target: WriteTarget, in view: AccountView, at place: String) {
        guard target.isCreation, !hasRival else { return }
        let key = Self.existing(in: view).first { $0.hasPrefix("\(target.kind.rawValue)/\(target.name)/") }
        guard let key, let since = seenSince[key], view.time - since > Self.lagLimit else { return }
        // Another owner may take the name between the plan and the call, and AWS refuses the call then.
        guard ownership.isOurs(target.kind, target.name, tags: Self.tags(of: target, in: view)) else { return }
        violations.append(Violation(.noCreateOfExisting, "\(target.kind.rawValue) \(target.name)", at: place))
    }

    private static func tags(of target: WriteTarget, in view: AccountView) -> [String: String] {
        let region = AccountFixture.region
        let environment = view.computeEnvironments(region: region).last {
            target.kind == .computeEnvironment && $0.computeEnvironmentName == target.name
        }
        let queue = view.jobQueues(region: region).last { target.kind == .jobQueue && $0.jobQueueName == target.name }
        return environment?.tags ?? queue?.tags ?? [:]
    }

    /// The environments and queues that exist and are not going, by kind, name and id.
    package static func existing(in view: AccountView) -> [String] {
        let environments = view.computeEnvironments(region: AccountFixture.region).filter { $0.status != "DELETING" }
            .map {
                "\(ResourceKind.computeEnvironment.rawValue)/\($0.computeEnvironmentName ?? "")/\($0.uuid ?? "")"
            }
        let queues = view.jobQueues(region: AccountFixture.region).filter { $0.status != "DELETING" }.map {
            "\(ResourceKind.jobQueue.rawValue)/\($0.jobQueueName ?? "")/"
        }
        return environments + queues
    }

    private static func users(of target: WriteTarget, region: String, in view: AccountView) -> [String] {
        if target.kind == .schedulingPolicy {
            return view.jobQueues(region: region).filter { ends($0.schedulingPolicyArn, in: target.name) }
                .compactMap(\.jobQueueName)
        }
        let systems = fileSystemIDs(target, region: region, in: view)
        let environments = view.computeEnvironments(region: region).filter { environment in
            let resources = environment.computeResources
            return switch target.kind {
            case .instanceProfile: ends(resources?.instanceRole, in: target.name)
            case .role:
                ends(environment.serviceRole, in: target.name) || ends(resources?.spotIamFleetRole, in: target.name)
                    || view.role(inInstanceProfile: last(resources?.instanceRole)) == target.name
            case .launchTemplate:
                view.launchTemplate(
                    id: resources?.launchTemplate?.launchTemplateId,
                    name: resources?.launchTemplate?.launchTemplateName, region: region)?.name == target.name
            case .elasticFileSystem, .lustreFileSystem:
                systems.contains { view.userData(of: resources?.launchTemplate, region: region).contains($0) }
            default: false
            }
        }
        return environments.compactMap(\.computeEnvironmentName)
    }

    /// The ids of a file system, which the user data of instances contains.
    private static func fileSystemIDs(_ target: WriteTarget, region: String, in view: AccountView) -> [String] {
        switch target.kind {
        case .elasticFileSystem:
            view.elasticFileSystems(region: region).filter { $0.creationToken == target.name }.compactMap(
                \.fileSystemId)
        case .lustreFileSystem:
            view.lustreFileSystems(region: region).filter { $0.token == target.name }.compactMap(\.detail.fileSystemId)
        default: []
        }
    }

    private static func last(_ arn: String?) -> String { String((arn ?? "").split(separator: "/").last ?? "") }

    private static func ends(_ arn: String?, in name: String) -> Bool { arn != nil && last(arn) == name }

    /// Looks at the account after a call.
    func check(_ view: AccountView, at place: String) {
        let existing = Self.existing(in: view)
        seenSince = Dictionary(existing.map { ($0, seenSince[$0] ?? view.time) }) { first, _ in first }
        for (stem, names) in Self.living(view, ownership) {
            let limit = max(replaced.contains(stem) ? 2 : 1, livingAtFirst[stem] ?? 0)
            guard names.count > limit else { continue }
            note(once: Violation(.oneLiveEnvironment, names.sorted().joined(separator: ", "), at: place))
        }
        if servesThroughout {
            let now = Self.servedQueues(view, ownership, strictly: replaced)
            for queue in served.subtracting(now).sorted() where ownership.wantedQueues.contains(queue) {
                note(once: Violation(.queueServed, "\(queue): \(Self.account(of: queue, in: view))", at: place))
            }
            served.formUnion(now)
        }
        let killed = Self.killed(in: view)
        for event in killed.dropFirst(killedBefore) {
            violations.append(Violation(.noJobKilled, event.detail, at: place))
        }
        killedBefore = max(killedBefore, killed.count)
    }

    /// A state that lasts is one violation.
    private func note(once violation: Violation) {
        let isKnown = violations.contains { $0.invariant == violation.invariant && $0.detail == violation.detail }
        if !isKnown { violations.append(violation) }
    }

    /// Notes what AWS refused.
    func note(refused error: ServiceError) { if error.requestID != Hindrance.mark { refusals.append(error) } }

    private static func killed(in view: AccountView) -> [SimulatedEvent] {
        view.events.filter { $0.kind == .jobKilled }
    }

    /// Our compute environments by stem that are there and not going.
    private static func living(_ view: AccountView, _ ownership: Ownership) -> [String: [String]] {
        let names = view.computeEnvironments(region: AccountFixture.region).filter { $0.status != "DELETING" }
            .compactMap(\.computeEnvironmentName)
        var living: [String: [String]] = [:]
        for name in names {
            if let stem = ownership.stem(of: name) { living[stem, default: []].append(name) }
        }
        return living
    }

    /// Our queues that take jobs and have an environment that runs them.
    ///
    /// - Parameter strictly: stems whose environments have to be VALID for that, or on their way back to it.
    private static func servedQueues(
        _ view: AccountView, _ ownership: Ownership, strictly: Set<String>
    ) -> Set<String> {
        let usable = view.computeEnvironments(region: AccountFixture.region).filter { environment in
            let stem = ownership.stem(of: environment.computeEnvironmentName ?? "")
            let isStrict = stem.map { strictly.contains($0) } ?? false
            guard environment.state == "ENABLED", environment.status != "DELETING" else { return false }
            return !isStrict || ["VALID", "UPDATING"].contains(environment.status)
        }.compactMap(\.computeEnvironmentArn)
        let queues = view.jobQueues(region: AccountFixture.region).filter { queue in
            let order = (queue.computeEnvironmentOrder ?? []).map(\.computeEnvironment)
            return queue.state == "ENABLED" && queue.status != "DELETING" && order.contains { usable.contains($0) }
        }
        return Set(queues.compactMap(\.jobQueueName))
    }

    private static func account(of queue: String, in view: AccountView) -> String {
        guard let detail = view.jobQueues(region: AccountFixture.region).first(where: { $0.jobQueueName == queue })
        else {
            return "gone"
        }
        let environments = view.computeEnvironments(region: AccountFixture.region)
        let order = (detail.computeEnvironmentOrder ?? []).map { entry in
            let found = environments.first { $0.computeEnvironmentArn == entry.computeEnvironment }
            return "\(last(entry.computeEnvironment)) \(found?.status ?? "gone") \(found?.state ?? "")"
        }
        return "\(detail.status ?? "") \(detail.state ?? ""), order \(order)"
    }
}

/// The phase of a run: true while it plans.
package actor Phase {
    package private(set) var isPlanning = true

    package init() {}

    package func plans(_ isPlanning: Bool) { self.isPlanning = isPlanning }
}

/// Has the monitor look at the account before each write and after each call.
package struct MonitoredCaller: Caller {
    package let base: any Caller
    package let region: String
    package let account: SimulatedAccount
    package let monitor: InvariantMonitor
    package let phase: Phase

    package init(
        _ base: any Caller, region: String, account: SimulatedAccount, monitor: InvariantMonitor, phase: Phase
    ) {
        self.base = base
        self.region = region
        self.account = account
        self.monitor = monitor
        self.phase = phase
    }

    package func call<O: Operation>(_ operation: O) async throws -> O.Output {
        let place = await monitor.arrive(O.qualifiedName)
        if O.isMutating {
            await monitor.check(
                operation, region: region, isPlanning: await phase.isPlanning, in: await account.view(), at: place)
        }
        let result: Result<O.Output, any Error>
        do { result = .success(try await base.call(operation)) } catch { result = .failure(error) }
        await monitor.check(await account.view(), at: place)
        if case .failure(let error as ServiceError) = result, O.isMutating { await monitor.note(refused: error) }
        return try result.get()
    }
}
