import AWSOperations
import ResourceModel
import SimulatedAWS

@testable import Kinds
@testable import Reconciliation

/// Manual changes of launch templates.
extension OutsideChange {
    /// Versions that are made manually from reconcile's version, each with one thing changed.
    static var templates: [OutsideChange] {
        [
            template("userData") { $0.userData = "IyEvYmluL3NoCg==" },
            disk { $0.volumeSize = 999 }, disk { $0.volumeType = "gp2" }, disk { $0.deleteOnTermination = false },
            disk { $0.throughput = 500 }, disk { $0.iops = 4000 }, disk { $0.encrypted = true },
            disk { $0.kmsKeyId = "arn:aws:kms:eu-west-1:123456789012:key/other" },
            template("metadataOptions") { $0.metadataOptions?.httpTokens = "optional" },
            template("metadataOptions") { $0.metadataOptions?.httpPutResponseHopLimit = 1 },
            template("metadataOptions") { $0.metadataOptions?.httpEndpoint = "disabled" },
            template("tagSpecifications") { $0.tagSpecifications = nil },
            template("imageId") { $0.imageId = "ami-89abcdef" },
        ]
    }

    private static func disk(
        _ change: @escaping @Sendable (inout EC2.LaunchTemplateEbsBlockDeviceRequest) -> Void
    ) -> OutsideChange {
        template("blockDeviceMappings") { data in
            guard var disk = data.blockDeviceMappings?[0].ebs else { return }
            change(&disk)
            data.blockDeviceMappings?[0].ebs = disk
        }
    }

    private static func template(
        _ field: String, _ change: @escaping @Sendable (inout EC2.RequestLaunchTemplateData) -> Void
    ) -> OutsideChange {
        OutsideChange(kind: .launchTemplate, path: "launchTemplateData.\(field)") { template, bench in
            var data = LaunchTemplateData.request(template.properties)
            let ours = data
            change(&data)
            guard data != ours else { return false }
            _ = try await bench.caller.call(
                EC2.CreateLaunchTemplateVersion(launchTemplateData: data, launchTemplateName: template.name))
            return true
        }
    }
}
