/// Which attempt at a call is under way; retrying sets it, the wire client reports it.
enum CallAttempt {
    @TaskLocal static var number = 1
}
