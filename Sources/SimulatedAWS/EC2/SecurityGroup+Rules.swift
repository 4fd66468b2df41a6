import AWSOperations

extension EC2.SecurityGroup {
    /// The group that a VPC comes with: everything from itself, and everything out.
    ///
    /// https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
    init(defaultOf vpc: String, id: String) {
        self.init(openTo: id, in: vpc, named: "default", "default VPC security group")
    }

    /// A group that lets everything in from itself and everything out.
    init(openTo id: String, in vpc: String?, named name: String, _ description: String) {
        self.init(
            groupId: id, vpcId: vpc, groupName: name, description: description,
            ipPermissions: [
                EC2.IpPermission(ipProtocol: "-1", userIdGroupPairs: [EC2.UserIdGroupPair(groupId: id)])
            ],
            ipPermissionsEgress: [EC2.IpPermission(ipProtocol: "-1", ipRanges: [EC2.IpRange(cidrIp: "0.0.0.0/0")])])
    }
}
