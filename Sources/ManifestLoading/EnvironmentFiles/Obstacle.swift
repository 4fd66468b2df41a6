import Diagnostics

/// A place in an env file that keeps a variable's value from being known: only a shell could evaluate it.
struct Obstacle: Hashable {
    var content: Content
    var range: SourceRange

    /// The reason.
    enum Content: Hashable {
        /// A diagnostic's kind, the problem as it follows a colon, and what to do.
        case problem(kind: String, String, detail: String)
        /// Another variable that is not set. The message that its `${NAME:?message}` gives is not kept: it is a text of a
        /// file that may hold secrets.
        case unset(String)
    }

    /// A command inside a value.
    static func command(at range: SourceRange) -> Obstacle {
        Obstacle(
            content: .problem(
                kind: "command-substitution", "a command would have to be run for the value", detail: otherFile),
            range: range)
    }

    /// A reference to a variable of the process environment that no file gets.
    static func denied(_ name: String, at range: SourceRange) -> Obstacle {
        Obstacle(
            content: .problem(
                kind: "secret-variable", "it refers to '$\(name)', whose name says that it holds a secret",
                detail: Variables.allowing(name)),
            range: range)
    }

    /// A text that is no plain value.
    static func syntax(_ problem: String, detail: String, at range: SourceRange) -> Obstacle {
        Obstacle(content: .problem(kind: "env-file-syntax", problem, detail: detail), range: range)
    }

    /// The way out that always works.
    static let otherFile =
        "reconcile reads env files and never runs them; give the value in another --env-file after this one"
}

/// A statement of an env file that is not read.
struct SkippedLine {
    /// Its first word.
    var word: String
    /// The first word as messages show it; nil if it may be a part of a value.
    var shownWord: String?
    var range: SourceRange

    /// True of a command that many env files have.
    static func isUsual(_ word: String) -> Bool { harmless.contains(word) || readers.contains(word) }

    /// Commands that set no variable themselves.
    static let harmless: Set<String> = [
        ":", "[", "[[", "MANPATH_add", "PATH_add", "PATH_rm", "alias", "autoload", "bindkey", "cd", "chmod", "complete",
        "cp", "echo", "env_vars_required", "exit", "export_alias", "export_function", "false", "hash", "help", "ln",
        "local", "log_error", "log_status", "make", "mkdir", "mv", "path_add", "path_rm", "popd", "printf", "pushd",
        "pwd", "return", "rm", "set", "shopt", "sleep", "strict_env", "test", "touch", "trap", "true", "ulimit",
        "umask", "unset", "unstrict_env", "wait", "watch_dir", "watch_file",
    ]

    /// Commands that read another file of variables.
    private static let readers: Set<String> = [
        ".", "dotenv", "dotenv_if_exists", "env_file", "source", "source_env", "source_env_if_exists", "source_up",
        "source_up_if_exists",
    ]

    /// A remark on how it may affect a variable that is not set; nil if it does not.
    var remark: String? {
        if Self.readers.contains(word) {
            return "'\(word)' reads another file, which is not read here: name that file with --env-file"
        }
        return Self.harmless.contains(word) ? nil : "this line is not run: it may be what sets the variable"
    }
}
