extension DiagnosticPages {
    /// The pages about instance types.
    static let instances = [
        Page(
            "unknown-instance-type", "An instance type that the built-in catalogue does not have",
            """
            A size that EC2 never had is an error. A family may be newer than the catalogue: without AWS that is a \
            warning, and plan and apply ask EC2. 'reconcile instance-types' shows the catalogue and its date.
            """, example: Example("instance-types: m6i.huge", "instance-types: m6i.large")),
        Page(
            "invalid-trace", "A trace file of Nextflow that cannot be read",
            """
            'reconcile init --trace FILE' takes the file that 'nextflow run -with-trace' writes: a line with the names of \
            the columns, and a line for each task, with tabs between the columns. It needs 'cpus' or '%cpu', and 'memory', \
            'peak_rss' or 'rss'. The amounts are as Nextflow writes them, such as '29.8 MB', or bare numbers with \
            'trace.raw'. Columns with line breaks, such as 'script', do not fit into a line.
            """),
        Page(
            "instance-type-not-offered", "EC2 does not offer an instance type in the region",
            """
            No instance of this type can start there. Name a type that the region has. EC2 is asked only if the file names \
            a type that the built-in catalogue does not have.
            """),
        Page(
            "no-spot", "Instances that EC2 does not sell as Spot Instances",
            """
            With 'provisioning-model: SPOT' none of them can start. Name other types, or use 'provisioning-model: EC2'.
            """,
            example: Example("instance-types: hpc7a.96xlarge\nmax-cpus: 1024", "instance-types: m7a\nmax-cpus: 1024")),
        Page(
            "small-max-cpus", "Fewer vCPUs than the smallest instance has",
            """
            AWS Batch goes over 'max-cpus' by at most one instance, so the environment never has more than one. Raise \
            'max-cpus', or name smaller instance types.
            """,
            example: Example(
                "max-cpus: 2\ninstance-types: m6i.4xlarge", "max-cpus: 64\ninstance-types: m6i.4xlarge")),
        Page(
            "missing-driver", "Instances with GPUs or accelerators for which the image has no drivers",
            """
            AWS Batch's image ECS_AL2023 is for instances without GPUs. For NVIDIA's GPUs on x86-64 set 'gpu: True'. For \
            other GPUs, and for Inferentia and Trainium, give an image with their drivers as 'ami-id'.
            """,
            example: Example("instance-types: g6.xlarge", "instance-types: g6.xlarge\ngpu: True")),
        Page(
            "snapshot-fitness", "Instances that may be too slow to save a Fusion snapshot",
            """
            EC2 gives 120 s before it takes a Spot Instance back. In that time the memory must be written at the bandwidth \
            that EC2 guarantees: up to 5 GiB for each Gbps. This is advice. A job that uses less memory than its instance \
            has is safe longer. 'reconcile instance-types --snapshots' lists the types that fit.
            """),
    ]
}
