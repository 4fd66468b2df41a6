/// Quotes a text so that a shell reads it as one word.
package enum ShellWord {
    /// Returns the text in single quotes, in which a shell reads nothing but their end. It works on scalars, because a
    /// quote with a combining mark is another Character for Swift, but still a quote for the shell.
    package static func quoted(_ text: String) -> String {
        var word = "'"
        for scalar in text.unicodeScalars {
            if scalar == "'" { word += "'\\''" } else { word.unicodeScalars.append(scalar) }
        }
        return word + "'"
    }

    /// Returns the text as it is if a shell reads it unchanged; else quoted.
    package static func plain(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "-._/:".utf8.contains(byte)
        }
        return isPlain && !text.isEmpty ? text : quoted(text)
    }
}
