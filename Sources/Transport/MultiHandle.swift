import CLibCurl

/// The owner of a curl multi handle.
///
/// Any thread may call `curl_multi_wakeup`; all other calls are made by the engine's thread alone.
@safe final class MultiHandle: @unchecked Sendable {  // One thread alone uses the pointer but for wakeup.
    let pointer: UnsafeMutableRawPointer

    /// Why there is no libcurl; else `nil`, and its one global initialisation is done. Both cost milliseconds.
    private static let problem: String? = {
        if let problem = unsafe curl_load() { return unsafe String(cString: problem) }  // A C string that stays.
        let result = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        return result == CURLE_OK ? nil : unsafe String(cString: curl_easy_strerror(result))  // As above.
    }()

    init() throws(TransportError) {
        if let problem = Self.problem { throw .withoutLibrary(problem) }
        guard let multi = unsafe curl_multi_init() else { throw .withoutHandle }
        unsafe pointer = unsafe multi  // A C handle: freed once, in deinit.
    }

    deinit {
        unsafe curl_multi_cleanup(pointer)
    }

    func wake() {
        unsafe curl_multi_wakeup(pointer)
    }
}
