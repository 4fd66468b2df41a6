/// The forms of `ami-id`.
extension TextFormat {
    /// True for an AMI's id, `recommended`, or a parameter of SSM.
    static func isImage(_ text: String) -> Bool {
        isID(text, "ami-") || text == MachineImage.recommendedWord
            || MachineImage.parameterName(in: text).map(isParameter) ?? false
    }

    /// True for the name of a parameter, with or without a version or a label behind it.
    ///
    /// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
    private static func isParameter(_ text: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard (1...longestParameter).contains(text.utf8.count), let name = parts.first else { return false }
        let levels = name.split(separator: "/", omittingEmptySubsequences: false)
        // A name that begins with '/' is a path; any other has one level.
        let isPath = levels.count > 1 && levels[0].isEmpty
        guard isPath || levels.count == 1 else { return false }
        return ((isPath ? levels.dropFirst() : levels[...]) + parts.dropFirst()).allSatisfy {
            !$0.isEmpty && parameterCharacters.makesUp(String($0))
        }
    }

    /// SSM allows longer names, but the name is kept in a tag.
    private static let longestParameter = 256
    private static let parameterCharacters = ASCIISet(alphanumericAnd: "_.-")

    /// The same as a regular expression.
    static var imagePattern: String {
        let word = "[A-Za-z0-9_.-]+"
        let path = "(?:/\(word))+(?::\(word))?"
        let limit = "(?![\\s\\S]{\(longestParameter + 1)})"
        return "(?:ami-[0-9a-f]{8,17}|\(MachineImage.recommendedWord)|\(limit)\(path)"
            + "|\(MachineImage.parameterPrefix)\(limit)(?:\(path)|\(word)(?::\(word))?))"
    }

    /// Returns a remark on a wrong image that people have a reason to write.
    func imageRemark(on text: String) -> String? {
        guard self == .image else { return nil }
        if text.uppercased().hasPrefix("ECS_AL") {
            return "the image's type is always ECS_AL2023: AWS Batch makes no environments with its Amazon Linux 2 "
                + "images (ECS_AL2) since 30 June 2026; leave 'ami-id' out, or give \(expectation)"
        }
        if text.hasPrefix("arn:"), text.contains(":parameter") {
            return
                "write the parameter's name, from its first '/' on: it is read in the account and region of the environment"
        }
        return nil
    }
}
