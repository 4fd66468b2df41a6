import ManifestLoading
import ResourceModel
import Testing

@testable import BatchForge

/// The lines of `export` for the boot disk of a launch template that someone may have changed.
struct DecodedBootDiskTests {
    private static let key = "arn:aws:kms:eu-west-1:123456789012:key/0123abcd"

    private func decoded(_ disk: [String: Value], least: Int = BootDisk.imageSize) -> DecodedBootDisk {
        DecodedBootDisk(.map(disk), usual: ForgeConfiguration(maxCPUs: 1), least: least, in: "eu-west-1")
    }

    @Test func `what a file may say is written`() {
        let disk = decoded([
            "volumeType": .string("gp3"), "volumeSize": .integer(200), "iops": .integer(4000),
            "throughput": .integer(1000), "encrypted": .boolean(true), "kmsKeyId": .string(Self.key),
        ])
        #expect(disk.size == 200 && disk.remarks == [])
        #expect(disk.members == ["iops": .integer(4000), "throughput": .integer(1000), "kms-key": .text(Self.key)])
        #expect(decoded([:]).members == [:] && decoded([:]).remarks == [])
    }

    @Test(
        arguments: [
            (["volumeType": .string("io1"), "iops": .integer(1000)], "type io1"),
            (["iops": .integer(100)], "'iops: 100'"), (["iops": .integer(26_000)], "'iops: 26000'"),
            (["throughput": .integer(1000)], "'throughput: 1000'"),
            (["kmsKeyId": .string("arn:aws:kms:eu-west-1:123456789012:alias/mine")], "alias/mine"),
            (["kmsKeyId": .string("arn:aws:kms:us-east-1:123456789012:key/0123abcd")], "us-east-1"),
            (["encrypted": .boolean(true)], "default key"), (["volumeSize": .integer(20)], "20 GB"),
        ] as [([String: Value], String)])
    func `what no file may say is left out and told`(changed: [String: Value], word: String) {
        let disk = decoded(changed)
        #expect(disk.members == [:] && disk.size == nil)
        #expect(disk.remarks.count == 1 && disk.remarks.first?.contains(word) == true)
    }

    @Test func `another image may have a smaller disk`() {
        #expect(decoded(["volumeSize": .integer(20)], least: BootDisk.sizes.lowerBound).size == 20)
    }
}
