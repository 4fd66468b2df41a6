import AWSOperations

extension Registry {
    mutating func registerElasticFileSystems() {
        on(EFS.CreateFileSystem.self) { try $1.createFileSystem($0, $2) }
        on(EFS.DescribeFileSystems.self) { try $1.describeFileSystems($0, $2) }
        on(EFS.DeleteFileSystem.self) { try $1.deleteFileSystem($0, $2) }
        on(EFS.TagResource.self) { input, world, call in
            try world.changeTags(of: input.resourceId, call) { tags in
                for tag in input.tags { tags[tag.key] = tag.value }
            }
        }
        on(EFS.UntagResource.self) { input, world, call in
            try world.changeTags(of: input.resourceId, call) { tags in
                for key in input.tagKeys { tags[key] = nil }
            }
        }
        on(EFS.ListTagsForResource.self) { input, world, call in
            let index = try world.fileSystemIndex(input.resourceId, call)
            return EFS.ListTagsForResource.Output(
                tags: world[region: call.region].elasticFileSystems[index].detail.tags)
        }
    }
}

/// EFS file systems as the EFS API reference describes them [botocore 1.44.5, efs 2015-02-01]. No page says that reads lag
/// behind writes. The texts of refusals are modelled; the codes and statuses are those of the model.
extension AccountState {
    /// Makes a file system, in the state "creating". A token that exists is refused with the id of its file system.
    mutating func createFileSystem(
        _ input: EFS.CreateFileSystem, _ call: Call
    ) throws -> EFS.CreateFileSystem.Output {
        guard (1...64).contains(input.creationToken.utf8.count) else {
            throw call.refusal("BadRequest", "CreationToken must have 1 to 64 characters")
        }
        try checkFileSystemTags((input.tags ?? []).map(\.key), call)
        // "MaxIO mode is not supported for … file systems that use Elastic throughput" (CreateFileSystem).
        if input.throughputMode == "elastic", input.performanceMode == "maxIO" {
            throw call.refusal("BadRequest", "maxIO is not supported with elastic throughput")
        }
        let namesake = self[region: call.region].elasticFileSystems.first {
            $0.detail.creationToken == input.creationToken
        }
        if let namesake {
            throw call.refusal(
                "FileSystemAlreadyExists",
                "File system '\(namesake.id)' already exists with creation token '\(input.creationToken)'", status: 409)
        }
        let id = "fs-" + generator.hex(17)
        let partition = Region.partition(of: call.region)
        let detail = EFS.FileSystemDescription(
            fileSystemId: id, lifeCycleState: "creating",
            fileSystemArn: "arn:\(partition):elasticfilesystem:\(call.region):\(accountID):file-system/\(id)",
            name: input.tags?.first { $0.key == "Name" }?.value, creationToken: input.creationToken,
            performanceMode: input.performanceMode ?? "generalPurpose", encrypted: input.encrypted ?? false,
            kmsKeyId: input.kmsKeyId, throughputMode: input.throughputMode ?? "bursting",
            provisionedThroughputInMibps: input.provisionedThroughputInMibps, numberOfMountTargets: 0,
            tags: input.tags ?? [])
        self[region: call.region].elasticFileSystems.append(
            ElasticFileSystemRecord(detail: detail, ends: call.now + timings.ofFileSystems.elasticCreate))
        settle(to: call.now)
        return EFS.CreateFileSystem.Output(
            fileSystemId: id, fileSystemArn: detail.fileSystemArn, lifeCycleState: detail.lifeCycleState)
    }

    func describeFileSystems(
        _ input: EFS.DescribeFileSystems, _ call: Call
    ) throws -> EFS.DescribeFileSystems.Output {
        let region = self[region: call.region]
        let made = region.elasticFileSystems.map { record in
            var detail = record.detail
            detail.numberOfMountTargets = record.targets.count
            return detail
        }
        let all = made + region.references.fileSystems
        guard input.fileSystemId != nil || input.creationToken != nil else {
            let page = try call.page(
                all, size: 100, token: input.marker, invalid: call.refusal("BadRequest", "invalid Marker"))
            return EFS.DescribeFileSystems.Output(fileSystems: page.items, nextMarker: page.next)
        }
        let found = all.filter { system in
            input.fileSystemId.map { $0 == system.fileSystemId } ?? true
                && input.creationToken.map { $0 == system.creationToken } ?? true
        }
        // "If you pass file system ID or creation token for the deleted file system, … returns a 404" (DeleteFileSystem).
        guard !found.isEmpty else { throw missingFileSystem(input.fileSystemId ?? input.creationToken ?? "", call) }
        return EFS.DescribeFileSystems.Output(fileSystems: found)
    }

    /// Deletes a file system. "If the file system has any mount targets, you must first delete them" (DeleteFileSystem).
    mutating func deleteFileSystem(_ input: EFS.DeleteFileSystem, _ call: Call) throws -> Empty {
        let index = try fileSystemIndex(input.fileSystemId, call)
        guard self[region: call.region].elasticFileSystems[index].targets.isEmpty else {
            throw call.refusal(
                "FileSystemInUse", "The file system '\(input.fileSystemId)' has mount targets created in it.",
                status: 409)
        }
        if self[region: call.region].elasticFileSystems[index].detail.lifeCycleState != "deleting" {
            self[region: call.region].elasticFileSystems[index].detail.lifeCycleState = "deleting"
            self[region: call.region].elasticFileSystems[index].ends = call.now + timings.ofFileSystems.elasticDelete
        }
        settle(to: call.now)
        return Empty()
    }

    fileprivate mutating func changeTags(
        of id: String, _ call: Call, _ change: (inout [String: String]) -> Void
    ) throws -> Empty {
        let index = try fileSystemIndex(id, call)
        let held = self[region: call.region].elasticFileSystems[index].detail.tags ?? []
        var tags = Dictionary(held.map { ($0.key, $0.value) }) { _, last in last }
        change(&tags)
        try checkFileSystemTags(tags.keys.sorted(), call)
        self[region: call.region].elasticFileSystems[index].detail.tags = tags.sorted { $0.key < $1.key }.map {
            EFS.Tag(key: $0.key, value: $0.value)
        }
        self[region: call.region].elasticFileSystems[index].detail.name = tags["Name"]
        return Empty()
    }

    /// The place of a file system that was made, by its id or ARN.
    func fileSystemIndex(_ id: String, _ call: Call) throws -> Int {
        let name = id.split(separator: "/").last.map(String.init) ?? id
        let index = self[region: call.region].elasticFileSystems.firstIndex { $0.id == name }
        guard let index else { throw missingFileSystem(id, call) }
        return index
    }

    func missingFileSystem(_ id: String, _ call: Call) -> ServiceError {
        call.refusal("FileSystemNotFound", "File system '\(id)' does not exist.", status: 404)
    }

    /// A resource has at most 50 tags, and none of AWS's own. Source: EFS user guide, Tagging; FSx, Tag restrictions.
    func checkFileSystemTags(_ keys: [String], _ call: Call) throws {
        guard keys.count <= 50, !keys.contains(where: { $0.lowercased().hasPrefix("aws:") }) else {
            throw call.refusal("BadRequest", "tags are not valid: at most 50, and no key that begins with aws:")
        }
    }
}
