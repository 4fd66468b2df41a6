import Diagnostics
import ResourceModel

/// AWS's rules for names, tags and policies, checked on whole environments. Source: botocore's models: iam
/// (`roleNameType`, `policyNameType`, `tagKeyType`, `tagValueType`, `policyDocumentType`), logs (`LogGroupName`, `TagValue`, `AmazonResourceName`),
/// ec2 (`LaunchTemplateName`); the Batch API reference for its names.
enum AWSNames {
    static func problems(of resources: [Resource]) -> [String] {
        resources.filter { $0.management == .managed }.flatMap { resource in
            named(resource) + tagged(resource) + allowed(resource)
        }
    }

    private static func named(_ resource: Resource) -> [String] {
        let name = resource.name
        let (others, lengths): (String, ClosedRange<Int>)
        switch resource.address.kind {
        case .role: (others, lengths) = ("+=,.@-_", 1...64)
        case .instanceProfile: (others, lengths) = ("+=,.@-_", 1...128)
        case .launchTemplate: (others, lengths) = ("().-/_", 3...128)
        case .logGroup: (others, lengths) = (".-_/", 1...512)
        default: (others, lengths) = ("-_", 1...128)
        }
        let fits = lengths.contains(name.utf8.count) && name.utf8.allSatisfy { isPlain($0) || others.utf8.contains($0) }
        return fits ? [] : ["\(resource.address.kind) '\(name)'"]
    }

    private static func tagged(_ resource: Resource) -> [String] {
        var maps = [resource.tags]
        for path in ["computeResources.tags"] {
            maps.append((resource.properties[path: path]?.map ?? [:]).compactMapValues(\.string))
        }
        for one in resource.properties[path: "launchTemplateData.tagSpecifications"]?.list ?? [] {
            maps.append((one["tags"]?.map ?? [:]).compactMapValues(\.string))
        }
        return maps.flatMap { tags in
            (tags.count > 50 ? ["\(tags.count) tags"] : [])
                + tags.compactMap { key, value in
                    let fits =
                        (1...127).contains(key.unicodeScalars.count) && value.unicodeScalars.count <= 256
                        && (key + value).unicodeScalars.allSatisfy(isOfTags)
                    return fits
                        ? nil : "\(resource.address.kind): tag \(key.debugDescription)=\(value.debugDescription)"
                }
        }
    }

    private static func allowed(_ resource: Resource) -> [String] {
        let inline = resource.properties["policies"]?.map ?? [:]
        let managed = resource.properties["managedPolicies"]?.map ?? [:]
        return (Array(inline) + Array(managed)).compactMap { name, document in
            let isText = document.json.unicodeScalars.allSatisfy { (0x20...0xFF).contains($0.value) }
            let isNamed =
                (1...128).contains(name.utf8.count)
                && name.utf8.allSatisfy { isPlain($0) || "+=,.@-_".utf8.contains($0) }
            return isText && isNamed ? nil : "policy \(name.debugDescription) \(document.json.debugDescription)"
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }

    /// `[\p{L}\p{Z}\p{N}_.:/=+\-@]`
    private static func isOfTags(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .spaceSeparator,
            .lineSeparator, .paragraphSeparator, .decimalNumber, .letterNumber, .otherNumber:
            true
        default: "_.:/=+-@".unicodeScalars.contains(scalar)
        }
    }
}
