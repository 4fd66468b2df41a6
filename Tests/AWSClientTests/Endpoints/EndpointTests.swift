import AWSOperations
import Testing

@testable import AWSClient

struct EndpointTests {
    @Test(arguments: EndpointSample.all)
    func `endpoints are botocore's`(sample: EndpointSample) {
        for (index, host) in sample.hosts.enumerated() where host != "-" {
            let parts = host.split(separator: "@").map(String.init)
            let resolver = EndpointResolver(usesFIPS: index % 2 == 1, usesDualStack: index >= 2)
            let endpoint = resolver.endpoint(of: sample.service, region: sample.region)
            #expect(endpoint.url == "https://\(parts[0])")
            #expect(endpoint.signingRegion == (parts.count > 1 ? parts[1] : sample.region))
        }
    }

    @Test func `every service has endpoints to compare`() {
        #expect(Set(EndpointSample.all.map(\.service)) == Set(Service.all))
    }

    @Test(arguments: [
        ("eu-west-1", "aws"), ("us-iso-east-1", "aws-iso"), ("us-isob-east-1", "aws-iso-b"),
        ("us-isof-south-1", "aws-iso-f"), ("eu-isoe-west-1", "aws-iso-e"), ("us-gov-east-1", "aws-us-gov"),
        ("cn-northwest-1", "aws-cn"), ("eusc-de-east-1", "aws-eusc"), ("mars-north-1", "aws"),
    ])
    func `a region's partition is known by its beginning`(region: String, partition: String) {
        #expect(Partition.partition(ofRegion: region).id == partition)
    }

    @Test func `prefers a configured endpoint, the service's over the general one`() {
        let resolver = EndpointResolver(overrides: ["": "http://127.0.0.1:5000/", "batch": "http://b/base//"])
        #expect(resolver.endpoint(of: .batch, region: "eu-west-1").url == "http://b/base")
        let iam = resolver.endpoint(of: .iam, region: "eu-west-1")
        #expect(iam == Endpoint(url: "http://127.0.0.1:5000", signingRegion: "us-east-1"))
    }
}
