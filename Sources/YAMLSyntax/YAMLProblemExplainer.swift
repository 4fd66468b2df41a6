import Diagnostics

/// Explains in the user's words why libyaml could not read a file.
struct YAMLProblemExplainer {
    let source: SourceText
    /// The innermost bracket that was open when the problem was met.
    let openBracket: YAMLMark?
    /// The last text that has quotes and goes over several lines.
    let longQuote: (start: YAMLMark, end: YAMLMark)?

    func diagnostic(for problem: YAMLProblem) -> Diagnostic {
        if let tab = tabInIndentation(line: problem.mark.line + 1) {
            return Diagnostic(
                .error, "yaml-tab", "tab used for indentation; use spaces",
                detail: "YAML counts spaces to see what belongs together; the width of a tab is not defined", at: tab)
        }
        if let blank = oddIndentation(problem.mark.line + 1) { return blank }
        let context = Self.openings[problem.context ?? ""]
        if let unclosed = Self.unclosed(problem) {
            return Diagnostic(.error, "yaml-syntax", unclosed, at: place(problem.contextMark))
        }
        if let quote = quoteOverLines(problem) { return quote }
        if problem.problem == "could not find expected ':'" { return keyWithoutValue(problem.contextMark) }
        if let bracket = unclosedBracket(problem) { return bracket }
        if let dash = boundDash(problem) { return dash }
        if let line = outdented(problem) { return line }
        if let token = token(problem) { return token }
        let wording = wording(of: problem)
        var notes: [Diagnostic.Note] = []
        if let context, let start = place(problem.contextMark) { notes = [Diagnostic.Note(context, at: start)] }
        return Diagnostic(
            .error, "yaml-syntax", wording.summary, detail: wording.detail, at: place(problem.mark), notes: notes)
    }

    private static let openings = [
        "while parsing a block mapping": "the map starts here",
        "while parsing a block collection": "the list starts here",
        "while parsing a flow sequence": "the list starts here",
        "while parsing a flow mapping": "the map starts here",
        "while scanning a quoted scalar": "the quoted text starts here",
        "while scanning a plain scalar": "the text starts here",
    ]

    /// Quotes that never close: the opening one is the place.
    private static func unclosed(_ problem: YAMLProblem) -> String? {
        guard problem.context == "while scanning a quoted scalar" else { return nil }
        switch problem.problem {
        case "found unexpected end of stream": return "this quote is never closed"
        case "found unexpected document indicator": return "this quote is not closed before the document ends"
        default: return nil
        }
    }

    /// A quote that is left open, so that the next text's opening quote ends it, and that text is in the way.
    private func quoteOverLines(_ problem: YAMLProblem) -> Diagnostic? {
        guard let longQuote, problem.mark.line == longQuote.end.line else { return nil }
        let isNext =
            problem.problem.hasPrefix("did not find expected") && problem.mark.column <= longQuote.end.column + 1
        guard isNext || problem.problem == "mapping values are not allowed in this context" else { return nil }
        let end = YAMLMark(line: longQuote.end.line, column: longQuote.end.column - 1)
        return Diagnostic(
            .error, "yaml-syntax", "this quote is not closed on its line",
            detail: "the next one ends its text, and what follows cannot be read", at: place(longQuote.start),
            notes: place(end).map { [Diagnostic.Note("the text ends here", at: $0)] } ?? [])
    }

    /// A line without ': ', which libyaml notices on the next one.
    private func keyWithoutValue(_ mark: YAMLMark) -> Diagnostic {
        let text = (source.line(mark.line + 1) ?? "").unicodeScalars.dropFirst(mark.column)
        let hasColon = text.contains(":")
        var place = place(mark)
        if let range = place, range.start.line == mark.line + 1 {
            let blanks = text.reversed().prefix(while: \.properties.isWhitespace).count
            place?.end.column = range.start.column + max(text.count - blanks, 1)
        }
        var detail = "every line of a map is 'key: value'"
        if let colon = text.firstIndex(of: ":"), let blank = OddBlank(before: String(text[colon...].dropFirst())) {
            detail = "the ':' is followed by \(blank.name), which YAML reads as a letter; write a space"
        }
        return Diagnostic(
            .error, "yaml-syntax", hasColon ? "a space is missing after the ':'" : "a ':' is missing after a key",
            detail: detail, at: place)
    }

    /// A line that looks indented and starts in the first column for YAML, which libyaml notices there or on the next.
    private func oddIndentation(_ line: Int) -> Diagnostic? {
        for line in [line, line - 1] where line > 0 {
            guard let blank = OddBlank(before: source.line(line) ?? "") else { continue }
            let start = SourcePosition(line: line, column: blank.offset + 1)
            return Diagnostic(
                .error, "yaml-syntax", "\(blank.name) indents this line",
                detail: "YAML takes it for a letter; write spaces",
                at: SourceRange(
                    filename: source.filename, start: start,
                    end: SourcePosition(line: line, column: blank.offset + 2)))
        }
        return nil
    }

    /// Finds a list or a map in brackets that is still open at a line that is indented no further than its line.
    private func unclosedBracket(_ problem: YAMLProblem) -> Diagnostic? {
        let isAtEnd = (source.line(problem.mark.line + 1) ?? "").allSatisfy(\.isWhitespace)
        let mark: YAMLMark
        if problem.problem == Self.noValue, isAtEnd, let openBracket {
            mark = openBracket
        } else if problem.problem.hasPrefix("did not find expected ','"), problem.mark.line > problem.contextMark.line,
            problem.context?.hasPrefix("while parsing a flow") == true
        {
            mark = problem.contextMark
            guard isAtEnd || indentation(problem.mark.line) <= fieldColumn(before: mark) else { return nil }
        } else {
            return nil
        }
        return Diagnostic(
            .error, "yaml-syntax", "this '\(character(at: mark))' is never closed", at: place(mark))
    }

    private func indentation(_ line: Int) -> Int {
        (source.line(line + 1) ?? "").unicodeScalars.prefix { $0 == " " }.count
    }

    /// The column of the fields on a bracket's line: behind the dashes, unless the bracket is there.
    private func fieldColumn(before bracket: YAMLMark) -> Int {
        let column = fieldColumn(of: bracket.line)
        return column < bracket.column ? column : indentation(bracket.line)
    }

    private func fieldColumn(of line: Int) -> Int {
        (source.line(line + 1) ?? "").unicodeScalars.prefix { $0 == " " || $0 == "-" }.count
    }

    private static let noValue = "did not find expected node content"

    /// `-key: value`, which libyaml takes for a key; it notices the error only if the next line has a key too.
    private func boundDash(_ problem: YAMLProblem) -> Diagnostic? {
        guard problem.problem == "mapping values are not allowed in this context", problem.mark.line > 0 else {
            return nil
        }
        let line = (source.line(problem.mark.line) ?? "").unicodeScalars
        let column = line.prefix { $0 == " " }.count
        let text = line.dropFirst(column)
        guard text.first == "-", let next = text.dropFirst().first, next.properties.isAlphabetic else { return nil }
        return Diagnostic(
            .error, "yaml-syntax", "a space is missing after the '-'", detail: "an item of a list is '- value'",
            at: place(YAMLMark(line: problem.mark.line - 1, column: column)))
    }

    /// A field in the first column between fields that are indented: libyaml reads it, and refuses the next one.
    private func outdented(_ problem: YAMLProblem) -> Diagnostic? {
        let problems = ["did not find expected key", "mapping values are not allowed in this context"]
        guard problems.contains(problem.problem), let line = lineWithText(before: problem.mark.line),
            let other = lineWithText(before: line)
        else { return nil }
        let text = source.line(line + 1) ?? ""
        // Below a key without a value, indented lines are in their place.
        let value = text.drop { $0 != ":" }.dropFirst().first { !$0.isWhitespace }
        let indented = indentation(problem.mark.line)
        guard indentation(line) == 0, indented > 0, indented == fieldColumn(of: other), !text.hasPrefix("-"),
            let value, value != "#"
        else { return nil }
        return Diagnostic(
            .error, "yaml-syntax", "this line has lost its indentation",
            detail: "the lines around it are indented; indent it as far as they are",
            at: place(YAMLMark(line: line, column: 0)))
    }

    /// The last line before one, counted from zero as that is, which is neither blank nor a comment.
    private func lineWithText(before line: Int) -> Int? {
        (0..<line).reversed().first { number in
            (source.line(number + 1) ?? "").first { !$0.isWhitespace }.map { $0 != "#" } ?? false
        }
    }

    /// Explains a problem with a character in front of a text (a reference, a directive, a tag, a block) or an escape.
    private func token(_ problem: YAMLProblem) -> Diagnostic? {
        var mark = problem.contextMark
        let (summary, detail): (String, String)
        switch (problem.problem, problem.context ?? "") {
        case (_, "while scanning an alias"), (_, "while scanning an anchor"):
            summary = "'\(character(at: mark))' must be followed by the name of an anchor"
            detail = "put text that starts with it in quotes"
        case (_, let context) where context.hasSuffix("directive"):
            summary = "this line is no directive of YAML"
            detail = "a line that starts with '%' is '%YAML 1.2' or '%TAG …', and few files need one"
        case ("found incompatible YAML document", _), ("found duplicate %YAML directive", _):
            mark = problem.mark
            summary = "this version of YAML is not read, or is given twice"
            detail = "write '%YAML 1.2' once, or leave it out"
        case (_, "while scanning a tag"), (_, "while parsing a tag"), ("found undefined tag handle", _):
            if problem.context == "while parsing a node" { mark = problem.mark }
            summary = "this tag cannot be read"
            detail = "put text that starts with '!' in quotes"
        case ("found an indentation indicator equal to 0", _),
            ("did not find expected comment or line break", "while scanning a block scalar"):
            mark = problem.mark
            summary = "this is not allowed after '|' or '>'"
            detail = "the text starts on the next line"
        case ("did not find expected hexdecimal number", _), ("found invalid Unicode character escape code", _):
            mark = YAMLMark(line: problem.mark.line, column: max(problem.mark.column - 2, 0))
            summary = "this escape is no character"
            detail =
                "'\\x', '\\u' and '\\U' have 2, 4 and 8 hexadecimal digits behind them; write '\\\\' for a backslash"
        default: return nil
        }
        return Diagnostic(.error, "yaml-syntax", summary, detail: detail, at: place(mark))
    }

    private func wording(of problem: YAMLProblem) -> (summary: String, detail: String) {
        switch problem.problem {
        case "found character that cannot start any token":
            let character = character(at: problem.mark)
            if character == "\t" { return ("a tab cannot start a value", "use spaces") }
            return ("text cannot start with '\(character)'", "put it in quotes")
        case "mapping values are not allowed in this context":
            return (
                "a key and its ':' are not allowed here",
                "either the line is indented wrongly, or text that holds ': ' must be put in quotes"
            )
        case "mapping keys are not allowed in this context":
            return ("a '?' cannot start a key here", "put text that starts with '? ' in quotes")
        case "did not find expected key":
            if let end = characterBefore(problem.mark), "\"']}".contains(end) {
                let isQuote = "\"'".contains(end)
                return (
                    "nothing may follow the closing \(end)",
                    isQuote
                        ? "put all of it into one pair of quotes; within '…' a quote is '', within \"…\" it is \\\""
                        : "remove it, or put all of it in quotes where it is text"
                )
            }
            return (
                "a key of the map is expected here",
                "its keys start in one column; text that starts with a quote must end with it"
            )
        case "did not find expected '-' indicator":
            return (
                "the indentation of this line fits nothing above it",
                "an item starts with '-' in the column of the other '-'; a field starts where the other fields start"
            )
        case Self.noValue:
            let character = character(at: problem.mark)
            return ("a value is expected here, not '\(character)'", "put text that holds it in quotes")
        case "did not find expected ',' or ']'": return ("',' or ']' is expected here", "")
        case "did not find expected ',' or '}'": return ("',' or '}' is expected here", "")
        case "block sequence entries are not allowed in this context":
            return ("a list cannot start here", "start it on a new line below its key")
        case "did not find expected <document start>":
            if problem.mark.line > 0, (source.line(problem.mark.line) ?? "").hasPrefix("%") {
                return ("a line '---' is missing behind the lines that start with '%'", "")
            }
            return ("nothing may follow the document here", "separate documents by a line '---'")
        case "found unknown escape character":
            return ("unknown escape in double-quoted text", "write '\\\\' for a backslash, or use single quotes")
        case "found unexpected end of stream": return ("the file ends in the middle of a value", "")
        default: return (problem.problem, problem.context ?? "")
        }
    }

    // MARK: Places

    private func character(at mark: YAMLMark) -> String {
        let scalars = (source.line(mark.line + 1) ?? "").unicodeScalars.dropFirst(mark.column)
        return scalars.first.map { String($0) } ?? ""
    }

    /// The character before a place on its line, apart from blanks.
    private func characterBefore(_ mark: YAMLMark) -> Character? {
        let before = (source.line(mark.line + 1) ?? "").unicodeScalars.prefix(mark.column)
        return before.last { !$0.properties.isWhitespace }.map { Character($0) }
    }

    private func tabInIndentation(line: Int) -> SourceRange? {
        let indentation = (source.line(line) ?? "").unicodeScalars.prefix { $0 == " " || $0 == "\t" }
        guard let index = indentation.firstIndex(of: "\t") else { return nil }
        let column = indentation.distance(from: indentation.startIndex, to: index) + 1
        let tabs = indentation[index...].prefix { $0 == "\t" }.count
        return SourceRange(
            filename: source.filename, start: SourcePosition(line: line, column: column),
            end: SourcePosition(line: line, column: column + tabs))
    }

    /// The place of one character, or the end of the last line with text if the file ends too early.
    private func place(_ mark: YAMLMark) -> SourceRange? {
        var line = mark.line + 1
        var column = mark.column + 1
        while line > 1, (source.line(line) ?? "").allSatisfy(\.isWhitespace) {
            line -= 1
            column = (source.line(line) ?? "").unicodeScalars.count + 1
        }
        let start = SourcePosition(line: line, column: column)
        return SourceRange(
            filename: source.filename, start: start, end: SourcePosition(line: line, column: column + 1))
    }
}
