extension ResourceKind {
    /// A parameter of SSM that a file names, and whose value is an AMI.
    public static let imageParameter = ResourceKind(rawValue: "image-parameter")
}
