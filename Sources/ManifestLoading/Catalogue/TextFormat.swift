/// The form of a text, as AWS or the Seqera Platform demands it.
public enum TextFormat: String, Sendable, Hashable, CaseIterable {
    /// Any text.
    case any
    /// An environment's name.
    case name
    /// An AWS region's name.
    case region
    /// An S3 location of work files.
    case s3Location
    /// An S3 bucket, with or without `s3://` and a path.
    case bucket
    /// An EC2 instance type, a family, or one of Batch's words.
    case instanceType
    /// A VPC's id.
    case vpc
    /// A subnet's id.
    case subnet
    /// A security group's id.
    case securityGroup
    /// An AMI's id.
    case image
    /// An IAM role's ARN.
    case role
    /// A job queue's name or ARN.
    case queue
    /// An AWS account's number.
    case account
    /// A CloudWatch log group's name.
    case logGroup
    /// Where the AWS CLI is on an instance; Nextflow mounts the directory two levels above it.
    case cliPath

    /// What is expected, as it follows 'expects'.
    public var expectation: String {
        switch self {
        case .any: "text"
        case .name: "letters, digits, '-', '_' and '.', at most 100 of them"
        case .region: "an AWS region such as 'eu-west-1'"
        case .s3Location: "an S3 location such as 's3://bucket/work'"
        case .bucket: "an S3 bucket such as 's3://bucket' or 'bucket'"
        case .instanceType: "an instance type or family such as 'm6id.4xlarge' or 'm6id', or 'optimal'"
        case .vpc: "a VPC id such as 'vpc-0123456789abcdef0'"
        case .subnet: "a subnet id such as 'subnet-0123456789abcdef0'"
        case .securityGroup: "a security group id such as 'sg-0123456789abcdef0'"
        case .image: "an AMI id such as 'ami-0123456789abcdef0'"
        case .role: "a role's ARN such as 'arn:aws:iam::123456789012:role/name'"
        case .queue: "a job queue's name (letters, digits, '-', '_') or ARN"
        case .account: "an account number of 12 digits"
        case .logGroup: "a log group's name (letters, digits and '.', '-', '_', '/', '#')"
        case .cliPath: "an absolute path such as '/opt/awscli/bin/aws' (letters, digits, '.', '-', '_', '/')"
        }
    }

    /// Whether a text has the form.
    public func accepts(_ text: String) -> Bool {
        switch self {
        case .any: true
        case .name: text.utf8.count <= 100 && Self.only(text, "-_.") && !text.isEmpty
        case .region: Self.isRegion(text)
        case .s3Location: text.hasPrefix("s3://") && Self.isBucket(BucketName.of(text))
        case .bucket: (text.hasPrefix("s3://") || !text.contains(":")) && Self.isBucket(BucketName.of(text))
        case .instanceType: Self.isInstanceType(text)
        case .vpc: Self.isID(text, "vpc-")
        case .subnet: Self.isID(text, "subnet-")
        case .securityGroup: Self.isID(text, "sg-")
        case .image: Self.isID(text, "ami-")
        case .role: Self.isARN(text, service: "iam", resource: "role/")
        case .queue:
            Self.isARN(text, service: "batch", resource: "job-queue/")
                || (Self.only(text, "-_") && (1...128).contains(text.utf8.count))
        case .account: text.utf8.count == 12 && text.utf8.allSatisfy { (48...57).contains($0) }
        case .logGroup: (1...512).contains(text.utf8.count) && Self.only(text, ".-_/#")
        case .cliPath:
            text.hasPrefix("/") && text.hasSuffix("/bin/aws") && text.utf8.count > 8 && Self.only(text, ".-_/")
        }
    }

    private static func only(_ text: String, _ others: String) -> Bool {
        text.utf8.allSatisfy { isAlphanumeric($0) || others.utf8.contains($0) }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isLower(byte) || (65...90).contains(byte)
    }

    private static func isLower(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte)
    }

    private static func isID(_ text: String, _ prefix: String) -> Bool {
        let digits = text.dropFirst(prefix.count).utf8
        return text.hasPrefix(prefix) && (8...17).contains(digits.count)
            && digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    private static func isRegion(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 3, let number = parts.last, parts[0].utf8.count >= 2 else { return false }
        return number.utf8.count <= 2 && Int(number) != nil
            && parts.dropLast().allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (97...122).contains($0) } }
    }

    /// S3's rules for names of general purpose buckets.
    private static func isBucket(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard (3...63).contains(bytes.count), let first = bytes.first, let last = bytes.last else { return false }
        return isLower(first) && isLower(last) && !name.contains("..")
            && bytes.allSatisfy { isLower($0) || $0 == 45 || $0 == 46 }
    }

    private static func isInstanceType(_ text: String) -> Bool {
        if ["optimal", "default_x86_64", "default_arm64"].contains(text) { return true }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let family = parts.first?.utf8 else { return false }
        return family.contains { (48...57).contains($0) } && family.first.map { (97...122).contains($0) } == true
            && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { isLower($0) || $0 == 45 } }
    }

    private static func isARN(_ text: String, service: String, resource: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        return parts.count == 6 && parts[0] == "arn" && parts[1].hasPrefix("aws") && parts[2] == service
            && TextFormat.account.accepts(String(parts[4])) && parts[5].hasPrefix(resource)
            && parts[5].utf8.count > resource.utf8.count
    }
}

/// The bucket of an S3 location.
enum BucketName {
    static func of(_ location: String) -> String {
        let rest = location.hasPrefix("s3://") ? location.dropFirst(5) : location[...]
        return String(rest.prefix { $0 != "/" })
    }
}
