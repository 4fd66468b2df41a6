/// A value as systemd reads it from an environment file, up to the end of its line.
///
/// Source: systemd, src/basic/env-file.c, `parse_env_file_internal`. Behind a quote that closes, another may open.
struct AgentSettingValue {
    private enum State { case before, plain, escaped, single, double, doubleEscaped }

    /// The quote that is open at the end of the line, so that the next line would belong to the value; nil if none is.
    let openQuote: Character?

    init(_ value: Substring) {
        var state = State.before
        for character in value.unicodeScalars {
            switch (state, character) {
            case (.before, "'"): state = .single
            case (.before, "\""): state = .double
            case (.before, "\\"), (.plain, "\\"): state = .escaped
            case (.before, " "): break
            case (.before, _), (.escaped, _): state = .plain
            case (.single, "'"), (.double, "\""): state = .before
            case (.double, "\\"): state = .doubleEscaped
            case (.doubleEscaped, _): state = .double
            case (.plain, _), (.single, _), (.double, _): break
            }
        }
        switch state {
        case .single: openQuote = "'"
        case .double, .doubleEscaped: openQuote = "\""
        case .before, .plain, .escaped: openQuote = nil
        }
    }
}
