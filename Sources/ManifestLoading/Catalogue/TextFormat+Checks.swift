extension TextFormat {
    /// Whether a text has the form.
    public func accepts(_ text: String) -> Bool {
        switch self {
        case .any: true
        case .name: text.utf8.count <= 100 && Self.only(text, "-_.") && !text.isEmpty
        case .workspace: Self.isWorkspace(text)
        case .region: Self.isRegion(text)
        case .workDirectory: Self.isS3Location(text) || Self.isMountPoint(text)
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
        case .fileSystem: Self.isFileSystem(text[...])
        case .lustre: Self.isLustre(text)
        case .mountPoint: Self.isMountPoint(text)
        case .environmentVariable: Self.isVariable(text)
        case .kmsKey: Self.isKey(text)
        case .account: text.utf8.count == 12 && text.utf8.allSatisfy { (48...57).contains($0) }
        case .logGroup:
            (1...512).contains(text.utf8.count) && Self.only(text, ".-_/#") && !text.hasPrefix("aws/")
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
            && digits.allSatisfy(isHexadecimal)
    }

    private static func isWorkspace(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.count == 2
            ? parts.allSatisfy { Substring($0).unicodeScalars.contains { !$0.properties.isWhitespace } }
            : text.utf8.allSatisfy { (48...57).contains($0) }
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
        let parts = text.split(separator: "/")
        let isSystem = parts.count == 1 && parts.first.map { system.contains(String($0)) } == true
        return text.hasPrefix("/") && !parts.isEmpty && !isSystem && !parts.contains("..") && only(text, ".-_/")
    }

    static let system: Set<String> = [
        "bin", "boot", "dev", "etc", "home", "lib", "lib64", "opt", "proc", "root", "run", "sbin", "sys", "tmp", "usr",
        "var",
    ]

    private static func isVariable(_ text: String) -> Bool {
        guard let equals = text.firstIndex(of: "=") else { return false }
        var name = text[..<equals]
        if let prefix = ["head:", "compute:", "both:"].first(where: { name.hasPrefix($0) }) {
            name = name.dropFirst(prefix.utf8.count)
        }
        guard let first = name.utf8.first else { return false }
        return !(48...57).contains(first) && name.utf8.allSatisfy { isAlphanumeric($0) || $0 == 95 }
    }

    private static func isKey(_ text: String) -> Bool {
        if isARN(text, service: "kms", resource: "key/") || isARN(text, service: "kms", resource: "alias/") {
            return true
        }
        let id = text.hasPrefix("alias/") ? text.dropFirst(6) : text[...]
        return (1...256).contains(id.utf8.count) && only(text, "-_/")
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte) }

    /// `eu-west-1`, `us-gov-east-1`: AWS has named every region by a point of the compass.
    private static func isRegion(_ text: String) -> Bool {
        var parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count >= 3, let area = parts.first, (2...4).contains(area.count), let number = parts.popLast(),
            let point = parts.last, compass.contains(where: { point.elementsEqual($0.utf8) })
        else { return false }
        return (1...2).contains(number.count) && number.allSatisfy { (48...57).contains($0) }
            && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { (97...122).contains($0) } }
    }

    static let compass = [
        "north", "south", "east", "west", "central", "northeast", "northwest", "southeast", "southwest",
    ]

    /// S3's rules for names of general purpose buckets.
    private static func isBucket(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard (3...63).contains(bytes.count), let first = bytes.first, let last = bytes.last else { return false }
        return isLower(first) && isLower(last) && bytes.allSatisfy { isLower($0) || $0 == 45 || $0 == 46 }
            && !zip(bytes, bytes.dropFirst()).contains { $0 == 46 && $1 == 46 }
    }

    private static func isInstanceType(_ text: String) -> Bool {
        if ["optimal", "default_x86_64", "default_arm64"].contains(text) { return true }
        // One pass: a family, which starts with a letter and has a digit, and at most one size behind a dot.
        var (hasDigit, dots, last) = (false, 0, UInt8(ascii: "."))
        for (offset, byte) in text.utf8.enumerated() {
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

    private static func isARN(_ text: String, service: String, resource: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[1] == "aws" || parts[1].hasPrefix("aws-"), parts[2] == service,
            TextFormat.account.accepts(String(parts[4])), parts[5].hasPrefix(resource)
        else { return false }
        let name = String(parts[5].dropFirst(resource.utf8.count))
        return !name.isEmpty && only(name, "+=,.@-_/")
    }
}
