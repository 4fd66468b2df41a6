import ManifestLoading
import ResourceModel

/// A disk of tasks that grows: the volume that the launch template adds, and others that a service attaches.
///
/// The first volume comes with the instance, so that a start of many instances makes no calls to EC2. Each later one is
/// as large as all before it together: a few volumes reach the limit, and at most half of what is paid for is unused
/// for long [aws-rules: Volumes of a running instance].
extension UserData {
    /// The names of volumes, as EC2 recommends them for data. The first one is in the launch template.
    enum GrowingDisk {
        static let path = "/scratch/ebs"
        static let firstName = "/dev/sdf"
        fileprivate static let otherNames = "/dev/sd{g..p}"
        /// Volumes of an instance: one for each name.
        fileprivate static let mostVolumes = 11
        /// The largest size in GiB, and so the largest first one.
        fileprivate static let mostGiB = ForgeConfiguration.growingDiskSizes.upperBound
        /// The place at which instances mount the disk, and the one at which tasks look for temporary files.
        static let volume = "\(path):/tmp"
    }

    /// The functions that the start and the service share.
    static let diskFunctions = #"""
        \#(useDiskFunction(GrowingDisk.path))

        \#(metadataFunction("metadata", of: "$1"))

        # Which instance this is, and where.
        identify() {
            instance=$(metadata instance-id) && zone=$(metadata placement/availability-zone) &&
                region=$(metadata placement/region)
        }

        ec2() { limit 60 "$cli" ec2 "$@" --region "$region" --cli-connect-timeout 5 --cli-read-timeout 20; }

        # first_volume QUERY FORM [FILTER]: about the volume that the launch template adds, or another of the disk.
        first_volume() {
            ec2 describe-volumes --query "Volumes[0].$1" --output "$2" --filters \
                "Name=attachment.instance-id,Values=$instance" \
                "Name=${3:-attachment.device,Values=\#(GrowingDisk.firstName)}" Name=tag-key,Values=\#(OwnershipTags.disk)
        }

        # device_of NAME VOLUME: an NVMe disk has its volume's id as its serial number, and a link if the image makes it.
        device_of() {
            local file
            file=$(lsblk --nodeps --noheadings --paths --output NAME,SERIAL |
                awk -v serial="${2/-/}" 'serial && $2 == serial {print $1}')
            for file in "$file" "$1" "${1%sd*}xvd${1##*sd}"; do
                [ -e "$file" ] && echo "$file" && return
            done
            return 1
        }

        first_device() {
            device_of \#(GrowingDisk.firstName) "" ||
                { identify && device_of \#(GrowingDisk.firstName) "$(first_volume VolumeId text)"; }
        }

        # use_volume TIME: makes the first volume the disk of tasks.
        use_volume() {
            local device
            until device=$(first_device); do
                if [ "$(now)" -ge "$1" ]; then
                    say "the volume \#(GrowingDisk.firstName) of the launch template was not found"
                    return 1
                fi
                sleep 5
            done
            mkdir -p \#(GrowingDisk.path)
            pvcreate -y "$device" && vgcreate scratch "$device" && lvcreate -y -l 100%FREE -n ebs scratch &&
                use_disk /dev/scratch/ebs && start_service && return 0
            say "$device could not become a disk that grows at \#(GrowingDisk.path)"
            return 1
        }

        start_service() {
            cat >/etc/systemd/system/reconcile-disk.service <<END
        [Unit]
        Description=Adds EBS volumes to \#(GrowingDisk.path), by reconcile
        [Service]
        ExecStart=/bin/bash $0 disk
        Restart=always
        RestartSec=10
        END
            limit 10 systemctl daemon-reload
            limit 10 systemctl start --no-block reconcile-disk
        }
        """#

    /// The functions of the service. It stores only that it has begun to add volumes: LVM knows what the disk is made of,
    /// and EC2 which volume would outlive the instance.
    static let serviceFunctions = #"""
        # soon COMMAND...: tries it for a minute.
        soon() {
            for _ in {1..20}; do
                "$@" && return
                sleep 3
            done
            return 1
        }

        has_state() { [ "$(ec2 describe-volumes --volume-ids "$2" --query 'Volumes[0].State' --output text)" = "$1" ]; }

        # What an instance made and could not attach before it ended. An hour is longer than that takes.
        remove_leftovers() {
            local owner volume
            owner=$(first_volume "Tags[?Key=='\#(OwnershipTags.disk)'] | [0].Value" text) || return
            for volume in $(ec2 describe-volumes --output text \
                --query "Volumes[?CreateTime<'$(date -u -d '-1 hour' +%FT%T)'].VolumeId" \
                --filters "Name=tag:\#(OwnershipTags.disk),Values=$owner" Name=status,Values=available); do
                ec2 delete-volume --volume-id "$volume" && say "$volume is unused, and deleted"
            done
        }

        # bind_volume: the newest volume is deleted with the instance.
        bind_volume() {
            [ -n "$unbound" ] || return 0
            ec2 modify-instance-attribute --instance-id "$instance" \
                --block-device-mappings "DeviceName=$unbound,Ebs={DeleteOnTermination=true}" && unbound= && return
            say "the volume $unbound would outlive the instance, so no other is added"
            return 1
        }

        # recall: after a new start, the volume that was attached and not bound. There is one at most.
        recall() {
            [ "$unbound" = None ] || return 0
            found=$(first_volume 'Attachments[].Device' text attachment.delete-on-termination,Values=false) || return
            unbound=${found#None}
            remove_leftovers
        }

        # attach_volume VOLUME NAME: or it is deleted again. An answer that was lost may have been a yes.
        attach_volume() {
            soon has_state available "$1" && {
                ec2 attach-volume --volume-id "$1" --device "$2" --instance-id "$instance" || has_state in-use "$1"
            } && return
            say "$1 could not be attached as $2, and is deleted"
            soon ec2 delete-volume --volume-id "$1" || say "$1 could not be deleted"
            return 1
        }

        # add_volume: one as large as all before it.
        add_volume() {
            local count bytes total size tags volume name device key encryption=() names=(\#(GrowingDisk.otherNames))
            read -r count bytes < <(vgs --noheadings --nosuffix --units b -o pv_count,vg_size scratch) || return
            total=$(((bytes + 1073741823) / 1073741824))
            size=$((2 * total < \#(GrowingDisk.mostGiB) ? total : \#(GrowingDisk.mostGiB) - total))
            if [ "$size" -lt 1 ] || [ "$count" -ge \#(GrowingDisk.mostVolumes) ]; then
                say "\#(GrowingDisk.path) has $total GiB in $count volumes, and may have no more"
                return 1
            fi
            remove_leftovers
            tags=$(first_volume "Tags[?!starts_with(Key, 'aws:')]" json) || return
            : >"$0.disk"
            # The answer is None if the first volume is not encrypted.
            key=$(first_volume KmsKeyId text) || return
            [[ $key != arn:* ]] || encryption=(--encrypted --kms-key-id "$key")
            volume=$(ec2 create-volume --availability-zone "$zone" --size "$size" --volume-type gp3 \
                "${encryption[@]}" --output text \
                --query VolumeId --tag-specifications "[{\"ResourceType\": \"volume\", \"Tags\": $tags}]") || return
            # After a failure another name is tried: EC2 may still hold the first one.
            name=${names[(count - 1 + failures) % ${#names[@]}]}
            failures=$((failures + 1))
            attach_volume "$volume" "$name" || return
            unbound=$name
            bind_volume
            if device=$(soon device_of "$name" "$volume") && limit 60 pvcreate -y "$device" &&
                limit 60 vgextend scratch "$device"; then
                failures=$((failures - 1))
                say "\#(GrowingDisk.path) gets $volume with $size GiB, and has $((total + size)) GiB"
                return 0
            fi
            say "$volume is attached as $name, and cannot be used"
            return 1
        }

        # Gives the file system what the volume group has, also after an attempt that broke off.
        spread() {
            local free
            read -r free < <(vgs --noheadings --nosuffix --units b -o vg_free scratch) || return
            [ "$free" -eq 0 ] || limit 60 lvextend -l +100%FREE /dev/scratch/ebs || return
            limit 60 xfs_growfs \#(GrowingDisk.path)
        }

        is_half_full() {
            local size used
            { read -r _ && read -r size used; } < <(df -k --output=size,used \#(GrowingDisk.path))
            [ "$((2 * ${used:-0}))" -gt "${size:-0}" ]
        }

        grow() { spread && { ! is_half_full || { add_volume && spread; }; }; }

        # The service: it looks every 3 s, and after failures less often.
        watch_disk() {
            local pause=3
            failures=0 unbound=
            # Many instances may start at once: only one that has added a volume asks.
            [ -e "$0.disk" ] && unbound=None
            soon identify || return
            while sleep "$pause"; do
                if recall && bind_volume && { ! is_half_full || grow; }; then
                    pause=3
                else
                    pause=$((pause < 300 ? 2 * pause : 600))
                    say "\#(GrowingDisk.path) is not enlarged: the next attempt is in $pause s"
                fi
            done
        }
        """#
}
