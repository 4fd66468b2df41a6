package import AWSOperations
import Planning
public import ResourceModel

/// Something about AWS that keeps the work from being done.
public struct ReconciliationError: Error, Sendable, CustomStringConvertible {
    /// The resource it happened to, where there is one.
    public var address: Address?
    /// What happened, with the names.
    public var summary: String
    /// Why, and what to do.
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
    /// True if the service says that something of the name exists; whether that is what was asked for, reading it tells.
    package var saysExists: Bool { Cause(self).kind == .nameTaken }

    /// Whether the call may have been carried out although it failed.
    package var isAmbiguous: Bool { status >= 500 && CallName.changes(operation) }

    /// AWS's refusal while the resource itself is in transition.
    package var isTransition: Bool { Cause(self).kind == .beingModified }

    /// AWS's refusal to delete what, for all it knows, another resource still names.
    package var isRelationship: Bool { Cause(self).kind == .queueStillLinked }
}

extension ReconciliationError {
    /// Something that a resource refers to is not known: an empty ARN or id would be written as it is.
    init(unknown open: Value.Reference, of planned: PlannedResource) {
        self.init(
            "\(open.attribute) of \(open.address) is not known, so '\(planned.name)' was not written",
            detail: "AWS, or what answered in its place, did not say it: run 'reconcile plan' again; if that fails "
                + "as well, report it", address: planned.address)
    }

    /// Something of ours has the name and is not what was to be made: another run made it otherwise.
    package static func other(_ resource: Resource) -> ReconciliationError {
        ReconciliationError(
            "\(resource.address.kind.rawValue) '\(resource.name)' exists already, and is not as the file wants it",
            detail: "another run has made it meanwhile; run again, which compares the file with what exists now",
            address: resource.address)
    }

    /// Something stands under a name of ours and is not ours.
    package static func foreign(_ resource: Resource, owner: String?) -> ReconciliationError {
        let whose = owner.map { "belongs to '\($0)'" } ?? "stands without our tags"
        return ReconciliationError(
            "\(resource.address.kind.rawValue) '\(resource.name)' \(whose)",
            detail: "reconcile never writes to what is not its own; rename the environment or remove the resource",
            address: resource.address)
    }

    /// Throws where what stands under a resource's name belongs to somebody else.
    package static func assure(_ tags: [String: String]?, areOf resource: Resource) throws {
        let owner = tags?[OwnershipTags.owner]
        guard owner == resource.tags[OwnershipTags.owner] else { throw foreign(resource, owner: owner) }
    }
}

/// Whether a call failed in a way that has nothing to do with what was asked: a throttle, a fault of the service's own, no
/// answer.
package func failsInPassing(_ error: any Error) -> Bool {
    switch error {
    case let error as ServiceError:
        error.status >= 500 || error.status == 429 || error.code.contains("Throttl")
            || ["TooManyRequestsException", "RequestLimitExceeded", "SlowDown"].contains(error.code)
    case let error as NoAnswer: !error.isRefusedByProxy
    default: false
    }
}

/// True if what answered cannot have been AWS.
package func isUntrusted(_ error: any Error) -> Bool { (error as? ServiceError)?.isUntrusted == true }

/// Whether a failed write may have been carried out all the same, so that reading back has to tell.
package func mayHaveHappened(_ error: any Error) -> Bool {
    switch error {
    case let error as ServiceError: error.isAmbiguous || error.saysExists
    case let error as NoAnswer: error.mayHaveArrived
    default: false
    }
}
