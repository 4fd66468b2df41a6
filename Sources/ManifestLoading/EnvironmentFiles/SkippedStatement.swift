import Diagnostics

/// A statement that is stepped over: how far it goes, and which variables it would set.
struct SkippedStatement {
    /// Its first word.
    private(set) var word: String
    /// The variables that it would set, if it were run and its conditions held.
    private(set) var names: [String] = []
    /// Variables that it would set if they had no value.
    private(set) var defaults: [String] = []
    /// Words that end here-documents which the present line announces.
    var hereDocuments: [String] = []
    /// True if the last thing was `&&`, `||` or `|`.
    var endsWithOperator = false
    var isAtWordStart = true
    /// True if it is between `[[` and `]]`, where operators are part of the condition.
    private(set) var isInTest = false
    /// The constructs that were opened and not closed yet: a reserved word, `{` or `(`.
    private var open: [String] = []
    /// True if the next word is a command's name, or a reserved word.
    private var isAtCommand = true
    private var command = ""
    private var arguments = 0
    /// True if it holds more than plain commands, such as an `if` or a function.
    private var isConstruct = false
    private var isBehindParenthesis = false

    /// Makes a statement; its first word where that was read already.
    init(word: String = "") {
        self.word = word
        command = word
        isAtCommand = word.isEmpty
    }

    /// Words that open what another one closes.
    static let openers: Set<String> = ["if", "for", "while", "until", "select", "case", "{", "begin", "switch"]

    private static let closers: [String: Set<String>] = [
        "fi": ["if"], "done": ["for", "while", "until", "select"], "esac": ["case"], "}": ["{"],
        // Those of fish and csh.
        "end": ["if", "for", "while", "begin", "switch", "function"], "endif": ["if"], "endsw": ["switch"],
    ]

    private static let transparent: Set<String> = ["then", "do", "else", "elif", "!", "time", "in"]

    /// Commands whose arguments of the form `NAME=value` set nothing.
    private static let passive: Set<String> = [
        "[", "[[", "alias", "docker", "echo", "env", "git", "local", "make", "printf", "test",
    ]

    /// True if it is inside a construct of several statements.
    var isInside: Bool { !open.isEmpty || isInTest }

    /// True if it goes on in the next line.
    var goesOn: Bool { !open.isEmpty || endsWithOperator }

    /// A command's name may follow.
    mutating func startCommand() {
        (isAtCommand, isAtWordStart, isInTest, endsWithOperator) = (true, true, false, false)
        (command, arguments) = ("", 0)
    }

    mutating func open(_ mark: String) {
        isAtWordStart = true
        guard !isInTest else { return }
        open.append(mark)
        (isAtCommand, isBehindParenthesis) = (true, true)
    }

    mutating func close(_ mark: String) {
        isAtWordStart = true
        guard !isInTest else { return }
        if open.last == mark { open.removeLast() }
        if isBehindParenthesis { isConstruct = true }
        // Behind a pattern of `case`, and the `()` of a function, a command may follow.
        isAtCommand = true
    }

    mutating func setsWhereUnset(_ name: String) { defaults.append(name) }

    /// Takes a word.
    mutating func take(_ word: String) {
        (isAtWordStart, endsWithOperator, isBehindParenthesis) = (false, false, false)
        if self.word.isEmpty { self.word = Self.shortened(word) }
        if isInTest {
            isInTest = word != "]]"
            return
        }
        if isAtCommand { takeCommand(word) } else { takeArgument(word) }
    }

    private static func shortened(_ word: String) -> String {
        word.count <= 40 ? word : word.prefix(40) + "…"
    }

    private mutating func takeCommand(_ word: String) {
        if let opened = Self.closers[word], let last = open.last, opened.contains(last) {
            open.removeLast()
            if word == "}", open.last == "function" { open.removeLast() }
            return isAtCommand = false
        }
        if Self.transparent.contains(word) { return }
        if Self.openers.contains(word) {
            open.append(word)
            isConstruct = true
            command = word
            return isAtCommand = ["if", "while", "until", "{", "begin"].contains(word)
        }
        switch word {
        case "function":
            open.append(word)
            isConstruct = true
        case "[[": isInTest = true
        default: break
        }
        if takeAssignment(word) { return }
        command = word
        // The body of a function follows its name.
        isAtCommand = word == "function" || open.last == "function"
        if word.hasSuffix(":") { add(String(word.dropLast())) }
        if word.hasPrefix("$env:") { add(String(word.dropFirst(5).prefix { $0 != "=" })) }
    }

    private mutating func takeArgument(_ word: String) {
        arguments += 1
        // `NAME = value`, which no shell takes for an assignment.
        if arguments == 1, word.hasPrefix("=") { add(command) }
        if !Self.passive.contains(command), takeAssignment(word) { return }
        switch command {
        case "set", "setenv", "set_default", "read", "unset":
            guard !word.hasPrefix("-"), !word.hasPrefix("+") else { return }
            add(word)
            if command == "set" || command == "setenv" { command = "" }
        default: break
        }
    }

    /// `NAME=value`
    private mutating func takeAssignment(_ word: String) -> Bool {
        guard let equals = word.firstIndex(of: "=") else { return false }
        return add(String(word[..<equals].drop { $0 == "\"" || $0 == "'" }).trimmingPlus)
    }

    @discardableResult private mutating func add(_ name: String) -> Bool {
        let isName = Self.isName(name)
        if isName, !names.contains(name) { names.append(name) }
        return isName
    }

    /// The first word as messages show it: a variable's name or a usual command; nil if it may be a part of a value, as in
    /// a text of several lines without its quotes.
    var shownWord: String? {
        let name = String(word.prefix { $0 != "=" }).trimmingPlus
        if word.contains("="), Self.isName(name) || name.hasPrefix("$env:") { return name }
        if word.hasSuffix(":"), Self.isName(String(word.dropLast())) { return word }
        let isUsual =
            SkippedLine.isUsual(word) || Self.openers.contains(word) || Self.closers[word] != nil
            || Self.transparent.contains(word) || Self.passive.contains(word) || Self.setters.contains(word)
        return isUsual ? word : nil
    }

    private static let setters: Set<String> = [
        "declare", "eval", "exec", "export", "function", "layout", "read", "readonly", "set", "set_default", "setenv",
        "typeset", "unset", "use",
    ]

    private static func isName(_ name: String) -> Bool {
        let scalars = Array(name.unicodeScalars)
        return !scalars.isEmpty && scalars.indices.allSatisfy { Template.isName(scalars[$0], first: $0 == 0) }
    }

    /// Why a variable that it would set is not known.
    func obstacle(of name: String, at range: SourceRange) -> Obstacle {
        if word == "set" || word == "setenv" || word.hasPrefix("$env:") {
            return .syntax(
                "'\(word)' is not how a file for --env-file sets a variable", detail: "write 'export \(name)=value'",
                at: range)
        }
        if word == name {
            return .syntax("there must be no blank before '='", detail: "write '\(name)=value'", at: range)
        }
        if word == "\(name):" {
            return .syntax(
                "this is YAML, and not 'NAME=value'",
                detail: "a map of variables is read from a file whose name ends in '.yml' or '.yaml'", at: range)
        }
        return .syntax(
            "it is set \(isConstruct ? "inside" : "by") \(shownWord.map { "'\($0)'" } ?? "a command"), which is not run",
            detail: Obstacle.otherFile, at: range)
    }
}

extension String {
    /// Without the `+` of `+=`.
    fileprivate var trimmingPlus: String { hasSuffix("+") ? String(dropLast()) : self }
}
