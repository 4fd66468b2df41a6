/// A setting that AWS calls cannot be made with.
public struct AWSConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The setting, by the name of its variable, file entry or option.
    public var setting: String
    /// Says what is wrong with the setting and what to do.
    public var message: String

    /// The setting and what is wrong with it.
    public var description: String { "\(setting): \(message)" }
}
