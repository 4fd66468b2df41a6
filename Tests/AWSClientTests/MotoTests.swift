import AWSClient
import AWSOperations
import FoundationEssentials
import Testing

private let variables = ProcessInfo.processInfo.environment

/// `MOTO_ENDPOINT` is a moto server's URL: somebody else's reading of the protocols to try the encoders against.
/// With an https URL, `AWS_CA_BUNDLE` names the authority that its certificate comes from.
@Suite(.enabled(if: variables["MOTO_ENDPOINT"] != nil, "MOTO_ENDPOINT does not name a moto server"))
struct MotoTests {
    let aws: any Caller

    init() throws {
        let environment = AWSEnvironment(
            variables: [
                "AWS_ENDPOINT_URL": try #require(variables["MOTO_ENDPOINT"]), "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
                "AWS_SECRET_ACCESS_KEY": "secret", "AWS_CA_BUNDLE": variables["AWS_CA_BUNDLE"] ?? "",
            ], homeDirectory: nil
        ) { try Array(Data(contentsOf: URL(filePath: $0))) }
        aws = try AWSSession(environment: environment, options: .init(maximumAttempts: 1)).caller(region: "eu-west-1")
    }

    @Test func `every protocol's calls are understood and their answers read`() async throws {
        let suffix = String(UUID().uuidString.prefix(8))
        let trust =
            #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","# + "\n"
            + #""Principal":{"Service":"ec2.amazonaws.com"}}]}"#
        let tag = IAM.Tag(key: "reconcile:owner", value: "größe & <b>/+=")

        let role = try await aws.call(
            IAM.CreateRole(roleName: "r-\(suffix)", assumeRolePolicyDocument: trust, path: "/x/", tags: [tag]))
        #expect(role.role?.roleName == "r-\(suffix)")
        #expect(role.role?.path == "/x/")
        _ = try await aws.call(
            IAM.PutRolePolicy(
                roleName: "r-\(suffix)", policyName: "inline",
                policyDocument: trust.replacing(
                    #","Principal":{"Service":"ec2.amazonaws.com"}"#, with: ""
                ).replacing(
                    #""Principal":{"Service":"ec2.amazonaws.com"}"#, with: #""Resource":"*""#)))
        _ = try await aws.call(IAM.CreateInstanceProfile(instanceProfileName: "p-\(suffix)"))
        _ = try await aws.call(
            IAM.AddRoleToInstanceProfile(instanceProfileName: "p-\(suffix)", roleName: "r-\(suffix)"))
        let profile = try await aws.call(IAM.GetInstanceProfile(instanceProfileName: "p-\(suffix)"))
        #expect(profile.instanceProfile?.roles?.first?.roleName == "r-\(suffix)")
        let details = try await aws.call(IAM.GetAccountAuthorizationDetails(filter: ["Role"], maxItems: 1000))
        let detail = details.roleDetailList?.first { $0.roleName == "r-\(suffix)" }
        #expect(detail?.tags == [tag])
        #expect(detail?.rolePolicyList?.map(\.policyName) == ["inline"])

        let template = try await aws.call(
            EC2.CreateLaunchTemplate(
                launchTemplateName: "t-\(suffix)",
                launchTemplateData: EC2.RequestLaunchTemplateData(
                    blockDeviceMappings: [
                        EC2.LaunchTemplateBlockDeviceMappingRequest(
                            deviceName: "/dev/xvda",
                            ebs: EC2.LaunchTemplateEbsBlockDeviceRequest(
                                encrypted: true, volumeSize: 100, volumeType: "gp3", throughput: 325))
                    ],
                    userData: "aGVsbG8=",
                    metadataOptions: EC2.LaunchTemplateInstanceMetadataOptionsRequest(httpTokens: "required")),
                clientToken: suffix,
                tagSpecifications: [
                    EC2.TagSpecification(
                        resourceType: "launch-template",
                        tags: [EC2.Tag(key: "a", value: "b"), EC2.Tag(key: "c", value: "")])
                ]))
        #expect(template.launchTemplate?.tags?.count == 2)
        let versions = try await aws.call(
            EC2.DescribeLaunchTemplateVersions(launchTemplateName: "t-\(suffix)", versions: ["$Latest"]))
        let data = versions.launchTemplateVersions?.first?.launchTemplateData
        #expect(data?.userData == "aGVsbG8=")
        #expect(data?.blockDeviceMappings?.first?.ebs?.volumeSize == 100)
        #expect(data?.blockDeviceMappings?.first?.ebs?.encrypted == true)
        #expect(data?.metadataOptions?.httpTokens == "required")
        let filtered = try await aws.call(
            EC2.DescribeLaunchTemplates(filters: [EC2.Filter(name: "launch-template-name", values: ["t-\(suffix)"])]))
        #expect(filtered.launchTemplates?.map(\.launchTemplateName) == ["t-\(suffix)"])

        let vpcs = try await aws.call(EC2.DescribeVpcs(filters: [EC2.Filter(name: "isDefault", values: ["true"])]))
        let vpc = try #require(vpcs.vpcs?.first?.vpcId)
        let subnets = try await aws.call(
            EC2.DescribeSubnets(filters: [EC2.Filter(name: "vpc-id", values: [vpc])]))
        let groups = try await aws.call(
            EC2.DescribeSecurityGroups(filters: [EC2.Filter(name: "vpc-id", values: [vpc])]))
        let environment = try await aws.call(
            Batch.CreateComputeEnvironment(
                computeEnvironmentName: "e-\(suffix)", type: "MANAGED", state: "ENABLED",
                computeResources: Batch.ComputeResource(
                    type: "EC2", maxvCpus: 8, subnets: subnets.subnets?.compactMap(\.subnetId),
                    allocationStrategy: "BEST_FIT_PROGRESSIVE", minvCpus: 0, instanceTypes: ["optimal"],
                    securityGroupIds: groups.securityGroups?.compactMap(\.groupId),
                    instanceRole: profile.instanceProfile?.arn),
                serviceRole: role.role?.arn))
        let arn = try #require(environment.computeEnvironmentArn)
        _ = try await aws.call(
            Batch.CreateJobQueue(
                jobQueueName: "q-\(suffix)", priority: 1, state: "ENABLED",
                computeEnvironmentOrder: [Batch.ComputeEnvironmentOrder(order: 1, computeEnvironment: arn)]))
        _ = try await aws.call(Batch.TagResource(resourceArn: arn, tags: ["a": "1", "b c": "2"]))
        _ = try await aws.call(Batch.UntagResource(resourceArn: arn, tagKeys: ["b c"]))
        let described = try await aws.call(Batch.DescribeComputeEnvironments(computeEnvironments: ["e-\(suffix)"]))
        #expect(described.computeEnvironments?.first?.tags == ["a": "1"])
        let queues = try await aws.call(Batch.DescribeJobQueues(jobQueues: ["q-\(suffix)"]))
        #expect(queues.jobQueues?.first?.computeEnvironmentOrder?.first?.computeEnvironment == arn)

        _ = try await aws.call(Logs.CreateLogGroup(logGroupName: "/aws/batch/\(suffix)"))
        let groupsFound = try await aws.call(Logs.DescribeLogGroups(logGroupNamePrefix: "/aws/batch/\(suffix)"))
        #expect(groupsFound.logGroups?.count == 1)
        let identity = try await aws.call(STS.GetCallerIdentity())
        #expect(identity.account == "123456789012")
    }

    @Test func `every protocol's errors keep their code`() async throws {
        func code(_ call: () async throws -> Void) async throws -> String? {
            do { try await call() } catch let error as ServiceError { return error.code }
            return nil
        }
        let aws = aws
        #expect(try await code { _ = try await aws.call(IAM.GetRole(roleName: "absent")) } == "NoSuchEntity")
        #expect(
            try await code { _ = try await aws.call(EC2.DescribeLaunchTemplateVersions(launchTemplateId: "lt-0")) }?
                .hasPrefix("InvalidLaunchTemplateId") == true)
        #expect(
            try await code { _ = try await aws.call(Logs.DeleteLogGroup(logGroupName: "absent")) }
                == "ResourceNotFoundException")
        #expect(
            try await code {
                _ = try await aws.call(
                    Batch.DeleteJobQueue(jobQueue: "arn:aws:batch:eu-west-1:123456789012:job-queue/x"))
                _ = try await aws.call(Batch.CreateJobQueue(jobQueueName: "x", priority: 1))
            } == "ClientException")
    }
}
