import CLibCurl

/// The owner of a curl multi handle.
///
/// Any thread may call `curl_multi_wakeup`; all other calls are made by the engine's thread alone.
@safe final class MultiHandle: @unchecked Sendable {  // The pointer never changes; who uses it: see above.
    let pointer: UnsafeMutableRawPointer

    /// libcurl wants one global initialisation, costs a millisecond for it, and may never be needed.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    init?() {
        guard Self.isReady, let multi = unsafe curl_multi_init() else { return nil }
        unsafe pointer = unsafe multi  // A C handle: freed once, in deinit.
    }

    deinit {
        unsafe curl_multi_cleanup(pointer)
    }

    func wake() {
        unsafe curl_multi_wakeup(pointer)
    }
}
