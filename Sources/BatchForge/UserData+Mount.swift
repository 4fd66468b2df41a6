extension UserData {
    /// A file system that an instance mounts before its ECS agent starts.
    struct Mount {
        /// The place of the mount; letters, digits, `.`, `-`, `_` and `/` only.
        let path: String
        let fileSystem: FileSystem

        enum FileSystem {
            /// EFS, through its mount targets in the instance's subnets.
            case elastic(id: String)
            /// EFS that reconcile makes, so that its id is known later.
            case madeElastic
            /// FSx for Lustre: `fs-….fsx.<region>.amazonaws.com`.
            case lustre(dns: String)
            /// FSx for Lustre that reconcile makes, so that its names are known later.
            case madeLustre
        }

        var isLustre: Bool {
            switch fileSystem {
            case .elastic, .madeElastic: false
            case .lustre, .madeLustre: true
            }
        }

        /// True if the instance asks FSx for the mount name.
        var asksForName: Bool {
            if case .lustre = fileSystem { return true }
            return false
        }

        /// The package with the file system's client.
        var package: String {
            isLustre ? "lustre-client" : "amazon-efs-utils"
        }

        /// The command that mounts it.
        var command: String {
            switch fileSystem {
            case .elastic(let id):
                "attach \"$end\" \(ShellWord.plain(path)) -t efs -o tls \(ShellWord.plain("\(id):/"))"
            case .madeElastic:
                "attach \"$end\" \(ShellWord.plain(path)) -t efs -o tls \(Blank.elasticID.text):/"
            case .madeLustre:
                "attach \"$end\" \(ShellWord.plain(path)) -t lustre -o relatime,flock "
                    + "\(Blank.lustreDNS.text)@tcp:/\(Blank.lustreMountName.text)"
            case .lustre(let dns):
                (["attach_lustre \"$end\""]
                    + [path, dns, Self.part(0, of: dns), Self.part(2, of: dns)].map(ShellWord.plain))
                    .joined(separator: " ")
            }
        }

        private static func part(_ index: Int, of dns: String) -> String {
            let parts = dns.split(separator: ".")
            return parts.indices.contains(index) ? String(parts[index]) : ""
        }
    }

    static let attachFunction = #"""
        # attach TIME PATH ARGUMENT...: mounts a file system, again until then: new mount targets and names take a while.
        attach() {
            local end=$1 path=$2 rest
            shift 2
            mkdir -p "$path"
            for _ in {1..25}; do
                rest=$((end - $(now)))
                [ "$rest" -gt 0 ] || break
                [ "$rest" -lt 30 ] || rest=30
                limit "$rest" mount "$@" "$path" && mountpoint -q "$path" && return 0
                sleep 5
            done
            say "$path could not be mounted (mount $*): look at its security groups, and at DNS host names in the VPC"
            return 1
        }
        """#

    /// Finds the mount name that FSx gives every Lustre file system. Nothing can be mounted without it.
    static func lustreFunction(hasCLI: Bool) -> String {
        #"""
        # attach_lustre TIME PATH DNS ID REGION: asks FSx for the mount name, which is random.
        attach_lustre() {
            local aws=aws name
            \#(hasCLI ? #"[ ! -x "$cli" ] || aws=$cli"# : ":")
            for _ in {1..25}; do
                [ "$(now)" -lt "$1" ] || break
                name=$(limit 20 "$aws" fsx describe-file-systems --region "$5" --file-system-ids "$4" \
                    --cli-connect-timeout 5 --cli-read-timeout 10 \
                    --query 'FileSystems[0].LustreConfiguration.MountName' --output text)
                # 'None' is the CLI's word for a value that is missing.
                if [[ $name =~ ^[A-Za-z0-9_-]{1,8}$ && $name != None ]]; then
                    attach "$1" "$2" -t lustre -o relatime,flock "$3@tcp:/$name"
                    return
                fi
                sleep 5
            done
            say "$2 could not be mounted: FSx gave no mount name of $4"
            return 1
        }
        """#
    }
}
