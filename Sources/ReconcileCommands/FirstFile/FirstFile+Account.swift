import Diagnostics
import ManifestLoading
import Planning

extension FirstFile {
    /// Takes what a region has: the network of a place in the survey's order, and comments with everything else.
    ///
    /// - Parameter network: the place of the VPC; the first is the best.
    mutating func take(_ survey: AccountSurvey, network: Int = 0) {
        if let text = survey.textOnEnvironments { found.open(with: text) }
        for action in Set(survey.unread.map(\.action)).sorted() {
            found.open(with: "Not everything was read: grant \(action) and run 'init --from-aws' again.")
        }
        takeNetwork(network, survey)
        if let place = workPlace(in: survey) { found.remark("work-dir", place) }
    }

    // MARK: Network

    private mutating func takeNetwork(_ place: Int, _ survey: AccountSurvey) {
        guard let networks = survey.networks else { return }
        guard networks.indices.contains(place) else {
            found.open(
                with: "No VPC of \(survey.region) has a subnet with free addresses and a way to AWS. Add 'vpc-id' and "
                    + "'subnets' before you apply.")
            return
        }
        let network = networks[place]
        found.set("vpc-id", .text(network.vpc))
        found.set("subnets", .list(network.subnets))
        found.remark("vpc-id", network.sentence(in: survey.region))
        let others = networks.filter { $0 != network }.map { "\($0.vpc) with \($0.extent)" }
        if !others.isEmpty { found.remark("vpc-id", "Others: \(AccountSurvey.listed(others)).") }
        found.remark(
            "subnets",
            survey.knowsWays
                ? "Those with free addresses and a way to AWS."
                : "Those with free addresses. Their ways to AWS were not read.")
    }

    // MARK: Work directory

    /// Returns the comment on the bucket of the work directory; nil if the buckets are not known.
    private func workPlace(in survey: AccountSurvey) -> String? {
        guard let buckets = survey.buckets else { return nil }
        let chosen = buckets.filter { Self.workDirectory(in: $0) == answers["work-dir"] }
        let others = buckets.filter { !chosen.contains($0) }
        guard !buckets.isEmpty else {
            return "The account has no bucket in \(survey.region): create one, and write its name here."
        }
        guard !others.isEmpty else { return "The only bucket in \(survey.region)." }
        return "\(chosen.isEmpty ? "Buckets" : "Other buckets") in \(survey.region): \(AccountSurvey.listed(others))."
    }

    /// The work directory that is proposed in a bucket.
    static func workDirectory(in bucket: String) -> String { "s3://\(bucket)/work" }
}

extension AccountSurvey {
    /// Says which environments exist, and how to write a file of them; nil if there are none.
    var textOnEnvironments: String? {
        guard let environments, !environments.isEmpty else { return nil }
        return "AWS Batch in \(region) has \(Self.listed(environments)) already: "
            + "'reconcile export --region \(region)' writes a file of them."
    }

    /// Names in a sentence.
    fileprivate static func listed(_ names: [String]) -> String {
        let more = names.count > most ? " and \(names.count - most) more" : ""
        return names.prefix(most).joined(separator: ", ") + more
    }

    /// The most names that a comment lists.
    private static let most = 12
}

extension AccountSurvey.Network {
    /// The subnets and zones in words.
    var extent: String { "\(subnets.count.counted("subnet")) in \(zoneCount.counted("zone"))" }

    /// The comment on the VPC.
    fileprivate func sentence(in region: String) -> String {
        "\(isDefault ? "The default VPC" : "A VPC") of \(region), with \(extent) in which jobs can start."
    }
}
