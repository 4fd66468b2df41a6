import Diagnostics
import ManifestLoading

/// `FILE… NAME`: the last of several arguments names an environment, unless it is a file or a folder that exists. With
/// `--target` all of them are files.
struct EnvironmentName {
    /// The options without the name; it is a target.
    let input: InputOptions
    /// The name; nil if there is none.
    let name: String?

    init(_ input: InputOptions, isFile: (String) -> Bool = { $0 == "-" || DiskFiles().kind(of: $0) != nil }) {
        guard input.targets.isEmpty, input.files.count > 1, let last = input.files.last, !isFile(last) else {
            (self.input, name) = (input, nil)
            return
        }
        var rest = input
        rest.files.removeLast()
        rest.targets = [last]
        (self.input, name) = (rest, last)
    }
}

extension CommandError {
    /// A command that is about one environment gets several, or none.
    init(_ command: String, needsOneOf environments: [EnvironmentDefinition], _ input: InputOptions) {
        guard let first = environments.first else {
            self.init("the files have no environment", kind: "no-environments")
            return
        }
        // The workspace tells environments of one name apart.
        let isUnique = Set(environments.map(\.name)).count == environments.count
        let names = environments.map { one in isUnique ? one.name : (one.workspace.map { "\($0)/" } ?? "") + one.name }
        let shown = names.prefix(Self.mostNames).map { "'\($0)'" }.joined(separator: ", ")
        let files = input.files.joined(separator: " ")
        self.init(
            "the files have \(environments.count) environments: \(shown)\(names.count > Self.mostNames ? " and more" : "")",
            detail: "name one of them: reconcile \(command) \(files) \(names.first ?? first.name)",
            kind: "unknown-target")
    }

    private static let mostNames = 10
}
