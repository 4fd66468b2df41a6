extension UserData {
    /// A file system that an instance mounts before its ECS agent starts.
    ///
    /// It is mounted once, by the script: instances of Batch are never started a second time.
    enum Mount {
        /// EFS, through its mount targets in the instance's subnets.
        case elastic(id: String, path: String)
        /// FSx for Lustre.
        case lustre(dns: String, path: String)

        /// The part of the script that does it.
        var section: String {
            switch self {
            case .elastic(let id, let path):
                """
                dnf install -y -q amazon-efs-utils
                mkdir -p \(path)
                mount -t efs -o tls \(id):/ \(path)
                """
            case .lustre(let dns, let path):
                // The name of the share is random, so the instance asks for it.
                """
                dnf install -y -q lustre-client awscli-2
                mkdir -p \(path)
                share=$(aws fsx describe-file-systems --region \(Self.region(of: dns)) \\
                    --file-system-ids \(Self.id(of: dns)) \\
                    --query 'FileSystems[0].LustreConfiguration.MountName' --output text)
                mount -t lustre -o relatime,flock "\(dns)@tcp:/$share" \(path)
                """
            }
        }

        /// `fs-….fsx.<region>.amazonaws.com`
        private static func id(of dns: String) -> String { part(0, of: dns) }

        private static func region(of dns: String) -> String { part(2, of: dns) }

        private static func part(_ index: Int, of dns: String) -> String {
            let parts = dns.split(separator: ".")
            return parts.indices.contains(index) ? String(parts[index]) : ""
        }
    }
}
