import Diagnostics

/// The form of a text, as AWS or the Seqera Platform demands it.
public enum TextFormat: String, Sendable, Hashable, CaseIterable {
    /// Any text.
    case any
    /// An environment's name.
    case name
    /// A workspace of the Seqera Platform.
    case workspace
    /// An AWS region's name.
    case region
    /// A place for work files: an S3 location, or a path on a file system that is mounted.
    case workDirectory
    /// An S3 bucket or a folder of one, with or without `s3://`.
    case bucket
    /// An EC2 instance type, a family, or one of Batch's words.
    case instanceType
    /// A VPC's id.
    case vpc
    /// A subnet's id.
    case subnet
    /// A security group's id.
    case securityGroup
    /// An AMI's id, the word for the recommended one, or a parameter of SSM that holds one.
    case image
    /// An IAM role's ARN.
    case role
    /// A job queue's name or ARN.
    case queue
    /// A scheduling policy's ARN.
    case schedulingPolicy
    /// A share identifier of a fair-share policy, or the beginning of some with `*` behind it.
    case shareIdentifier
    /// An EFS file system's id.
    case fileSystem
    /// The DNS name of an FSx for Lustre file system.
    case lustre
    /// A directory at which a file system is mounted.
    case mountPoint
    /// A variable of jobs and its value, with where it goes.
    case environmentVariable
    /// A KMS key's id or ARN.
    case kmsKey
    /// A KMS key's ARN, without its aliases.
    case keyARN
    /// The ARN of the KMS key of a volume, without its aliases.
    case volumeKey
    /// A managed IAM policy's ARN.
    case policy
    /// An EC2 key pair's name.
    case keyPair
    /// An AWS account's number.
    case account
    /// A CloudWatch log group's name.
    case logGroup
    /// The path of the AWS CLI on an instance; Nextflow mounts the directory two levels above it.
    case cliPath
    /// A container image, with or without its registry, tag and digest.
    case containerImage

    /// The expected value, as it follows 'expects'.
    public var expectation: String {
        switch self {
        case .any: "text"
        case .name: "letters, digits, '-', '_' and '.', at most 100 of them"
        case .workspace:
            "'organization/workspace' (letters, digits, spaces and . _ : = + - @, at most \(Self.longestWorkspace) of them), "
                + "or a workspace's number"
        case .region: "an AWS region such as 'eu-west-1'"
        case .workDirectory: "an S3 location such as 's3://bucket/work'"
        case .bucket: "an S3 bucket or a folder of one, such as 's3://bucket' or 's3://bucket/folder'"
        case .instanceType: "an instance type or family such as 'm6id.4xlarge' or 'm6id', or 'optimal'"
        case .vpc: "a VPC id such as 'vpc-0123456789abcdef0'"
        case .subnet: "a subnet id such as 'subnet-0123456789abcdef0'"
        case .securityGroup: "a security group id such as 'sg-0123456789abcdef0'"
        case .image:
            "an AMI id such as 'ami-0123456789abcdef0', 'recommended', or an SSM parameter such as '/golden/ami' or "
                + "'resolve:ssm:golden-ami'"
        case .role: "a role's ARN such as 'arn:aws:iam::123456789012:role/name'"
        case .queue: "a job queue's name (letters, digits, '-', '_') or ARN, or '@{NAME.head-queue}'"
        case .schedulingPolicy:
            "a scheduling policy's ARN such as 'arn:aws:batch:eu-west-1:123456789012:scheduling-policy/name'"
        case .shareIdentifier: "1 to 255 letters and digits, with '*' behind them for all names that begin so"
        case .fileSystem: "a file system's id such as 'fs-0123456789abcdef0'"
        case .lustre: "a file system's DNS name such as 'fs-0123456789abcdef0.fsx.eu-west-1.amazonaws.com'"
        case .mountPoint:
            "an absolute path such as '/mnt/data' (letters, digits, '.', '-', '_', '/'), and no directory of the system"
        case .environmentVariable: "'NAME=value', with 'head:', 'compute:' or 'both:' before it where that matters"
        case .kmsKey: "a KMS key's id or ARN"
        case .keyARN, .volumeKey: "a KMS key's ARN such as 'arn:aws:kms:eu-west-1:123456789012:key/0123abcd-…'"
        case .policy: "a managed policy's ARN such as 'arn:aws:iam::123456789012:policy/name'"
        case .keyPair: "a key pair's name: at most 255 ASCII characters, no blank at either end"
        case .account: "an account number of 12 digits"
        case .logGroup: "a log group's name (letters, digits and '.', '-', '_', '/'), not starting with 'aws/'"
        case .cliPath:
            "an absolute path that ends in '/bin/aws', such as '/opt/aws-cli/bin/aws' (letters, digits, '.', '-', '_', "
                + "'/'), in a separate directory"
        case .containerImage: "a container image such as 'nextflow/nextflow:25.10.4', at most 255 characters"
        }
    }

    /// Returns a remark on a wrong text that people have a reason to write, or whose fault is invisible.
    func remark(on text: String) -> String? {
        if self != .queue, QueueReferenceText.isMeant(by: text) { return QueueReferenceText.whereItBelongs }
        if let remark = imageRemark(on: text) { return remark }
        if self == .logGroup, text.contains("#"), Self.logGroup.accepts(text.replacing("#", with: "-")) {
            return
                "CloudWatch Logs takes no '#' in the ARN by which the tags of a log group are read and written: name it "
                + "without"
        }
        if self == .environmentVariable, let name = EnvironmentVariable(text)?.name, Self.isReserved(name) {
            return name.hasPrefix("AWS_BATCH")
                ? "names that begin with AWS_BATCH are AWS Batch's own" : "reconcile submit sets \(name) itself"
        }
        if let remark = bucketRemark(on: text) ?? rightsRemark(on: text) { return remark }
        if let directory = hidden(by: text) { return directory }
        if text.hasSuffix("\n") { return "it ends with a line break: write '|-' or '>-' for the '|' or '>' before it" }
        if let first = text.unicodeScalars.first, let last = text.unicodeScalars.last {
            if first.isBlank || last.isBlank { return "it starts or ends with white space" }
            if Self.curlyQuotes.contains(first) || Self.curlyQuotes.contains(last) {
                return "its quotes are typographic, which YAML takes for letters: write \" or ' instead"
            }
        }
        if let hidden = text.unicodeScalars.first(where: { $0.properties.generalCategory == .format || $0 == "\u{A0}" })
        {
            return "it contains the invisible character \(hidden.codePoint): remove it"
        }
        return nil
    }

    /// Why a path would hide what a system or an image needs; nil if it would not.
    private func hidden(by text: String) -> String? {
        guard let parts = SystemDirectories.parts(of: text) else { return nil }
        if self == .mountPoint, SystemDirectories.ofInstances.contains(parts) {
            return
                "it would hide what the instance has in '/\(parts.joined(separator: "/"))': choose a directory of its "
                + "own such as '/mnt/data'"
        }
        guard self == .cliPath, text.hasSuffix("/bin/aws"), SystemDirectories.ofImages.contains(parts.dropLast(2))
        else {
            return nil
        }
        let directory = parts.dropLast(2).joined(separator: "/")
        return
            "Nextflow mounts the directory two levels up, '/\(directory)', over the container's own, which hides its "
            + "programs: put the CLI in a separate directory such as '/opt/aws-cli/bin/aws'; source: Nextflow's "
            + "documentation, aws.batch.cliPath"
    }

    /// Returns a remark on a wrong item that consists of several values.
    func remark(onItem text: String) -> String? {
        let parts = text.split { $0.isWhitespace || $0 == ";" }.map(String.init)
        guard splitsAtCommas, parts.count > 1, parts.allSatisfy(accepts) else { return remark(on: text) }
        return "these are \(parts.count) values: separate them by commas, or write a list"
    }

    private static let curlyQuotes: Set<Unicode.Scalar> = ["“", "”", "„", "‘", "’", "‚", "«", "»"]

    /// True if `tw` takes several of them in one text with commas between.
    package var splitsAtCommas: Bool { self != .environmentVariable }
}

/// The bucket of an S3 location.
enum BucketName {
    static func of(_ location: String) -> String {
        let start = location.hasPrefix("s3://") ? 5 : 0
        return location[bytes: start..<(location.offset(of: UInt8(ascii: "/"), from: start) ?? location.utf8.count)]
    }
}

extension TextFormat {
    /// Returns the region in an ARN; nil for a text that is none.
    package static func region(ofARN text: String) -> Substring? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 3 ? parts[3] : nil
    }
}
