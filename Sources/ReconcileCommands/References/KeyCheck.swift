import Diagnostics
import Planning
import ResourceModel

/// Checks a key of KMS: that those who need it can use it, as far as its description tells.
struct KeyCheck {
    let key: ObservedResource
    let account: String
    let planned: PlannedEnvironment

    var diagnostics: [ExistenceCheck.Fact] {
        if let unusable { return [unusable] }
        return encryptsDisks ? [asymmetry ?? policy].compactMap { $0 } : []
    }

    /// A key that is disabled or waits for its deletion decrypts nothing
    /// ([key states](https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html)).
    private var unusable: ExistenceCheck.Fact? {
        guard let state = key.properties["state"]?.string, Self.uselessStates.contains(state) else { return nil }
        return ExistenceCheck.Fact(
            kind: "reference-not-usable", summary: "the key '\(key.name)' is \(state)",
            detail:
                "\(encryptsDisks ? "no instance could start with" : "jobs could not use") it; enable it, cancel its "
                + "deletion, or name another key")
    }

    private static let uselessStates: Set<String> = ["Disabled", "PendingDeletion", "PendingImport", "Unavailable"]

    // MARK: Boot disks

    /// EBS takes symmetric keys only [aws-rules: Boot disks].
    private var asymmetry: ExistenceCheck.Fact? {
        guard let spec = key.properties["spec"]?.string, !spec.isEmpty, spec != "SYMMETRIC_DEFAULT" else { return nil }
        return ExistenceCheck.Fact(
            kind: "reference-not-usable", summary: "the key '\(key.name)' is not symmetric: its type is \(spec)",
            detail: "EBS encrypts volumes with symmetric keys only; name another key")
    }

    /// The service-linked role of Auto Scaling has no right to keys of customers by itself [aws-rules: Boot disks]. The
    /// note comes when the key is taken into use, not with every plan after that.
    private var policy: ExistenceCheck.Fact? {
        guard key.properties["manager"]?.string == "CUSTOMER", Self.key(of: template?.observed?.properties) != key.name
        else { return nil }
        let partition = key.name.split(separator: ":").dropFirst().first ?? "aws"
        return ExistenceCheck.Fact(
            severity: .note, kind: "key-policy",
            summary: "instances start only if EC2 Auto Scaling may use the key '\(key.name)'",
            detail: "let 'arn:\(partition):iam::\(account):role/aws-service-role/autoscaling.amazonaws.com/"
                + "AWSServiceRoleForAutoScaling' use it, in the key's policy or by a grant: 'reconcile explain key-policy' "
                + "has the actions. If the account has no such role yet, the policy is refused: '\(Self.roleCommand)' makes "
                + "it")
    }

    /// Makes the role that Auto Scaling makes itself with the account's first group.
    private static let roleCommand = "aws iam create-service-linked-role --aws-service-name autoscaling.amazonaws.com"

    private var encryptsDisks: Bool { Self.key(of: template?.desired?.properties) == key.name }

    private var template: PlannedResource? { planned.resources.first { $0.address.kind == .launchTemplate } }

    private static func key(of template: Value?) -> String? {
        template?[path: "launchTemplateData.blockDeviceMappings"]?.list?.first?["ebs"]?["kmsKeyId"]?.string
    }
}
