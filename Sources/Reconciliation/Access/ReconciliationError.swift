package import AWSOperations
import Planning
public import ResourceModel

/// A state of AWS that keeps the work from being done.
public struct ReconciliationError: Error, Sendable, CustomStringConvertible {
    /// The resource it happened to, if there is one.
    public var address: Address?
    /// The problem, with the names.
    public var summary: String
    /// The cause, and the advice.
    public var detail: String

    /// Makes an error.
    public init(_ summary: String, detail: String = "", address: Address? = nil) {
        self.summary = summary
        self.detail = detail
        self.address = address
    }

    /// The summary and the detail.
    public var description: String { detail.isEmpty ? summary : "\(summary): \(detail)" }
}

extension ServiceError {
    /// True if the service says that something of the name exists. Only reading
    /// it tells if it is the one that was asked for.
    package var saysExists: Bool { Cause(self).kind == .nameTaken }

    /// True if the call may have been carried out although it failed.
    package var isAmbiguous: Bool { status >= 500 && CallName.changes(operation) }

    /// True if AWS refuses the call while the resource itself is in transition.
    package var isTransition: Bool { Cause(self).kind == .beingModified }

    /// True if AWS refuses a deletion because, as far as AWS knows, another resource still names the resource.
    package var isRelationship: Bool { Cause(self).kind == .queueStillLinked }
}

extension ReconciliationError {
    /// A reference of a resource is not known. An empty ARN or id would be written as it is.
    init(unknown open: Value.Reference, of planned: PlannedResource) {
        self.init(
            "\(open.attribute) of \(open.address) is not known, so '\(planned.name)' was not written",
            detail: "AWS, or what answered in its place, did not say it: run 'reconcile plan' again; if that fails "
                + "as well, report it", address: planned.address)
    }

    /// An owned resource has the name but another content: another run made it with other values.
    package static func other(_ resource: Resource) -> ReconciliationError {
        ReconciliationError(
            "\(resource.address.kind.rawValue) '\(resource.name)' exists already, and is not as the file wants it",
            detail: "another run has made it meanwhile; run again, which compares the file with what exists now",
            address: resource.address)
    }

    /// A resource with a name of ours exists and is not owned.
    package static func foreign(_ resource: Resource, owner: String?) -> ReconciliationError {
        let whose = owner.map { "belongs to '\($0)'" } ?? "exists and has no tags of reconcile"
        return ReconciliationError(
            "\(resource.address.kind.rawValue) '\(resource.name)' \(whose)",
            detail: "reconcile never changes what it does not own; rename the environment or remove the resource",
            address: resource.address)
    }

    /// Throws if the resource that has the name belongs to another owner.
    package static func assure(_ tags: [String: String]?, areOf resource: Resource) throws {
        let owner = tags?[OwnershipTags.owner]
        guard owner == resource.tags[OwnershipTags.owner] else { throw foreign(resource, owner: owner) }
    }
}

/// Returns true if the answer cannot have come from AWS.
package func isUntrusted(_ error: any Error) -> Bool { (error as? ServiceError)?.isUntrusted == true }

/// Returns true if a failed write may have been carried out all the same. Only reading back tells.
package func mayHaveHappened(_ error: any Error) -> Bool {
    switch error {
    case let error as ServiceError: error.isAmbiguous || error.saysExists
    case let error as NoResponse: error.mayHaveArrived
    default: false
    }
}
