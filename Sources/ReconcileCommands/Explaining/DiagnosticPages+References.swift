extension DiagnosticPages {
    /// The pages about things that files name and reconcile does not make.
    static let references = [
        Page(
            "image-mismatch", "The AMI does not fit the environment",
            "An instance starts only from an AMI of the same architecture, with an EBS volume for a root device, and with a "
                + "boot disk that is at least as large as the AMI's root volume. AWS Batch would find out when the first "
                + "instance is to start."),
        Page(
            "invalid-reference", "A '@{NAME.head-queue}' that stands for no queue",
            "'head-queue' and 'compute-queue' of 'config-mode: manual' can name queues of a 'config-mode: forge' "
                + "environment of the same files: '@{NAME.head-queue}', '@{NAME.work-queue}' or '@{NAME.compute-queue}', "
                + "with 'WORKSPACE/' before the name where several workspaces have it. Both environments are in one "
                + "region. In YAML the value needs quotes, because '@' begins no plain text."),
        Page(
            "kept-choice", "What the file leaves open stays as it is",
            "Subnets and security groups that no file names are chosen when an environment is made: those of the region's "
                + "default VPC. They stay as long as they exist, so that a new subnet in the VPC replaces no instances. "
                + "'--refresh network' of plan and apply takes today's choice over."),
        Page(
            "lustre-version", "An FSx file system with an old version of Lustre",
            "FSx gives 2.10 to most file systems that are made without a version, and AWS recommends 2.15. Whether the client of "
                + "Amazon Linux 2023 mounts 2.10 is not known. UpdateFileSystem raises the version and never lowers it."
        ),
        Page(
            "network-mismatch", "Subnets, security groups and VPC do not belong together",
            "All subnets and security groups of an environment have to be of one VPC, and of that in 'vpc-id' if there is "
                + "one. AWS Batch refuses others, or calls the environment INVALID."),
        Page(
            "no-default-network", "There is no network to choose",
            "Without 'vpc-id' and 'subnets' an environment goes into the default subnets of the region's default VPC, in "
                + "Availability Zones and with free addresses. There is none, or it could not be read: name a network."),
        Page(
            "no-free-addresses", "A subnet has no free addresses",
            "Each instance takes an address of its subnet. A full subnet is an error where something is to start in it, and "
                + "a note where what fills it may be the environment's own instances."),
        Page(
            "no-mount-target", "An EFS file system without a mount target where instances start",
            "An instance mounts a file system through the mount target in its own Availability Zone. Without one it does "
                + "not join its cluster and takes no jobs."),
        Page(
            "reference-not-found", "Something that the file names does not exist",
            "Ids are looked up in the environment's region, in the account that the credentials lead to. An id of another "
                + "region or account is not found there."),
        Page(
            "reference-not-usable", "Something that the file names cannot be used now",
            "It exists, and its state keeps instances from using it. The message has the state."),
        Page(
            "wrong-region", "The bucket of the work directory is in another region",
            "Every task reads and writes there. Fusion Snapshots need a bucket in the environment's region, so that it is an "
                + "error with 'snapshots: True' and a warning otherwise."),
    ]
}
