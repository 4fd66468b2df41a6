import ManifestLoading
import ResourceModel

extension EnvironmentBuilder {
    /// The work queue's scheduling policy, if the file gives the shares of one.
    var schedulingPolicy: Resource? {
        let shares: [String: DecimalNumber]
        switch definition.settings.schedulingPolicy {
        case .shares(let weights): shares = weights
        default:
            guard hasPartsOfEveryForm else { return nil }
            shares = [:]
        }
        // Weights by share identifier. Each is the text of the number, because values have whole numbers only.
        let distribution = Value.strings(shares.mapValues(\.text))
        return Resource(
            address(.schedulingPolicy), name: names.part("shares"),
            properties: .map(["fairsharePolicy": .map(["shareDistribution": distribution])]))
    }

    /// The ARN of the work queue's scheduling policy; nil if jobs come in the order in which they were submitted.
    var schedulingPolicyARN: Value? {
        if case .existing(let arn) = definition.settings.schedulingPolicy { return .string(arn) }
        return schedulingPolicy.map { .reference($0.address, "arn") }
    }
}
