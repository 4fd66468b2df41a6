extension DiagnosticPages {
    /// The pages about variables and secrets.
    static let variables = [
        Page(
            "unset-variable", "Variables without a value",
            """
            Values come from the environment and from '--env-file'; the file wins. The message shows up to three places \
            for each variable, the line of an env file that may set it and is not run, and an env file beside the input \
            that sets it. '${NAME:-default}' gives a variable a default. '$$' is a dollar sign.
            """, example: Example("key-pair: $TEAM_KEY_PAIR", "key-pair: ${TEAM_KEY_PAIR:-ops}")),
        Page(
            "secret-variable", "A variable that may hold a secret",
            """
            The author of a file chooses the names in it, and the environment of a CI job holds the job's credentials. So \
            no file gets a variable of the environment if its name contains TOKEN, SECRET or PASSWORD, ends in _KEY or \
            begins with ACTIONS_. '--env-allow NAME' lets files have one. A file that is given with '--env-file' may set \
            any name. '--env-files-only' ignores the whole environment; use it for pull requests of strangers.
            """),
        Page(
            "secret-in-plan", "A saved plan would contain a secret",
            """
            A saved plan has all that apply needs, and people keep and share such files. So a plan is not saved if it \
            contains the value of a variable whose name says that it holds a secret, and an earlier plan in that file is \
            removed. Apply the file itself, or take the secret out of it: 'pre-run' can read it from Secrets Manager.
            """),
        Page(
            "expansion-syntax", "A '${' that starts no variable",
            """
            It is never closed, or contains something other than '${NAME}', '${NAME:-default}' or '${NAME:?message}'. \
            Write '$$' for a dollar sign. A '$' without a name or a brace after it stays as it is.
            """, example: Example("key-pair: ${TEAM", "key-pair: $${TEAM")),
        Page(
            "env-file-syntax", "A line of an env file that is not an assignment",
            """
            Env files are read and never run. They have lines such as 'export NAME=value', or are dotenv files or YAML \
            maps. Anything else, such as 'source', 'module load' or an 'if', is skipped. If a file uses what the line \
            would set, that is an error, otherwise a note. A quote that is never closed is an error. Write the value as \
            text, or give it in another '--env-file' after this one.
            """),
        Page(
            "command-substitution", "A value of an env file needs a command",
            """
            Env files are read and never run, so the output of '$(…)' or of backquotes is not known. If a file uses the \
            variable, give its value after it: '--env-file env.sh --env-file <(echo NAME=$(command))'.
            """),
    ]
}
