package import ResourceModel

/// An ARN with places for what depends on the file: `{partition}`, `{region}`, `{account}`, `{name}`, and the names of
/// properties, such as `{schedulingPolicyArn}`. `{ec2}` is the service that instances belong to.
///
/// `{name}` is the resource's name in AWS, or a pattern for all names of its environment. A list of texts in a property
/// makes several ARNs, and a property that is missing or no text makes none.
package struct ARNPattern: Sendable, Hashable {
    /// The text with its places.
    package let text: String
    /// A property without which there is no ARN.
    package let property: String?

    /// A resource of a region, such as `job-queue/{name}` of Batch.
    ///
    /// - Parameter property: a property without which the resource plays no part.
    package static func regional(_ service: String, _ resource: String, with property: String? = nil) -> ARNPattern {
        ARNPattern(text: "arn:{partition}:\(service):{region}:{account}:\(resource)", property: property)
    }

    /// A resource of IAM, such as `role/{name}`.
    package static func identity(_ resource: String, with property: String? = nil) -> ARNPattern {
        ARNPattern(text: "arn:{partition}:iam::{account}:\(resource)", property: property)
    }

    /// A bucket or its objects, such as `{name}/*`.
    package static func bucket(_ resource: String) -> ARNPattern {
        ARNPattern(text: "arn:{partition}:s3:::\(resource)", property: nil)
    }

    /// A text as it is: the name of a resource that is an ARN, or a value of a condition.
    package static func text(_ text: String) -> ARNPattern { ARNPattern(text: text, property: nil) }

    /// The facts that the file does not have.
    package struct Place: Sendable {
        package var partition: String
        package var region: String
        package var account: String
        /// The name in AWS, or a pattern.
        package var name: String

        package init(partition: String, region: String, account: String, name: String) {
            self.partition = partition
            self.region = region
            self.account = account
            self.name = name
        }
    }

    /// Returns the texts for a resource.
    package func texts(for resource: Resource, in place: Place) -> [String] {
        if let property, resource.properties[property] == nil { return [] }
        return Self.filled(text[...], resource, place)
    }

    private static func filled(_ text: Substring, _ resource: Resource, _ place: Place) -> [String] {
        guard let start = text.firstIndex(of: "{"), let end = text[start...].firstIndex(of: "}") else {
            return [String(text)]
        }
        let values = values(of: String(text[text.index(after: start)..<end]), resource, place)
        let rests = filled(text[text.index(after: end)...], resource, place)
        return values.flatMap { value in rests.map { text[..<start] + value + $0 } }
    }

    private static func values(of name: String, _ resource: Resource, _ place: Place) -> [String] {
        switch name {
        case "partition": [place.partition]
        case "region": [place.region]
        case "account": [place.account]
        case "ec2": [ServicePrincipal.name(of: "ec2", in: place.partition)]
        case "name": [place.name]
        default: resource.properties[name]?.strings ?? resource.properties[name]?.string.map { [$0] } ?? []
        }
    }
}
