/// The boot disk of an instance.
package enum BootDisk {
    /// GB of the root volume of the ECS-optimised images, as their recipe (aws/amazon-ecs-ami, `block_device_size_gb`)
    /// makes them. EC2 makes no volume that is smaller than its snapshot.
    package static let imageSize = 30
}
