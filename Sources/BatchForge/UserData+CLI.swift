extension UserData {
    /// Puts the CLI where Nextflow mounts it from: the directory above `bin` is mounted into every container.
    ///
    /// The first choice is the package of the image's repositories, which are S3 buckets on Amazon Linux: a subnet
    /// needs only a gateway for S3 to reach them. Its CLI is a Python program. The copy includes the loader, the
    /// libraries, Python and the certificates, so that a container needs none of them, with any C library. The second
    /// choice, for images without that package, is AWS's bundle, with its libraries in front of the image's.
    static func cliFunctions(_ path: String) -> String {
        let directory = path.split(separator: "/").dropLast(2).map { "/\($0)" }.joined()
        return #"""
            cli=\#(ShellWord.plain(path))
            tree=\#(ShellWord.plain(directory + "/aws-cli"))

            # Copies the AWS CLI of the image's package with its loader, libraries, Python and certificates.
            copy_cli() {
                local program=/usr/bin/aws interpreter loader folder file
                interpreter=$(head -n 1 "$program" | sed 's/^#! *//; s/^[^ ]*\/env *//; s/ .*//')
                interpreter=$(command -v "$interpreter") || return 1
                cp -L --parents "$interpreter" "$program" "$tree"
                PYTHONNOUSERSITE=1 "$interpreter" -c 'import sys; print("\n".join(sys.path))' | while read -r folder; do
                    [ ! -d "$folder" ] || cp -aL --parents "$folder" "$tree"
                done
                for folder in /usr/lib*/ossl-modules /usr/lib/*/ossl-modules; do
                    [ ! -d "$folder" ] || cp -aL "$folder" "$tree"
                done
                for file in /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/certs/ca-certificates.crt; do
                    [ ! -s "$file" ] || cp -L "$file" "$tree/ca-bundle.crt"
                done
                # What programs load by name at run time, and then what the files above are linked with.
                for file in /lib*/libnss_dns.so.2 /lib*/libnss_files.so.2 /lib*/libgcc_s.so.1; do
                    [ ! -e "$file" ] || cp -L "$file" "$tree/lib"
                done
                for loader in /lib*/ld-linux-*.so.*; do break; done
                cp -L "$loader" "$tree/loader"
                { echo "$interpreter"; find "$tree" -name '*.so*' -type f; } | xargs -n 1 "$loader" --list 2>/dev/null |
                    sed -n 's/.* => \(\/[^ ]*\) .*/\1/p' | sort -u | xargs -r cp -L -t "$tree/lib"
                cat >"$tree/start" <<END
            #!/bin/sh
            # Written by reconcile: runs the AWS CLI with what lies beside it, and with nothing of the image.
            unset LD_PRELOAD PYTHONHOME PYTHONPATH
            export PYTHONNOUSERSITE=1 OPENSSL_CONF=/dev/null OPENSSL_MODULES=$tree/ossl-modules
            export AWS_CA_BUNDLE="\${AWS_CA_BUNDLE:-\${REQUESTS_CA_BUNDLE:-$tree/ca-bundle.crt}}"
            exec $tree/loader --inhibit-cache --library-path $tree/lib $tree$interpreter $tree$program "\$@"
            END
            }

            # Unpacks AWS's own bundle, for images without that package. It needs glibc in the container, and brings zlib along.
            unpack_cli() {
                local file
                limit 45 curl -sSf --connect-timeout 5 --max-time 40 -o "$tree/aws.zip" \
                    "https://awscli.amazonaws.com/awscli-exe-linux-$(uname -m).zip" || return 1
                unzip -q -o "$tree/aws.zip" -d "$tree" || python3 -m zipfile -e "$tree/aws.zip" "$tree" || return 1
                chmod 755 "$tree/aws/dist/aws"
                for file in /lib*/libz.so.1 /lib/*/libz.so.1; do
                    [ ! -e "$file" ] || cp -L "$file" "$tree/lib"
                done
                cat >"$tree/start" <<END
            #!/bin/sh
            # Written by reconcile: runs the AWS CLI with the bundle's libraries in front of the image's.
            export LD_LIBRARY_PATH=$tree/aws/dist:$tree/lib
            exec $tree/aws/dist/aws "\$@"
            END
            }

            # Puts a new CLI into its place only when it has run.
            take_cli() {
                chmod 755 "$tree/start" && limit 30 "$tree/start" --version && mv "$tree/start" "$cli"
            }

            # The AWS CLI where Nextflow mounts it into containers from. One that is there already is the image's own, and
            # stays as it is.
            install_cli() {
                if [ -e "$cli" ]; then
                    limit 30 "$cli" --version && return 0
                    say "$cli is in the image, and does not run"
                    return 1
                fi
                mkdir -p "$tree/lib" "${cli%/*}"
                copy_cli && take_cli && return 0
                unpack_cli && take_cli && return 0
                say "no AWS CLI runs at $cli: neither a copy of /usr/bin/aws nor the bundle of awscli.amazonaws.com"
                return 1
            }
            """#
    }
}
