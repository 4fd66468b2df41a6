/// The script of a head job: it writes the Nextflow configuration, sources the file's `pre-run`, runs Nextflow, and then
/// sources `post-run`.
///
/// Texts of files are in base64, so that none of them can end a command. The script has no single quote, because
/// Nextflow's image may hand it on between two of them (nextflow-io/nextflow, docker/entry.sh), and no `Ref::`, which Batch
/// takes for a parameter.
package struct HeadJobScript {
    /// The Nextflow configuration.
    var configuration: String
    /// The script that runs before Nextflow.
    var preRun: String?
    /// The script that runs after Nextflow.
    var postRun: String?

    /// The variable that holds the arguments of `nextflow run`: each with a zero byte behind it, all of them in base64.
    ///
    /// Arguments do not come in the command, because Batch sends a command that a job overrides as an override of ECS,
    /// which has at most 8,192 characters, and takes no empty argument there [aws-rules: Overrides of a job].
    package static let argumentsVariable = "RECONCILE_ARGUMENTS"

    /// Returns the value of ``argumentsVariable`` for arguments.
    package static func encoded(_ arguments: [String]) -> String {
        Base64.encoded(arguments.flatMap { Array($0.utf8) + [0] })
    }

    /// The command of the container.
    var command: [String] { ["bash", "-c", text, "reconcile"] }

    /// The bytes of a file's text within the script.
    static func size(of text: String) -> Int { encoded(text).utf8.count }

    private static func encoded(_ text: String) -> String { Base64.encoded(Array(text.utf8)) }

    private var text: String {
        var sections = [Self.start, "reconcile_put \(Self.configurationFile) \(Self.encoded(configuration))"]
        if let preRun { sections.append("reconcile_put pre-run \(Self.encoded(preRun))") }
        if let postRun { sections.append("reconcile_put post-run \(Self.encoded(postRun))") }
        sections.append(Self.run(hasPreRun: preRun != nil))
        if postRun != nil { sections.append(Self.end) }
        sections.append(#"exit "$reconcile_status""#)
        return sections.joined(separator: "\n")
    }

    private static let start = #"""
        # Written by reconcile: the head job of Nextflow on AWS Batch.
        reconcile_dir=$(mktemp -d "${TMPDIR:-/tmp}/reconcile.XXXXXX") && cd "$reconcile_dir" || exit 1
        reconcile_put() { base64 -d >"$reconcile_dir/$1" <<<"$2" || exit 1; }
        reconcile_arguments=("$@")
        if [ -n "${RECONCILE_ARGUMENTS:-}" ]; then
            mapfile -d "" -t reconcile_arguments < <(base64 -d <<<"$RECONCILE_ARGUMENTS")
            unset RECONCILE_ARGUMENTS
        fi
        """#

    /// Nextflow runs in a subshell with `pre-run`, so that an `exit` there does not end the job before `post-run`, and in
    /// the background, because a shell in the foreground of a job hands on no signal: Batch ends a job with SIGTERM, and
    /// Nextflow then ends its tasks.
    private static func run(hasPreRun: Bool) -> String {
        let preRun = #"""
                source "$reconcile_dir/pre-run"
                reconcile_status=$?
                if [ "$reconcile_status" -ne 0 ]; then
                    echo "reconcile: pre-run ended with status $reconcile_status, Nextflow was not started" >&2
                    exit "$reconcile_status"
                fi

            """#
        return #"""
            (
            \#(hasPreRun ? preRun : "")    exec nextflow run "${reconcile_arguments[@]}" -c "$reconcile_dir/reconcile.config"
            ) &
            reconcile_job=$!
            reconcile_stop() { kill -TERM "$reconcile_job" 2>/dev/null; }
            trap reconcile_stop TERM INT
            wait "$reconcile_job"
            reconcile_status=$?
            while kill -0 "$reconcile_job" 2>/dev/null; do
                wait "$reconcile_job"
                reconcile_status=$?
            done
            """#
    }

    private static let end = #"""
        ( source "$reconcile_dir/post-run" ) || echo "reconcile: post-run ended with status $?" >&2
        """#
}
