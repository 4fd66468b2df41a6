extension DiagnosticPages {
    /// Reading files: YAML, variables, blocks.
    static let files = [
        Page(
            "yaml-syntax", "The text is not YAML, or an export is not JSON",
            "The parser stopped at this place, so nothing behind it was read. An unclosed quote or bracket is shown "
                + "where it was opened, as far as that can be told. What 'file-path' names is held to JSON, which is "
                + "all that 'tw compute-envs import' reads: text in double quotes, no comments, no ',' at the end."),
        Page(
            "yaml-tab", "A tab indents a line",
            "YAML allows no tabs in indentation. Indent with spaces."),
        Page(
            "yaml-limit", "The files are larger, deeper or more than are read",
            "Limits keep a small file from becoming an endless amount of work: bytes, nesting, aliases and what they "
                + "expand to. No file that people write comes near them; the message names the limit."),
        Page(
            "yaml-merge", "A '<<' key merges something that is no map",
            "'<<:' takes an alias of a map, or a list of such aliases. Keys of the map itself win over merged "
                + "ones."),
        Page(
            "yaml-alias", "A '*name' that names nothing before it",
            "'*name' stands for the value that '&name' marks, further up in the same document: anchors end with their "
                + "document and with their file, and no value holds itself."),
        Page(
            "yaml-encoding", "A byte or a character that no YAML file may hold",
            "Files are UTF-8 text, as editors save it. Control characters other than tab and line break are refused, "
                + "since they are invisible; in double quotes an escape such as '\\e' writes one."),
        Page(
            "duplicate-key", "A map names a key twice",
            "Most parsers silently take the last one, so that what the file seems to say is not what it says. Remove one; "
                + "the note points at the first."),
        Page(
            "unknown-field", "A field that nothing knows",
            "Names are those of 'tw compute-envs add aws-batch'. Where a name is close to a known one it is suggested, and "
                + "'validate --fix' writes it; what the field that was meant would have to go with is checked after "
                + "that. 'explain FIELD' tells what a field means."),
        Page(
            "unknown-block", "A top-level key that is none of seqerakit's",
            "reconcile reads 'compute-envs:' and skips seqerakit's other blocks. Any other key is most likely a typing "
                + "error, and a block that is skipped by mistake would be worse than an error."),
        Page(
            "skipped-blocks", "Blocks of seqerakit that are not read",
            "Organizations, teams, workspaces and so on belong to the Seqera Platform. They may stay in the file; "
                + "seqerakit goes on reading them."),
        Page(
            "skipped-environment", "An environment of another platform is skipped",
            "'--ignore-unsupported' was given, so environments that are not AWS Batch are left to other tools."),
        Page(
            "skipped-file", "A YAML file of another tool in a directory",
            "A directory is read with every *.yml and *.yaml file below it. One that could be read whole and has no block of "
                + "seqerakit is skipped. A file that cannot be read, or that looks like one of environments, is an error: "
                + "if it were skipped, '--prune' would delete its environments. A file that is named is always read."),
        Page(
            "no-environments", "No file has a 'compute-envs:' block",
            "There is nothing to compare AWS with. Where no environment is meant, say so with 'compute-envs: []'."),
        Page(
            "file-not-found", "A file is not there",
            "Paths inside a file are relative to the file that names them; paths on the command line to the working "
                + "directory."),
        Page(
            "file-unreadable", "A file cannot be read",
            "It is too large, no file, not UTF-8, not permitted, or outside the folder of the file that names it "
                + "('--allow-external-files' permits that); the message says which."),
        Page(
            "unset-variable", "Variables without a value",
            "Every variable that is used and set nowhere is named once, with up to three places. Values come from the "
                + "process environment and from '--env-file', which wins. A line of an env file that may set it and is not "
                + "run is shown too, and an env file beside the input that sets it is named. '${NAME:-default}' gives a variable a default, '$$' is a dollar sign."
        ),
        Page(
            "secret-variable", "A variable that may hold a secret",
            "The author of a file chooses the names in it, and the environment of a CI job holds the job's credentials. So "
                + "no file gets a variable of the environment whose name has TOKEN, SECRET or PASSWORD in it, ends in "
                + "_KEY or begins with ACTIONS_. '--env-allow NAME' lets files have one, a file given with '--env-file' "
                + "may set any. '--env-files-only' leaves the whole environment out, for pull requests of strangers."),
        Page(
            "secret-in-plan", "A plan with a secret in it",
            "A saved plan holds all that apply needs, and files are kept and passed on. A plan that holds the value of a "
                + "variable whose name says that it holds a secret is not saved; apply the file itself."),
        Page(
            "expansion-syntax", "A '${' that begins no variable",
            "It is never closed, or holds something other than '${NAME}', '${NAME:-default}' or '${NAME:?message}'. "
                + "Write '$$' for a dollar sign; one without a name or a brace after it stays as it is."),
        Page(
            "env-file-syntax", "A line of an env file that is not an assignment",
            "Env files are read, never run: 'export NAME=value' lines, dotenv files or YAML maps. Anything else, such as "
                + "'source', 'module load', an 'if' or direnv's 'use', is skipped as a shell would delimit it. That is a note "
                + "if no file uses what the line would set, and an error at the line if one does. A quote that is never "
                + "closed is an error."),
        Page(
            "command-substitution", "A value of an env file needs a command",
            "Env files are read and never run, so what '$(…)' or backquotes would print is not known. If a "
                + "YAML file uses the variable, give its value after it: "
                + "'--env-file env.sh --env-file <(echo NAME=$(command))'."),
        Page(
            "external-file", "A file outside the folder of the file that names it",
            "A YAML file from elsewhere should not be able to read any file of this machine. '--allow-external-files' "
                + "permits it."),
        Page(
            "yaml-tag", "A YAML tag that changes a value's type",
            "Values are typed by their field, so a tag such as '!!int' or one of an application's own has no meaning here."
        ),
        Page(
            "stray-quote", "A quote too many at the edge of an item",
            "YAML takes it for a part of the value, as in 'labels: a=b,c=d\"'. The item is used without it, "
                + "and editors and SARIF viewers get the fix."),
        Page(
            "unknown-target", "'--target' names no environment",
            "No environment of the files has this name; the message lists those that there are."),
        Page(
            "too-many-problems", "More problems than are shown",
            "The first thousand errors of a file are shown. Mend those; the rest often goes with them."),
    ]
}
