import Diagnostics
import ManifestLoading

/// Where an environment stands, and whose credentials it names.
struct EnvironmentPlace: Codable {
    let region: String?
    let credentials: String?
    /// Where the file names the credentials.
    var range: SourceRange?

    enum CodingKeys: CodingKey { case region, credentials }

    init(_ definition: EnvironmentDefinition) {
        region = definition.region
        credentials = definition.credentials
        range = definition.valueRanges["credentials"]
    }
}
