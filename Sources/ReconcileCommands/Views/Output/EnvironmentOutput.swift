import BatchForge
import ManifestLoading
import Planning
import ResourceModel

/// The things of an environment that programs need: names, ARNs and ids in AWS.
struct EnvironmentOutput: Hashable {
    let key: EnvironmentKey
    let accountID: String
    let headQueue: Named
    let computeQueue: Named
    /// The compute environments behind the queues; empty for queues of another owner.
    let computeEnvironments: [Named]
    let launchTemplate: LaunchTemplate?
    let roles: Roles
    /// The job definition of the head job; nil in a manual environment.
    let headJobDefinition: JobDefinition?
    /// The log group of jobs.
    let logGroup: String
    let elasticFileSystem: FileSystem?
    let lustreFileSystem: FileSystem?
    let workDirectory: String

    /// Something with a name and an ARN.
    struct Named: Hashable {
        var name: String
        var arn: String
    }

    /// A launch template.
    struct LaunchTemplate: Hashable {
        var id: String
        /// A number, as a compute environment names it.
        var version: String
    }

    /// A revision of a job definition.
    struct JobDefinition: Hashable {
        var name: String
        var arn: String
        var revision: String
    }

    /// The roles of an environment; nil for one that it does not have.
    struct Roles: Hashable {
        /// Of the instances.
        var instance: Named?
        /// Of the head job.
        var head: Named?
        /// With which ECS starts containers.
        var execution: Named?
    }

    /// A file system that every instance mounts.
    struct FileSystem: Hashable {
        var id: String
        /// The DNS name of FSx; empty of EFS.
        var dns = ""
        /// The name under which FSx lets itself be mounted; nil of EFS, and if the file system was not looked up.
        var mountName: String?
        var mount: String
    }

    /// Collects the outputs; nil where a part of the environment is missing.
    init?(_ definition: EnvironmentDefinition, _ request: EnvironmentRequest, in observation: Observation) {
        let found = Found(request, observation)
        key = request.key
        accountID = observation.accountID
        workDirectory = definition.workDirectory
        logGroup = definition.usedLogGroup
        switch definition.configuration {
        case .forge(let forge):
            guard let work = found.last(.jobQueue, "work"), let computeQueue = Named(work),
                let headQueue = Named(found.last(.jobQueue, "head") ?? work)
            else { return nil }
            (self.headQueue, self.computeQueue) = (headQueue, computeQueue)
            computeEnvironments = found.environmentsOfQueues.compactMap(Named.init)
            launchTemplate = found.last(.launchTemplate).flatMap(LaunchTemplate.init)
            roles = Roles(
                instance: found.last(.role, "instance").flatMap(Named.init),
                head: forge.headJobRole.map(Named.init(arn:)) ?? found.last(.role, "fargate").flatMap(Named.init),
                execution: forge.batchExecutionRole.map(Named.init(arn:))
                    ?? found.last(.role, "execution").flatMap(Named.init))
            headJobDefinition = found.last(.jobDefinition, "head").flatMap(JobDefinition.init)
            elasticFileSystem = found.elasticFileSystem(forge)
            lustreFileSystem = found.lustreFileSystem(forge)
        case .manual(let manual):
            guard let head = found.last(.externalJobQueue, "head").flatMap(Named.init),
                let work = found.last(.externalJobQueue, "work").flatMap(Named.init)
            else { return nil }
            (headQueue, computeQueue, computeEnvironments, launchTemplate) = (head, work, [], nil)
            roles = Roles(
                instance: nil, head: manual.headJobRole.map(Named.init(arn:)),
                execution: manual.batchExecutionRole.map(Named.init(arn:)))
            headJobDefinition = nil
            (elasticFileSystem, lustreFileSystem) = (nil, nil)
        }
    }
}

extension EnvironmentOutput.Named {
    fileprivate init?(_ observed: ObservedResource) {
        guard let arn = observed.attributes["arn"]?.string else { return nil }
        self.init(name: observed.name, arn: arn)
    }

    fileprivate init(arn: String) {
        self.init(name: arn.split(separator: "/").last.map(String.init) ?? arn, arn: arn)
    }
}

extension EnvironmentOutput.LaunchTemplate {
    fileprivate init?(_ observed: ObservedResource) {
        guard let id = observed.attributes["id"]?.string, let version = observed.attributes["version"]?.string
        else { return nil }
        self.init(id: id, version: version)
    }
}

extension EnvironmentOutput.JobDefinition {
    fileprivate init?(_ observed: ObservedResource) {
        guard let arn = observed.attributes["arn"]?.string, let revision = observed.attributes["revision"]?.string
        else { return nil }
        self.init(name: observed.name, arn: arn, revision: revision)
    }
}

/// The resources of an environment that exist and that reconcile owns, or that the file names.
private struct Found {
    let request: EnvironmentRequest
    let observation: Observation

    init(_ request: EnvironmentRequest, _ observation: Observation) {
        self.request = request
        self.observation = observation
    }

    /// The last of what exists at an address: of several generations the one that is current.
    func last(_ kind: ResourceKind, _ part: String = "") -> ObservedResource? { all(kind, part).last }

    /// The EFS file system that the file names, or that reconcile made; nil if it is not made yet.
    func elasticFileSystem(_ forge: ForgeConfiguration) -> EnvironmentOutput.FileSystem? {
        let id = forge.efsID ?? last(.elasticFileSystem)?.attributes["id"]?.string
        return id.flatMap { id in forge.efsMount.map { EnvironmentOutput.FileSystem(id: id, mount: $0) } }
    }

    /// The FSx file system that the file names, or that reconcile made; nil if it is not made yet.
    func lustreFileSystem(_ forge: ForgeConfiguration) -> EnvironmentOutput.FileSystem? {
        let made = last(.lustreFileSystem)?.attributes
        guard let mount = forge.fsxMount, let dns = forge.fsxDNS ?? made?["dnsName"]?.string else { return nil }
        return EnvironmentOutput.FileSystem(
            id: String(dns.prefix { $0 != "." }), dns: dns,
            mountName: forge.fsxDNS == nil ? made?["mountName"]?.string : nil, mount: mount)
    }

    private func all(_ kind: ResourceKind, _ part: String) -> [ObservedResource] {
        let address = Address(request.key, kind, part)
        guard let resource = request.resources.first(where: { $0.address == address }) else { return [] }
        return (observation.resources[address] ?? []).filter { observed in
            observed.isLive && (resource.management == .external || observed.ownership == .ours)
        }
    }

    /// The compute environments that the queues name, in the order of the queues.
    var environmentsOfQueues: [ObservedResource] {
        let parts = ["head", "work"]
        let environments = parts.flatMap { all(.computeEnvironment, $0) }
        let order = parts.compactMap { last(.jobQueue, $0)?.properties["computeEnvironmentOrder"]?.strings }
        return order.flatMap { $0 }.compactMap { arn in environments.first { $0.attributes["arn"]?.string == arn } }
    }
}
