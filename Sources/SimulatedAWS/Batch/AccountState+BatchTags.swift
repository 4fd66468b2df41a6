import AWSOperations

extension AccountState {
    /// Refuses tags that AWS does not take.
    func checkTags(_ tags: [String: String], _ call: Call) throws {
        guard tags.count <= 50 else { throw call.invalidRequest("A resource can have at most 50 tags") }
        for (key, value) in tags {
            guard !key.lowercased().hasPrefix("aws:") else {
                throw call.invalidRequest("Tag keys that start with aws: are reserved for system use")
            }
            guard (1...128).contains(key.unicodeScalars.count), value.unicodeScalars.count <= 256 else {
                throw call.invalidRequest("A tag's key has 1 to 128 characters and its value at most 256")
            }
        }
    }

    mutating func changeBatchTags(
        of arn: String, _ call: Call, _ change: (inout [String: String]) throws -> Void
    ) throws {
        let lag = timings.batchStaleness
        if let index = self[region: call.region].computeEnvironments.firstIndex(where: { $0.arn == arn && !$0.isGone })
        {
            try self[region: call.region].computeEnvironments[index].detail.write(at: call.now, lag: lag) {
                try change(&$0.tags.orEmpty)
            }
        } else if let index = self[region: call.region].jobQueues.firstIndex(where: { $0.arn == arn && !$0.isGone }) {
            try self[region: call.region].jobQueues[index].detail.write(at: call.now, lag: lag) {
                try change(&$0.tags.orEmpty)
            }
        } else if arn.contains(":job-definition/") {
            try changeJobDefinition(arn, call) { try change(&$0.tags.orEmpty) }
        } else {
            try changeSchedulingPolicy(arn, call) { try change(&$0.tags.orEmpty) }
        }
    }
}

extension Optional where Wrapped == [String: String] {
    /// The dictionary; empty if there is none.
    var orEmpty: [String: String] {
        get { self ?? [:] }
        set { self = newValue }
    }
}

extension Registry {
    mutating func registerBatchTags() {
        on(Batch.TagResource.self) { input, world, call in
            try world.changeBatchTags(of: input.resourceArn, call) { tags in
                for (key, value) in input.tags { tags[key] = value }
                try AccountState.checkTagCount(tags, call)
            }
            try world.checkTags(input.tags, call)
            return Empty()
        }
        on(Batch.UntagResource.self) { input, world, call in
            try world.changeBatchTags(of: input.resourceArn, call) { tags in
                for key in input.tagKeys { tags[key] = nil }
            }
            return Empty()
        }
    }
}

extension AccountState {
    fileprivate static func checkTagCount(_ tags: [String: String], _ call: Call) throws {
        guard tags.count <= 50 else { throw call.invalidRequest("A resource can have at most 50 tags") }
    }
}
