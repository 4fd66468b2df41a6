import Diagnostics
import Planning
import ResourceModel

/// Checks that security groups let instances reach a file system. Without that the mount runs into its time limit when an
/// instance starts, and the instance takes no jobs.
struct PortCheck {
    let system: FileSystem
    /// The file system in words, such as `the EFS file system 'fs-1'`.
    let name: String
    /// The security groups of the instances.
    let instances: Set<String>
    /// The security groups of the file system; nil if they are not known.
    let servers: Set<String>?
    let network: NetworkState?
    let range: SourceRange?

    /// A sort of file system by its ports.
    enum FileSystem {
        /// NFS.
        ///
        /// https://docs.aws.amazon.com/efs/latest/ug/network-access.html
        case elastic
        /// Lustre, for which both sides open connections.
        ///
        /// https://docs.aws.amazon.com/fsx/latest/LustreGuide/limit-access-security-groups.html
        case lustre

        fileprivate var ports: [ClosedRange<Int>] {
            switch self {
            case .elastic: [2049...2049]
            case .lustre: [988...988, 1018...1023]
            }
        }
    }

    var diagnostics: [Diagnostic] {
        guard !instances.isEmpty else { return [] }
        var missing = missing(\.outbound, of: instances, "outbound", "to", servers)
        if let servers {
            missing += self.missing(\.inbound, of: servers, "inbound", "from", instances)
            if case .lustre = system {
                missing += self.missing(\.outbound, of: servers, "outbound", "to", instances)
                missing += self.missing(\.inbound, of: instances, "inbound", "from", servers)
            }
        }
        var seen: Set<String> = []
        return missing.filter { seen.insert($0).inserted }.map { rule in
            Diagnostic(
                .warning, "closed-port", "\(name) cannot be mounted: a security group has no rule for it",
                detail: "add to one of them: \(rule)", at: range)
        }
    }

    /// Returns the rules that are missing, in words.
    ///
    /// - Parameter others: the groups of the other side; nil if they are not known, so that any rule for the port counts.
    private func missing(
        _ rules: KeyPath<NetworkState.SecurityGroup, [PortRule]?>, of groups: Set<String>, _ way: String,
        _ word: String,
        _ others: Set<String>?
    ) -> [String] {
        let known = groups.compactMap { network?.groups?[$0]?[keyPath: rules] }
        // A group that could not be read may have the rule.
        guard known.count == groups.count else { return [] }
        let all = known.flatMap { $0 }
        let closed = system.ports.filter { range in
            !range.allSatisfy { port in all.contains { $0.opens(port, others ?? $0.groups) } }
        }
        guard !closed.isEmpty else { return [] }
        let ports = closed.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
        let peers = others.map { " \(word) \($0.sorted().joined(separator: ", "))" } ?? ""
        return ["\(way) TCP \(ports.joined(separator: " and "))\(peers), in \(groups.sorted().joined(separator: ", "))"]
    }
}

extension PlannedEnvironment {
    /// The security groups that its instances have or get, as far as they are known.
    var instanceGroups: Set<String> {
        Set(
            resources.filter { $0.address.kind == .computeEnvironment }.flatMap {
                $0.desired?.properties[path: "computeResources.securityGroupIds"]?.strings ?? []
            })
    }
}
