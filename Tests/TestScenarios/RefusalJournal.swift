package import AWSOperations

/// The writes that a service refused, in its words.
package actor RefusalJournal {
    package init() {}

    package private(set) var refusals: [ServiceError] = []

    package func note(_ refusal: ServiceError) { refusals.append(refusal) }

    /// Refusals that pass by themselves, as AWS documents them; any other means that the order of the writes is wrong.
    package static let passing = [
        "is being modified", "existing JobQueue relationship", "must be created and valid before attaching",
        // EC2 is eventually consistent: a new template or version is not visible at once.
        "Could not find the specified version", "The specified launch template, with template ID",
    ]

    /// The refusals that no program that knows the order would have met.
    ///
    /// - Parameter alsoPassing: words of further refusals that the circumstances excuse.
    package func unexpected(alsoPassing: [String] = []) -> [String] {
        refusals.filter { refusal in
            !(Self.passing + alsoPassing).contains { refusal.description.contains($0) }
        }.map(\.description)
    }
}

/// Records the refused calls.
package struct JournalingCaller: Caller {
    package let base: any Caller
    package let journal: RefusalJournal

    package init(base: any Caller, journal: RefusalJournal) {
        self.base = base
        self.journal = journal
    }

    package func call<O: Operation>(_ operation: O) async throws -> O.Output {
        do {
            return try await base.call(operation)
        } catch let error as ServiceError where O.isMutating {
            await journal.note(error)
            throw error
        }
    }
}
