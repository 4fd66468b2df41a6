import AWSOperations

extension Registry {
    mutating func registerFileSystems() {
        on(EFS.DescribeFileSystems.self) { _, world, call in
            EFS.DescribeFileSystems.Output(fileSystems: world[region: call.region].references.fileSystems)
        }
        on(EFS.DescribeMountTargets.self) { try $1.describeMountTargets($0, $2) }
        on(FSx.DescribeFileSystems.self) { _, world, call in
            FSx.DescribeFileSystems.Output(fileSystems: world[region: call.region].references.lustreFileSystems)
        }
    }
}

extension AccountState {
    fileprivate func describeMountTargets(
        _ input: EFS.DescribeMountTargets, _ call: Call
    ) throws -> EFS.DescribeMountTargets.Output {
        let stores = self[region: call.region].references
        guard stores.fileSystems.contains(where: { $0.fileSystemId == input.fileSystemId }) else {
            throw call.refusal(
                "FileSystemNotFound", "File system '\(input.fileSystemId ?? "")' does not exist.", status: 404)
        }
        return EFS.DescribeMountTargets.Output(
            mountTargets: stores.mountTargets.filter { $0.fileSystemId == input.fileSystemId })
    }
}
