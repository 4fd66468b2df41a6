package import ManifestLoading
import Planning
package import ResourceModel
import TestScenarios

/// The resources that are ours, derived only from the files and not from the program under test.
package struct Ownership: Sendable {
    /// The `reconcile:owner` tags of the files' environments.
    package let owners: Set<String>
    private let names: Set<String>
    /// The names of compute environments without their generation.
    private let stems: Set<String>
    /// True if existing resources with our names and without tags may become ours.
    package let adopts: Bool
    /// The queues that the files want in the end.
    package let wantedQueues: Set<String>
    /// The roles that the files want in the end.
    package let wantedRoles: Set<String>

    /// - Parameters:
    ///   - files: the environments that all runs name.
    ///   - wanted: the environments that exist after the command under test.
    package init(files: [EnvironmentDefinition], wanted: [EnvironmentDefinition], adopts: Bool) {
        let requests = AccountFixture().requests(files)
        owners = Set(requests.map(\.key.owner))
        let resources = requests.flatMap { $0.resources + $0.retired }.filter { $0.management == .managed }
        let policies = resources.filter { $0.address.kind == .role }.flatMap { OwnedPolicyName.all(of: $0.name) }
        names = Set(
            resources.filter { $0.address.kind != .computeEnvironment }.map { "\($0.address.kind.rawValue)/\($0.name)" }
                + policies.map { "managed-policy/\($0)" })
        stems = Set(resources.filter { $0.address.kind == .computeEnvironment }.map(\.name))
        self.adopts = adopts
        let desired = AccountFixture().requests(wanted).flatMap(\.resources)
        wantedQueues = Set(desired.filter { $0.address.kind == .jobQueue }.map(\.name))
        wantedRoles = Set(desired.filter { $0.address.kind == .role }.map(\.name))
    }

    /// True if a name is one that the files' environments give.
    package func isOurName(_ kind: ResourceKind, _ name: String) -> Bool {
        if isLostRole(kind, name) { return true }
        guard kind == .computeEnvironment else { return names.contains("\(kind.rawValue)/\(name)") }
        return stem(of: name) != nil
    }

    /// True for the service role that a scenario's environment has lost: it is made only to delete the environment.
    private func isLostRole(_ kind: ResourceKind, _ name: String) -> Bool {
        kind == .role && name == Scenarios.lostRole
    }

    /// The stem that a compute environment's name is a generation of.
    package func stem(of name: String) -> String? {
        stems.first { Generation.number(of: name, stem: $0) != nil }
    }

    /// True if a resource is ours: it has our name, and its tags name our environment and the resource itself.
    package func isOurs(_ kind: ResourceKind, _ name: String, tags: [String: String]) -> Bool {
        guard isOurName(kind, name) else { return false }
        guard let owner = tags[OwnershipTags.owner] else { return adopts }
        let value = OwnershipTags.resourceValue(isLostRole(kind, name) ? .restoredRole : kind, name)
        return owners.contains(owner) && tags[OwnershipTags.resource] == value
    }
}
