/// Packages. Amazon Linux 2023 has dnf, Amazon Linux 2 yum; other images may have neither.
extension UserData {
    static let installFunction = #"""
        manager=$(command -v dnf || command -v yum)

        # install TIME PACKAGE...: installs what is missing in one call, again until then. The lock of rpm or dnf may be
        # held (the SSM agent updates itself at boot), and the repository may be out of reach.
        install() {
            local end=$1 package missing=() rest
            shift
            for package; do rpm -q "$package" >/dev/null 2>&1 || missing+=("$package"); done
            [ ${#missing[@]} -gt 0 ] || return 0
            if [ -z "$manager" ]; then
                say "neither dnf nor yum is there to install ${missing[*]}"
                return 1
            fi
            for _ in {1..12}; do
                rest=$((end - $(now)))
                [ "$rest" -gt 0 ] || break
                limit "$rest" "$manager" -y --setopt=retries=2 --setopt=timeout=10 install "${missing[@]}" && return 0
                sleep 5
            done
            say "$manager could not install ${missing[*]}"
            return 1
        }
        """#
}
