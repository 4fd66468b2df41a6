import AWSOperations
import Transport

extension HTTPResponse {
    /// True if its content type is one in which AWS answers in a protocol.
    ///
    /// AWS sends `application/json` or `application/x-amz-json-1.1`, `text/xml` or `application/xml`. A page of a proxy is
    /// none of these, also if its text could be read. An answer without a type is judged by its text alone.
    func hasContentType(of wireProtocol: Service.WireProtocol) -> Bool {
        guard let type = mediaType else { return true }
        return switch wireProtocol {
        case .restJSON, .json11: type == "application/json" || type.hasPrefix("application/x-amz-json-")
        case .query, .ec2, .restXML: type == "text/xml" || type == "application/xml"
        }
    }

    /// The type without its parameters, in lower case.
    private var mediaType: String? {
        self[header: "Content-Type"].map { header in
            (header.split(separator: ";", maxSplits: 1).first ?? "").lowercased().filter { !$0.isWhitespace }
        }
    }
}
