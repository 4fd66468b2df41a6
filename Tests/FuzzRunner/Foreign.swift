import TestSupport
import Transport

/// Answers that proxies and portals give in AWS's place.
enum Foreign {
    static let bodies: [[UInt8]] = [
        "", "{}", "[]", "null", "0", "\"\"", "{\"error\":\"blocked\"}", "{\"message\":null}", "{\"__type\":{}}", "<",
        "<html><head><title>Sign in</title></head><body>::error::x</body></html>", "<!DOCTYPE html><html></html>",
        "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>", "<Error/>", "<a>&lt;</a>",
        "\u{FEFF}{}",
        "<GetRoleResponse/>", "<GetRoleResponse><GetRoleResult/></GetRoleResponse>", "{\"computeEnvironments\":null}",
        "{\"computeEnvironments\":{}}", "{\"jobQueues\":[null]}", "::error::blocked\n\r\u{1B}[2J\u{9B}1A\u{202E}",
        String(repeating: "[", count: 20_000), String(repeating: "<a>", count: 20_000),
        "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><a>&d;</a>",
    ].map { Array($0.utf8) }

    static let statuses = [200, 200, 200, 200, 201, 204, 301, 307, 400, 403, 404, 407, 413, 429, 500, 503, 999]

    private static let values = [
        "application/json", "text/html; charset=utf-8", "", "0", "-1", "99999999999999999999", "a\tb",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Sun, 29 Nov 2026 12:00:00 GMT", "ExpiredTokenException:http://x", "https://user:password@host/x", "us-east-1",
        "\u{1B}[2J", "\u{9B}x", "::warning::x",
    ]
    private static let names = [
        "Content-Type", "Date", "x-amzn-RequestId", "x-amzn-ErrorType", "x-amz-retry-after", "Retry-After", "Location",
        "x-amz-bucket-region",
    ]

    static func headers(_ mutator: inout Mutator) -> [HTTPHeader] {
        (0..<Int.random(in: 0...3, using: &mutator.random)).map { _ in
            HTTPHeader(
                names.randomElement(using: &mutator.random) ?? "", values.randomElement(using: &mutator.random) ?? "")
        }
    }
}
