import AWSOperations
import Reconciliation
import ResourceModel

/// The roles and instance profiles that a file wants, read once.
///
/// A few roles are read one by one, with all calls at once. From ``bulkThreshold`` roles on, one walk over the
/// account's roles costs less than the five calls that each role takes. If
/// IAM denies the walk, they are read one by one.
actor IAMSnapshot {
    /// A role with everything that is compared.
    struct Role: Sendable {
        var name: String
        var arn: String
        var path: String
        var trust: String
        var tags: [IAM.Tag]?
        var attachedPolicyArns: [String]
        var policies: [String: String]
        var permissionsBoundary: String?
    }

    /// An instance profile; `tags` is nil if the walk leaves them out.
    struct Profile: Sendable {
        var name: String
        var arn: String
        /// The time of its creation, as IAM writes it.
        var created: String?
        var tags: [IAM.Tag]?
        var roles: [String]
    }

    /// All that was read.
    struct Contents: Sendable {
        var roles: [String: Role] = [:]
        var profiles: [String: Profile] = [:]
        /// Service-linked roles by the service's principal: the path names it, while the role's own name varies.
        var serviceLinked: [String: Role] = [:]
        /// True if a role of the account that is not listed here does not exist.
        var isWhole = false
    }

    static let bulkThreshold = 6

    /// True if all roles of the account are walked over, unless IAM denies that.
    nonisolated let walksAllRoles: Bool
    private let caller: any Caller
    private let executor: (any TaskExecutor)?
    private let roleNames: [String]
    private let profileNames: [String]
    private let services: [String]
    private let walked: Contents?
    private var reading: Task<Contents, any Error>?

    /// - Parameter walked: the results of an earlier walk over the account's roles.
    init(_ access: AWSAccess, for resources: [Resource], walked: Contents? = nil) {
        caller = access.global
        executor = access.clock.executor
        self.walked = walked
        func names(_ kind: ResourceKind) -> [String] {
            Array(Set(resources.filter { $0.address.kind == kind }.map(\.name))).sorted()
        }
        roleNames = names(.role)
        walksAllRoles = walked != nil || roleNames.count >= Self.bulkThreshold
        profileNames = names(.instanceProfile)
        services = names(.serviceLinkedRole)
    }

    func contents() async throws -> Contents {
        let task = reading ?? Task(executorPreference: executor) { try await self.read() }
        reading = task
        return try await task.value
    }

    private func read() async throws -> Contents {
        if let walked { return try await completed(walked) }
        if roleNames.count >= Self.bulkThreshold, let walked = try await Self.walk(caller) {
            return try await completed(walked)
        }
        return try await readOneByOne()
    }

    /// Returns the walk with the profiles that it does not show: it shows only those that hold a role. A profile whose
    /// role was removed before a run died is read by itself. If the role is
    /// gone as well, the list of profiles names it.
    private func completed(_ walked: Contents) async throws -> Contents {
        var unseen = profileNames.filter { walked.profiles[$0] == nil && walked.roles[$0] != nil }
        let alone = Set(profileNames.filter { walked.profiles[$0] == nil && walked.roles[$0] == nil })
        if !alone.isEmpty {
            unseen += (try await Self.listedProfiles(caller) ?? []).filter { alone.contains($0) }
        }
        let read = try await concurrently(unseen) { [caller] name in try await Profile.read(name, with: caller) }
        var contents = walked
        for profile in read.compactMap({ $0 }) { contents.profiles[profile.name] = profile }
        return contents
    }

    /// Returns the names of the account's instance profiles; nil if IAM denies that.
    static func listedProfiles(_ caller: any Caller) async throws -> [String]? {
        do {
            return try await everyPage(of: IAM.ListInstanceProfiles.self) { marker in
                let answer = try await caller.call(IAM.ListInstanceProfiles(marker: marker, maxItems: 1000))
                return (answer.instanceProfiles ?? [], answer.isTruncated == true ? answer.marker : nil)
            }.compactMap(\.instanceProfileName)
        } catch let error as ServiceError where error.isRefusal {
            return nil
        }
    }

    /// Returns every role of the account with its policies and profiles; nil if IAM denies that.
    static func walk(_ caller: any Caller) async throws -> Contents? {
        do {
            return try await walkedContents(caller)
        } catch let error as ServiceError where error.isRefusal {
            return nil
        }
    }

    private static func walkedContents(_ caller: any Caller) async throws -> Contents {
        let details = try await everyPage(of: IAM.GetAccountAuthorizationDetails.self) { marker in
            let answer = try await caller.call(
                IAM.GetAccountAuthorizationDetails(filter: ["Role"], maxItems: 1000, marker: marker))
            return (answer.roleDetailList ?? [], answer.isTruncated == true ? answer.marker : nil)
        }
        var contents = Contents()
        contents.isWhole = true
        for detail in details {
            let role = Role(detail)
            contents.roles[role.name] = role
            if let service = linkedService(role.path) { contents.serviceLinked[service] = role }
            for profile in detail.instanceProfileList ?? [] {
                let read = Profile(profile)
                contents.profiles[read.name] = read
            }
        }
        return contents
    }

    private func readOneByOne() async throws -> Contents {
        async let roles = outcome { [caller, roleNames] in
            try await together(roleNames) { name in try await Role.read(name, with: caller) }
        }
        async let profiles = outcome { [caller, profileNames] in
            try await together(profileNames) { name in try await Profile.read(name, with: caller) }
        }
        async let linked = outcome { [caller, services] in
            try await together(services) { service in
                try await everyPage(of: IAM.ListRoles.self) { marker in
                    let answer = try await caller.call(
                        IAM.ListRoles(pathPrefix: "/aws-service-role/\(service)/", marker: marker))
                    return (answer.roles ?? [], answer.isTruncated == true ? answer.marker : nil)
                }
            }
        }
        let (foundRoles, foundProfiles, foundLinked) = await (roles, profiles, linked)
        try DeniedCalls.rethrow([foundRoles.failure, foundProfiles.failure, foundLinked.failure].compactMap { $0 })
        var contents = Contents()
        for role in try foundRoles.get().compactMap({ $0 }) { contents.roles[role.name] = role }
        for profile in try foundProfiles.get().compactMap({ $0 }) { contents.profiles[profile.name] = profile }
        for role in try foundLinked.get().flatMap({ $0 }) {
            guard let path = role.path, let service = Self.linkedService(path) else { continue }
            contents.serviceLinked[service] = Role(role)
        }
        return contents
    }

    /// `batch.amazonaws.com` for `/aws-service-role/batch.amazonaws.com/`.
    private static func linkedService(_ path: String) -> String? {
        let parts = path.split(separator: "/")
        return parts.count == 2 && parts[0] == "aws-service-role" ? String(parts[1]) : nil
    }
}
