import AWSOperations
import Signing
import TestSupport
import Testing
import Transport

@testable import AWSClient

/// S3's own ways on the wire. Hosts are those of botocore 1.44.5's rule set, signatures those of its signer.
struct ObjectStoreTests {
    private static let keys = Credentials(
        accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")

    @Test func `signs a conditional PUT with its body's hash, its path encoded once`() throws {
        let put = S3.PutObject(
            bucket: "locks", key: "prod/a b+ü~//x.json", body: Array(#"{"format":1}"#.utf8),
            contentType: "application/json", ifNoneMatch: "*")
        let http = try WireRequest(put).httpRequest(
            to: EndpointResolver().endpoint(of: .s3, region: "eu-west-1", bucket: "locks"), service: .s3,
            credentials: Self.keys, at: 1_772_356_087)
        #expect(http.method == "PUT")
        #expect(http.url == "https://locks.s3.eu-west-1.amazonaws.com/prod/a%20b%2B%C3%BC~//x.json")
        #expect(http.text == #"{"format":1}"#)
        #expect(http[header: "If-None-Match"] == "*" && http[header: "If-Match"] == nil)
        #expect(
            http[header: "Authorization"]
                == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260301/eu-west-1/s3/aws4_request, "
                + "SignedHeaders=content-type;host;if-none-match;x-amz-content-sha256;x-amz-date, "
                + "Signature=1ff9b19340534ffcbfff76b4a2bbf3c0de8327ba7964c26f1931f304448b0108")
    }

    @Test func `a conditional DELETE has the hash of no body`() throws {
        var keys = Self.keys
        keys.sessionToken = "FwoGZXIvYXdzEXAMPLE//////////token=="
        let delete = S3.DeleteObject(
            bucket: "b.kt", key: "prod.json", ifMatch: #""d41d8cd98f00b204e9800998ecf8427e""#)
        let endpoints = EndpointResolver(overrides: ["s3": "http://127.0.0.1:5000"])
        let http = try WireRequest(delete).httpRequest(
            to: endpoints.endpoint(of: .s3, region: "us-gov-west-1", bucket: "b.kt"), service: .s3, credentials: keys,
            at: 1_772_356_087)
        #expect(http.url == "http://127.0.0.1:5000/b.kt/prod.json" && http.body == nil)
        #expect(
            http[header: "Authorization"]?.hasSuffix(
                "Signature=bfd454518f533d050e2ef3d268a999388d0918116770e747458e11c6b4f630d0") == true)
    }

    @Test(arguments: [
        ("eu-west-1", false, false, "bkt.s3.eu-west-1.amazonaws.com"),
        ("eu-west-1", true, false, "bkt.s3-fips.eu-west-1.amazonaws.com"),
        ("eu-west-1", false, true, "bkt.s3.dualstack.eu-west-1.amazonaws.com"),
        ("us-gov-west-1", true, true, "bkt.s3-fips.dualstack.us-gov-west-1.amazonaws.com"),
        ("cn-north-1", false, true, "bkt.s3.dualstack.cn-north-1.amazonaws.com.cn"),
        ("us-isob-east-1", false, false, "bkt.s3.us-isob-east-1.sc2s.sgov.gov"),
    ])
    func `a bucket is part of the host`(region: String, fips: Bool, dualStack: Bool, host: String) {
        let resolver = EndpointResolver(usesFIPS: fips, usesDualStack: dualStack)
        let endpoint = resolver.endpoint(of: .s3, region: region, bucket: "bkt")
        #expect(endpoint == Endpoint(url: "https://" + host, signingRegion: region))
    }

    @Test func `puts a bucket with a dot, or at another endpoint, into the path`() {
        let aws = EndpointResolver().endpoint(of: .s3, region: "eu-west-1", bucket: "b.kt")
        #expect(aws.url == "https://s3.eu-west-1.amazonaws.com/b.kt")
        let own = EndpointResolver(overrides: ["": "http://all", "s3": "http://127.0.0.1:9000/base/"])
        #expect(own.endpoint(of: .s3, region: "eu-west-1", bucket: "bkt").url == "http://127.0.0.1:9000/base/bkt")
    }

    @Test func `an object's answer is its bytes and its headers`() throws {
        let response = HTTPResponse(
            200, "{ }",
            headers: [
                HTTPHeader("x-amz-request-id", "id"), HTTPHeader("etag", #""5eb6""#),
                HTTPHeader("last-modified", "Thu, 29 Feb 2024 23:59:59 GMT"),
                HTTPHeader("date", "Fri, 01 Mar 2024 00:00:09 GMT"),
            ])
        let output = try answer(response).output(S3.GetObject.Output.self)
        #expect(output.body == Array("{ }".utf8) && output.eTag == #""5eb6""#)
        #expect(output.lastModified == 1_709_251_199 && output.date == 1_709_251_209)
    }

    @Test(arguments: [
        "", "2024-02-29T23:59:59Z", "Thu, 29 Feb 2024 24:59:59 GMT", "Thu, 29 Feb 2024 23:59:59 CET",
        "Thu, 29 Fev 2024 23:59:59 GMT", "Thursday, 29-Feb-24 23:59:59 GMT",
    ])
    func `what is no date of HTTP's is none`(text: String) throws {
        let response = HTTPResponse(
            200, "", headers: [HTTPHeader("Last-Modified", text), HTTPHeader("x-amz-request-id", "id")])
        #expect(try answer(response).output(S3.GetObject.Output.self).lastModified == nil)
    }

    @Test(arguments: [
        (404, "NoSuchKey"), (404, "NoSuchBucket"), (403, "AccessDenied"), (409, "ConditionalRequestConflict"),
        (412, "PreconditionFailed"),
    ])
    func `S3's errors are read`(status: Int, code: String) throws {
        let body = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>\(code)</Code><Message>Why.</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>
            """
        let error = try #require(throws: ServiceError.self) {
            try answer(HTTPResponse(status, body)).output(S3.PutObject.Output.self)
        }
        #expect(
            error
                == ServiceError(
                    operation: "s3:PutObject", code: code, message: "Why.", status: status,
                    requestID: "4442587FB7D0A2F9"))
    }

    @Test(arguments: [
        (
            301, [HTTPHeader("x-amz-bucket-region", "eu-central-1")],
            "<Error><Code>PermanentRedirect</Code><Message>m</Message></Error>"
        ),
        (
            400, [],
            "<Error><Code>AuthorizationHeaderMalformed</Code><Message>m</Message><Region>eu-central-1</Region></Error>"
        ),
    ])
    func `the region of a bucket that is in another one is read`(
        status: Int, headers: [HTTPHeader], body: String
    ) throws {
        let error = try #require(throws: ServiceError.self) {
            try answer(HTTPResponse(status, body, headers: headers)).output(S3.GetObject.Output.self)
        }
        #expect(error.bucketRegion == "eu-central-1" && error.status == status)
    }

    private func answer(_ response: HTTPResponse) -> WireResponse {
        WireResponse(operation: "s3:PutObject", wireProtocol: .restXML, response: response)
    }
}
