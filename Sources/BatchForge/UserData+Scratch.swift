extension UserData {
    /// Makes one striped volume of several disks. If that fails, one of them is used.
    ///
    /// The kernel's list has each disk once; `/dev/disk/by-id` may have several links to one. Head environments use
    /// types of the c, m and r families without such disks (`optimal`) and share the launch template. An instance of
    /// such a type goes on without [aws-rules: Disks].
    static let scratchFunctions = #"""
        \#(useDiskFunction("/scratch/fusion"))

        # Makes one volume of all disks.
        stripe() {
            pvcreate -y "${disks[@]}" && vgcreate scratch "${disks[@]}" &&
                lvcreate -y -i "${#disks[@]}" -l 100%FREE -n fusion scratch && use_disk /dev/scratch/fusion && return 0
            vgremove -f -y scratch
            return 1
        }

        \#(metadataFunction("instance_type", of: "instance-type"))

        # The NVMe instance disks that 'fast-storage' asks for. Only head jobs run on types that have none, which are c, m
        # or r types without a 'd' in their family's name.
        use_disks() {
            local type disk
            if [ ${#disks[@]} -eq 0 ]; then
                type=$(instance_type)
                [[ $type =~ ^[cmr][0-9]+[a-ce-z-]*\. ]] && return 0
                say "'fast-storage' needs NVMe instance disks, and this instance (${type:-type unknown}) has none"
                return 1
            fi
            [ ${#disks[@]} -gt 1 ] && stripe && return 0
            for disk in "${disks[@]}"; do
                use_disk "$disk" || continue
                [ ${#disks[@]} -eq 1 ] || say "the ${#disks[@]} NVMe disks could not be striped: $disk is used alone"
                return 0
            done
            say "no NVMe disk could be mounted at /scratch/fusion: ${disks[*]}"
            return 1
        }
        """#

    /// Returns the function that makes a device the disk at a path.
    static func useDiskFunction(_ path: String) -> String {
        #"""
        # use_disk DEVICE: makes it \#(path).
        use_disk() {
            mkfs.xfs -f -K "$1" && mount -o noatime "$1" \#(path) && mountpoint -q \#(path) &&
                chmod 1777 \#(path)
        }
        """#
    }

    /// Returns a function that prints an item of the instance's metadata.
    static func metadataFunction(_ name: String, of item: String) -> String {
        #"""
        \#(name)() {
            local url=http://169.254.169.254/latest token
            token=$(curl -sSf --connect-timeout 2 --max-time 5 -X PUT \
                -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' "$url/api/token") &&
                curl -sSf --connect-timeout 2 --max-time 5 -H "X-aws-ec2-metadata-token: $token" \
                    "$url/meta-data/\#(item)"
        }
        """#
    }
}
