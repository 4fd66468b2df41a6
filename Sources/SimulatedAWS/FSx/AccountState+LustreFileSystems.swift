import AWSOperations

extension Registry {
    mutating func registerLustreFileSystems() {
        on(FSx.CreateFileSystem.self) { try $1.createFileSystem($0, $2) }
        on(FSx.DescribeFileSystems.self) { try $1.describeFileSystems($0, $2) }
        on(FSx.UpdateFileSystem.self) { try $1.updateFileSystem($0, $2) }
        on(FSx.DeleteFileSystem.self) { try $1.deleteFileSystem($0, $2) }
        on(FSx.TagResource.self) { input, world, call in
            try world.changeTags(of: input.resourceARN, call) { tags in
                for tag in input.tags { tags[tag.key] = tag.value }
            }
        }
        on(FSx.UntagResource.self) { input, world, call in
            try world.changeTags(of: input.resourceARN, call) { tags in
                for key in input.tagKeys { tags[key] = nil }
            }
        }
        on(FSx.ListTagsForResource.self) { input, world, call in
            let index = try world.lustreIndex(input.resourceARN, "ResourceNotFound", call)
            return FSx.ListTagsForResource.Output(tags: world[region: call.region].madeLustre[index].detail.tags)
        }
    }
}

/// FSx for Lustre file systems as the FSx API reference describes them [botocore 1.44.5, fsx 2018-03-01]. The texts of
/// refusals are modelled; the codes are those of the model.
extension AccountState {
    /// Makes a file system, in the state CREATING. "If a file system with the specified client request token exists and the
    /// parameters match, CreateFileSystem returns the description of the existing file system"; else it is refused.
    mutating func createFileSystem(
        _ input: FSx.CreateFileSystem, _ call: Call
    ) throws -> FSx.CreateFileSystem.Output {
        let parameters = "\(input)"
        if let made = self[region: call.region].madeLustre.first(where: { $0.token == input.clientRequestToken }) {
            guard made.creation == parameters else {
                throw call.refusal(
                    "IncompatibleParameterError", "The client request token was used with other parameters")
            }
            return FSx.CreateFileSystem.Output(fileSystem: made.detail)
        }
        try check(input, call)
        let subnet = self[region: call.region].subnets.first { $0.subnetId == input.subnetIds.first }
        guard let subnet else {
            throw call.refusal("InvalidNetworkSettings", "The subnet '\(input.subnetIds.first ?? "")' does not exist")
        }
        let id = "fs-" + generator.hex(17)
        let partition = Region.partition(of: call.region)
        let suffix = partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"
        let detail = FSx.FileSystem(
            fileSystemId: id, fileSystemType: input.fileSystemType,
            // "Default value is 2.10" for scratch file systems (CreateFileSystem).
            fileSystemTypeVersion: input.fileSystemTypeVersion ?? "2.10", lifecycle: "CREATING", vpcId: subnet.vpcId,
            dnsName: "\(id).fsx.\(call.region).\(suffix)",
            lustreConfiguration: FSx.LustreFileSystemConfiguration(
                deploymentType: input.lustreConfiguration?.deploymentType ?? "SCRATCH_1"),
            resourceARN: "arn:\(partition):fsx:\(call.region):\(accountID):file-system/\(id)",
            storageCapacity: input.storageCapacity, storageType: "SSD", subnetIds: input.subnetIds,
            tags: input.tags ?? [])
        self[region: call.region].madeLustre.append(
            LustreFileSystemRecord(
                detail: detail, creation: parameters, token: input.clientRequestToken, mountName: generator.hex(8),
                ends: call.now + timings.ofFileSystems.lustreCreate))
        settle(to: call.now)
        return FSx.CreateFileSystem.Output(fileSystem: detail)
    }

    /// Sizes, subnets and groups as CreateFileSystem has them.
    private func check(_ input: FSx.CreateFileSystem, _ call: Call) throws {
        guard (1...63).contains(input.clientRequestToken.utf8.count) else {
            throw call.refusal("BadRequest", "ClientRequestToken must have 1 to 63 characters")
        }
        try checkFileSystemTags((input.tags ?? []).map(\.key), call)
        guard let size = input.storageCapacity, size == 1200 || size > 0 && size.isMultiple(of: 2400) else {
            throw call.refusal("BadRequest", "StorageCapacity must be 1200 or a multiple of 2400")
        }
        guard ["2.10", "2.12", "2.15"].contains(input.fileSystemTypeVersion ?? "2.10") else {
            throw call.refusal("BadRequest", "FileSystemTypeVersion is not valid")
        }
        guard input.subnetIds.count == 1 else {
            throw call.refusal("BadRequest", "A Lustre file system has exactly one subnet")
        }
        for group in input.securityGroupIds ?? []
        where !self[region: call.region].securityGroups.contains(where: { $0.groupId == group }) {
            throw call.refusal("InvalidNetworkSettings", "The security group '\(group)' does not exist")
        }
    }

    func describeFileSystems(
        _ input: FSx.DescribeFileSystems, _ call: Call
    ) throws -> FSx.DescribeFileSystems.Output {
        let region = self[region: call.region]
        let all = region.madeLustre.map(\.detail) + region.references.lustreFileSystems
        guard let ids = input.fileSystemIds, !ids.isEmpty else {
            let page = try call.page(
                all, size: 100, token: input.nextToken, invalid: call.refusal("BadRequest", "invalid NextToken"))
            return FSx.DescribeFileSystems.Output(fileSystems: page.items, nextToken: page.next)
        }
        let found = all.filter { ids.contains($0.fileSystemId ?? "") }
        guard found.count == ids.count else { throw missingLustre(ids, "FileSystemNotFound", call) }
        return FSx.DescribeFileSystems.Output(fileSystems: found)
    }

    /// Makes a file system larger: "The value must be greater than the current storage capacity" (UpdateFileSystem).
    mutating func updateFileSystem(
        _ input: FSx.UpdateFileSystem, _ call: Call
    ) throws -> FSx.UpdateFileSystem.Output {
        let index = try lustreIndex(input.fileSystemId, "FileSystemNotFound", call)
        let record = self[region: call.region].madeLustre[index]
        if let earlier = record.updates[input.clientRequestToken] {
            guard earlier == input.storageCapacity else {
                throw call.refusal(
                    "IncompatibleParameterError", "The client request token was used with other parameters")
            }
            return FSx.UpdateFileSystem.Output(fileSystem: record.detail)
        }
        guard record.detail.lifecycle == "AVAILABLE" else {
            throw call.refusal("BadRequest", "The file system is \(record.detail.lifecycle ?? "")")
        }
        guard let size = input.storageCapacity, size.isMultiple(of: 2400), size > record.detail.storageCapacity ?? 0
        else {
            throw call.refusal("BadRequest", "StorageCapacity must be greater than now, and a multiple of 2400")
        }
        self[region: call.region].madeLustre[index].detail.lifecycle = "UPDATING"
        self[region: call.region].madeLustre[index].target = size
        self[region: call.region].madeLustre[index].updates[input.clientRequestToken] = size
        self[region: call.region].madeLustre[index].ends = call.now + timings.ofFileSystems.lustreUpdate
        settle(to: call.now)
        return FSx.UpdateFileSystem.Output(fileSystem: self[region: call.region].madeLustre[index].detail)
    }

    mutating func deleteFileSystem(
        _ input: FSx.DeleteFileSystem, _ call: Call
    ) throws -> FSx.DeleteFileSystem.Output {
        let index = try lustreIndex(input.fileSystemId, "FileSystemNotFound", call)
        if self[region: call.region].madeLustre[index].detail.lifecycle != "DELETING" {
            self[region: call.region].madeLustre[index].detail.lifecycle = "DELETING"
            self[region: call.region].madeLustre[index].ends = call.now + timings.ofFileSystems.lustreDelete
        }
        settle(to: call.now)
        return FSx.DeleteFileSystem.Output(fileSystemId: input.fileSystemId, lifecycle: "DELETING")
    }

    fileprivate mutating func changeTags(
        of arn: String, _ call: Call, _ change: (inout [String: String]) -> Void
    ) throws -> Empty {
        let index = try lustreIndex(arn, "ResourceNotFound", call)
        let held = self[region: call.region].madeLustre[index].detail.tags ?? []
        var tags = Dictionary(held.map { ($0.key, $0.value) }) { _, last in last }
        change(&tags)
        try checkFileSystemTags(tags.keys.sorted(), call)
        self[region: call.region].madeLustre[index].detail.tags = tags.sorted { $0.key < $1.key }.map {
            FSx.Tag(key: $0.key, value: $0.value)
        }
        return Empty()
    }

    /// The place of a file system that was made, by its id or ARN.
    fileprivate func lustreIndex(_ id: String, _ code: String, _ call: Call) throws -> Int {
        let name = id.split(separator: "/").last.map(String.init) ?? id
        guard let index = self[region: call.region].madeLustre.firstIndex(where: { $0.id == name }) else {
            throw missingLustre([name], code, call)
        }
        return index
    }

    private func missingLustre(_ ids: [String], _ code: String, _ call: Call) -> ServiceError {
        call.refusal(code, "File system '\(ids.joined(separator: "', '"))' does not exist.")
    }
}
