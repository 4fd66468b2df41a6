import ManifestLoading
import ResourceModel

/// The fields of a file for the boot disk of a launch template. What no file may say is left out, and told: someone else may
/// have changed the template.
struct DecodedBootDisk {
    /// `boot-disk-size`; nil if it is the usual one.
    private(set) var size: Int?
    /// The members of `boot-disk`.
    private(set) var members: [String: GivenFields.Value] = [:]
    /// The members that are left out.
    private(set) var remarks: [String] = []

    /// Reads the disk.
    ///
    /// - Parameters:
    ///   - disk: the member `ebs` of its mapping.
    ///   - usual: a configuration with the same use of the disk, and no more.
    ///   - least: the smallest size in GB that its image takes.
    init(_ disk: Value, usual: ForgeConfiguration, least: Int, in region: String) {
        let actual = disk["volumeSize"]?.integer ?? usual.defaultBootDiskSize
        if actual != usual.defaultBootDiskSize {
            if BootDisk.sizes.contains(actual), actual >= least {
                size = actual
            } else {
                leaveOut("its size of \(actual) GB", "'boot-disk-size' takes \(least) to \(BootDisk.sizes.upperBound)")
            }
        }
        let kind = disk["volumeType"]?.string ?? "gp3"
        if kind == "gp3" {
            addSpeed(disk, usual, size: size ?? usual.defaultBootDiskSize)
        } else {
            leaveOut("its type \(kind) and its speed", "reconcile makes gp3 volumes")
        }
        addKey(disk, region)
    }

    private mutating func addSpeed(_ disk: Value, _ usual: ForgeConfiguration, size: Int) {
        var rate = BootDisk.rates.lowerBound
        if let iops = disk["iops"]?.integer {
            if BootDisk.rates.contains(iops), iops <= BootDisk.mostRate(ofGB: size) {
                rate = iops
                members["iops"] = .integer(iops)
            } else {
                leaveOut("'iops: \(iops)'", "AWS takes no such volume")
            }
        }
        let throughput = disk["throughput"]?.integer ?? BootDisk.throughputs.lowerBound
        guard throughput != usual.defaultBootDiskThroughput else { return }
        if BootDisk.throughputs.contains(throughput), BootDisk.leastRate(for: throughput) <= rate {
            members["throughput"] = .integer(throughput)
        } else {
            leaveOut("'throughput: \(throughput)'", "AWS takes no such volume")
        }
    }

    private mutating func addKey(_ disk: Value, _ region: String) {
        guard let key = disk["kmsKeyId"]?.string else {
            if disk["encrypted"]?.boolean == true {
                leaveOut("its encryption with the account's default key", "name a key as 'kms-key' of 'boot-disk'")
            }
            return
        }
        if TextFormat.volumeKey.accepts(key), TextFormat.region(ofARN: key) ?? "" == region {
            members["kms-key"] = .text(key)
        } else {
            leaveOut("its key '\(key)'", "'kms-key' takes the ARN of a key of \(region)")
        }
    }

    private mutating func leaveOut(_ what: String, _ reason: String) {
        remarks.append(
            "The launch template of the instances was changed: of its boot disk \(what) is left out (\(reason))")
    }
}
