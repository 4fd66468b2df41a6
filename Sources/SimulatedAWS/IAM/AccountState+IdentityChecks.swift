import AWSOperations

extension AccountState {
    static func checkName(_ name: String, _ field: String, limit: Int, _ call: Call) throws {
        guard name.unicodeScalars.count <= limit else {
            throw call.refusal(
                "ValidationError",
                "1 validation error detected: Value '\(name)' at '\(field)' failed to satisfy constraint: Member must"
                    + " have length less than or equal to \(limit)")
        }
        let allowed = name.unicodeScalars.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "_+=,.@-".unicodeScalars.contains($0))
        }
        guard allowed, !name.isEmpty else {
            throw call.refusal(
                "ValidationError",
                "The specified value for \(field) is invalid. It must contain only alphanumeric characters and/or the"
                    + " following: +=,.@_-")
        }
    }

    static func checkPolicy(_ document: String, as use: PolicyDocument.Use, _ call: Call) throws {
        do {
            _ = try PolicyDocument(document, as: use)
        } catch let fault as PolicyDocument.Fault {
            throw call.refusal("MalformedPolicyDocument", fault.message)
        }
    }

    static func checkTrust(_ document: String, _ call: Call) throws {
        try checkPolicy(document, as: .trust, call)
        // IAM and AWS STS quotas, role trust policy length; the message is IAM's.
        guard document.count(where: { !$0.isWhitespace }) <= 2048 else {
            throw call.refusal("LimitExceeded", "Cannot exceed quota for ACLSizePerRole: 2048", status: 409)
        }
    }

    /// The tags of a creation; keys differ by more than case.
    static func iamTags(_ given: [IAM.Tag]?, _ call: Call) throws -> [String: String] {
        let given = given ?? []
        guard Set(given.map { $0.key.lowercased() }).count == given.count else {
            throw call.refusal(
                "InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
        }
        let tags = Dictionary(given.map { ($0.key, $0.value) }) { $1 }
        try checkIAMTags(tags, call)
        return tags
    }

    static func checkIAMTags(_ tags: [String: String], _ call: Call) throws {
        guard tags.count <= 50 else {
            throw call.refusal("LimitExceeded", "The number of tags has reached the maximum limit.", status: 409)
        }
        for (key, value) in tags {
            guard !key.lowercased().hasPrefix("aws:") else {
                throw call.refusal("InvalidInput", "Tag keys beginning with aws: are reserved for system use.")
            }
            guard (1...128).contains(key.unicodeScalars.count), value.unicodeScalars.count <= 256 else {
                throw call.refusal("ValidationError", "A tag's key has 1 to 128 characters and its value at most 256")
            }
        }
    }

    /// A page as IAM makes them: 100 items, or as many as `MaxItems` says.
    func identityPage<Item>(
        _ items: [Item], _ maxItems: Int?, _ marker: String?, _ call: Call
    ) throws -> (items: [Item], next: String?) {
        guard (1...1000).contains(maxItems ?? 100) else {
            throw call.refusal("ValidationError", "maxItems must be between 1 and 1000")
        }
        return try call.page(
            items, size: maxItems ?? 100, token: marker,
            invalid: call.refusal("ValidationError", "Invalid Marker."))
    }
}

extension Dictionary where Key == String {
    /// Creates, changes or (nil) removes a replicated record.
    mutating func write<Record>(_ key: String, _ record: Record?, at now: Double, lag: Double)
    where Value == Replicated<Record?> {
        // Without this, deleted records that no read can see any more would accumulate.
        for (stale, value) in self where value.current == nil && value.isSettled(at: now) { self[stale] = nil }
        if self[key] == nil {
            self[key] = Replicated(record, at: now, lag: lag)
        } else {
            self[key]?.write(at: now, lag: lag) { $0 = record }
        }
    }

    /// The records that a read sees, in the order of their keys.
    func seen<Record>(_ call: Call) -> [Record] where Value == Replicated<Record?> {
        sorted { $0.key < $1.key }.compactMap { $0.value.read(at: call.now, lagging: call.isLagging) ?? nil }
    }
}
