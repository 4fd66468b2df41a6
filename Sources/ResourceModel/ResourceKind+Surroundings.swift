extension ResourceKind {
    /// The ways out of a region's subnets: route tables and endpoints.
    public static let connectivity = ResourceKind(rawValue: "connectivity")
    /// A quota of EC2 on the vCPUs of an account.
    public static let vCPUQuota = ResourceKind(rawValue: "vcpu-quota")
    /// The prices of the instances that an environment may start.
    public static let price = ResourceKind(rawValue: "price")
    /// The zones in which EC2 offers an instance type or a family.
    public static let typeOffering = ResourceKind(rawValue: "type-offering")
}
