import CExpat

/// Reads a whole XML document with expat into a tree.
///
/// Document types are refused, so entities cannot grow, and so are nesting beyond 64 levels and more than a million elements,
/// which would take a hundred times the memory of their text.
struct XMLReader {
    /// Why a document was refused, in a few words.
    struct Failure: Error, Hashable {
        var reason: String
    }

    /// The elements of the largest answers, a thousand roles with their policies, are a tenth of it.
    static let mostElements = 1_000_000

    static func read(_ bytes: [UInt8]) throws(Failure) -> XMLElement {
        guard let parser = unsafe XML_ParserCreate(nil) else { throw Failure(reason: "expat has no memory") }
        defer { unsafe XML_ParserFree(parser) }
        guard let size = Int32(exactly: bytes.count) else { throw Failure(reason: "the document is too large") }
        let builder = unsafe TreeBuilder(parser)
        // expat calls back only inside XML_Parse, while `builder` and `parser` live.
        let status = withExtendedLifetime(builder) {
            unsafe XML_SetUserData(parser, Unmanaged.passUnretained(builder).toOpaque())
            unsafe XML_SetElementHandler(
                parser, { context, name, _ in unsafe TreeBuilder.of(context)?.start(name) },
                { context, _ in unsafe TreeBuilder.of(context)?.end() })
            unsafe XML_SetCharacterDataHandler(parser) { context, text, length in
                unsafe TreeBuilder.of(context)?.add(text, length)
            }
            unsafe XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
                unsafe TreeBuilder.of(context)?.refuse("it declares a document type")
            }
            return unsafe bytes.withUnsafeBufferPointer { buffer in
                unsafe buffer.withMemoryRebound(to: CChar.self) { unsafe XML_Parse(parser, $0.baseAddress, size, 1) }
            }
        }
        if let refusal = builder.refusal { throw Failure(reason: refusal) }
        guard status == XML_STATUS_OK, let root = builder.root else {
            let message = unsafe String(cString: XML_ErrorString(XML_GetErrorCode(parser)))  // A static C string.
            throw Failure(reason: "\(message) in line \(unsafe XML_GetCurrentLineNumber(parser))")
        }
        return root
    }
}

/// Builds the tree from expat's callbacks.
@safe private final class TreeBuilder {
    // It lives as long as `read` runs, and expat calls back only meanwhile.
    private let parser: XML_Parser
    private(set) var root: XMLElement?
    private(set) var refusal: String?
    private var count = 0
    private var open: [XMLElement] = []
    private var texts: [[UInt8]] = []

    init(_ parser: XML_Parser) {
        unsafe self.parser = parser
    }

    static func of(_ context: UnsafeMutableRawPointer?) -> TreeBuilder? {
        guard let context = unsafe context else { return nil }
        return unsafe Unmanaged<TreeBuilder>.fromOpaque(context).takeUnretainedValue()  // Set in `read`.
    }

    func refuse(_ reason: String) {
        guard refusal == nil else { return }
        refusal = reason
        // Else expat would read on, and fill in the entities that a document type declares.
        unsafe XML_StopParser(parser, 0)
    }

    func start(_ name: UnsafePointer<XML_Char>?) {
        guard refusal == nil, let name = unsafe name else { return }
        guard open.count < 64 else { return refuse("it is nested more than 64 levels deep") }
        count += 1
        guard count <= XMLReader.mostElements else {
            return refuse("it has more than \(XMLReader.mostElements) elements")
        }
        let qualified = unsafe String(cString: name)  // expat ends names with a zero.
        open.append(XMLElement(name: String(qualified.split(separator: ":").last ?? "")))
        texts.append([])
    }

    func add(_ text: UnsafePointer<XML_Char>?, _ length: Int32) {
        guard refusal == nil, !texts.isEmpty, let text = unsafe text else { return }
        let bytes = unsafe UnsafeRawBufferPointer(start: text, count: Int(length))  // As long as expat says.
        unsafe texts[texts.count - 1].append(contentsOf: bytes)
    }

    func end() {
        guard refusal == nil, var element = open.popLast(), let text = texts.popLast() else { return }
        let isLayout = !element.children.isEmpty && text.allSatisfy { $0 <= UInt8(ascii: " ") }
        element.text = isLayout ? "" : String(decoding: text, as: UTF8.self)
        if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
    }
}
