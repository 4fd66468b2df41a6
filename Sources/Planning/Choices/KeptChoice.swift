public import ResourceModel

/// Something that a file leaves open, and that an environment keeps although the choice would be another one today.
public struct KeptChoice: Sendable, Hashable, Codable {
    /// The resource.
    public var address: Address
    /// The field under AWS's name.
    public var path: String
    /// The value that the environment has.
    public var kept: [String]
    /// The value that a new environment would get now.
    public var current: [String]
    /// The parameter that holds the value; nil if it is chosen otherwise.
    public var parameter: String?

    /// Makes a kept choice.
    public init(_ address: Address, _ path: String, kept: [String], current: [String], parameter: String? = nil) {
        self.address = address
        self.path = path
        self.kept = kept
        self.current = current
        self.parameter = parameter
    }
}
