/// The profiles of the shared configuration and credentials files.
public struct SharedConfiguration: Sendable, Hashable {
    /// A profile's settings: the credentials file's win over the configuration file's, as every SDK has it.
    typealias Profile = ConfigurationFile.Section

    private var profiles: [String: Profile] = [:]
    private var services: [String: ConfigurationFile.Section] = [:]
    private var ssoSessions: [String: ConfigurationFile.Section] = [:]
    /// The profile in use.
    public let selectedProfile: String
    /// True if the user named the profile; a `default` profile that is not named is optional.
    let isProfileNamed: Bool
    /// The files read, for messages.
    let paths: [String]
    /// Lines of the files that could not be read, as `path:line: why`; everything else of them is used.
    public private(set) var problems: [String] = []

    /// Reads the two files; one that is absent is empty.
    ///
    /// - Parameter profile: the profile to use; `AWS_PROFILE`, `AWS_DEFAULT_PROFILE` and `default` come after it.
    public init(environment: AWSEnvironment, profile: String? = nil) {
        let named = profile ?? environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"]
        selectedProfile = named ?? "default"
        isProfileNamed = named != nil
        let configurationPath = environment["AWS_CONFIG_FILE"] ?? "~/.aws/config"
        let credentialsPath = environment["AWS_SHARED_CREDENTIALS_FILE"] ?? "~/.aws/credentials"
        paths = [configurationPath, credentialsPath]
        let configuration = read(configurationPath, in: environment)
        for (name, section) in configuration.sections {
            if name == "default" {
                // `[profile default]` wins over `[default]`, which older files have.
                profiles["default", default: [:]].merge(section) { first, _ in first }
            } else if name.hasPrefix("profile ") {
                profiles[String(name.dropFirst("profile ".count)), default: [:]].merge(section) { $1 }
            } else if name.hasPrefix("sso-session ") {
                ssoSessions[String(name.dropFirst("sso-session ".count))] = section
            } else if name.hasPrefix("services ") {
                services[String(name.dropFirst("services ".count))] = section
            }
        }
        for (name, section) in read(credentialsPath, in: environment).sections {
            profiles[name, default: [:]].merge(section) { $1 }
        }
    }

    private mutating func read(_ path: String, in environment: AWSEnvironment) -> ConfigurationFile {
        let file = ConfigurationFile(environment.text(ofFile: path) ?? "")
        problems += file.unreadableLines.map { "\(path):\($0): neither a section, a setting nor a comment" }
        return file
    }

    /// All profiles' names, sorted.
    public var profileNames: [String] { profiles.keys.sorted() }

    func profile(_ name: String) -> Profile? { profiles[name] }

    /// The `sso-session` section of a name.
    func ssoSession(_ name: String) -> ConfigurationFile.Section? { ssoSessions[name] }

    /// A setting of the profile in use; one that is set to nothing counts as unset.
    subscript(setting: String) -> String? {
        profiles[selectedProfile]?[text: setting]
    }

    /// The `services` section that the profile in use names.
    var serviceSettings: ConfigurationFile.Section {
        self["services"].flatMap { services[$0] } ?? [:]
    }
}

extension [String: ConfigurationFile.Setting] {
    /// A setting's value, unless it is empty.
    subscript(text name: String) -> String? {
        guard let value = self[name]?.value, !value.isEmpty else { return nil }
        return value
    }
}
