import Planning
import ResourceModel

extension KindRules {
    /// Queues of others that manual environments name, by their names or ARNs.
    static var externalJobQueue: KindRules {
        var rules = KindRules(.externalJobQueue)
        rules.lifecycle.jobs = .queue
        rules.lifecycle.activation = .init(path: "state")
        rules.lifecycle.alias = .init(kind: .jobQueue) { nameOrARN, region, accountID in
            guard nameOrARN.hasPrefix("arn:") else { return nameOrARN }
            let mark = ":batch:\(region):\(accountID):job-queue/"
            return nameOrARN.ranges(of: mark).last.map { String(nameOrARN[$0.upperBound...]) } ?? nameOrARN
        }
        return rules
    }
}
