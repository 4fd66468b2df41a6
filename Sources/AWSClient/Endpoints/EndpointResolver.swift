public import AWSOperations

/// Finds the endpoint of a service in a region.
public struct EndpointResolver: Sendable, Hashable {
    /// Whether FIPS endpoints are asked for.
    public var usesFIPS: Bool
    /// Whether dual-stack endpoints are asked for.
    public var usesDualStack: Bool
    /// Endpoints that replace all others, by the service's id; the empty id stands for every service.
    public var overrides: [String: String]

    /// Makes a resolver; without overrides it answers with AWS's own endpoints.
    public init(usesFIPS: Bool = false, usesDualStack: Bool = false, overrides: [String: String] = [:]) {
        self.usesFIPS = usesFIPS
        self.usesDualStack = usesDualStack
        self.overrides = overrides
    }

    /// The endpoint of a service for callers in a region.
    public func endpoint(of service: Service, region: String) -> Endpoint {
        let partition = Partition.partition(ofRegion: region)
        let signingRegion = service.isGlobal ? partition.globalRegion : region
        if var url = overrides[service.id] ?? overrides[""] {
            while url.hasSuffix("/") { url.removeLast() }
            return Endpoint(url: url, signingRegion: signingRegion)
        }
        return Endpoint(
            url: "https://" + host(of: service, region: region, in: partition), signingRegion: signingRegion)
    }

    private func host(of service: Service, region: String, in partition: Partition) -> String {
        if service == .iam {
            return EndpointRules.iamHost(in: partition, fips: usesFIPS, dualStack: usesDualStack)
        }
        if usesFIPS, !usesDualStack,
            let host = EndpointRules.irregularFIPSHost(of: service, region: region, in: partition)
        {
            return host
        }
        let suffix = usesDualStack ? partition.dualStackDNSSuffix : partition.dnsSuffix
        return "\(service.id)\(usesFIPS ? "-fips" : "").\(region).\(suffix)"
    }
}
