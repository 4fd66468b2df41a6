import ResourceModel

extension UserData {
    /// A place in the script for an attribute of a file system that reconcile makes.
    enum Blank: String, CaseIterable {
        case elasticID = "efs-id"
        case lustreDNS = "fsx-dns"
        case lustreMountName = "fsx-mount-name"

        /// The mark in the script: no text of a file contains U+0000.
        var text: String { "\u{0}\(rawValue)\u{0}" }

        /// The reference for the place, among the resources of an environment.
        func reference(_ environment: EnvironmentKey) -> Value.Reference {
            switch self {
            case .elasticID: Value.Reference(Address(environment, .elasticFileSystem), "id")
            case .lustreDNS: Value.Reference(Address(environment, .lustreFileSystem), "dnsName")
            case .lustreMountName: Value.Reference(Address(environment, .lustreFileSystem), "mountName")
            }
        }

        /// A value as long as AWS's longest [botocore 1.44.5, FileSystemId, DNSName and LustreFileSystemMountName].
        fileprivate var sample: String {
            switch self {
            case .elasticID: "fs-0123456789abcdef0"
            case .lustreDNS: "fs-0123456789abcdef0.fsx.ap-northeast-1.amazonaws.com.cn"
            case .lustreMountName: "abcdefgh"
            }
        }
    }

    /// The archive with references for what AWS decides when it makes a file system.
    func value(in environment: EnvironmentKey) -> Value {
        let text = mimeText
        let parts = text.utf8.split(separator: 0, omittingEmptySubsequences: false).map { String(Substring($0)) }
        guard parts.count > 1 else { return .string(text) }
        return .text(
            parts.enumerated().map { index, part in
                let blank = index.isMultiple(of: 2) ? nil : Blank(rawValue: part)
                return blank.map { .reference($0.reference(environment)) } ?? .plain(part)
            })
    }

    /// The archive with values of AWS's longest form.
    var sampleText: String {
        Blank.allCases.reduce(mimeText) { $0.replacing($1.text, with: $1.sample) }
    }
}
