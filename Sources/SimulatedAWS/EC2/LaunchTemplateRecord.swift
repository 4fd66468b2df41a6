package import AWSOperations

/// A launch template and all its versions.
package struct LaunchTemplateRecord: Codable, Sendable {
    var id: String
    package var name: String
    package var tags: [String: String]
    var defaultVersion = 1
    var latestVersion = 1
    package var versions: [Int: EC2.LaunchTemplateVersion] = [:]
    /// When each version was made. Optional, so that accounts that were saved before there was such a time can still be read.
    var versionTimes: [Int: Double]?

    var shown: EC2.LaunchTemplate {
        EC2.LaunchTemplate(
            launchTemplateId: id, launchTemplateName: name, defaultVersionNumber: defaultVersion,
            latestVersionNumber: latestVersion, tags: tags.asEC2Tags)
    }

    /// Adds a version, the newest from now on.
    mutating func add(_ version: EC2.LaunchTemplateVersion, as number: Int, at time: Double) {
        versions[number] = version
        latestVersion = number
        versionTimes = (versionTimes ?? [:]).merging([number: time]) { $1 }
    }

    /// The same without the versions that a lagging call does not see; nil if it sees none.
    func seen(_ call: Call, lag: Double?) -> LaunchTemplateRecord? {
        guard call.isLagging, let lag else { return self }
        var seen = self
        for (number, time) in versionTimes ?? [:] where time + lag > call.now { seen.versions[number] = nil }
        guard let latest = seen.versions.keys.max() else { return nil }
        seen.latestVersion = latest
        return seen
    }

    /// The number that `$Latest`, `$Default` or a number's text stands for; nil when there is no such version.
    package func number(of version: String) -> Int? {
        switch version {
        case "$Latest": latestVersion
        case "$Default", "": defaultVersion
        default: Int(version).flatMap { versions[$0] == nil ? nil : $0 }
        }
    }
}

/// The request and the template that belong to a client token.
struct ClientTokenUse: Codable, Sendable {
    /// The request, to tell a repetition from another request.
    var request: String
    var templateID: String
    var version: Int
}

extension [String: String] {
    /// The tags in the order of their keys.
    var asEC2Tags: [EC2.Tag] { sorted { $0.key < $1.key }.map { EC2.Tag(key: $0.key, value: $0.value) } }
}

extension Region {
    /// The template with this id or name as writes see it.
    package func launchTemplate(id: String?, name: String?) -> LaunchTemplateRecord? {
        if let id, !id.isEmpty { return launchTemplates[id]?.current }
        return launchTemplates.values.first { $0.current?.name == name }?.current
    }
}
