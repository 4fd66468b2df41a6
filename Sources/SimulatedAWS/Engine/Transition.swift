/// A state that ends by itself at a known time.
package struct Transition: Codable, Sendable {
    enum Kind: String, Codable, Sendable {
        case create
        case update
        case delete
        /// The DELETED record leaves the answers.
        case expire
        /// Batch looks again at an INVALID environment.
        case healthCheck
    }

    var kind: Kind
    var began: Double
    var ends: Double
    /// True if it is an infrastructure update.
    var replacesInstances: Bool?
}
