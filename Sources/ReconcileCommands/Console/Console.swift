import Diagnostics
import Glibc
import Locking

/// Results to standard output, everything else to standard error, each write as a whole.
enum Console {
    /// True if the runner of GitHub Actions reads the output and takes lines for commands. Then no text of a file or of
    /// AWS may become a command.
    private static let isReadByRunner = ProcessEnvironment.current.isGitHubActions

    /// The error number of the first write to standard output that failed.
    private static let failure = LockedValue<Int32?>(nil)

    /// Ends a command that only shows something if it could not be shown; says so of one that has done its work.
    static func checkOutput(isWorkDone: Bool) throws {
        let code = failure.withLock { code in
            defer { code = nil }
            return code
        }
        guard let code else { return }
        let reason = unsafe String(cString: strerror(code))  // copied at once
        if isWorkDone {
            message("note: standard output could not be written (\(reason)); 'reconcile status' shows what exists")
            return
        }
        // A reader that has seen enough, as 'head' has, needs no message.
        if code != EPIPE { message("error: standard output could not be written: \(reason)") }
        throw ExitStatus.error
    }

    /// Prints a result.
    static func result(_ text: String) { write(safe(text) + "\n", to: STDOUT_FILENO) }

    /// Prints a result that is a file for another program: its tabs and line breaks stay, also those of Windows.
    static func result(document text: String) { write(text.escapedDocument(safe) + "\n", to: STDOUT_FILENO) }

    /// Prints a text of the program's own as it is.
    static func verbatim(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    /// True once a result that is JSON was printed: programs read one document.
    static var hasShownJSON: Bool { shownJSON.withLock(\.self) }

    private static let shownJSON = LockedValue(false)

    /// True once a result in one of its forms was printed: what fails after it does not take its place.
    static var hasShownReport: Bool { shownReport.withLock(\.self) }

    private static let shownReport = LockedValue(false)

    /// Prints a result that is JSON.
    static func result(json text: String) {
        shownJSON.withLock { $0 = true }
        let shown = text.escapedJSON
        write((isReadByRunner ? WorkflowCommands.disarmed(json: shown) : shown) + "\n", to: STDOUT_FILENO)
    }

    /// Prints a result in one of its forms.
    static func result(_ report: WrittenReport) {
        shownReport.withLock { $0 = true }
        if report.isJSON { result(json: report.text) } else { result(report.text) }
    }

    /// Prints commands for GitHub Actions' runner.
    ///
    /// - Parameter isText: true if the result is text for people; any other form has standard output to itself.
    static func commands(_ text: String, besideText isText: Bool = true) {
        write(text, to: isText ? STDOUT_FILENO : STDERR_FILENO)
    }

    /// Prints progress, a log line or an error as one line.
    static func message(_ text: String) { write(safe(text.escapedLineFeeds) + "\n", to: STDERR_FILENO) }

    /// Prints progress or a note, unless only results and errors are wanted.
    static func note(_ text: String) { if !isQuiet { message(text) } }

    /// True if only results and errors are printed.
    static var isQuiet: Bool { quiet.withLock(\.self) }

    /// Says if only results and errors are printed from now on.
    static func beQuiet(_ isQuiet: Bool) { quiet.withLock { $0 = isQuiet } }

    /// Prints diagnostics for people; only errors if nothing else is wanted.
    static func show(_ diagnostics: [Diagnostic], from sources: Sources = Sources(), colored isColored: Bool) {
        let shown = isQuiet ? diagnostics.filter { $0.severity == .error } : diagnostics
        if !shown.isEmpty { rawMessage(TextRenderer(sources: sources, color: isColored).render(shown)) }
    }

    private static let quiet = LockedValue(false)

    /// Wipes lines that were printed last, and prints others in their place.
    static func redraw(wiping lines: Int, _ text: String) {
        write((lines > 0 ? "\u{1B}[\(lines)A\r\u{1B}[J" : "") + safe(text), to: STDERR_FILENO)
    }

    /// Says that results or messages have colours, so that the sequences which set them stay.
    static func allowColors() { keepsColor.withLock { $0 = true } }

    private static let keepsColor = LockedValue(false)

    /// Prints to standard error without adding a line break.
    static func rawMessage(_ text: String) { write(safe(text), to: STDERR_FILENO) }

    /// The only way out for texts: whatever files, AWS and the network say is shown and never obeyed.
    private static func safe(_ text: String) -> String {
        let shown = text.escapedLines(keepsColor: keepsColor.withLock(\.self))
        return isReadByRunner ? WorkflowCommands.disarmed(shown) : shown
    }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = SecretMask.masked(Array(text.utf8))[...]
        while !bytes.isEmpty {
            // The slice is alive during the call, which reads no more than its count.
            let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                let code = errno
                if code == EINTR { continue }
                if code == EAGAIN {
                    awaitRoom(descriptor)
                    continue
                }
                if descriptor == STDOUT_FILENO { failure.withLock { $0 = $0 ?? code } }
                return
            }
            bytes = bytes.dropFirst(written)
        }
    }

    /// Waits until a stream that does not wait by itself takes more.
    private static func awaitRoom(_ descriptor: Int32) {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&waiting, 1, -1)  // one element, as said
    }
}
