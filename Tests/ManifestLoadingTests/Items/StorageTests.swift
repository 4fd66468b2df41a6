import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// File systems and disks: what is built of them, and where they are mounted.
struct StorageTests {
    private static let dns = "fs-0123456789.fsx.eu-west-1.amazonaws.com"

    @Test(
        arguments: [
            ("create-efs: True", []), ("fsx-size: 2400", []), ("fsx-size: 1200\ncreate-efs: True", []),
            ("no-ebs-auto-scale: False", ["8:24"]), ("fusion: True", ["8:5"]), ("efs-id: fs-01234567", []),
            ("no-ebs-auto-scale: True", []),
        ] as [(String, [String])])
    func refusesToBuildWhatValidatePasses(fields: String, places: [String]) {
        let manifest = load(fields: fields)
        #expect(manifest.isValid)
        let refused = manifest.environments.flatMap(\.unbuildable)
        #expect(refused.map(\.outline) == places.map { "unsupported-field \($0)" })
        #expect(refused.count { $0.severity == .error } == places.count)
    }

    @Test(
        arguments: [
            ("s3://bucket", "efs-id: fs-01234567", "/mnt/efs", nil), ("/data", "efs-id: fs-01234567", "/data", nil),
            ("/data/work", "efs-id: fs-01234567\nefs-mount: /data", "/data", nil),
            ("/fsx", "fsx-dns: \(dns)", nil, "/fsx"),
            ("s3://bucket", "fsx-dns: \(dns)\nefs-id: fs-01234567", "/mnt/efs", "/mnt/fsx"),
            ("s3://bucket", "create-efs: True", "/mnt/efs", nil), ("/work", "fsx-size: 1200", nil, "/work"),
            ("/mnt/fsx/work", "fsx-dns: \(dns)\nefs-id: fs-01234567", "/mnt/efs", "/mnt/fsx"),
        ] as [(String, String, String?, String?)])
    func mountsWhereTheFileOrTheWorkDirectorySays(work: String, fields: String, efs: String?, fsx: String?) {
        let item = completeItem.replacing("s3://bucket/work", with: work)
        let manifest = load(item + fields.split(separator: "\n").map { "    \($0)\n" }.joined())
        #expect(manifest.isValid)
        #expect(forge(manifest)?.efsMount == efs)
        #expect(forge(manifest)?.fsxMount == fsx)
    }
}
