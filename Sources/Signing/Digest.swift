import CLibCrypto

/// SHA-256 by libcrypto.
public enum SHA256 {
    /// The 32 bytes of the digest.
    public static func digest(of bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        // The C one-shot reads `count` bytes and writes 32; both buffers outlive the call.
        unsafe bytes.withUnsafeBufferPointer { input in
            unsafe digest.withUnsafeMutableBufferPointer { output in
                _ = unsafe CLibCrypto.SHA256(input.baseAddress, input.count, output.baseAddress)
            }
        }
        return digest
    }

    /// The digest in 64 lower-case hexadecimal digits.
    public static func hexDigest(of bytes: [UInt8]) -> String {
        hex(digest(of: bytes))
    }

    /// The digest of a text's UTF-8 in 64 lower-case hexadecimal digits.
    public static func hexDigest(of text: String) -> String {
        hexDigest(of: Array(text.utf8))
    }
}

/// SHA-1 by libcrypto: not for security, only for the file names that AWS's tools make with it.
public enum SHA1 {
    /// The digest of a text's UTF-8 in 40 lower-case hexadecimal digits.
    public static func hexDigest(of text: String) -> String {
        let bytes = Array(text.utf8)
        var digest = [UInt8](repeating: 0, count: Int(SHA_DIGEST_LENGTH))
        // The C one-shot reads `count` bytes and writes 20; both buffers outlive the call.
        unsafe bytes.withUnsafeBufferPointer { input in
            unsafe digest.withUnsafeMutableBufferPointer { output in
                _ = unsafe CLibCrypto.SHA1(input.baseAddress, input.count, output.baseAddress)
            }
        }
        return hex(digest)
    }
}

/// HMAC-SHA-256 by libcrypto.
public enum HMACSHA256 {
    /// The 32 bytes of the code that authenticates `message` under `key`.
    public static func code(for message: [UInt8], key: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        var length = UInt32(code.count)
        // libcrypto takes a null key for "the previous one", so an empty key is given one unused byte to point at.
        let material = key.isEmpty ? [0] : key
        // The C one-shot reads both inputs and writes 32 bytes; all buffers outlive the call.
        unsafe material.withUnsafeBufferPointer { keyBytes in
            unsafe message.withUnsafeBufferPointer { input in
                unsafe code.withUnsafeMutableBufferPointer { output in
                    _ = unsafe HMAC(
                        EVP_sha256(), keyBytes.baseAddress, Int32(key.count), input.baseAddress, input.count,
                        output.baseAddress, &length)
                }
            }
        }
        return code
    }
}

/// Lower-case hexadecimal digits, two a byte.
func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}
