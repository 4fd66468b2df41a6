import Diagnostics
import Planning
import ResourceModel

/// Notes about what others put on the roles that reconcile owns: apply keeps it, and deleting the role removes it.
struct UnmanagedPolicyNotes {
    let observation: Observation
    /// True if the roles are deleted.
    let isDestruction: Bool

    func diagnostics(_ requests: [EnvironmentRequest]) -> [Diagnostic] {
        let addresses = requests.flatMap { $0.resources + $0.retired }.map(\.address)
        var seen: Set<Address> = []
        return addresses.filter { seen.insert($0).inserted }.flatMap { observation.resources[$0] ?? [] }
            .filter { $0.ownership == .ours && $0.unmanaged.map?.isEmpty == false }.map(note)
    }

    private func note(_ observed: ObservedResource) -> Diagnostic {
        let inline = (observed.unmanaged["policies"]?.map ?? [:]).keys.sorted()
        let attached = observed.unmanaged["attachedPolicyArns"]?.strings ?? []
        let boundary = observed.unmanaged["permissionsBoundary"]?.string
        var parts: [String] = []
        if !inline.isEmpty { parts.append(Self.list(inline, "inline policy", "inline policies")) }
        if !attached.isEmpty { parts.append(Self.list(attached, "attached policy", "attached policies")) }
        if let boundary { parts.append("permissions boundary '\(boundary)'") }
        return Diagnostic(
            .note, "unmanaged-policy",
            "role '\(observed.name)' also has \(parts.joined(separator: " and ")), which reconcile did not make",
            detail: isDestruction ? Self.end(inline: inline, attached: attached) : "apply leaves it as it is")
    }

    private static func list(_ names: [String], _ one: String, _ several: String) -> String {
        (names.count == 1 ? one : several) + " " + names.map { "'\($0)'" }.joined(separator: ", ")
    }

    /// IAM deletes no role that has policies.
    private static func end(inline: [String], attached: [String]) -> String {
        var ends: [String] = []
        if !inline.isEmpty { ends.append("inline policies are deleted with the role") }
        if !attached.isEmpty { ends.append("managed policies are only detached from it") }
        return ends.isEmpty ? "the boundary itself stays" : ends.joined(separator: "; ")
    }
}
