import AWSOperations

extension Registry {
    mutating func registerLogGroups() {
        on(Logs.CreateLogGroup.self) { try $1.createLogGroup($0, $2) }
        on(Logs.DescribeLogGroups.self) { try $1.describeLogGroups($0, $2) }
        on(Logs.DeleteLogGroup.self) { input, world, call in
            guard world[region: call.region].logGroups.removeValue(forKey: input.logGroupName) != nil else {
                throw AccountState.noSuchLogGroup(call)
            }
            return Empty()
        }
        on(Logs.TagResource.self) { input, world, call in
            try world.changeLogGroup(input.resourceArn, call) { group in
                for (key, value) in input.tags { group.tags[key] = value }
                try AccountState.checkLogTags(group.tags, call)
            }
        }
        on(Logs.UntagResource.self) { input, world, call in
            try world.changeLogGroup(input.resourceArn, call) { group in
                for key in input.tagKeys { group.tags[key] = nil }
            }
        }
        on(Logs.ListTagsForResource.self) { input, world, call in
            let name = world.logGroupName(input.resourceArn, call)
            guard let group = world[region: call.region].logGroups[name] else {
                throw AccountState.noSuchLogGroup(call)
            }
            return Logs.ListTagsForResource.Output(tags: group.tags)
        }
    }
}

extension AccountState {
    static func noSuchLogGroup(_ call: Call) -> ServiceError {
        call.refusal("ResourceNotFoundException", "The specified log group does not exist.")
    }

    static func checkLogTags(_ tags: [String: String], _ call: Call) throws {
        guard tags.count <= 50 else {
            throw call.refusal("TooManyTagsException", "The log group can have at most 50 tags.")
        }
        guard !tags.keys.contains(where: { $0.lowercased().hasPrefix("aws:") }) else {
            throw call.refusal("InvalidParameterException", "Tag keys beginning with aws: are reserved.")
        }
    }

    func logGroupARN(_ name: String, _ region: String) -> String {
        "arn:\(Region.partition(of: region)):logs:\(region):\(accountID):log-group:\(name)"
    }

    /// The name in a log group's ARN, with or without `:*` at its end.
    func logGroupName(_ arn: String, _ call: Call) -> String {
        let prefix = logGroupARN("", call.region)
        guard arn.hasPrefix(prefix) else { return "" }
        let name = arn.dropFirst(prefix.count)
        return String(name.hasSuffix(":*") ? name.dropLast(2) : name)
    }

    mutating func createLogGroup(_ input: Logs.CreateLogGroup, _ call: Call) throws -> Empty {
        let name = input.logGroupName
        let isLegal = name.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "_-/.#".utf8.contains($0)
            }
        }
        guard isLegal, (1...512).contains(name.utf8.count), !name.hasPrefix("aws/") else {
            throw call.refusal(
                "InvalidParameterException",
                "1 validation error detected: Value at 'logGroupName' failed to satisfy constraint: Member must satisfy"
                    + " regular expression pattern: [\\.\\-_/#A-Za-z0-9]+")
        }
        guard self[region: call.region].logGroups[name] == nil else {
            throw call.refusal("ResourceAlreadyExistsException", "The specified log group already exists")
        }
        try Self.checkLogTags(input.tags ?? [:], call)
        self[region: call.region].logGroups[name] = LogGroupRecord(name: name, tags: input.tags ?? [:])
        return Empty()
    }

    func describeLogGroups(_ input: Logs.DescribeLogGroups, _ call: Call) throws -> Logs.DescribeLogGroups.Output {
        guard (1...50).contains(input.limit ?? 50) else {
            throw call.refusal("InvalidParameterException", "limit must be between 1 and 50")
        }
        let identifiers = input.logGroupIdentifiers?.map {
            $0.hasPrefix("arn:") ? logGroupName($0, call) : $0
        }
        let found = self[region: call.region].logGroups.values.filter { group in
            group.name.hasPrefix(input.logGroupNamePrefix ?? "") && identifiers?.contains(group.name) ?? true
        }.sorted { $0.name < $1.name }
        let page = try call.page(
            found, size: input.limit ?? 50, token: input.nextToken,
            invalid: call.refusal("InvalidParameterException", "The specified nextToken is invalid."))
        let groups = page.items.map { group in
            let arn = logGroupARN(group.name, call.region)
            return Logs.LogGroup(
                logGroupName: group.name, retentionInDays: group.retentionInDays, arn: arn + ":*", logGroupArn: arn)
        }
        return Logs.DescribeLogGroups.Output(logGroups: groups, nextToken: page.next)
    }

    mutating func changeLogGroup(
        _ arn: String, _ call: Call, _ change: (inout LogGroupRecord) throws -> Void
    ) throws -> Empty {
        guard var group = self[region: call.region].logGroups[logGroupName(arn, call)] else {
            throw Self.noSuchLogGroup(call)
        }
        try change(&group)
        self[region: call.region].logGroups[group.name] = group
        return Empty()
    }
}
