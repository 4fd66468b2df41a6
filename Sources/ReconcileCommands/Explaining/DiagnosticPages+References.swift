extension DiagnosticPages {
    /// What files name and reconcile does not make.
    static let references = [
        Page(
            "invalid-reference", "A '@{NAME.head-queue}' that stands for no queue",
            "'head-queue' and 'compute-queue' of 'config-mode: manual' can name queues of a 'config-mode: forge' "
                + "environment of the same files: '@{NAME.head-queue}', '@{NAME.work-queue}' or '@{NAME.compute-queue}', "
                + "with 'WORKSPACE/' before the name where several workspaces have it. Both environments are in one "
                + "region. In YAML the value needs quotes, because '@' begins no plain text."),
        Page(
            "kept-choice", "What the file leaves open stays as it is",
            "Subnets and security groups that no file names are chosen when an environment is made: those of the region's "
                + "default VPC. They stay as long as they exist, so that a subnet that somebody adds replaces no instances. "
                + "'--refresh network' of plan and apply takes today's choice over."),
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
            "reference-not-found", "Something that the file names does not exist",
            "Ids are looked up in the environment's region, in the account that the credentials lead to. An id of another "
                + "region or account is not found there."),
        Page(
            "reference-not-usable", "Something that the file names cannot be used now",
            "It exists, and its state keeps instances from using it. The message has the state."),
    ]
}
