import BatchForge
import ManifestLoading
import ResourceModel

/// The texts of an exported file that its fields name: a file has the paths of scripts and configurations.
struct ExportedTexts {
    /// The files, in the order of the fields.
    private(set) var files: [(path: String, text: String)] = []
    private var paths: [EnvironmentKey: [String: String]] = [:]

    /// Gives each text a file in a folder; without a folder in the working directory.
    init(_ environments: [ExportedEnvironment], in folder: String? = nil) {
        let start = folder.map { "\($0)/" } ?? ""
        // Environments of several workspaces can have one name.
        var taken: Set<String> = []
        for environment in environments {
            for field in environment.fields where field.isFileText {
                guard case .text(let text) = field.value else { continue }
                var (name, count) = ("\(environment.key.name).\(field.name)", 1)
                while !taken.insert(name).inserted {
                    count += 1
                    name = "\(environment.key.name)-\(count).\(field.name)"
                }
                files.append((start + name, text))
                paths[environment.key, default: [:]][field.name] = start + name
            }
        }
    }

    /// The path of the file with a field's text; nil if the field has none.
    func path(of field: ExportedEnvironment.Field, in environment: ExportedEnvironment) -> String? {
        paths[environment.key]?[field.name]
    }
}

/// The texts as files of the working directory, so that an exported file can be read before anything is written.
extension ExportedTexts: FileReading {
    private func text(_ path: String) -> String? {
        let name = path.split(separator: "/").last.map(String.init)
        return files.first { $0.path == name }?.text
    }

    func kind(of path: String) -> FileKind? { text(path) == nil ? nil : .file }

    func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
        guard let text = text(path) else { throw .notFound }
        return Array(text.utf8)
    }

    func entries(of directory: String) -> [String] { [] }

    func resolve(_ path: String) -> String? {
        let folder = "/exported"
        return text(path) == nil ? folder : "\(folder)/\(path.split(separator: "/").last ?? "")"
    }
}
