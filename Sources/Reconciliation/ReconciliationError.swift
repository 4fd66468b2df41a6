import AWSOperations
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
    /// Whether the service says that the thing does not stand.
    var saysAbsent: Bool {
        ["NoSuchEntity", "ResourceNotFoundException"].contains(code) || code.contains("NotFound")
            || message.contains("does not exist")
    }

    /// Whether the service says that the thing stands already.
    var saysExists: Bool {
        ["EntityAlreadyExists", "ResourceAlreadyExistsException"].contains(code) || code.contains("AlreadyExists")
            || message.contains("already exists")
    }

    /// Whether the call may have been carried out although it failed.
    var isAmbiguous: Bool { status >= 500 }

    /// Batch's refusals that pass by themselves: something is still in transition.
    var isTransition: Bool {
        let passing = [
            "resource is being modified", "is being modified", "existing JobQueue relationship",
            "valid before attaching",
        ]
        return passing.contains { message.contains($0) }
    }
}

/// Whether a failed write may have been carried out all the same, so that reading back has to tell.
func mayHaveHappened(_ error: any Error) -> Bool {
    switch error {
    case let error as ServiceError: error.isAmbiguous || error.saysExists
    case let error as NoAnswer: error.mayHaveArrived
    default: false
    }
}
