import AWSOperations
import Testing

@testable import AWSClient

struct EndpointTests {
    @Test(arguments: expected)
    func `endpoints are botocore's`(row: Row) {
        for (index, host) in row.hosts.enumerated() {
            let parts = host.split(separator: "@").map(String.init)
            let resolver = EndpointResolver(usesFIPS: index % 2 == 1, usesDualStack: index >= 2)
            let endpoint = resolver.endpoint(of: row.service, region: row.region)
            #expect(endpoint.url == "https://\(parts[0])")
            #expect(endpoint.signingRegion == (parts.count > 1 ? parts[1] : row.region))
        }
    }

    @Test(arguments: [
        ("eu-west-1", "aws"), ("us-iso-east-1", "aws-iso"), ("us-isob-east-1", "aws-iso-b"),
        ("us-isof-south-1", "aws-iso-f"), ("eu-isoe-west-1", "aws-iso-e"), ("us-gov-east-1", "aws-us-gov"),
        ("cn-northwest-1", "aws-cn"), ("eusc-de-east-1", "aws-eusc"), ("mars-north-1", "aws"),
    ])
    func `a region's partition is known by its beginning`(region: String, partition: String) {
        #expect(Partition.partition(ofRegion: region).id == partition)
    }

    @Test func `an endpoint of one's own wins, a service's own over all`() {
        let resolver = EndpointResolver(overrides: ["": "http://127.0.0.1:5000/", "batch": "http://b/base//"])
        #expect(resolver.endpoint(of: .batch, region: "eu-west-1").url == "http://b/base")
        let iam = resolver.endpoint(of: .iam, region: "eu-west-1")
        #expect(iam == Endpoint(url: "http://127.0.0.1:5000", signingRegion: "us-east-1"))
    }
}

struct Row: Sendable, CustomTestStringConvertible {
    var service: Service
    var region: String
    /// Plain, FIPS, dual-stack, both; `@` and the signing region where it is another one.
    var hosts: [String]
    var testDescription: String { "\(service.id) \(region)" }
}

private let services = [Service.batch, .ec2, .iam, .sts, .ecs, .logs, .tagging, .efs, .fsx]

private let expected: [Row] = table.split(separator: "\n").compactMap { line in
    let words = line.split(separator: " ").map(String.init)
    guard let service = services.first(where: { $0.id == words[0] }) else { return nil }
    return Row(service: service, region: words[1], hosts: Array(words[2...]))
}

/// What botocore 1.44.5's rule sets resolve to.
private let table = """
    batch us-east-1 batch.us-east-1.amazonaws.com fips.batch.us-east-1.amazonaws.com batch.us-east-1.api.aws \
    batch-fips.us-east-1.api.aws
    batch eu-west-1 batch.eu-west-1.amazonaws.com fips.batch.eu-west-1.amazonaws.com batch.eu-west-1.api.aws \
    batch-fips.eu-west-1.api.aws
    batch us-gov-west-1 batch.us-gov-west-1.amazonaws.com batch.us-gov-west-1.amazonaws.com \
    batch.us-gov-west-1.api.aws batch-fips.us-gov-west-1.api.aws
    batch us-gov-east-1 batch.us-gov-east-1.amazonaws.com batch.us-gov-east-1.amazonaws.com \
    batch.us-gov-east-1.api.aws batch-fips.us-gov-east-1.api.aws
    batch cn-north-1 batch.cn-north-1.amazonaws.com.cn batch-fips.cn-north-1.amazonaws.com.cn \
    batch.cn-north-1.api.amazonwebservices.com.cn batch-fips.cn-north-1.api.amazonwebservices.com.cn
    batch cn-northwest-1 batch.cn-northwest-1.amazonaws.com.cn batch-fips.cn-northwest-1.amazonaws.com.cn \
    batch.cn-northwest-1.api.amazonwebservices.com.cn batch-fips.cn-northwest-1.api.amazonwebservices.com.cn
    batch eusc-de-east-1 batch.eusc-de-east-1.amazonaws.eu batch-fips.eusc-de-east-1.amazonaws.eu \
    batch.eusc-de-east-1.api.amazonwebservices.eu batch-fips.eusc-de-east-1.api.amazonwebservices.eu
    batch us-iso-east-1 batch.us-iso-east-1.c2s.ic.gov batch-fips.us-iso-east-1.c2s.ic.gov \
    batch.us-iso-east-1.api.aws.ic.gov batch-fips.us-iso-east-1.api.aws.ic.gov
    batch us-iso-west-1 batch.us-iso-west-1.c2s.ic.gov batch-fips.us-iso-west-1.c2s.ic.gov \
    batch.us-iso-west-1.api.aws.ic.gov batch-fips.us-iso-west-1.api.aws.ic.gov
    batch us-isob-east-1 batch.us-isob-east-1.sc2s.sgov.gov batch-fips.us-isob-east-1.sc2s.sgov.gov \
    batch.us-isob-east-1.api.aws.scloud batch-fips.us-isob-east-1.api.aws.scloud
    batch eu-isoe-west-1 batch.eu-isoe-west-1.cloud.adc-e.uk batch-fips.eu-isoe-west-1.cloud.adc-e.uk \
    batch.eu-isoe-west-1.api.cloud-aws.adc-e.uk batch-fips.eu-isoe-west-1.api.cloud-aws.adc-e.uk
    batch us-isof-south-1 batch.us-isof-south-1.csp.hci.ic.gov batch-fips.us-isof-south-1.csp.hci.ic.gov \
    batch.us-isof-south-1.api.aws.hci.ic.gov batch-fips.us-isof-south-1.api.aws.hci.ic.gov
    elasticfilesystem eu-west-1 elasticfilesystem.eu-west-1.amazonaws.com \
    elasticfilesystem-fips.eu-west-1.amazonaws.com efs.eu-west-1.api.aws efs-fips.eu-west-1.api.aws
    elasticfilesystem cn-north-1 elasticfilesystem.cn-north-1.amazonaws.com.cn \
    elasticfilesystem-fips.cn-north-1.amazonaws.com.cn efs.cn-north-1.api.amazonwebservices.com.cn \
    efs-fips.cn-north-1.api.amazonwebservices.com.cn
    elasticfilesystem eusc-de-east-1 elasticfilesystem.eusc-de-east-1.amazonaws.eu \
    elasticfilesystem-fips.eusc-de-east-1.amazonaws.eu elasticfilesystem.eusc-de-east-1.api.amazonwebservices.eu \
    elasticfilesystem-fips.eusc-de-east-1.api.amazonwebservices.eu
    fsx eu-west-1 fsx.eu-west-1.amazonaws.com fsx-fips.eu-west-1.amazonaws.com fsx.eu-west-1.api.aws \
    fsx-fips.eu-west-1.api.aws
    fsx us-gov-west-1 fsx.us-gov-west-1.amazonaws.com fsx-fips.us-gov-west-1.amazonaws.com \
    fsx.us-gov-west-1.api.aws fsx-fips.us-gov-west-1.api.aws
    tagging eu-west-1 tagging.eu-west-1.amazonaws.com tagging-fips.eu-west-1.amazonaws.com \
    tagging.eu-west-1.api.aws tagging-fips.eu-west-1.api.aws
    tagging us-gov-west-1 tagging.us-gov-west-1.amazonaws.com tagging-fips.us-gov-west-1.amazonaws.com \
    tagging.us-gov-west-1.api.aws tagging-fips.us-gov-west-1.api.aws
    ec2 us-east-1 ec2.us-east-1.amazonaws.com ec2-fips.us-east-1.amazonaws.com ec2.us-east-1.api.aws \
    ec2-fips.us-east-1.api.aws
    ec2 eu-west-1 ec2.eu-west-1.amazonaws.com ec2-fips.eu-west-1.amazonaws.com ec2.eu-west-1.api.aws \
    ec2-fips.eu-west-1.api.aws
    ec2 us-gov-west-1 ec2.us-gov-west-1.amazonaws.com ec2.us-gov-west-1.amazonaws.com ec2.us-gov-west-1.api.aws \
    ec2-fips.us-gov-west-1.api.aws
    ec2 us-gov-east-1 ec2.us-gov-east-1.amazonaws.com ec2.us-gov-east-1.amazonaws.com ec2.us-gov-east-1.api.aws \
    ec2-fips.us-gov-east-1.api.aws
    ec2 cn-north-1 ec2.cn-north-1.amazonaws.com.cn ec2-fips.cn-north-1.amazonaws.com.cn \
    ec2.cn-north-1.api.amazonwebservices.com.cn ec2-fips.cn-north-1.api.amazonwebservices.com.cn
    ec2 cn-northwest-1 ec2.cn-northwest-1.amazonaws.com.cn ec2-fips.cn-northwest-1.amazonaws.com.cn \
    ec2.cn-northwest-1.api.amazonwebservices.com.cn ec2-fips.cn-northwest-1.api.amazonwebservices.com.cn
    ec2 eusc-de-east-1 ec2.eusc-de-east-1.amazonaws.eu ec2-fips.eusc-de-east-1.amazonaws.eu \
    ec2.eusc-de-east-1.api.amazonwebservices.eu ec2-fips.eusc-de-east-1.api.amazonwebservices.eu
    ec2 us-iso-east-1 ec2.us-iso-east-1.c2s.ic.gov ec2-fips.us-iso-east-1.c2s.ic.gov \
    ec2.us-iso-east-1.api.aws.ic.gov ec2-fips.us-iso-east-1.api.aws.ic.gov
    ec2 us-iso-west-1 ec2.us-iso-west-1.c2s.ic.gov ec2-fips.us-iso-west-1.c2s.ic.gov \
    ec2.us-iso-west-1.api.aws.ic.gov ec2-fips.us-iso-west-1.api.aws.ic.gov
    ec2 us-isob-east-1 ec2.us-isob-east-1.sc2s.sgov.gov ec2-fips.us-isob-east-1.sc2s.sgov.gov \
    ec2.us-isob-east-1.api.aws.scloud ec2-fips.us-isob-east-1.api.aws.scloud
    ec2 eu-isoe-west-1 ec2.eu-isoe-west-1.cloud.adc-e.uk ec2-fips.eu-isoe-west-1.cloud.adc-e.uk \
    ec2.eu-isoe-west-1.api.cloud-aws.adc-e.uk ec2-fips.eu-isoe-west-1.api.cloud-aws.adc-e.uk
    ec2 us-isof-south-1 ec2.us-isof-south-1.csp.hci.ic.gov ec2-fips.us-isof-south-1.csp.hci.ic.gov \
    ec2.us-isof-south-1.api.aws.hci.ic.gov ec2-fips.us-isof-south-1.api.aws.hci.ic.gov
    iam us-east-1 iam.amazonaws.com iam-fips.amazonaws.com iam.global.api.aws iam-fips.global.api.aws
    iam eu-west-1 iam.amazonaws.com@us-east-1 iam-fips.amazonaws.com@us-east-1 iam.global.api.aws@us-east-1 \
    iam-fips.global.api.aws@us-east-1
    iam us-gov-west-1 iam.us-gov.amazonaws.com iam.us-gov.amazonaws.com iam.us-gov.api.aws iam.us-gov.api.aws
    iam us-gov-east-1 iam.us-gov.amazonaws.com@us-gov-west-1 iam.us-gov.amazonaws.com@us-gov-west-1 \
    iam.us-gov.api.aws@us-gov-west-1 iam.us-gov.api.aws@us-gov-west-1
    iam cn-north-1 iam.cn-north-1.amazonaws.com.cn iam-fips.amazonaws.com.cn \
    iam.global.api.amazonwebservices.com.cn iam-fips.api.amazonwebservices.com.cn
    iam cn-northwest-1 iam.cn-north-1.amazonaws.com.cn@cn-north-1 iam-fips.amazonaws.com.cn@cn-north-1 \
    iam.global.api.amazonwebservices.com.cn@cn-north-1 iam-fips.api.amazonwebservices.com.cn@cn-north-1
    iam eusc-de-east-1 iam.eusc-de-east-1.amazonaws.eu iam-fips.amazonaws.eu iam.global.api.amazonwebservices.eu \
    iam-fips.api.amazonwebservices.eu
    iam us-iso-east-1 iam.us-iso-east-1.c2s.ic.gov iam-fips.us-iso-east-1.c2s.ic.gov iam.api.aws.ic.gov \
    iam-fips.api.aws.ic.gov
    iam us-iso-west-1 iam.us-iso-east-1.c2s.ic.gov@us-iso-east-1 iam-fips.us-iso-east-1.c2s.ic.gov@us-iso-east-1 \
    iam.api.aws.ic.gov@us-iso-east-1 iam-fips.api.aws.ic.gov@us-iso-east-1
    iam us-isob-east-1 iam.us-isob-east-1.sc2s.sgov.gov iam-fips.us-isob-east-1.sc2s.sgov.gov iam.api.aws.scloud \
    iam-fips.api.aws.scloud
    iam eu-isoe-west-1 iam.eu-isoe-west-1.cloud.adc-e.uk iam-fips.cloud.adc-e.uk iam.api.cloud-aws.adc-e.uk \
    iam-fips.api.cloud-aws.adc-e.uk
    iam us-isof-south-1 iam.us-isof-south-1.csp.hci.ic.gov iam-fips.csp.hci.ic.gov iam.api.aws.hci.ic.gov \
    iam-fips.api.aws.hci.ic.gov
    sts us-east-1 sts.us-east-1.amazonaws.com sts-fips.us-east-1.amazonaws.com sts.us-east-1.api.aws \
    sts-fips.us-east-1.api.aws
    sts eu-west-1 sts.eu-west-1.amazonaws.com sts-fips.eu-west-1.amazonaws.com sts.eu-west-1.api.aws \
    sts-fips.eu-west-1.api.aws
    sts us-gov-west-1 sts.us-gov-west-1.amazonaws.com sts.us-gov-west-1.amazonaws.com sts.us-gov-west-1.api.aws \
    sts-fips.us-gov-west-1.api.aws
    sts us-gov-east-1 sts.us-gov-east-1.amazonaws.com sts.us-gov-east-1.amazonaws.com sts.us-gov-east-1.api.aws \
    sts-fips.us-gov-east-1.api.aws
    sts cn-north-1 sts.cn-north-1.amazonaws.com.cn sts-fips.cn-north-1.amazonaws.com.cn \
    sts.cn-north-1.api.amazonwebservices.com.cn sts-fips.cn-north-1.api.amazonwebservices.com.cn
    sts cn-northwest-1 sts.cn-northwest-1.amazonaws.com.cn sts-fips.cn-northwest-1.amazonaws.com.cn \
    sts.cn-northwest-1.api.amazonwebservices.com.cn sts-fips.cn-northwest-1.api.amazonwebservices.com.cn
    sts eusc-de-east-1 sts.eusc-de-east-1.amazonaws.eu sts-fips.eusc-de-east-1.amazonaws.eu \
    sts.eusc-de-east-1.api.amazonwebservices.eu sts-fips.eusc-de-east-1.api.amazonwebservices.eu
    sts us-iso-east-1 sts.us-iso-east-1.c2s.ic.gov sts-fips.us-iso-east-1.c2s.ic.gov \
    sts.us-iso-east-1.api.aws.ic.gov sts-fips.us-iso-east-1.api.aws.ic.gov
    sts us-iso-west-1 sts.us-iso-west-1.c2s.ic.gov sts-fips.us-iso-west-1.c2s.ic.gov \
    sts.us-iso-west-1.api.aws.ic.gov sts-fips.us-iso-west-1.api.aws.ic.gov
    sts us-isob-east-1 sts.us-isob-east-1.sc2s.sgov.gov sts-fips.us-isob-east-1.sc2s.sgov.gov \
    sts.us-isob-east-1.api.aws.scloud sts-fips.us-isob-east-1.api.aws.scloud
    sts eu-isoe-west-1 sts.eu-isoe-west-1.cloud.adc-e.uk sts-fips.eu-isoe-west-1.cloud.adc-e.uk \
    sts.eu-isoe-west-1.api.cloud-aws.adc-e.uk sts-fips.eu-isoe-west-1.api.cloud-aws.adc-e.uk
    sts us-isof-south-1 sts.us-isof-south-1.csp.hci.ic.gov sts-fips.us-isof-south-1.csp.hci.ic.gov \
    sts.us-isof-south-1.api.aws.hci.ic.gov sts-fips.us-isof-south-1.api.aws.hci.ic.gov
    ecs us-east-1 ecs.us-east-1.amazonaws.com ecs-fips.us-east-1.amazonaws.com ecs.us-east-1.api.aws \
    ecs-fips.us-east-1.api.aws
    ecs eu-west-1 ecs.eu-west-1.amazonaws.com ecs-fips.eu-west-1.amazonaws.com ecs.eu-west-1.api.aws \
    ecs-fips.eu-west-1.api.aws
    ecs us-gov-west-1 ecs.us-gov-west-1.amazonaws.com ecs-fips.us-gov-west-1.amazonaws.com \
    ecs.us-gov-west-1.api.aws ecs-fips.us-gov-west-1.api.aws
    ecs us-gov-east-1 ecs.us-gov-east-1.amazonaws.com ecs-fips.us-gov-east-1.amazonaws.com \
    ecs.us-gov-east-1.api.aws ecs-fips.us-gov-east-1.api.aws
    ecs cn-north-1 ecs.cn-north-1.amazonaws.com.cn ecs-fips.cn-north-1.amazonaws.com.cn \
    ecs.cn-north-1.api.amazonwebservices.com.cn ecs-fips.cn-north-1.api.amazonwebservices.com.cn
    ecs cn-northwest-1 ecs.cn-northwest-1.amazonaws.com.cn ecs-fips.cn-northwest-1.amazonaws.com.cn \
    ecs.cn-northwest-1.api.amazonwebservices.com.cn ecs-fips.cn-northwest-1.api.amazonwebservices.com.cn
    ecs eusc-de-east-1 ecs.eusc-de-east-1.amazonaws.eu ecs-fips.eusc-de-east-1.amazonaws.eu \
    ecs.eusc-de-east-1.api.amazonwebservices.eu ecs-fips.eusc-de-east-1.api.amazonwebservices.eu
    ecs us-iso-east-1 ecs.us-iso-east-1.c2s.ic.gov ecs-fips.us-iso-east-1.c2s.ic.gov \
    ecs.us-iso-east-1.api.aws.ic.gov ecs-fips.us-iso-east-1.api.aws.ic.gov
    ecs us-iso-west-1 ecs.us-iso-west-1.c2s.ic.gov ecs-fips.us-iso-west-1.c2s.ic.gov \
    ecs.us-iso-west-1.api.aws.ic.gov ecs-fips.us-iso-west-1.api.aws.ic.gov
    ecs us-isob-east-1 ecs.us-isob-east-1.sc2s.sgov.gov ecs-fips.us-isob-east-1.sc2s.sgov.gov \
    ecs.us-isob-east-1.api.aws.scloud ecs-fips.us-isob-east-1.api.aws.scloud
    ecs eu-isoe-west-1 ecs.eu-isoe-west-1.cloud.adc-e.uk ecs-fips.eu-isoe-west-1.cloud.adc-e.uk \
    ecs.eu-isoe-west-1.api.cloud-aws.adc-e.uk ecs-fips.eu-isoe-west-1.api.cloud-aws.adc-e.uk
    ecs us-isof-south-1 ecs.us-isof-south-1.csp.hci.ic.gov ecs-fips.us-isof-south-1.csp.hci.ic.gov \
    ecs.us-isof-south-1.api.aws.hci.ic.gov ecs-fips.us-isof-south-1.api.aws.hci.ic.gov
    logs us-east-1 logs.us-east-1.amazonaws.com logs-fips.us-east-1.amazonaws.com logs.us-east-1.api.aws \
    logs-fips.us-east-1.api.aws
    logs eu-west-1 logs.eu-west-1.amazonaws.com logs-fips.eu-west-1.amazonaws.com logs.eu-west-1.api.aws \
    logs-fips.eu-west-1.api.aws
    logs us-gov-west-1 logs.us-gov-west-1.amazonaws.com logs.us-gov-west-1.amazonaws.com logs.us-gov-west-1.api.aws \
    logs-fips.us-gov-west-1.api.aws
    logs us-gov-east-1 logs.us-gov-east-1.amazonaws.com logs.us-gov-east-1.amazonaws.com logs.us-gov-east-1.api.aws \
    logs-fips.us-gov-east-1.api.aws
    logs cn-north-1 logs.cn-north-1.amazonaws.com.cn logs-fips.cn-north-1.amazonaws.com.cn \
    logs.cn-north-1.api.amazonwebservices.com.cn logs-fips.cn-north-1.api.amazonwebservices.com.cn
    logs cn-northwest-1 logs.cn-northwest-1.amazonaws.com.cn logs-fips.cn-northwest-1.amazonaws.com.cn \
    logs.cn-northwest-1.api.amazonwebservices.com.cn logs-fips.cn-northwest-1.api.amazonwebservices.com.cn
    logs eusc-de-east-1 logs.eusc-de-east-1.amazonaws.eu logs-fips.eusc-de-east-1.amazonaws.eu \
    logs.eusc-de-east-1.api.amazonwebservices.eu logs-fips.eusc-de-east-1.api.amazonwebservices.eu
    logs us-iso-east-1 logs.us-iso-east-1.c2s.ic.gov logs-fips.us-iso-east-1.c2s.ic.gov \
    logs.us-iso-east-1.api.aws.ic.gov logs-fips.us-iso-east-1.api.aws.ic.gov
    logs us-iso-west-1 logs.us-iso-west-1.c2s.ic.gov logs-fips.us-iso-west-1.c2s.ic.gov \
    logs.us-iso-west-1.api.aws.ic.gov logs-fips.us-iso-west-1.api.aws.ic.gov
    logs us-isob-east-1 logs.us-isob-east-1.sc2s.sgov.gov logs-fips.us-isob-east-1.sc2s.sgov.gov \
    logs.us-isob-east-1.api.aws.scloud logs-fips.us-isob-east-1.api.aws.scloud
    logs eu-isoe-west-1 logs.eu-isoe-west-1.cloud.adc-e.uk logs-fips.eu-isoe-west-1.cloud.adc-e.uk \
    logs.eu-isoe-west-1.api.cloud-aws.adc-e.uk logs-fips.eu-isoe-west-1.api.cloud-aws.adc-e.uk
    logs us-isof-south-1 logs.us-isof-south-1.csp.hci.ic.gov logs-fips.us-isof-south-1.csp.hci.ic.gov \
    logs.us-isof-south-1.api.aws.hci.ic.gov logs-fips.us-isof-south-1.api.aws.hci.ic.gov
    """
