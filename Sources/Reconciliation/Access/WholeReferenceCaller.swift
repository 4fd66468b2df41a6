import AWSOperations
import ResourceModel

/// Refuses a write with an empty reference: AWS might accept it and remove the existing value.
///
/// References come from answers. An answer that was damaged, or that did not come from AWS, may lack them.
struct WholeReferenceCaller: Caller {
    let base: any Caller

    func call<O: Operation>(_ operation: O) async throws -> O.Output {
        if O.isMutating, let value = try? ShapeCoding.value(of: operation), let member = Self.emptyReference(in: value)
        {
            throw ReconciliationError(
                "\(O.qualifiedName) is not sent: '\(member)' is empty",
                detail: "an answer of AWS, or of something between here and AWS, lacked it: run the command again")
        }
        return try await base.call(operation)
    }

    /// Returns the first member that names a role, a policy, a profile or another resource and is empty.
    ///
    /// Not every empty id is an error: to Batch, an empty image or launch template means that there is to be none.
    private static func emptyReference(in value: Value) -> String? {
        switch value {
        case .map(let members):
            for (name, member) in members.sorted(by: { $0.key < $1.key }) where name.lowercased() != "tags" {
                if member == .string(""), isReference(name) { return name }
                if let found = emptyReference(in: member) { return found }
            }
            return nil
        case .list(let elements): return elements.lazy.compactMap { emptyReference(in: $0) }.first
        default: return nil
        }
    }

    private static func isReference(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["arn", "role", "rolename", "instanceprofilename", "computeenvironment", "jobqueue"].contains {
            name.hasSuffix($0)
        }
    }
}
