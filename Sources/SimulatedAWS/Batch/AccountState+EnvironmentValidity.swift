import AWSOperations
import FoundationEssentials

extension AccountState {
    /// Why Batch calls an environment INVALID that it looked at from `since` on; nil when it is VALID.
    func invalidReason(_ record: ComputeEnvironmentRecord, region: String, since: Double) -> String? {
        if let reason = record.imposedReason { return reason }
        if !record.hasCluster { return "CLIENT_ERROR - Clusters can not be blank." }
        if let reason = roleReason(record, since: since) { return reason }
        guard let resources = record.detail.current.computeResources, !record.isFargate else { return nil }
        if let fleet = resources.spotIamFleetRole, !fleet.isEmpty,
            role(arn: fleet)?.trusts("spotfleet.amazonaws.com") != true
        {
            return "CLIENT_ERROR - Parameter: SpotFleetRequestConfig.IamFleetRole is invalid"
        }
        if let reason = youngProfileReason(record, since: since) { return reason }
        if let reason = groupsReason(resources, region: region) { return reason }
        if let specification = resources.launchTemplate, let version = record.resolvedTemplateVersion,
            let template = self[region: region].launchTemplate(
                id: specification.launchTemplateId, name: specification.launchTemplateName),
            let userData = template.versions[version]?.launchTemplateData?.userData, !Self.isMultipart(userData)
        {
            return "CLIENT_ERROR - Launch Template UserData is not MIME multipart format"
        }
        return nil
    }

    /// The reason why Batch cannot work under the environment's role; nil if it can.
    func roleReason(_ record: ComputeEnvironmentRecord, since: Double) -> String? {
        guard let arn = record.detail.current.serviceRole else { return nil }
        // Two texts of AWS are recorded. The recordings do not show when AWS uses which.
        guard let role = role(arn: arn) else {
            return """
                CLIENT_ERROR - Not authorized to perform sts:AssumeRole (Service: AWSSecurityTokenService; \
                Status Code: 403; Error Code: AccessDenied; Request ID: \(Self.nobodysRequest))
                """
        }
        guard role.trusts("batch.amazonaws.com") else {
            return """
                CLIENT_ERROR - User: arn:\(role.partition):sts::\(accountID):assumed-role/EcsService-us-east-1-prod-\
                EcsTaskInstanceRoleE38DB-L7IX0BSO8JCB/ebf433c3860e46d19ed4844748e8b981 is not authorized to perform: \
                sts:AssumeRole on resource: \(arn)
                """
        }
        if record.isServiceLinked { return nil }
        let isYoung = role.created + timings.identityPropagation > since
        guard !isYoung, !role.managedPolicies.isEmpty || !role.inlinePolicies.isEmpty else {
            return """
                CLIENT_ERROR - User: arn:\(role.partition):sts::\(accountID):assumed-role/\(role.name)/aws-batch is not \
                authorized to perform: ecs:DescribeClusters on resource: \(record.detail.current.ecsClusterArn ?? "") \
                because no identity-based policy allows the ecs:DescribeClusters action (Service: AmazonECS; \
                Status Code: 400; Error Code: AccessDeniedException; Request ID: \(Self.nobodysRequest); Proxy: null)
                """
        }
        return nil
    }

    /// The reason why the instance profile is unusable: it is missing, too new to be seen, or has no role.
    func youngProfileReason(_ record: ComputeEnvironmentRecord, since: Double) -> String? {
        guard let named = record.detail.current.computeResources?.instanceRole else { return nil }
        let name = named.split(separator: "/").last.map(String.init) ?? named
        guard let profile = instanceProfiles[name]?.current,
            !named.hasPrefix("arn:") || profile.arn == named, profile.created + timings.identityPropagation <= since
        else { return "CLIENT_ERROR - Invalid IamInstanceProfile: \(named)" }
        guard let role = profile.role, roles[role]?.current?.trusts("ec2.amazonaws.com") == true else {
            return """
                Your compute environment has been INVALIDATED and scaled down because none of the instances joined the \
                underlying ECS Cluster. Common issues preventing instances joining are the following: VPC/Subnet \
                configuration preventing communication to ECS, incorrect Instance Profile policy preventing \
                authorization to ECS, or customized AMI or LaunchTemplate configurations affecting ECS agent.
                """
        }
        return nil
    }

    /// The id of a request that Batch made without a call.
    private static let nobodysRequest = "00000000-0000-0000-0000-000000000000"

    /// True if Batch can assume the role that an environment gives it.
    func isServiceRoleAssumable(_ record: ComputeEnvironmentRecord) -> Bool {
        guard let arn = record.detail.current.serviceRole else { return true }
        return role(arn: arn)?.trusts("batch.amazonaws.com") == true
    }

    /// The reason if a security group belongs to another VPC than the subnets.
    private func groupsReason(_ resources: Batch.ComputeResource, region name: String) -> String? {
        let region = self[region: name]
        let subnets = region.subnets.filter { resources.subnets?.contains($0.subnetId ?? "") == true }
        let networks = Set(subnets.map(\.vpcId))
        let groups = region.securityGroups.filter { resources.securityGroupIds?.contains($0.groupId ?? "") == true }
        guard !groups.allSatisfy({ networks.contains($0.vpcId) }) else { return nil }
        return """
            CLIENT_ERROR - One or more security groups in the launch template are not linked to the VPCs configured in \
            the Auto Scaling group
            """
    }

    /// True if user data has the form that Batch can merge with its user data.
    static func isMultipart(_ base64: String) -> Bool {
        guard let data = Data(base64Encoded: base64) else { return false }
        let head = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).prefix(12)
        let lines = head.map { $0.lowercased() }
        return lines.contains { $0.hasPrefix("mime-version:") }
            && lines.contains { $0.hasPrefix("content-type:") && $0.contains("multipart/") }
    }
}
