/// Texts with a meaning to a shell, to MIME, to JSON, to IAM, or to a reader of lines.
enum HostilePieces {
    static let all: [String] = ascii + unseen + whole

    private static let ascii = [
        "'", "\"", "`", "$", "$$", ";", "&", "|", "<", ">", "(", ")", "{", "}", "[", "]", "*", "?", "~", "#", "!", "%",
        "=", ",",
        ":", "@", "+", "\\", "/", "//", "/./", "/../", "..", ".", "-", "--", " ", "  ", "_",
    ]

    private static let unseen = [
        "\0", "\u{1}", "\t", "\n", "\u{B}", "\u{C}", "\r", "\r\n", "\u{1B}[2J", "\u{7F}", "\u{80}", "\u{85}", "\u{9B}",
        "\u{A0}",
        "\u{AD}", "\u{E9}", "\u{FF}", "\u{100}", "\u{301}", "\u{338}", "\u{37E}", "\u{1FEF}", "\u{200B}", "\u{200D}",
        "\u{2028}",
        "\u{2029}", "\u{202E}", "\u{2066}", "\u{212A}", "\u{2126}", "\u{3000}", "\u{4E2D}", "\u{FEFF}", "\u{FF0A}",
        "\u{FF0F}", "\u{E000}",
        "\u{1F600}", "\u{20000}", "\u{E0041}", "/\u{301}", "*\u{301}", "?\u{338}", "$\u{301}{x}", "${\u{301}",
        "/\u{301}*", ".\u{338}.",
    ]

    private static let whole = [
        "*/*", "**", "?*", "${aws:username}", "$${aws:username}", "$$", "$${*}", "${*}", "$${?}", "arn:aws:s3:::*",
        "arn:aws:s3:::x/*",
        "aws:", "reconcile:owner", "\",\"Action\":\"*",
        "\"]},{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"", "\\u002a", "%2a",
        "\\\"*", "x/*", "*/x", "role/*", ":role/*", "12345678901*", "-*", "-?", "cn*", "us-gov", "x,*", "x, *", "x;*",
        "*,x", "../../*",
        "--==RECONCILE==", "\n--==RECONCILE==--\n", "\nRECONCILE_ECS\n", "\nEND\n", "$(id)", "`id`",
    ]
}
