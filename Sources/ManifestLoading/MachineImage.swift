/// The image that `ami-id` names.
public enum MachineImage: Sendable, Hashable {
    /// An AMI.
    case id(String)
    /// The image that AWS recommends for ECS, as it is for the instances of a part.
    case recommended
    /// The AMI in a parameter of SSM. The name can end in a version or a label.
    case parameter(String)

    /// The word for ``recommended`` in files.
    package static let recommendedWord = "recommended"

    /// EC2's prefix of a parameter where it expects an AMI
    /// ([API reference](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RequestLaunchTemplateData.html)).
    static let parameterPrefix = "resolve:ssm:"

    /// Makes an image from the value of the field.
    public init(_ text: String) {
        if text == Self.recommendedWord {
            self = .recommended
        } else {
            self = Self.parameterName(in: text).map { .parameter($0) } ?? .id(text)
        }
    }

    /// The name of the parameter that a text names; nil if it names none.
    static func parameterName(in text: String) -> String? {
        if text.hasPrefix("/") { return text }
        return text.hasPrefix(parameterPrefix) ? String(text.dropFirst(parameterPrefix.count)) : nil
    }
}
