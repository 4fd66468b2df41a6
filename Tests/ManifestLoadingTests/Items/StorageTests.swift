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
            ("no-ebs-auto-scale: False", []), ("ebs-blocksize: 100", []), ("fusion: True", ["8:5"]),
            ("efs-id: fs-01234567", []),
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
            ("", nil), ("no-ebs-auto-scale: True", nil), ("no-ebs-auto-scale: True\nebs-blocksize: 80", nil),
            ("no-ebs-auto-scale: False", 50), ("no-ebs-auto-scale: False\nebs-blocksize: 80", 80),
            ("ebs-blocksize: 80", 80), ("no-ebs-auto-scale:\nebs-blocksize: 80", 80),
        ] as [(String, Int?)])
    func `a disk grows only if the file asks for it`(fields: String, size: Int?) {
        let manifest = load(fields: fields)
        #expect(manifest.isValid && forge(manifest)?.growingDiskSize == size)
        let warnings = manifest.diagnostics.filter { $0.kind == "deprecated" }
        #expect(warnings.count == (size == nil ? 0 : 1))
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
