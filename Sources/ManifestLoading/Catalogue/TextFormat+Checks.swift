import Diagnostics

extension TextFormat {
    /// True if a text has the form.
    public func accepts(_ text: String) -> Bool {
        switch self {
        case .any: true
        case .name: text.utf8.count <= 100 && Self.nameCharacters.makesUp(text) && !text.isEmpty
        case .workspace: Self.isWorkspace(text)
        case .region: Self.isRegion(text)
        case .workDirectory: Self.isS3Location(text) || Self.isMountPoint(text)
        case .bucket:
            (text.hasPrefix("s3://") || !text.contains(byte: UInt8(ascii: ":"))) && Self.isBucket(BucketName.of(text))
                && FolderPath(of: text).fault == nil
        case .instanceType: Self.isInstanceType(text)
        case .vpc: Self.isID(text, "vpc-")
        case .subnet: Self.isID(text, "subnet-")
        case .securityGroup: Self.isID(text, "sg-")
        case .image: Self.isImage(text)
        case .role: Self.isARN(text, service: "iam", isGlobal: true, resource: "role/")
        case .queue:
            Self.isARN(text, service: "batch", resource: "job-queue/")
                || (Self.queueCharacters.makesUp(text) && (1...128).contains(text.utf8.count))
                || QueueReferenceText(text) != nil
        case .schedulingPolicy: Self.isARN(text, service: "batch", resource: "scheduling-policy/")
        case .shareIdentifier: Self.isShareIdentifier(text)
        case .fileSystem: Self.isFileSystem(text[...])
        case .lustre: Self.isLustre(text)
        case .mountPoint: Self.isMountPoint(text)
        case .environmentVariable: Self.isVariable(text)
        case .kmsKey: Self.isKey(text)
        case .keyARN, .volumeKey: Self.isARN(text, service: "kms", resource: "key/", of: Self.keyIDCharacters)
        case .policy: Self.isPolicy(text)
        case .keyPair:
            (1...255).contains(text.utf8.count) && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
                && !text.hasPrefix(" ") && !text.hasSuffix(" ")
        case .account: text.utf8.count == 12 && text.utf8.allSatisfy { (48...57).contains($0) }
        case .logGroup:
            (1...512).contains(text.utf8.count) && Self.logGroupCharacters.makesUp(text) && !text.hasPrefix("aws/")
        case .cliPath: Self.isCLIPath(text)
        case .containerImage: (1...255).contains(text.utf8.count) && Self.imageCharacters.makesUp(text)
        }
    }

    /// Source: AWS Batch API reference, ShareAttributes.
    private static func isShareIdentifier(_ text: String) -> Bool {
        let letters = text.hasSuffix("*") ? String(text.dropLast()) : text
        return (1...255).contains(letters.utf8.count) && ASCIISet.alphanumeric.makesUp(letters)
    }

    private static let nameCharacters = ASCIISet(alphanumericAnd: "-_.")
    private static let queueCharacters = ASCIISet(alphanumericAnd: "-_")
    private static let keyCharacters = ASCIISet(alphanumericAnd: "-_/")
    private static let pathCharacters = ASCIISet(alphanumericAnd: ".-_/")
    /// A name may have a `#` as well; the ARN by which its tags are read and written may not
    /// [aws-rules: Names of log groups].
    private static let logGroupCharacters = ASCIISet(alphanumericAnd: ".-_/")
    private static let keyIDCharacters = ASCIISet(alphanumericAnd: "-")
    private static let policyCharacters = ASCIISet(alphanumericAnd: "+=.@-_/")
    private static let imageCharacters = ASCIISet(alphanumericAnd: "-_:./#@")
    private static let roleCharacters = ASCIISet(alphanumericAnd: "+=,.@-_/")
    private static let variableCharacters = ASCIISet(alphanumericAnd: "_")

    private static func isLower(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte)
    }

    static func isID(_ text: String, _ prefix: String) -> Bool {
        let digits = text.dropFirst(prefix.count).utf8
        return text.hasPrefix(prefix) && (8...17).contains(digits.count)
            && digits.allSatisfy(isHexadecimal)
    }

    /// Workspace and name are the value of a tag, of at most 256 characters, with a slash between; a name has up to 100
    /// [aws-rules: Tags].
    static let longestWorkspace = 155

    private static func isWorkspace(_ text: String) -> Bool {
        guard text.scalarCount <= longestWorkspace, TagCharacters.makeUp(text) else { return false }
        let slash = UInt8(ascii: "/")
        guard let end = text.offset(of: slash) else { return text.utf8.allSatisfy { (48...57).contains($0) } }
        let (organization, name) = (text[bytes: 0..<end], text[bytes: end + 1..<text.utf8.count])
        return !organization.trimmed.isEmpty && !name.trimmed.isEmpty && !name.contains(byte: slash)
    }

    private static func isS3Location(_ text: String) -> Bool {
        text.hasPrefix("s3://") && isBucket(BucketName.of(text))
    }

    private static func isFileSystem(_ text: Substring) -> Bool {
        let digits = text.dropFirst(3).utf8
        return text.hasPrefix("fs-") && (8...40).contains(digits.count) && digits.allSatisfy(isHexadecimal)
    }

    /// `fs-….fsx.<region>.amazonaws.com`, with `.cn` in China.
    private static func isLustre(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 5 || parts.count == 6, isFileSystem(parts[0]), parts[1] == "fsx" else { return false }
        return isRegion(String(parts[2])) && parts[3] == "amazonaws" && parts[4] == "com"
            && (parts.count == 5 || parts[5] == "cn")
    }

    /// An absolute path, without `..`, that is none of the system's own directories.
    private static func isMountPoint(_ text: String) -> Bool {
        guard pathCharacters.makesUp(text), let parts = SystemDirectories.parts(of: text) else { return false }
        return !SystemDirectories.ofInstances.contains(parts)
    }

    /// Nextflow wants `…/bin/aws` and mounts the directory two levels up into each container (its `cliPath`).
    private static func isCLIPath(_ text: String) -> Bool {
        guard pathCharacters.makesUp(text), text.hasSuffix("/bin/aws"), let parts = SystemDirectories.parts(of: text)
        else { return false }
        return !SystemDirectories.ofImages.contains(parts.dropLast(2))
    }

    /// AWS Batch refuses names that begin like its own [AWS Batch API reference, ContainerProperties, environment], and the
    /// arguments of a head job come in the other one.
    static func isReserved(_ name: some StringProtocol) -> Bool {
        name.hasPrefix("AWS_BATCH") || name == "RECONCILE_ARGUMENTS"
    }

    private static func isVariable(_ text: String) -> Bool {
        // By scalars: with a mark behind it, '=' is another Character for Swift.
        guard let equals = text.unicodeScalars.firstIndex(of: "=") else { return false }
        var name = text[..<equals]
        if let prefix = ["head:", "compute:", "both:"].first(where: { name.hasPrefix($0) }) {
            name = name.dropFirst(prefix.utf8.count)
        }
        guard let first = name.utf8.first else { return false }
        return !(48...57).contains(first) && variableCharacters.makesUp(String(name)) && !isReserved(name)
    }

    private static func isKey(_ text: String) -> Bool {
        if isARN(text, service: "kms", resource: "key/") || isARN(text, service: "kms", resource: "alias/") {
            return true
        }
        let id = text.hasPrefix("alias/") ? text.dropFirst(6) : text[...]
        return (1...256).contains(id.utf8.count) && keyCharacters.makesUp(text)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte) }

    /// `eu-west-1`, `us-gov-east-1`: AWS has named every region by a point of the compass.
    private static func isRegion(_ text: String) -> Bool {
        let bytes = text.utf8.span
        let hyphen = UInt8(ascii: "-")
        var end = bytes.count
        while end > 0, (48...57).contains(bytes[end - 1]) { end -= 1 }
        guard (1...2).contains(bytes.count - end) else { return false }
        // Before the number, words of letters with a hyphen behind each.
        var words: [Range<Int>] = []
        var start = 0
        for index in 0..<end {
            if bytes[index] == hyphen {
                guard index > start else { return false }
                words.append(start..<index)
                start = index + 1
            } else if !(97...122).contains(bytes[index]) {
                return false
            }
        }
        guard start == end, words.count >= 2, let point = words.last else { return false }
        return (2...4).contains(words[0].count) && compass.contains(text[bytes: point])
    }

    static let compass = [
        "north", "south", "east", "west", "central", "northeast", "northwest", "southeast", "southwest",
    ]

    /// S3's rules for names of general purpose buckets.
    static func isBucket(_ name: String) -> Bool {
        let bytes = name.utf8.span
        guard (3...63).contains(bytes.count), isLower(bytes[0]), isLower(bytes[bytes.count - 1]) else { return false }
        let hyphen = UInt8(ascii: "-")
        let dot = UInt8(ascii: ".")
        var (dots, isNumeric) = (0, true)
        for index in bytes.indices {
            let byte = bytes[index]
            guard isLower(byte) || byte == hyphen || byte == dot && bytes[index - 1] != dot else { return false }
            if byte == dot { dots += 1 } else if !(48...57).contains(byte) { isNumeric = false }
        }
        // S3 takes four numbers for an IP address.
        return !(isNumeric && dots == 3) && reservedSuffix(of: name) == nil
    }

    private static func isInstanceType(_ text: String) -> Bool {
        if ["optimal", "default_x86_64", "default_arm64"].contains(text) { return true }
        // One pass: a family, which starts with a letter and has a digit, and at most one size behind a dot.
        var (hasDigit, dots, last) = (false, 0, UInt8(ascii: "."))
        let bytes = text.utf8.span
        for offset in bytes.indices {
            let byte = bytes[offset]
            switch byte {
            case UInt8(ascii: "."):
                if last == byte { return false }
                dots += 1
            case 48...57 where offset > 0: hasDigit = hasDigit || dots == 0
            case 97...122: break
            case UInt8(ascii: "-") where offset > 0: break
            default: return false
            }
            last = byte
        }
        return hasDigit && dots <= 1 && last != UInt8(ascii: ".")
    }

    /// IAM's names hold in every region, so that theirs have none.
    private static func isARN(
        _ text: String, service: String, isGlobal: Bool = false, resource: String,
        of characters: ASCIISet = roleCharacters
    ) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", isPartition(parts[1]), parts[2] == service,
            isGlobal ? parts[3].isEmpty : isRegion(String(parts[3])), TextFormat.account.accepts(String(parts[4])),
            parts[5].hasPrefix(resource)
        else { return false }
        let name = String(parts[5].dropFirst(resource.utf8.count))
        return !name.isEmpty && characters.makesUp(name)
    }

    /// `aws`, `aws-us-gov`: nothing that a policy takes for a wildcard.
    private static func isPartition(_ text: Substring) -> Bool {
        text == "aws"
            || text.hasPrefix("aws-") && !text.hasSuffix("-")
                && text.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 }
    }

    /// A policy of the account's, or one of AWS's own, which has `aws` for an account. A comma would end an item of a list.
    private static func isPolicy(_ text: String) -> Bool {
        let own = text.replacing(":iam::aws:policy/", with: ":iam::000000000000:policy/", maxReplacements: 1)
        return isARN(own, service: "iam", isGlobal: true, resource: "policy/", of: policyCharacters)
            && !text.hasSuffix("/")
    }
}
