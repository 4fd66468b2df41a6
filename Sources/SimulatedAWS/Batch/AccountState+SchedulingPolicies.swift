import AWSOperations

extension Registry {
    mutating func registerSchedulingPolicies() {
        on(Batch.CreateSchedulingPolicy.self) { try $1.createSchedulingPolicy($0, $2) }
        on(Batch.UpdateSchedulingPolicy.self) { try $1.updateSchedulingPolicy($0, $2) }
        on(Batch.DescribeSchedulingPolicies.self) { try $1.describeSchedulingPolicies($0, $2) }
        on(Batch.ListSchedulingPolicies.self) { try $1.listSchedulingPolicies($0, $2) }
        on(Batch.DeleteSchedulingPolicy.self) { try $1.deleteSchedulingPolicy($0, $2) }
    }
}

/// Scheduling policies. No text of a refusal is recorded: they are modelled on those for queues and compute environments.
extension AccountState {
    /// True if a Region has the policy with this ARN.
    func hasSchedulingPolicy(_ arn: String, _ region: String) -> Bool {
        (self[region: region].schedulingPolicies[arn]?.current ?? nil) != nil
            || self[region: region].references.schedulingPolicies?.contains(arn) ?? false
    }

    mutating func createSchedulingPolicy(
        _ input: Batch.CreateSchedulingPolicy, _ call: Call
    ) throws -> Batch.CreateSchedulingPolicy.Output {
        guard ComputeRules.isName(input.name) else {
            throw call.invalidRequest("name '\(input.name)' must match the pattern [A-Za-z0-9_-]{1,128}")
        }
        try checkTags(input.tags ?? [:], call)
        try checkShares(input.fairsharePolicy, call)
        let partition = Region.partition(of: call.region)
        let arn = "arn:\(partition):batch:\(call.region):\(accountID):scheduling-policy/\(input.name)"
        guard !hasSchedulingPolicy(arn, call.region) else { throw call.invalidRequest("Object already exists") }
        let detail = Batch.SchedulingPolicyDetail(
            name: input.name, arn: arn, fairsharePolicy: input.fairsharePolicy, tags: input.tags ?? [:])
        let lag = timings.batchStaleness
        if self[region: call.region].schedulingPolicies[arn] == nil {
            self[region: call.region].schedulingPolicies[arn] = Replicated(detail, at: call.now, lag: lag)
        } else {
            self[region: call.region].schedulingPolicies[arn]?.write(at: call.now, lag: lag) { $0 = detail }
        }
        return Batch.CreateSchedulingPolicy.Output(name: input.name, arn: arn)
    }

    mutating func updateSchedulingPolicy(_ input: Batch.UpdateSchedulingPolicy, _ call: Call) throws -> Empty {
        try checkShares(input.fairsharePolicy, call)
        return try changeSchedulingPolicy(input.arn, call) { detail in
            detail.fairsharePolicy = input.fairsharePolicy ?? detail.fairsharePolicy
        }
    }

    @discardableResult
    mutating func changeSchedulingPolicy(
        _ arn: String, _ call: Call, _ change: (inout Batch.SchedulingPolicyDetail) throws -> Void
    ) throws -> Empty {
        guard var detail = self[region: call.region].schedulingPolicies[arn]?.current ?? nil else {
            throw call.clientException("\(arn) does not exist")
        }
        try change(&detail)
        let lag = timings.batchStaleness
        self[region: call.region].schedulingPolicies[arn]?.write(at: call.now, lag: lag) { $0 = detail }
        return Empty()
    }

    /// The policies that a read shows, those of others included.
    private func seenSchedulingPolicies(_ call: Call) -> [Batch.SchedulingPolicyDetail] {
        let made = self[region: call.region].schedulingPolicies.values.compactMap { record in
            record.read(at: call.now, lagging: call.isLagging) ?? nil
        }
        let given = (self[region: call.region].references.schedulingPolicies ?? []).map { arn in
            Batch.SchedulingPolicyDetail(name: arn.split(separator: "/").last.map(String.init), arn: arn)
        }
        return (made + given).sorted { ($0.arn ?? "") < ($1.arn ?? "") }
    }

    func describeSchedulingPolicies(
        _ input: Batch.DescribeSchedulingPolicies, _ call: Call
    ) throws -> Batch.DescribeSchedulingPolicies.Output {
        guard input.arns.count <= 100 else { throw call.clientException("arns can have at most 100 entries") }
        let wanted = Set(input.arns)
        return Batch.DescribeSchedulingPolicies.Output(
            schedulingPolicies: seenSchedulingPolicies(call).filter { wanted.contains($0.arn ?? "") })
    }

    func listSchedulingPolicies(
        _ input: Batch.ListSchedulingPolicies, _ call: Call
    ) throws -> Batch.ListSchedulingPolicies.Output {
        guard (1...100).contains(input.maxResults ?? 100) else {
            throw call.clientException("MaxResults must be between 1 and 100")
        }
        let page = try call.page(
            seenSchedulingPolicies(call), size: input.maxResults ?? 100, token: input.nextToken,
            invalid: call.clientException("Invalid nextToken"))
        return Batch.ListSchedulingPolicies.Output(
            schedulingPolicies: page.items.map { Batch.SchedulingPolicyListingDetail(arn: $0.arn ?? "") },
            nextToken: page.next)
    }

    mutating func deleteSchedulingPolicy(_ input: Batch.DeleteSchedulingPolicy, _ call: Call) throws -> Empty {
        guard
            !self[region: call.region].jobQueues.contains(where: { queue in
                !queue.isGone && queue.detail.current.schedulingPolicyArn == input.arn
            })
        else { throw call.clientException("Cannot delete, found existing JobQueue relationship") }
        let lag = timings.batchStaleness
        self[region: call.region].schedulingPolicies[input.arn]?.write(at: call.now, lag: lag) { $0 = nil }
        return Empty()
    }

    /// Refuses what is out of the ranges of the API reference.
    private func checkShares(_ policy: Batch.FairsharePolicy?, _ call: Call) throws {
        guard (0...604_800).contains(policy?.shareDecaySeconds ?? 0), (0...99).contains(policy?.computeReservation ?? 0)
        else { throw call.invalidRequest("shareDecaySeconds or computeReservation is out of range") }
        let shares = policy?.shareDistribution ?? []
        for share in shares {
            let letters =
                share.shareIdentifier.hasSuffix("*") ? share.shareIdentifier.dropLast() : share.shareIdentifier[...]
            guard (1...255).contains(letters.utf8.count),
                letters.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
            else { throw call.invalidRequest("shareIdentifier '\(share.shareIdentifier)' is not valid") }
            guard (0.0001...999.9999).contains(share.weightFactor ?? 1) else {
                throw call.invalidRequest("weightFactor must be between 0.0001 and 999.9999")
            }
        }
        for prefix in shares.map(\.shareIdentifier) where prefix.hasSuffix("*") {
            let others = shares.map(\.shareIdentifier).filter { $0 != prefix }
            guard !others.contains(where: { $0.hasPrefix(prefix.dropLast()) }) else {
                throw call.invalidRequest("shareIdentifier '\(prefix)' overlaps another one")
            }
        }
    }
}
