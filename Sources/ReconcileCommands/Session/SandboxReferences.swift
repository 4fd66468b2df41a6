import InstanceTypes
import ManifestLoading
import Planning
import ResourceModel
import SimulatedAWS

/// The things that files name, for a sandbox.
///
/// A simulated account has all of them, because users could not make them there and would not want to.
enum SandboxReferences {
    /// Makes what environments name and the account does not have.
    static func provide(for requests: [EnvironmentRequest], in account: SimulatedAccount) async {
        // File systems are mounted in subnets, so that those come first.
        for resource in requests.flatMap(\.resources) where resource.address.kind == .network {
            let named = NetworkChoice(resource, in: nil)
            await account.provideNetwork(
                vpc: named.vpc, subnets: named.subnets, groups: named.groups, region: resource.address.region)
        }
        for request in requests {
            let types = request.resources.compactMap { $0.properties[path: "computeResources.instanceTypes"]?.strings }
            let isARM = types.joined().contains { Architecture(ofType: $0) == .arm }
            for resource in request.resources where resource.management == .external {
                let (name, region) = (resource.name, resource.address.region)
                switch resource.address.kind {
                case .image:
                    await account.provideImage(name, architecture: isARM ? "arm64" : "x86_64", region: region)
                case .imageParameter:
                    await account.provideParameter(name, architecture: isARM ? "arm64" : "x86_64", region: region)
                case .keyPair: await account.provideKeyPair(name, region: region)
                case .namedElasticFileSystem: await account.provideFileSystem(name, region: region)
                case .namedLustreFileSystem:
                    await account.provideLustreFileSystem(String(name.prefix { $0 != "." }), region: region)
                case .namedRole: await account.provideRole(name)
                case .namedPolicy: await account.providePolicy(name)
                case .namedSchedulingPolicy: await account.provideSchedulingPolicy(name, region: region)
                case .encryptionKey: await account.provideKey(name)
                case .bucket: await account.provideBucket(name, region: region)
                default: continue
                }
            }
        }
    }
}
