import Diagnostics
import ManifestLoading
import TestSupport
import Testing

/// Work directories, file systems and disks.
struct BrokenStorageTests {
    private static let dns = "fs-0123456789.fsx.eu-west-1.amazonaws.com"

    private static func work(_ directory: String, _ fields: String, _ kinds: [String]) -> Broken {
        var item = Broken.fields(fields, kinds)
        item.text = item.text.replacing("work-dir: s3://bucket/work", with: "work-dir: \(directory)")
        return item
    }

    @Test(arguments: [
        work("1️⃣/scratch/work", "wave: True", ["invalid-value"]),
        work("1️⃣/scratch/work", "wave: True\nfusion-v2: True", ["invalid-value"]),
        work("1️⃣/mnt/efs/work", "efs-id: fs-01234567\nefs-mount: /mnt/efs", ["studios"]),
        work("1️⃣/mnt/efs/work", "efs-id: fs-01234567", ["studios"]),
        work("1️⃣/mnt/other/work", "efs-id: fs-01234567\nefs-mount: /mnt/efs", ["conflicting-fields"]),
        work("1️⃣/fsx/work", "fsx-dns: \(dns)\nfsx-mount: /mnt/fsx", ["conflicting-fields"]),
        work("1️⃣/mnt/efs/work", "wave: True\nfusion-v2: True\nefs-id: fs-01234567", ["conflicting-fields"]),
        work("1️⃣/mnt/efs/work", "efs-id: 2️⃣efs-1", ["studios", "invalid-value"]),
        work("/mnt/efs/work", "efs-id: fs-01234567\nefs-mount: 1️⃣mnt", ["invalid-value"]),
        work("1️⃣S3://bucket", "wave: True", ["invalid-value"]), work("1️⃣bucket/work", "wave: True", ["invalid-value"]),
        work("1️⃣s3:/bucket", "wave: True", ["invalid-value"]), work("1️⃣s3://", "wave: True", ["invalid-value"]),
        work("1️⃣s3://Bucket", "wave: True", ["invalid-value"]), work("1️⃣s3://my_bucket", "wave: True", ["invalid-value"]),
        work("1️⃣gs://bucket", "wave: True", ["invalid-value"]), work("1️⃣az://bucket", "wave: True", ["invalid-value"]),
        work("1️⃣./work", "wave: True", ["invalid-value"]), work("1️⃣/", "wave: True", ["invalid-value"]),
        work("1️⃣/mnt/../etc", "efs-id: fs-01234567", ["invalid-value"]),
        Broken.fields("efs-id: 1️⃣fs-1", ["invalid-value"]), .fields("efs-id: 1️⃣0123456789", ["invalid-value"]),
        .fields("efs-id: fs-01234567\nefs-mount: 1️⃣/", ["invalid-value"]),
        .fields("efs-id: fs-01234567\nefs-mount: 1️⃣'/mnt/a b'", ["invalid-value"]),
        .fields("efs-mount: 1️⃣/mnt/efs", ["missing-requirement"]),
        .fields("create-efs: False\nefs-mount: 1️⃣/mnt/efs", ["missing-requirement"]),
        .fields("create-efs: True\nefs-id: 1️⃣fs-01234567", ["conflicting-fields"]),
        .fields("create-efs: 1️⃣maybe\nefs-mount: /mnt/efs", ["wrong-type"]),
        .fields("fsx-size: 1️⃣1000", ["out-of-range"]), .fields("fsx-size: 1️⃣3600", ["out-of-range"]),
        .fields("fsx-size: 1️⃣0", ["out-of-range"]), .fields("fsx-size: 1️⃣1.2TB", ["wrong-type"]),
        .fields("fsx-size: 1200\nfsx-dns: 1️⃣\(dns)", ["conflicting-fields"]),
        .fields("fsx-mount: 1️⃣/fsx", ["missing-requirement"]),
        .fields("fsx-dns: 1️⃣fs-0123456789", ["invalid-value"]),
        .fields("fsx-dns: 1️⃣fs-0123456789.efs.eu-west-1.amazonaws.com", ["invalid-value"]),
        .fields("fsx-dns: \(dns)\nfsx-mount: 1️⃣fsx", ["invalid-value"]),
        .fields(
            "efs-id: fs-01234567\nefs-mount: /mnt/x\nfsx-dns: \(dns)\nfsx-mount: 1️⃣/mnt/x", ["conflicting-fields"]),
        .fields("boot-disk-size: 1️⃣100GB", ["wrong-type"]), .fields("boot-disk-size: 1️⃣20000", ["out-of-range"]),
        .fields("ebs-blocksize: 1️⃣0", ["out-of-range"]),
        .manual("head-queue: a\ncompute-queue: b\n1️⃣efs-id: fs-01234567", ["unknown-field"]),
    ])
    func reportsWhatNothingCanBeKeptOn(broken: Broken) { broken.check() }

    @Test(
        arguments: [
            ("create-efs: True", ["8:5"]), ("fsx-size: 2400", ["8:5"]),
            ("fsx-size: 1200\ncreate-efs: True", ["9:5", "8:5"]),
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
            ("/mnt/fsx/work", "fsx-dns: \(dns)\nefs-id: fs-01234567", "/mnt/efs", "/mnt/fsx"),
        ] as [(String, String, String?, String?)])
    func mountsWhereTheFileOrTheWorkDirectorySays(work: String, fields: String, efs: String?, fsx: String?) {
        let text = Self.work(work, fields, ["none"]).text
        let manifest = load(text)
        #expect(manifest.isValid)
        #expect(forge(manifest)?.efsMount == efs)
        #expect(forge(manifest)?.fsxMount == fsx)
    }
}
