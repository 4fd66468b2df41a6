import Diagnostics
import ManifestLoading
import YAMLSyntax

/// `reconcile.yml`: defaults for options, beside the input or at the root of the repository.
///
/// A pull request may bring the file, so it gives only options that let a run do no more than the files of environments
/// can ask for themselves.
struct DefaultsFile {
    static let name = "reconcile.yml"

    /// The options that the file may give.
    static let keys = [
        "account-id", "color", "env-file", "env-files-only", "ignore-unsupported", "lock", "lock-timeout", "max-bytes",
        "name-prefix", "on-exists", "parallelism", "profile", "region", "wait-timeout",
    ]

    let path: String
    private let pairs: [YAMLMapping.Pair]

    private static let mostBytes = 1 << 16

    /// The path of the file for an input; nil if there is none.
    ///
    /// - Parameter input: a file or a folder; its folder must be the working directory, below it, or the given folder.
    static func path(for input: String) -> String? {
        folders(for: input).map { $0 == "." ? name : $0 + "/" + name }.first { DiskFiles().kind(of: $0) == .file }
    }

    private static func folders(for input: String) -> [String] {
        let files = DiskFiles()
        guard let here = files.resolve(".") else { return [] }
        var folders: [String] = []
        if input != "-", let kind = files.kind(of: input) {
            let folder = kind == .directory ? input : WholeFile(path: input).folder
            let isBelow =
                files.resolve(folder).map { $0 == here || $0.hasPrefix(here == "/" ? here : here + "/") } ?? false
            if isBelow || kind == .directory { folders.append(folder) }
        }
        return folders + [root(above: here)].compactMap { $0 }
    }

    /// The root of the repository that the working directory is in.
    private static func root(above folder: String) -> String? {
        let files = DiskFiles()
        var (path, here) = (folder, ".")
        while files.kind(of: path + "/.git") == nil {
            guard path != "/", !path.isEmpty else { return nil }
            path = WholeFile(path: path).folder
            here = here == "." ? ".." : here + "/.."
        }
        return here
    }

    init(_ path: String) throws {
        self.path = path
        let problem = CommandError(
            "\(path): cannot be read", detail: "check its rights and its size", kind: "file-unreadable")
        guard !DiskFiles().leadsElsewhere(path) else {
            throw CommandError("\(path): is a symbolic link, and is not followed", detail: "name a regular file")
        }
        let bytes: [UInt8]
        do { bytes = try DiskFiles().readRegular(path, limit: Self.mostBytes) } catch { throw problem }
        let stream = YAMLStream(bytes: bytes, filename: path)
        if let fault = stream.diagnostics.first(where: { $0.severity == .error }) {
            throw CommandError(
                "\(fault.range?.lineText ?? path): \(fault.summary)", detail: fault.detail, kind: fault.kind)
        }
        guard let document = stream.documents.first, !document.isNull else {
            pairs = []
            return
        }
        guard case .mapping(let mapping) = document.content, stream.documents.count == 1 else {
            throw CommandError(
                "\(path): is \(document.kindName), and has to be one map of options", detail: Self.advice)
        }
        pairs = mapping.pairs
    }

    private static var advice: String { "it may give \(keys.joined(separator: ", "))" }

    /// Throws if the file gives what it may not give, or what no command knows. The file is for all commands, so an option
    /// that it may give and that the command does not have is for others.
    func check(for command: String, of commands: [String: CommandOptions]) throws {
        for pair in pairs where !Self.keys.contains(pair.key) {
            let place = pair.keyRange.lineText
            let having = commands.compactMapValues { $0.options.first { $0.name == pair.key } }
            if let option = having.values.first {
                let others = having[command] == nil ? " of \(Self.list(having.keys.sorted()))" : ""
                throw CommandError(
                    "\(place): '\(pair.key)' cannot be a default",
                    detail: "a pull request can bring this file; give --\(pair.key) on the command line\(others), or "
                        + "\(option.variable) in the environment")
            }
            let meant = Suggestion.nearest(to: pair.key, among: Self.keys).map { "did you mean '\($0)'? " } ?? ""
            throw CommandError("\(place): there is no option '\(pair.key)'", detail: meant + Self.advice)
        }
    }

    /// `plan`, or `plan, apply and drift`
    private static func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// The arguments that the file gives for an option.
    func values(of option: CommandOptions.Option) throws -> [String] {
        guard let pair = pairs.first(where: { $0.key == option.name }), !pair.value.isNull else { return [] }
        let place = pair.keyRange.lineText
        let texts: [String]
        switch pair.value.content {
        case .scalar(let scalar): texts = [scalar.text]
        case .sequence(let nodes) where option.isRepeatable && nodes.allSatisfy { $0.scalar != nil }:
            texts = nodes.compactMap { $0.scalar?.text }
        default:
            throw CommandError(
                "\(place): '\(pair.key)' is \(pair.value.kindName)",
                detail: option.isRepeatable ? "give a text or a list of texts" : "give one text")
        }
        if option.isFlag {
            guard let isOn = DefaultArguments.truth(texts[0]) else {
                throw CommandError("\(place): '\(pair.key)' is neither true nor false", detail: "give true or false")
            }
            return isOn ? ["--\(option.name)"] : []
        }
        return try texts.map { "--\(option.name)=\(option.name == "env-file" ? try file($0, place) : $0)" }
    }

    /// A path in the file is relative to the file, and leads to what is beside it or below.
    private func file(_ text: String, _ place: String) throws -> String {
        let folder = WholeFile(path: path).folder
        let parts = text.split(separator: "/")
        guard !text.hasPrefix("/"), !parts.contains(".."), !parts.isEmpty else {
            throw CommandError(
                "\(place): '\(text)' is not below the folder of \(path)",
                detail: "give --env-file on the command line for a file elsewhere")
        }
        return folder == "." ? text : folder + "/" + text
    }
}
