public import AWSOperations

/// Finds the endpoint of a service in a region.
public struct EndpointResolver: Sendable, Hashable {
    /// True if FIPS endpoints are asked for.
    public var usesFIPS: Bool
    /// True if dual-stack endpoints are asked for.
    public var usesDualStack: Bool
    /// Endpoints that replace all others, by the service's id; the empty id stands for every service.
    public var overrides: [String: String]

    /// Makes a resolver; without overrides it answers with AWS's own endpoints.
    public init(usesFIPS: Bool = false, usesDualStack: Bool = false, overrides: [String: String] = [:]) {
        self.usesFIPS = usesFIPS
        self.usesDualStack = usesDualStack
        self.overrides = overrides
    }

    /// The endpoint of a service for callers in a region; the endpoint of a bucket, if one is given.
    ///
    /// A bucket is part of the host. It is part of the path if the user sets the endpoint, or if the certificate would
    /// not fit because the bucket's name has a dot.
    public func endpoint(of service: Service, region: String, bucket: String? = nil) -> Endpoint {
        let partition = Partition.partition(ofRegion: region)
        let signingRegion = service.isGlobal ? partition.globalRegion : region
        if let url = override(service.id) {
            return Endpoint(url: url + (bucket.map { "/" + $0 } ?? ""), signingRegion: signingRegion)
        }
        let host = host(of: service, region: region, in: partition)
        let url =
            switch bucket {
            case nil: "https://\(host)"
            case let bucket? where bucket.contains("."): "https://\(host)/\(bucket)"
            case let bucket?: "https://\(bucket).\(host)"
            }
        return Endpoint(url: url, signingRegion: signingRegion)
    }

    /// The URL that a setting gives for a service, without slashes at its end.
    private func override(_ service: String) -> String? {
        guard var url = overrides[service] ?? overrides[""] else { return nil }
        while url.hasSuffix("/") { url.removeLast() }
        return url
    }

    /// The portal of IAM Identity Center, which gives credentials for its token.
    func singleSignOn(region: String) -> String {
        override("sso") ?? "https://portal.sso.\(region).\(Partition.partition(ofRegion: region).dnsSuffix)"
    }

    private func host(of service: Service, region: String, in partition: Partition) -> String {
        if service == .iam {
            return EndpointRules.iamHost(in: partition, fips: usesFIPS, dualStack: usesDualStack)
        }
        if service == .s3 {
            let name = "s3\(usesFIPS ? "-fips" : "")\(usesDualStack ? ".dualstack" : "")"
            return "\(name).\(region).\(partition.dnsSuffix)"
        }
        if usesFIPS, !usesDualStack,
            let host = EndpointRules.irregularFIPSHost(of: service, region: region, in: partition)
        {
            return host
        }
        let mode = usesFIPS ? "-fips" : ""
        guard usesDualStack else { return "\(service.id)\(mode).\(region).\(partition.dnsSuffix)" }
        let suffix = EndpointRules.dualStackSuffix(of: service, in: partition, fips: usesFIPS)
        return "\(EndpointRules.dualStackName(of: service, in: partition))\(mode).\(region).\(suffix)"
    }
}
