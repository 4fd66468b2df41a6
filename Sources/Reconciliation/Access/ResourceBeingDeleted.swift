package import ResourceModel

/// A write was refused because AWS is deleting the resource, or has deleted it meanwhile: no update of it succeeds any more.
package struct ResourceBeingDeleted: Error, Sendable, CustomStringConvertible {
    /// The resource's address.
    package var address: Address
    /// Its name in AWS.
    package var name: String

    /// The fact and what to do.
    package var description: String {
        "\(address.kind.noun) '\(name)' is being deleted, so it was not changed: run again, which creates it again"
    }
}
