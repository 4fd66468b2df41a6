import AWSClient

/// Addresses of pages in AWS's console.
struct ConsoleLinks {
    let region: String

    /// The host; nil in a partition whose console is not known.
    private var host: String? {
        switch Partition.partition(ofRegion: region).id {
        case "aws": "console.aws.amazon.com"
        case "aws-cn": "console.amazonaws.cn"
        case "aws-us-gov": "console.amazonaws-us-gov.com"
        default: nil
        }
    }

    /// The page of a job.
    func job(_ id: String) -> String? {
        host.map { "https://\(region).\($0)/batch/home?region=\(region)#jobs/detail/\(id)" }
    }

    /// The page of a log group. The console encodes names twice, with `$` in place of `%`.
    func logGroup(_ name: String) -> String? {
        host.map {
            "https://\(region).\($0)/cloudwatch/home?region=\(region)#logsV2:log-groups/log-group/"
                + name.replacing("/", with: "$252F")
        }
    }
}
