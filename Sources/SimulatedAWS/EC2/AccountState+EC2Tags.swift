import AWSOperations

extension Registry {
    mutating func registerEC2Tags() {
        on(EC2.CreateTags.self) { input, world, call in
            try world.changeEC2Tags(of: input.resources, call) { tags in
                for tag in input.tags { tags[tag.key ?? ""] = tag.value ?? "" }
            }
        }
        on(EC2.DeleteTags.self) { input, world, call in
            try world.changeEC2Tags(of: input.resources, call) { tags in
                guard let given = input.tags else { return tags = [:] }
                // A tag given with a value is only deleted when it has that value.
                for tag in given where tag.value == nil || tags[tag.key ?? ""] == tag.value {
                    tags[tag.key ?? ""] = nil
                }
            }
        }
    }
}

extension AccountState {
    func checkEC2Tags(_ tags: [String: String], _ call: Call) throws {
        guard tags.count <= 50 else {
            throw call.refusal("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.")
        }
        for (key, value) in tags {
            guard !key.lowercased().hasPrefix("aws:") else {
                throw call.refusal(
                    "InvalidParameterValue",
                    "Value ( \(key) ) for parameter key is invalid. Tag keys starting with 'aws:' are reserved for"
                        + " internal use")
            }
            guard (1...128).contains(key.unicodeScalars.count), value.unicodeScalars.count <= 256 else {
                throw call.refusal(
                    "InvalidParameterValue", "Tag keys have 1 to 128 characters and tag values at most 256.")
            }
        }
    }

    mutating func changeEC2Tags(
        of resources: [String], _ call: Call, _ change: (inout [String: String]) -> Void
    ) throws -> Empty {
        for id in resources {
            if var template = self[region: call.region].launchTemplates[id]?.current {
                change(&template.tags)
                try checkEC2Tags(template.tags, call)
                writeTemplate(id, template, call)
            } else if let index = self[region: call.region].vpcs.firstIndex(where: { $0.vpcId == id }) {
                var tags = Dictionary(
                    (self[region: call.region].vpcs[index].tags ?? []).map { ($0.key ?? "", $0.value ?? "") }
                ) { $1 }
                change(&tags)
                try checkEC2Tags(tags, call)
                self[region: call.region].vpcs[index].tags = tags.asEC2Tags
            } else if id.hasPrefix("lt-") {
                throw Self.noSuchTemplate(id, call)
            } else {
                throw call.refusal("InvalidID", "The ID '\(id)' is not valid")
            }
        }
        return Empty()
    }
}
