extension DiagnosticPages {
    /// The pages about the text of files.
    static let yaml = [
        Page(
            "yaml-syntax", "The text is not YAML, or an export is not JSON",
            """
            The parser stops at this place, so nothing after it is read. If a quote or a bracket is not closed, the \
            message points at where it opens, as far as that can be told. An export that 'file-path' names must be \
            JSON: text in double quotes, no comments, no ',' at the end.
            """, example: Example("log-group: \"/acme/rnaseq", "log-group: \"/acme/rnaseq\"")),
        Page(
            "yaml-tab", "A tab indents a line",
            "YAML allows no tabs in indentation. Indent with spaces."),
        Page(
            "yaml-limit", "The files are larger, deeper or more than reconcile reads",
            """
            Limits keep a small file from causing an endless amount of work. They are about bytes, nesting, aliases, \
            variables, items, files and regions, and lie far above what people write. The message names the limit. \
            Split the files, or look for what repeats itself.
            """),
        Page(
            "yaml-merge", "A '<<' key merges something that is not a map",
            """
            '<<:' takes an alias of a map, or a list of such aliases. If a key exists in both maps, the value of the map \
            itself counts.
            """),
        Page(
            "yaml-alias", "A '*name' that refers to nothing before it",
            """
            '*name' stands for the value that '&name' marks further up in the same document. An alias cannot refer to \
            another document, to another file, or to a value that contains it. Text that starts with '*' needs quotes.
            """, example: Example("log-group: *group", "name: &group rnaseq\nlog-group: *group")),
        Page(
            "yaml-encoding", "A byte or a character that a YAML file may not have",
            """
            Save the file as UTF-8. Control characters other than tab and line break are refused, because they are \
            invisible. In double quotes an escape such as '\\e' writes one.
            """),
        Page(
            "yaml-tag", "A YAML tag that reconcile does not know",
            """
            The field decides how its value is read. YAML's standard tags, such as '!!str', are accepted and change \
            nothing. Any other tag is refused, because it asks for something that would not happen. Remove it.
            """, example: Example("max-cpus: !number 64", "max-cpus: 64")),
        Page(
            "duplicate-key", "A map has a key twice",
            """
            Which of the two values counts depends on the program that reads the file. Remove one; the note points at the \
            first.
            """, example: Example("max-cpus: 64\nmax-cpus: 128", "max-cpus: 128")),
        Page(
            "stray-quote", "A quote too many at the start or end of an item",
            """
            YAML reads the quote as a part of the value. reconcile uses the item without it. Remove the quote; editors \
            and SARIF viewers get the fix.
            """, example: Example("labels: team=a,project=b\"", "labels: team=a,project=b")),
        Page(
            "too-many-problems", "More problems than are shown",
            "The first thousand errors of a file are shown. Correct them first: the others are often their consequences."
        ),
    ]
}
