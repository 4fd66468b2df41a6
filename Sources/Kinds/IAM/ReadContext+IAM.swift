import AWSOperations
import Reconciliation
import ResourceModel

/// The IAM resources that reconcile owns.
struct OwnedIAM: Sendable {
    /// The results of a walk over the account's roles; nil if IAM denies it.
    var walked: IAMSnapshot.Contents?
    var roles: [OwnershipClaim]
    var profiles: [OwnershipClaim]
}

extension ReadContext {
    /// Returns the roles and instance profiles of the resources, read once for all kinds.
    func iam() async throws -> IAMSnapshot {
        let walked = try await already(Self.ownedKey, OwnedIAM.self)?.walked
        return try await once("roles and profiles") { [access, resources] in
            IAMSnapshot(access, for: resources, walked: walked)
        }
    }

    private static let ownedKey = "owned roles and profiles"

    /// Returns the roles and instance profiles that name an owner, in one walk if IAM allows it.
    func ownedIAM(namePrefix: String) async throws -> OwnedIAM {
        try await once(Self.ownedKey) { [access] in
            let caller = access.global
            guard var iam = try await IAMSnapshot.walk(caller) else {
                let roles = try await Self.roleClaims(namePrefix: namePrefix, caller)
                let alone = try await Self.profiles(namePrefix: namePrefix, besides: Set(roles.map(\.name)), caller)
                return OwnedIAM(roles: roles, profiles: alone.compactMap(Self.claim))
            }
            let roles = iam.roles.values.compactMap {
                OwnershipClaim(.role, $0.name, in: nil, tags: tagValues($0.tags))
            }
            let alone = try await Self.profiles(namePrefix: namePrefix, besides: Set(iam.profiles.keys), caller)
            for profile in alone { iam.profiles[profile.name] = profile }
            return OwnedIAM(walked: iam, roles: roles, profiles: alone.compactMap(Self.claim))
        }
    }

    /// Returns instance profiles with our prefix beside the known ones. Each is read by itself: its role may be gone.
    private static func profiles(
        namePrefix: String, besides known: Set<String>, _ caller: any Caller
    ) async throws -> [IAMSnapshot.Profile] {
        let listed = try await IAMSnapshot.listedProfiles(caller) ?? []
        let names = listed.filter { $0.hasPrefix(namePrefix + "-") && !known.contains($0) }
        return try await concurrently(names) { name in
            try await IAMSnapshot.Profile.read(name, with: caller)
        }.compactMap { $0 }
    }

    private static func claim(_ profile: IAMSnapshot.Profile) -> OwnershipClaim? {
        OwnershipClaim(.instanceProfile, profile.name, in: nil, tags: tagValues(profile.tags))
    }

    /// Returns the claims without the walk: every role with our prefix is read
    /// by itself, as IAM lists roles without tags.
    private static func roleClaims(namePrefix: String, _ caller: any Caller) async throws -> [OwnershipClaim] {
        let roles = try await everyPage(of: IAM.ListRoles.self) { marker in
            let answer = try await caller.call(IAM.ListRoles(marker: marker))
            return (answer.roles ?? [], answer.isTruncated == true ? answer.marker : nil)
        }
        let names = roles.compactMap(\.roleName).filter { $0.hasPrefix(namePrefix + "-") }
        return try await concurrently(names) { name in
            let answer = try await orNil(.role(name)) { try await caller.call(IAM.GetRole(roleName: name)) }
            return OwnershipClaim(.role, name, in: nil, tags: tagValues(answer?.role?.tags))
        }.compactMap { $0 }
    }
}
