import InstanceTypes

/// The same forms as regular expressions, for the JSON Schema: what ECMAScript and Python understand alike.
extension TextFormat {
    /// The pattern of the whole text, without anchors; nil if any text is accepted.
    package var pattern: String? {
        switch self {
        case .any: nil
        case .name: "[A-Za-z0-9_.-]{1,100}"
        case .workspace:
            "(?![\\s\\S]{\(Self.longestWorkspace + 1)})(?:\(Self.workspacePart)/\(Self.workspacePart)|[0-9]+)"
        case .region: Self.regionPattern
        case .workDirectory: "(?:s3://\(Self.bucketPattern)(?:/[\\s\\S]*)?|\(SystemDirectories.ofInstances.pattern()))"
        case .bucket:
            "(?:s3://\(Self.bucketPattern)\(Self.folderPattern(orColon: true))"
                + "|\(Self.bucketPattern)\(Self.folderPattern(orColon: false)))"
        case .instanceType:
            "(?:optimal|default_x86_64|default_arm64|(?=[a-z0-9-]*[0-9])[a-z][a-z0-9-]*"
                + "(?:\\.\(InstanceCatalogue.sizePattern))?)"
        case .vpc: Self.idPattern("vpc-")
        case .subnet: Self.idPattern("subnet-")
        case .securityGroup: Self.idPattern("sg-")
        case .image: Self.imagePattern
        case .role: Self.namePattern(service: "iam", region: "", resource: "role/")
        case .queue:
            "(?:\(Self.namePattern(service: "batch", resource: "job-queue/"))|[A-Za-z0-9_-]{1,128}"
                + "|\(QueueReferenceText.pattern))"
        case .schedulingPolicy: Self.namePattern(service: "batch", resource: "scheduling-policy/")
        case .shareIdentifier: "[A-Za-z0-9]{1,255}\\*?"
        case .fileSystem: Self.fileSystemPattern
        case .lustre: "\(Self.fileSystemPattern)\\.fsx\\.\(Self.regionPattern)\\.amazonaws\\.com(?:\\.cn)?"
        case .mountPoint: SystemDirectories.ofInstances.pattern()
        case .environmentVariable:
            "(?:(?:head|compute|both):)?(?!AWS_BATCH|RECONCILE_ARGUMENTS=)[A-Za-z_][A-Za-z0-9_]*=[\\s\\S]*"
        case .kmsKey:
            "(?:\(Self.namePattern(service: "kms", resource: "(?:key|alias)/"))|alias/[A-Za-z0-9_/-]{1,256}"
                + "|(?!alias/)[A-Za-z0-9_/-]{1,256})"
        case .keyARN, .volumeKey:
            "arn:\(Self.partitionPattern):kms:\(Self.regionPattern):[0-9]{12}:key/[A-Za-z0-9-]+"
        case .policy:
            "arn:\(Self.partitionPattern):iam::(?:aws|[0-9]{12}):policy/(?:[A-Za-z0-9+=.@_/-]*)[A-Za-z0-9+=.@_-]"
        case .keyPair: "[!-#%-~](?:[ -#%-~]{0,253}[!-#%-~])?"
        case .account: "[0-9]{12}"
        case .logGroup: "(?!aws/)[A-Za-z0-9._/-]{1,512}"
        case .cliPath: SystemDirectories.ofImages.pattern(before: "/bin/aws")
        // Source: AWS Batch API reference, ContainerProperties, image; a digest has '@'.
        case .containerImage: "[A-Za-z0-9_:./#@-]{1,255}"
        }
    }

    /// The types of JSON in which YAML's readers see such a text that is not quoted, besides strings.
    package var plainTypes: [String] {
        switch self {
        case .any, .name, .logGroup, .bucket, .keyPair: ["number", "boolean"]
        case .queue, .kmsKey, .containerImage: ["integer", "boolean"]
        case .workspace, .account: ["integer"]
        default: []
        }
    }

    /// A type, a family or one of Batch's words whose processors are ARM's.
    package static let armTypePattern =
        "(?:a1|default_arm64|[a-z-]+[0-9]+g[a-z0-9-]*|[a-z0-9-]+-gb[a-z0-9-]*)(?:\\.[a-z0-9-]+)?"

    private static let bucketPattern =
        "(?![0-9]+(?:\\.[0-9]+){3}(?![a-z0-9.-]))"
        + "(?![a-z0-9.-]*(?:\(reservedSuffixes.map(escaped).joined(separator: "|")))(?![a-z0-9.-]))[a-z0-9](?:[a-z0-9-]|\\.(?!\\.)){1,61}[a-z0-9]"

    private static func escaped(_ suffix: String) -> String { suffix.replacing(".", with: "\\.") }

    /// Parts between slashes, none of them empty, `.` or `..`, without what a policy takes for something else.
    private static func folderPattern(orColon takesColon: Bool) -> String {
        let taken = takesColon ? "0->" : "0-9;->"
        let part = "(?!\\s*\\.\\.?\\s*(?:[/,]|$))[ -)+.\(taken)@-~¡-ÿ-]+"
        return "(?:/(?:\(part)(?:/\(part))*/?)?)?"
    }

    /// Text between slashes that tags can hold; which letters beyond ASCII they take no pattern of both engines says.
    private static let workspacePart = "[^\(noPart)]*[^\(noPart)\\s][^\(noPart)]*"
    private static let noPart = "/!-*,;<>?\\[-^`{-\\x7F\\x00-\\x1F"

    private static let partitionPattern = "aws(?:-[a-z-]*[a-z])?"
    private static let fileSystemPattern = "fs-[0-9a-f]{8,40}"
    private static let regionPattern =
        "[a-z]{2,4}-(?:[a-z]+-)*(?:\(compass.joined(separator: "|")))-[0-9]{1,2}"
    private static func idPattern(_ prefix: String) -> String { "\(prefix)[0-9a-f]{8,17}" }

    private static func namePattern(service: String, region: String = regionPattern, resource: String) -> String {
        "arn:\(Self.partitionPattern):\(service):\(region):[0-9]{12}:\(resource)[A-Za-z0-9+=,.@_/-]+"
    }
}
