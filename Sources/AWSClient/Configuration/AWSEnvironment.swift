/// Everything of the machine that AWS's configuration depends on, as one value.
public struct AWSEnvironment: Sendable {
    /// The environment variables.
    public var variables: [String: String]
    /// The user's home directory, where `~` leads.
    public var homeDirectory: String?
    /// Reads a whole file; throws when there is none or it cannot be read.
    public var readFile: @Sendable (String) throws -> [UInt8]
    /// Runs a program without a shell and returns what it wrote to standard output; throws if it failed.
    public var runProgram: @Sendable (_ words: [String]) async throws -> [UInt8]

    /// Makes an environment.
    public init(
        variables: [String: String], homeDirectory: String?,
        readFile: @escaping @Sendable (String) throws -> [UInt8],
        runProgram: @escaping @Sendable (_ words: [String]) async throws -> [UInt8] = { _ in throw NoPrograms() }
    ) {
        self.variables = variables
        self.homeDirectory = homeDirectory
        self.readFile = readFile
        self.runProgram = runProgram
    }

    /// Thrown if no program can be run.
    public struct NoPrograms: Error {
        /// Makes an error.
        public init() {}
    }

    /// A variable's value; one that is set to nothing counts as unset.
    subscript(name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return value
    }

    /// A path with a leading `~/` led home.
    func expanded(_ path: String) -> String {
        guard path.hasPrefix("~/"), let homeDirectory else { return path }
        return homeDirectory + path.dropFirst(1)
    }

    /// A file's text, `nil` when it cannot be read.
    func text(ofFile path: String) -> String? {
        guard let bytes = try? readFile(expanded(path)) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
