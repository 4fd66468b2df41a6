import FoundationEssentials
import Glibc

/// The conditions that the program was started with: read here and nowhere below.
struct ProcessEnvironment: Sendable {
    /// The environment's variables.
    let variables: [String: String]
    /// The user's home directory.
    let homeDirectory: String
    /// True if standard input is a terminal; the next two are for output and error.
    let inputIsTerminal: Bool
    let outputIsTerminal: Bool
    let errorIsTerminal: Bool

    /// Those of this process.
    static var current: ProcessEnvironment {
        let variables = ProcessInfo.processInfo.environment
        return ProcessEnvironment(
            variables: variables, homeDirectory: variables["HOME"] ?? "/", inputIsTerminal: isatty(STDIN_FILENO) == 1,
            outputIsTerminal: isatty(STDOUT_FILENO) == 1, errorIsTerminal: isatty(STDERR_FILENO) == 1)
    }

    /// The columns that people read results in: the terminal's where standard output is one.
    var columns: Int { (outputIsTerminal ? Self.columns(of: STDOUT_FILENO) : nil) ?? Self.usualColumns }

    /// The length of a line if the terminal's width is unknown: it fits into most logs.
    static let usualColumns = 120

    /// The columns of a terminal; nil where the descriptor is none, or does not say.
    static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        // The size is alive during the call, which fills it and keeps no pointer.
        let result = unsafe withUnsafeMutablePointer(to: &size) {
            unsafe ioctl(descriptor, UInt(TIOCGWINSZ), UnsafeMutableRawPointer($0))
        }
        return result == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
    }

    /// True if a continuous-integration system runs us.
    var isContinuousIntegration: Bool {
        guard let value = variables["CI"] else { return false }
        return !["", "0", "false"].contains(value.lowercased())
    }

    /// True if a step of GitHub Actions runs us.
    var isGitHubActions: Bool { variables["GITHUB_ACTIONS"] == "true" }

    /// True if a person can be asked.
    var canAsk: Bool { inputIsTerminal && outputIsTerminal && !isContinuousIntegration }

    /// True if output to a stream is coloured; the option wins over FORCE_COLOR and NO_COLOR, they over the terminal.
    func colors(_ choice: ColorChoice, terminal: Bool) -> Bool {
        let isColored = hasColors(choice, terminal: terminal)
        if isColored { Console.allowColors() }
        return isColored
    }

    private func hasColors(_ choice: ColorChoice, terminal: Bool) -> Bool {
        switch choice {
        case .always: return true
        case .never: return false
        case .auto: break
        }
        if variables["NO_COLOR"].map({ !$0.isEmpty }) == true { return false }
        if variables["FORCE_COLOR"].map({ !$0.isEmpty }) == true { return true }
        return terminal && variables["TERM"] != "dumb"
    }
}
