import Diagnostics

/// Reads the files that fields name, seen from the file that names them and kept within its folder and the bounds of all.
struct ReferencedFiles {
    private let bounds: FileBounds
    private var files: any FileReading { bounds.files }
    private(set) var diagnostics: [Diagnostic] = []
    /// Bytes so far, those of a file counted for each field that names it.
    private var byteCount = 0

    /// More than any field may hold: the fields' own limits are compared with their figures elsewhere.
    static let limit = 64 << 10

    init(_ bounds: FileBounds) {
        self.bounds = bounds
    }

    /// The text of a file; nil where it cannot be had, which is reported at the field's value.
    mutating func text(of path: ExpandedText, in field: String, from manifest: String) -> String? {
        guard let (whole, bytes) = bytes(of: path, in: field, from: manifest, limit: Self.limit) else { return nil }
        byteCount += bytes.count
        guard byteCount <= RunLimits.referencedBytes else {
            report(
                "yaml-limit",
                "the files that '\(field)' names have more than \(RunLimits.referencedBytes >> 20) MiB together",
                "a file counts for each environment that names it", path)
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
            report("file-unreadable", "'\(whole)' is not text", "it must be UTF-8", path)
            return nil
        }
        return text
    }

    /// The bytes of a file and its path; nil where it cannot be had, which is reported at the field's value.
    mutating func bytes(
        of path: ExpandedText, in field: String, from manifest: String, limit: Int
    ) -> (path: String, bytes: [UInt8])? {
        var folder = Paths.directory(of: manifest)
        // seqerakit sees paths from the working directory, and its own examples count on that.
        if files.kind(of: Paths.join(folder, path.text)) == nil, files.kind(of: path.text) != nil { folder = "." }
        let whole = Paths.join(folder, path.text)
        // What is outside is not even looked for.
        let home = files.resolve(folder)
        if !bounds.allowsExternal, !Self.isInside(path.text, home, bounds) {
            reportExternal(path)
            return nil
        }
        guard files.kind(of: whole) == .file, let resolved = files.resolve(whole) else {
            let isDirectory = files.kind(of: whole) == .directory
            report(
                isDirectory ? "file-unreadable" : "file-not-found",
                isDirectory ? "'\(whole)' is a directory" : "there is no file '\(whole)'",
                "'\(field)' is seen from the folder of the file that names it, then from the working directory", path)
            return nil
        }
        if !bounds.allowsExternal, !bounds.contains(resolved, besides: home) {
            reportExternal(path)
            return nil
        }
        do throws(FileProblem) {
            return (whole, try files.readRegular(whole, limit: limit))
        } catch {
            report("file-unreadable", "'\(whole)' cannot be read", error.reason(limit: limit), path)
            return nil
        }
    }

    /// True if a path is within the bounds as it is written.
    private static func isInside(_ path: String, _ folder: String?, _ bounds: FileBounds) -> Bool {
        guard let folder else { return !Paths.leaves(path) }
        let whole = path.hasPrefix("/") ? path : folder + "/" + path
        return bounds.contains(Paths.withoutSteps(whole), besides: folder)
    }

    private mutating func reportExternal(_ path: ExpandedText) {
        report(
            "external-file",
            "'\(path.shown)' leads out of the folder of the file that names it and of the working directory",
            "a link counts where it leads, and nothing below '.git' is read; --allow-external-files permits it", path)
    }

    private mutating func report(_ kind: String, _ summary: String, _ detail: String, _ path: ExpandedText) {
        diagnostics.append(Diagnostic(.error, kind, summary, detail: detail, at: path.range))
    }
}

extension FileProblem {
    /// Why, for people.
    func reason(limit: Int) -> String {
        switch self {
        case .notFound: "it does not exist"
        case .tooLarge:
            limit < 1 << 20 ? "it has more than \(limit >> 10) KiB" : "it has more than \(limit >> 20) MiB"
        case .unreadable(let reason): reason
        }
    }
}
