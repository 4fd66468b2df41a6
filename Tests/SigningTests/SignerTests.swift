import Signing
import Testing

/// Calls of our kind; the expected signatures are botocore 1.43.11's own for 2026-03-01T09:08:07Z.
struct SignerTests {
    @Test(arguments: cases)
    func `a request is signed as botocore signs it`(example: Case) {
        let signer = Signer(
            credentials: Credentials(
                accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
                sessionToken: example.token),
            region: example.region, service: example.service)
        let signature = signer.signature(of: example.request, at: 1_772_356_087.9)
        #expect(signature.value == example.signature, "\(signature.canonicalRequest)")
    }

    @Test func `the headers to add are the date, the token and the authorization`() {
        let signer = Signer(
            credentials: Credentials(accessKeyID: "A", secretAccessKey: "s", sessionToken: "t"), region: "r",
            service: "batch")
        let request = SignableRequest(method: "GET", path: "/", headers: [.init("Host", "h")])
        let headers = signer.signature(of: request, at: 0).headers
        #expect(headers.map(\.name) == ["X-Amz-Date", "X-Amz-Security-Token", "Authorization"])
        #expect(headers[0].value == "19700101T000000Z")
        #expect(
            headers[2].value.hasPrefix(
                "AWS4-HMAC-SHA256 Credential=A/19700101/r/batch/aws4_request, "
                    + "SignedHeaders=host;x-amz-date;x-amz-security-token, Signature="))
    }

    @Test(arguments: [
        (0, "19700101T000000Z"), (951_827_696, "20000229T123456Z"), (1_709_251_199, "20240229T235959Z"),
        (1_735_689_599.9, "20241231T235959Z"), (4_107_542_400, "21000301T000000Z"), (-1, "19691231T235959Z"),
    ])
    func `seconds become a calendar instant`(seconds: Double, expected: String) {
        #expect(SigningTime(secondsSince1970: seconds).timestamp == expected)
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ])
    func `SHA-256 gives FIPS 180's digests`(text: String, digest: String) {
        #expect(SHA256.hexDigest(of: text) == digest)
    }

    @Test func `HMAC gives RFC 4231's code`() {
        let code = HMACSHA256.code(for: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
        #expect(code.prefix(4) == [0x5b, 0xdc, 0xc1, 0x46])
        #expect(HMACSHA256.code(for: [], key: []).prefix(4) == [0xb6, 0x13, 0x67, 0x9a])
    }

    @Test func `no description of credentials shows a secret`() {
        let credentials = Credentials(accessKeyID: "AKID", secretAccessKey: "hush", sessionToken: "quiet")
        var dumped = ""
        dump(credentials, to: &dumped)
        for text in ["\(credentials)", String(reflecting: credentials), dumped, "\([credentials])"] {
            #expect(text.contains("AKID"))
            #expect(!text.contains("hush") && !text.contains("quiet"))
        }
    }
}

struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var request: SignableRequest
    var service: String
    var region: String
    var token: String?
    var signature: String
    var testDescription: String { name }

    init(
        _ name: String, _ method: String, _ path: String, query: [(String, String)], headers: [(String, String)],
        body: String, service: String, region: String, token: String?, signature: String
    ) {
        self.name = name
        self.request = SignableRequest(
            method: method, path: path, query: query.map { .init($0.0, $0.1) },
            headers: headers.map { .init($0.0, $0.1) }, body: Array(body.utf8))
        self.service = service
        self.region = region
        self.token = token
        self.signature = signature
    }
}

private let cases = [
    Case(
        "an ARN in the path is encoded once more", "POST",
        "/v1/tags/arn%3Aaws%3Abatch%3Aeu-west-1%3A123456789012%3Acompute-environment%2FTowerForge-1_a", query: [],
        headers: [("Host", "batch.eu-west-1.amazonaws.com"), ("Content-Type", "application/json")],
        body: #"{"tags":{"a":"b"}}"#, service: "batch", region: "eu-west-1", token: nil,
        signature: "2eb5ffcf070d45665f2a7b8542dcc9d9be6986d1eb1ea083f67341eebf4edce7"),
    Case(
        "repeated query keys", "DELETE",
        "/v1/tags/arn%3Aaws%3Abatch%3Aeu-west-1%3A123456789012%3Acompute-environment%2FTowerForge-1_a",
        query: [("tagKeys", "b"), ("tagKeys", "a"), ("tagKeys", "a:b c")],
        headers: [("Host", "batch.eu-west-1.amazonaws.com")],
        body: #""#, service: "batch", region: "eu-west-1", token: nil,
        signature: "3e348a18cdba4265b4cb743dbf2add9efdb54de3d9bce24709c0e64bc2e4696c"),
    Case(
        "a session token", "POST", "/v1/describecomputeenvironments", query: [],
        headers: [("Host", "batch.us-gov-west-1.amazonaws.com"), ("Content-Type", "application/json")],
        body: #"{}"#, service: "batch", region: "us-gov-west-1", token: "FwoGZXIvYXdzEXAMPLE//////////token==",
        signature: "e2f6a135c3c4fedecee02c5df919fee625347945d87de11657c33d6be957402c"),
    Case(
        "a form body", "POST", "/", query: [],
        headers: [
            ("Host", "ec2.cn-north-1.amazonaws.com"),
            ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
        ],
        body: #"Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name=isDefault&Filter.1.Value.1=true"#, service: "ec2",
        region: "cn-north-1", token: nil,
        signature: "ae2d33fc8cea2a37c3f812793613f7bf4288cc90bef944c4deac25946da6763b"),
    Case(
        "a JSON target header", "POST", "/", query: [],
        headers: [
            ("Host", "logs.eusc-de-east-1.amazonaws.com"), ("Content-Type", "application/x-amz-json-1.1"),
            ("X-Amz-Target", "Logs_20140328.DescribeLogGroups"),
        ],
        body: #"{"logGroupNamePrefix":"/aws/batch"}"#, service: "logs", region: "eusc-de-east-1",
        token: "FwoGZXIvYXdzEXAMPLE//////////token==",
        signature: "ac71e64b37e82857382934c384cb6aa7e27036776f755fe188081bb595bf671f"),
    Case(
        "an empty body", "GET",
        "/v1/tags/arn%3Aaws%3Abatch%3Aeu-west-1%3A123456789012%3Acompute-environment%2FTowerForge-1_a", query: [],
        headers: [("Host", "batch.eu-west-1.amazonaws.com")],
        body: #""#, service: "batch", region: "eu-west-1", token: nil,
        signature: "4bee652b4225fb819a232789df8b748cff765bde9794c220826e2eb6bd744845"),
    Case(
        "a query value with plus, slash, equals and non-ASCII", "GET", "/",
        query: [("marker", "a+b/c=="), ("name", "größe")],
        headers: [("Host", "iam.us-east-1.amazonaws.com")],
        body: #""#, service: "iam", region: "us-east-1", token: nil,
        signature: "3e9f5b54fee53d8d7152e15f7b4dcc5d6123da5a78f341b47ca00057df036ab6"),
    Case(
        "a query key without a value", "GET", "/", query: [("versioning", "")],
        headers: [("Host", "iam.us-east-1.amazonaws.com")],
        body: #""#, service: "iam", region: "us-east-1", token: nil,
        signature: "afaa65b9e361028cf16a417767abbb9a2cba712da1432e0faf0db821b3970946"),
    Case(
        "keys that differ in case", "GET", "/", query: [("b", "2"), ("B", "1"), ("a", "3")],
        headers: [("Host", "iam.us-east-1.amazonaws.com")],
        body: #""#, service: "iam", region: "us-east-1", token: nil,
        signature: "c8823de5258383438d8613654e3d7ba33caabef71443fae3215cb658ca10f955"),
    Case(
        "a non-ASCII body", "POST", "/", query: [],
        headers: [("Host", "iam.us-east-1.amazonaws.com")],
        body: #"Description=größe ✓"#, service: "iam", region: "us-east-1", token: nil,
        signature: "cb8f8a8d67a2ec5fa505c2732f18fad6b49d3f18d589fc63a2d4128576d8f1c2"),
    Case(
        "headers with common beginnings", "POST", "/", query: [],
        headers: [
            ("Host", "ecs.us-east-1.amazonaws.com"), ("X-Amz-Meta-Test", "1"), ("X-Amz-Meta-Test-Two", "2"),
            ("X-Amz-Meta", "0"),
        ],
        body: #"x"#, service: "ecs", region: "us-east-1", token: nil,
        signature: "1dec17273060991afa382b31ca40ffd0da4fc5f6a570098591916bf5e6765f70"),
    Case(
        "runs of spaces in a header", "POST", "/", query: [],
        headers: [("Host", "ecs.us-east-1.amazonaws.com"), ("X-Amz-Meta", "  a   b  ")],
        body: #"x"#, service: "ecs", region: "us-east-1", token: nil,
        signature: "bdfb770e63e1d4dfca66453b1fe871303eec47faaddffbcd147fb62da749daaa"),
    Case(
        "a port in the host", "POST", "/", query: [],
        headers: [("Host", "127.0.0.1:5000")],
        body: #""#, service: "sts", region: "us-east-1", token: nil,
        signature: "c229b9e8072617318bfed5fd0d192001f03b9be955b1a73dc2fd13e3bf1d6257"),
]
