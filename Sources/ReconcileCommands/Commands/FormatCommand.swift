import ArgumentParser
import Diagnostics
import ManifestLoading
import YAMLSyntax

/// `reconcile fmt`
struct FormatCommand: AsyncParsableCommand, DocumentedCommand, QuietCommand {
    static let help = CommandHelp(
        """
        Indentation by two, one space behind colons and dashes, quotes only where a text needs them, True and False as \
        seqerakit writes them, at most one blank line, no blanks at the ends of lines. Comments, anchors and the order of \
        fields stay, and no value changes: each file is read again and compared before it is written. Block texts, and \
        texts and lists in brackets of several lines, keep their lines as they are. Every line gets the line break of the \
        first one, so that files of Windows (CR LF) stay such. The names of files that change are printed; '-' prints the \
        text. With --check the exit status is 1 if a file would change.
        """,
        examples: [
            .init("Format a file, or every file of environments below a folder.", "fmt envs.yml"),
            .init("In CI: change nothing, and fail if a file is not formatted.", "fmt --check --diff envs/"),
        ],
        statuses: ExitStatusList(done: "done, or with --check: no file would change"), variables: HelpVariable.output)

    static let configuration = CommandConfiguration(
        commandName: "fmt", abstract: "Format the files in place, and change no value.",
        usage: "reconcile fmt [<options>] <file> ...", discussion: help.discussion)

    @Argument(
        help: ArgumentHelp("YAML files, folders, or '-' for standard input.", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var files: [String]

    @Flag(help: "Write nothing; exit with 1 if a file would change.")
    var check = false

    @Flag(help: "Write nothing; show what would change.")
    var diff = false

    @Flag(name: .customLong("allow-external-files"), help: "Also take files outside of the working directory.")
    var allowExternalFiles = false

    @OptionGroup(title: "Output options") var messages: MessageOptions

    var isQuiet: Bool { messages.quiet }

    func run() async throws {
        try await reportingErrors(OutputChoice(isJSON: false, color: messages.color)) {
            let process = ProcessEnvironment.current
            let read = ManifestTexts(
                files.map { $0 == "-" ? .bytes(InputLoader.standardInput(), name: "-") : .path($0) },
                files: DiskFiles(),
                allowsExternal: allowExternalFiles)
            Console.show(
                read.diagnostics, from: read.sources,
                colored: process.colors(messages.color, terminal: process.errorIsTerminal))
            // All of the files are formatted, or none is.
            guard read.diagnostics.isEmpty else { throw ExitStatus.error }
            let formatter = YAMLFormatter(isBoolean: FieldCatalogue.isBoolean)
            let formatted = read.texts.map { FormattedText(source: $0, result: formatter.format($0)) }
            let changed = formatted.filter(\.result.isChanged)
            if diff { for text in changed { Console.result(document: text.diff) } }
            if check || diff {
                if !diff { for text in changed { Console.result(text.source.filename) } }
                Console.note(Self.summary("would be formatted", changed.count, of: formatted.count))
                if check, !changed.isEmpty { throw ExitStatus.error }
                return
            }
            try write(formatted, process)
            Console.note(Self.summary("formatted", changed.count, of: formatted.count))
        }
    }

    private func write(_ formatted: [FormattedText], _ process: ProcessEnvironment) throws {
        let changed = formatted.filter { $0.result.isChanged && $0.source.filename != "-" }
        for text in changed { try WholeFile(path: text.source.filename).assureWritable() }
        for text in changed {
            try text.write()
            Console.result(text.source.filename)
        }
        for text in formatted where text.source.filename == "-" && !text.result.bytes.isEmpty {
            Console.result(document: try text.printable(isReadByRunner: process.isGitHubActions))
        }
    }

    private static func summary(_ verb: String, _ count: Int, of all: Int) -> String {
        "\(count) of \(all.counted("file")) \(verb)"
    }
}

/// A text and its formatted form.
private struct FormattedText {
    let source: SourceText
    let result: FormattedYAML

    var diff: String { UnifiedDiff(path: source.filename, lines: result.lines).text }

    /// Writes the file; its byte order mark and its rights stay.
    func write() throws {
        let path = source.filename
        let bytes: [UInt8]
        do { bytes = try DiskFiles().read(path, limit: .max) } catch {
            throw CommandError(unreadable: path, error, limit: .max)
        }
        guard SourceText(filename: path, bytes: bytes).bytes == source.bytes else {
            throw CommandError("\(path): it was changed while it was formatted", detail: "run the command again")
        }
        let mark = bytes.prefix(bytes.count - source.bytes.count)
        try WholeFile(path: path).write(Array(mark) + result.bytes, keepsMode: true)
    }

    /// Returns the text for standard output. What a terminal or a runner would obey is not printed as it is, and then the
    /// text would be another one.
    func printable(isReadByRunner: Bool) throws -> String {
        let text = String(
            decoding: result.bytes.last == UInt8(ascii: "\n") ? result.bytes.dropLast() : result.bytes[...],
            as: UTF8.self)
        let printed = text.escapedDocument { piece in
            let shown = piece.escapedLines(keepsColor: false)
            return isReadByRunner ? WorkflowCommands.disarmed(shown) : shown
        }
        guard printed == text else {
            throw CommandError(
                "the text has characters that a terminal or a runner would obey",
                detail: "name the file: then it is written in place")
        }
        return text
    }
}
