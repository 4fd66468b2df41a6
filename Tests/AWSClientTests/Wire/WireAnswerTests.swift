import AWSOperations
import TestSupport
import Testing
import Transport

@testable import AWSClient

struct WireAnswerTests {
    @Test func `ec2 lists, structures, numbers and truths are read`() throws {
        let output = try read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <DescribeLaunchTemplateVersionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
              <requestId>65cadec1-b364-4354-8ca8-4176dexample</requestId>
              <launchTemplateVersionSet>
                <item>
                  <createTime>2025-10-31T11:38:52.000Z</createTime>
                  <defaultVersion>true</defaultVersion>
                  <launchTemplateData>
                    <blockDeviceMappingSet>
                      <item>
                        <deviceName>/dev/xvda</deviceName>
                        <ebs><deleteOnTermination>true</deleteOnTermination><encrypted>false</encrypted>
                          <volumeSize>100</volumeSize><volumeType>gp3</volumeType><throughput>325</throughput></ebs>
                      </item>
                    </blockDeviceMappingSet>
                    <metadataOptions><httpTokens>required</httpTokens><httpPutResponseHopLimit/></metadataOptions>
                    <tagSpecificationSet/>
                    <userData>TUlNRQ==</userData>
                  </launchTemplateData>
                  <launchTemplateId>lt-0a20c965061f64abc</launchTemplateId>
                  <launchTemplateName>TowerForge &amp; co &#x2713;</launchTemplateName>
                  <versionDescription></versionDescription>
                  <versionNumber>3</versionNumber>
                </item>
              </launchTemplateVersionSet>
              <nextToken/>
            </DescribeLaunchTemplateVersionsResponse>
            """, .ec2, as: EC2.DescribeLaunchTemplateVersions.Output.self)
        let version = try #require(output.launchTemplateVersions?.first)
        #expect(version.versionNumber == 3)
        #expect(version.defaultVersion == true)
        #expect(version.launchTemplateName == "TowerForge & co ✓")
        #expect(version.versionDescription == "")
        let data = try #require(version.launchTemplateData)
        #expect(data.blockDeviceMappings?.first?.ebs?.volumeSize == 100)
        #expect(data.blockDeviceMappings?.first?.ebs?.encrypted == false)
        #expect(data.metadataOptions?.httpTokens == "required")
        #expect(data.metadataOptions?.httpPutResponseHopLimit == nil)
        #expect(data.tagSpecifications == [])
        #expect(data.imageId == nil)
        #expect(output.nextToken == "")
    }

    @Test func `IAM's details of roles are read`() throws {
        let output = try read(
            """
            <GetAccountAuthorizationDetailsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
              <GetAccountAuthorizationDetailsResult>
                <IsTruncated>true</IsTruncated>
                <Marker>EXAMPLEkakv9BCuUNFDtxWSyfzetYwEx2ADc8dnzfvERF5S6YMvXKx41t6gCl/eeaCX3Jo94/bKqezEAg8TEVS</Marker>
                <UserDetailList/>
                <RoleDetailList>
                  <member>
                    <RolePolicyList>
                      <member><PolicyName>inline</PolicyName><PolicyDocument>%7B%22a%22%3A1%7D</PolicyDocument></member>
                    </RolePolicyList>
                    <AttachedManagedPolicies>
                      <member>
                        <PolicyName>AmazonS3FullAccess</PolicyName>
                        <PolicyArn>arn:aws:iam::aws:policy/AmazonS3FullAccess</PolicyArn>
                      </member>
                    </AttachedManagedPolicies>
                    <InstanceProfileList>
                      <member>
                        <InstanceProfileName>p</InstanceProfileName>
                        <Roles><member><RoleName>r</RoleName></member></Roles>
                        <Path>/</Path>
                      </member>
                    </InstanceProfileList>
                    <Tags/>
                    <Path>/</Path><RoleName>r</RoleName><RoleId>AROA</RoleId>
                  </member>
                </RoleDetailList>
                <GroupDetailList/>
              </GetAccountAuthorizationDetailsResult>
              <ResponseMetadata><RequestId>92e79ae7-7399-11e4-8c85-4b53eEXAMPLE</RequestId></ResponseMetadata>
            </GetAccountAuthorizationDetailsResponse>
            """, .query, as: IAM.GetAccountAuthorizationDetails.Output.self)
        let role = try #require(output.roleDetailList?.first)
        #expect(output.isTruncated == true)
        #expect(output.marker?.contains("/bKqez") == true)
        #expect(role.rolePolicyList?.first?.policyDocument == "%7B%22a%22%3A1%7D")
        #expect(role.attachedManagedPolicies?.map(\.policyName) == ["AmazonS3FullAccess"])
        #expect(role.instanceProfileList?.first?.roles?.first?.roleName == "r")
        #expect(role.tags == [])
    }

    @Test func `lists of texts and lists without members are read`() throws {
        let names = try read(
            """
            <ListRolePoliciesResponse><ListRolePoliciesResult><PolicyNames><member>a</member><member>b</member>
            </PolicyNames><IsTruncated>false</IsTruncated></ListRolePoliciesResult></ListRolePoliciesResponse>
            """, .query, as: IAM.ListRolePolicies.Output.self)
        #expect(names.policyNames == ["a", "b"])
        let roles = try read(
            "<ListRolesResponse><ListRolesResult><Roles>\n </Roles></ListRolesResult></ListRolesResponse>", .query,
            as: IAM.ListRoles.Output.self)
        #expect(roles.roles == [])
    }

    @Test func `reads JSON answers and ignores unknown members`() throws {
        let output = try read(
            #"{"computeEnvironments":[{"computeEnvironmentName":"e","status":"VALID","computeResources":"#
                + #"{"type":"SPOT","maxvCpus":8,"new":[1]},"tags":{"a":"b"}}]}"#,
            .restJSON, as: Batch.DescribeComputeEnvironments.Output.self)
        #expect(output.computeEnvironments?.first?.computeResources?.maxvCpus == 8)
        #expect(output.computeEnvironments?.first?.tags == ["a": "b"])
        #expect(try read("", .json11, as: Logs.ListTagsForResource.Output.self).tags == nil)
    }

    @Test(arguments: [
        (Service.WireProtocol.restJSON, ["", "{}", " \n", #"{"new":[1]}"#]), (.json11, ["", "{}"]),
        (.query, ["", "<YResponse><ResponseMetadata/></YResponse>"]),
        (.ec2, ["", "<YResponse xmlns=\"x\"><return>true</return></YResponse>"]),
    ])
    func `an answer without an output has its service's form`(wireProtocol: Service.WireProtocol, good: [String]) throws
    {
        for body in good { #expect(try read(body, wireProtocol, as: Empty.self) == Empty()) }
        for body in ["not at all <", "<html><head/></html>", "<a/>", #"{"error":"blocked"}"#, "[]", "null"] {
            #expect(throws: ServiceError.self, "\(wireProtocol) \(body)") {
                try read(body, wireProtocol, as: Empty.self)
            }
        }
    }

    @Test(arguments: AllOperations.types.filter { !$0.promisedMembers.isEmpty })
    func `an answer without what AWS always sends is none of AWS's`(call: any Operation.Type) {
        func check<O: Operation>(_ operation: O.Type) {
            let bodies = [
                "", "{}", #"{"error":"blocked"}"#, "<html><head/></html>", "<\(O.name)Response/>",
                "<\(O.name)Response><\(O.name)Result/></\(O.name)Response>",
                "{" + O.promisedMembers.map { "\"\($0)\":null" }.joined(separator: ",") + "}",
            ]
            for body in bodies {
                let answer = WireResponse(to: operation, response: HTTPResponse(200, body))
                let error = #expect(throws: ServiceError.self, "\(body)") { try answer.output(Anything.self) }
                #expect(error?.code == ServiceError.unreadableAnswer)
            }
        }
        check(call)
    }

    /// An output of which every member may be missing.
    private struct Anything: Decodable {}

    @Test(arguments: [
        ErrorCase(
            .restJSON, 400, #"{"message":"Object does not exist"}"#, "ClientException", "Object does not exist",
            headers: [HTTPHeader("x-amzn-errortype", "ClientException:http://internal.amazon.com/coral/x/")]),
        ErrorCase(.restJSON, 400, #"{"code":"ClientException","Message":"m"}"#, "ClientException", "m"),
        ErrorCase(
            .json11, 400, #"{"__type":"com.amazonaws.logs#ResourceNotFoundException","message":"m"}"#,
            "ResourceNotFoundException", "m"),
        ErrorCase(.json11, 400, #"{"__type":"ThrottlingException","message":null}"#, "ThrottlingException", "HTTP 400"),
        ErrorCase(
            .query, 404,
            "<ErrorResponse xmlns=\"x\"><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>no &lt;r&gt;"
                + "</Message></Error><RequestId>id-1</RequestId></ErrorResponse>",
            "NoSuchEntity", "no <r>", requestID: "id-1"),
        ErrorCase(
            .ec2, 400,
            "<?xml version=\"1.0\"?>\n<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>m</Message>"
                + "</Error></Errors><RequestID>id-2</RequestID></Response>",
            "UnauthorizedOperation", "m", requestID: "id-2"),
        ErrorCase(.restJSON, 429, "", "TooManyRequestsException", "HTTP 429"),
        ErrorCase(.ec2, 503, "", "HTTP503", "HTTP 503"),
        ErrorCase(.query, 502, "<html><body>Bad\nGateway", "HTTP502", "HTTP 502: '<html><body>Bad Gateway'"),
        ErrorCase(.restJSON, 302, "moved", "HTTP302", "HTTP 302: a redirect without a Location"),
        ErrorCase(
            .ec2, 308, "", "HTTP308", "HTTP 308: a redirect to 'https://…@h/x?…', which is not followed",
            headers: [HTTPHeader("location", "https://u:p@h/x?token=y")]),
        ErrorCase(
            .json11, 403, #"{"error":"blocked"}"#, "HTTP403",
            "HTTP 403 with an answer of type 'application/json': '{\"error\":\"blocked\"}'",
            headers: [HTTPHeader("Content-Type", "application/json")]),
        ErrorCase(.json11, 403, #"{"message":"Forbidden"}"#, "HTTP403", #"HTTP 403: '{"message":"Forbidden"}'"#),
        ErrorCase(
            .restXML, 301, "", "HTTP301", "HTTP 301: the bucket is in 'eu-central-1'",
            headers: [HTTPHeader("x-amz-bucket-region", "eu-central-1")]),
        ErrorCase(
            .restXML, 301, "", "HTTP301", "HTTP 301: a redirect without a Location",
            headers: [HTTPHeader("x-amz-bucket-region", "evil.example/")]),
        ErrorCase(.json11, 400, "[1]", "HTTP400", "HTTP 400: '[1]'"),
    ])
    func `an error keeps its code, its sentence and its request id`(example: ErrorCase) throws {
        let error = try #require(throws: ServiceError.self) {
            _ = try WireResponse(
                operation: "x:Y", wireProtocol: example.wireProtocol, response: example.response
            ).output(STS.GetCallerIdentity.Output.self)
        }
        #expect(error.operation == "x:Y")
        #expect(error.code == example.code)
        #expect(error.message.hasPrefix(example.message))
        #expect(error.requestID == example.requestID)
        #expect(error.status == example.response.status)
    }

    @Test(arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}"]) func `a sentence of AWS's stays on one line`(
        end: String
    ) {
        let body = "{\"__type\":\"X\",\"message\":\(JSONText.quoted("no\(end)\(end)Plan: 0 to create"))}"
        let answer = WireResponse(operation: "x:Y", wireProtocol: .json11, response: HTTPResponse(400, body))
        let error = #expect(throws: ServiceError.self) { try answer.output(Empty.self) }
        #expect(error?.message == "no Plan: 0 to create")
    }

    /// Text as JSON has it.
    private enum JSONText {
        static func quoted(_ text: String) -> String {
            "\"" + text.unicodeScalars.map { $0 == "\r" ? "\\r" : $0 == "\n" ? "\\n" : String($0) }.joined() + "\""
        }
    }

    @Test func `the headers' request id and retry hint win`() throws {
        let response = HTTPResponse(
            400, #"{"__type":"Throttling"}"#,
            headers: [HTTPHeader("X-Amzn-RequestId", "id-3"), HTTPHeader("x-amz-retry-after", "1500")])
        let error = try #require(throws: ServiceError.self) {
            _ = try WireResponse(operation: "x:Y", wireProtocol: .json11, response: response).output(Empty.self)
        }
        #expect(error.requestID == "id-3")
        #expect(error.retryAfterMilliseconds == 1500)
    }

    @Test(arguments: [
        (Service.WireProtocol.restJSON, "<html>portal</html>"), (.json11, "{\"account\":"), (.json11, "\u{1}"),
        (.query, "{}"), (.ec2, ""), (.ec2, "<a><b></a>"),
        (.ec2, "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>"), (.ec2, String(repeating: "<a>", count: 100)),
        (
            .ec2,
            "<YResponse><nextToken>t</nextToken><launchTemplateVersionSet><item><versionNumber>many</versionNumber>"
                + "</item></launchTemplateVersionSet></YResponse>"
        ),
    ])
    func `a good status with a senseless body is an error and no crash`(
        wireProtocol: Service.WireProtocol, body: String
    ) throws {
        let error = try #require(throws: ServiceError.self) {
            _ = try read(body, wireProtocol, as: EC2.DescribeLaunchTemplateVersions.Output.self)
        }
        #expect(error.code == ServiceError.unreadableAnswer)
        #expect(error.message.hasPrefix("HTTP 200 with an answer that cannot be read: "))
        #expect(error.message.count < 400)
    }

    @Test func `an answer with more elements than any has is refused`() {
        let items = String(repeating: "<a/>", count: XMLReader.mostElements)
        let error = #expect(throws: XMLReader.Failure.self) { try XMLReader.read(Array("<r>\(items)</r>".utf8)) }
        #expect(error?.reason == "it has more than 1000000 elements")
    }

    /// Each would take half a second if its entities were filled in.
    @Test(.timeLimit(.minutes(1))) func `entities of a document type are not filled in`() {
        let entities = (1...9).map { "<!ENTITY e\($0) '\(String(repeating: "&e\($0 - 1);", count: 10))'>" }.joined()
        let bomb = Array("<!DOCTYPE r [<!ENTITY e0 'xxxxxxxxxx'>\(entities)]><r a='&e9;'>&e9;</r>".utf8)
        for _ in 0..<500 {
            let error = #expect(throws: XMLReader.Failure.self) { try XMLReader.read(bomb) }
            #expect(error?.reason == "it declares a document type")
        }
    }

    @Test func `a large answer is read again a few times only`() {
        #expect(TolerantDecoding.limit(0) == 200 && TolerantDecoding.limit(1000) == 200)
        #expect(TolerantDecoding.limit(1 << 20) == 64 && TolerantDecoding.limit(32 << 20) == 2)
        #expect(TolerantDecoding.limit(1 << 40) == 1)
    }

    @Test(arguments: [100, 500, 100_000]) func `a deeply nested answer is no crash`(depth: Int) {
        // The list that is none has the whole be read a second time, as a tree.
        let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let response = HTTPResponse(200, "{\"jobQueues\":1,\"x\":\(nested)}")
        let answer = WireResponse(to: Batch.DescribeJobQueues.self, response: response)
        #expect(throws: ServiceError.self) { try answer.output(Batch.DescribeJobQueues.Output.self) }
    }

    @Test func `a sentence as long as a book is cut`() throws {
        let long = String(repeating: "é", count: 1 << 20)
        let response = HTTPResponse(
            400, #"{"__type":"\#(long)","message":"\#(long)"}"#, headers: [HTTPHeader("x-amzn-RequestId", long)])
        let error = try #require(throws: ServiceError.self) {
            _ = try WireResponse(operation: "x:Y", wireProtocol: .json11, response: response).output(Empty.self)
        }
        #expect("\(error)".utf8.count < 20_000)
    }

    private func read<Output: Decodable>(
        _ body: String, _ wireProtocol: Service.WireProtocol, as type: Output.Type
    ) throws -> Output {
        // The root of an XML answer names the call.
        let call = body.firstMatch(of: /<([A-Za-z]+)Response/)?.1 ?? "Y"
        return try WireResponse(operation: "x:\(call)", wireProtocol: wireProtocol, response: HTTPResponse(200, body))
            .output(type)
    }
}

struct ErrorCase: Sendable {
    var wireProtocol: Service.WireProtocol
    var response: HTTPResponse
    var code: String
    var message: String
    var requestID: String?

    init(
        _ wireProtocol: Service.WireProtocol, _ status: Int, _ body: String, _ code: String, _ message: String,
        headers: [HTTPHeader] = [], requestID: String? = nil
    ) {
        self.wireProtocol = wireProtocol
        response = HTTPResponse(status, body, headers: headers)
        self.code = code
        self.message = message
        self.requestID = requestID
    }
}
