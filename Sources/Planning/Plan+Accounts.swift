import ResourceModel

extension Plan {
    /// Makes one plan of the plans of several accounts. The plan of one account stays as it is.
    public init(of parts: [Plan]) {
        guard parts.count > 1 else {
            self = parts.first ?? Plan(accountID: nil, environments: [])
            return
        }
        self.init(accountID: nil, environments: parts.flatMap(\.labelled))
    }

    /// The accounts that it is about, in the order of its environments.
    public var accountIDs: [String] { parts.compactMap(\.accountID) }

    /// The account; nil if it is about several.
    public var onlyAccountID: String? { accountIDs.count == 1 ? accountIDs[0] : nil }

    /// The plan of each account, in the order of its environments.
    public var parts: [Plan] {
        var seen: Set<String> = []
        let accounts = environments.compactMap(\.accountID).filter { seen.insert($0).inserted }
        guard !accounts.isEmpty else { return [self] }
        return accounts.map { account in
            Plan(accountID: account, environments: environments.filter { $0.accountID == account })
        }
    }

    /// The part that is carried out if what guards refuse is left out. A quota and the account concern their account alone,
    /// the number of deletions concerns the run.
    public var permitted: Plan {
        guard !refusals.contains(where: \.concernsRun) else { return self }
        let separable = parts.filter(\.hasSeparableRefusals)
        return separable.isEmpty ? self : Plan(of: separable.map(\.withoutRefused))
    }

    /// Its environments, each with its account.
    private var labelled: [PlannedEnvironment] {
        environments.map { environment in
            var environment = environment
            environment.accountID = accountID
            return environment
        }
    }
}

extension Refusal {
    /// True if it stops all accounts of the run.
    fileprivate var concernsRun: Bool {
        if case .tooManyDeletions = fact { true } else { false }
    }
}
