import Planning

extension EnvironmentCost {
    /// The cost of an hour in one sentence, with what it was before; nil if it is not known.
    var sentence: String? {
        guard let after else { return nil }
        let was = before.flatMap { $0.maxVCPUs == 0 ? nil : $0 }
        let isNew = before?.maxVCPUs == 0
        func change(_ figure: (HourlyCost) -> String) -> String {
            let now = figure(after)
            guard !isNew else { return now }
            guard let was else { return "unknown → \(now)" }
            return figure(was) == now ? now : "\(figure(was)) → \(now)"
        }
        let limit = limit.map { ", of \(Dollars.given($0)) that 'max-hourly-cost' allows" } ?? ""
        return "\(change { Dollars.text($0.atMaxCPUs) }) an hour if all vCPUs run (\(change { "\($0.maxVCPUs)" }))"
            + (isCheaper ? ", \(change(\.onDemandText)) at On-Demand prices" : "")
            + "; at most \(change { Dollars.atMost($0.atMost) })\(limit)\(leftOut)"
    }

    /// The types that the figures leave out.
    private var leftOut: String {
        guard !unpriced.isEmpty else { return "" }
        let named = unpriced.prefix(Self.mostNames).joined(separator: ", ")
        let more = unpriced.count - Self.mostNames
        return
            "; AWS lists no price of \(named)\(more > 0 ? " and \(more) more" : ""), which \(unpriced.count == 1 ? "is" : "are") "
            + "not counted"
    }

    private static let mostNames = 5

    /// True if something is bought for another price than On-Demand's.
    private var isCheaper: Bool {
        [before, after].contains { cost in cost.map { $0.onDemandText != Dollars.text($0.atMaxCPUs) } ?? false }
    }

    /// The scope of the figures, for all environments of a plan.
    static let legend =
        "cost: instances and Fargate alone, in USD at AWS's prices now (of Spot Instances the highest of the zones), each vCPU "
        + "at the highest price of the allowed types; 'at most' has Spot Instances at the most that they may cost, and the one "
        + "instance by which AWS Batch may exceed each maximum. Disks, networks, logs, requests and discounts are not counted, "
        + "nor that old and new run side by side while a replacement waits for jobs."

    /// The figures for programs.
    var json: JSON {
        [
            "currency": "USD", "per": "hour", "before": before.map(\.json) ?? JSON.null,
            "after": after.map(\.json) ?? JSON.null, "limit": limit.map { JSON.number($0) } ?? JSON.null,
            "unpriced": JSON(unpriced),
        ]
    }
}

extension HourlyCost {
    fileprivate var onDemandText: String { onDemand.map(Dollars.text) ?? "unknown" }

    fileprivate var json: JSON {
        [
            "max_vcpus": JSON(maxVCPUs), "at_max_cpus": .number(Dollars.exact(atMaxCPUs)),
            "on_demand": onDemand.map { .number(Dollars.exact($0)) } ?? JSON.null,
            "at_most": .number(Dollars.exactAtMost(atMost)),
        ]
    }
}

extension UnknownCost {
    /// The problem in words.
    func sentence(about owner: String) -> String {
        "the cost of '\(owner)' is not known (\(problem))"
    }

    private var problem: String {
        switch cause {
        case .notAsked: "\(Self.priceList) takes no credentials of the partition of \(region), and was not asked"
        case .notListed(let names):
            "AWS lists no price of \(names.map { "'\($0)'" }.joined(separator: ", ")) in \(region)"
        case .denied(let reason): "prices could not be read: \(reason)"
        case .notAnswered(let reason): Self.silence(reason)
        }
    }

    /// The ways out.
    var remedy: String {
        let otherwise = "take 'max-hourly-cost' out of the file"
        return switch cause {
        case .notAsked: "\(otherwise): it cannot be checked there"
        case .notListed: "name instance types with a price, or \(otherwise)"
        case .denied: "allow pricing:GetProducts and run again, or \(otherwise)"
        case .notAnswered: "\(Self.wayToList) and run again, or \(otherwise)"
        }
    }

    /// The list, which has one endpoint for the prices of all regions [aws-rules: Prices].
    static let priceList = "AWS's price list in us-east-1"

    /// The problem if it does not answer.
    static func silence(_ reason: String) -> String { "\(priceList) gave no usable answer: \(reason)" }

    /// The remedy if it does not answer.
    static let wayToList = "let https://api.pricing.us-east-1.amazonaws.com be reached"
}
