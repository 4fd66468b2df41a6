import Diagnostics
import YAMLSyntax

/// Fetches the bytes of inputs, directories expanded, and keeps their texts for excerpts.
struct InputReader {
    private var files: any FileReading { bounds.files }
    /// The files that may be read; folders that are given are taken in.
    private(set) var bounds: FileBounds
    private(set) var sources = Sources()
    private(set) var diagnostics: [Diagnostic] = []
    private var seen: Set<String> = []
    private var (fileCount, byteCount, entryCount) = (0, 0, 0)
    private var isOverLimit = false

    private static let limit = YAMLLimits().bytes
    private static let deepest = 32

    init(files: any FileReading, allowsExternal: Bool) {
        bounds = FileBounds(files, allowsExternal: allowsExternal)
    }

    /// Takes a folder in that is given.
    mutating func admit(_ folder: String) { bounds.admit(folder) }

    /// The files of an input.
    mutating func readAll(_ input: ManifestInput) -> [SourceText] {
        guard case .path(let path) = input, files.kind(of: path) == .directory else {
            return read(input, once: true, isNamed: true).map { [$0] } ?? []
        }
        guard bounds.mayRead(path, isNamed: true) else {
            reportExternal(path)
            return []
        }
        let count = diagnostics.count
        if seen.contains(files.resolve(path) ?? path) { return [] }
        let paths = manifests(below: path, depth: 0)
        if paths.isEmpty, diagnostics.count == count {
            report("file-not-found", "there is no *.yml or *.yaml file below '\(path)'")
        }
        return paths.compactMap { read(.path($0), once: true, isNamed: false) }
    }

    /// One file of variables; nil if it cannot be read, which is reported. No excerpt of it is ever shown: its lines hold
    /// values that must stay private.
    mutating func readVariables(_ input: ManifestInput) -> SourceText? {
        read(input, once: false, isNamed: true, isPrivate: true)
    }

    private mutating func read(
        _ input: ManifestInput, once: Bool, isNamed: Bool, isPrivate: Bool = false
    ) -> SourceText? {
        guard !isOverLimit else { return nil }
        switch input {
        case .bytes(let bytes, let name): return keep(bytes, name, isPrivate: isPrivate)
        case .path(let path):
            guard bounds.mayRead(path, isNamed: isNamed) else {
                reportExternal(path)
                return nil
            }
            if once, !seen.insert(files.resolve(path) ?? path).inserted { return nil }
            do throws(FileProblem) {
                let bytes =
                    isNamed
                    ? try files.read(path, limit: Self.limit) : try files.readRegular(path, limit: Self.limit)
                return keep(bytes, path, isPrivate: isPrivate)
            } catch {
                switch error {
                case .notFound: report("file-not-found", "there is no file '\(path)'")
                case .tooLarge:
                    report(
                        "yaml-limit", "'\(path)' has more than \(Self.limit / 1_048_576) MiB",
                        "reconcile reads files of compute environments, which are far smaller")
                case .unreadable(let reason): report("file-unreadable", "'\(path)' cannot be read", reason)
                }
                return nil
            }
        }
    }

    private mutating func keep(_ bytes: [UInt8], _ name: String, isPrivate: Bool) -> SourceText? {
        fileCount += 1
        byteCount += bytes.count
        guard fileCount <= RunLimits.files else {
            stop("a run reads at most \(RunLimits.files) files", behind: name)
            return nil
        }
        guard byteCount <= RunLimits.bytes else {
            stop("a run reads at most \(RunLimits.bytes >> 20) MiB", behind: name)
            return nil
        }
        let source = SourceText(filename: name, bytes: bytes)
        sources.add(source, isHidden: isPrivate || !ForeignFile.mayBeManifest(source))
        return source
    }

    /// Says that no more is read; the rest is left out.
    private mutating func stop(_ limit: String, behind name: String) {
        isOverLimit = true
        report("yaml-limit", "\(limit), and '\(name)' is beyond that", "give fewer files, or smaller folders")
    }

    private mutating func reportExternal(_ path: String) {
        report(
            "external-file", "'\(path)' leads out of the working directory and of the folders that are given",
            "a link counts where it leads, and nothing below '.git' is read; --allow-external-files permits it")
    }

    /// The paths of the YAML files below a directory, sorted; what starts with a dot is left out.
    private mutating func manifests(below directory: String, depth: Int) -> [String] {
        guard depth < Self.deepest, seen.insert(files.resolve(directory) ?? directory).inserted else { return [] }
        do throws(FileProblem) {
            var paths: [String] = []
            for name in try files.entries(of: directory).sorted() where !name.hasPrefix(".") {
                entryCount += 1
                guard entryCount <= RunLimits.entries else {
                    if !isOverLimit {
                        stop("a run looks at most at \(RunLimits.entries) names in folders", behind: directory)
                    }
                    return paths
                }
                let path = Paths.join(directory, name)
                switch files.kind(of: path) {
                case .directory where !bounds.mayRead(path, isNamed: false): reportExternal(path)
                case .directory: paths += manifests(below: path, depth: depth + 1)
                case .file where ["yml", "yaml"].contains(Paths.fileExtension(of: name)): paths.append(path)
                default: continue
                }
            }
            return paths
        } catch {
            report("file-unreadable", "'\(directory)' cannot be listed", error.reason(limit: Self.limit))
            return []
        }
    }

    private mutating func report(_ kind: String, _ summary: String, _ detail: String = "") {
        diagnostics.append(Diagnostic(.error, kind, summary, detail: detail))
    }
}
