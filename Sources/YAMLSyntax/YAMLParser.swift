import CLibYAML

/// The one owner of a libyaml parser and of the bytes it reads.
@safe struct YAMLParser: ~Copyable {
    // libyaml keeps pointers to both: they live at fixed addresses from init to deinit and never leave this file.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>

    init(_ bytes: [UInt8]) {
        unsafe parser = .allocate(capacity: 1)  // libyaml's struct holds its own address
        unsafe input = .allocate(capacity: bytes.count)  // libyaml reads from it until deinit
        _ = unsafe input.initialize(fromContentsOf: bytes)  // a copy, so that only this parser frees it
        let isReady = unsafe yaml_parser_initialize(parser)  // C call on the memory owned above
        precondition(isReady == 1, "libyaml has no memory for a parser")
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)  // C call; the encoding is checked before
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)  // C call; owned above
    }

    deinit {
        unsafe yaml_parser_delete(parser)  // frees what libyaml allocated
        unsafe parser.deallocate()  // allocated in init
        unsafe input.deallocate()  // allocated in init
    }

    /// The next event; nothing may be asked for after a stream's end or a problem.
    mutating func next() throws(YAMLProblem) -> YAMLEvent {
        var event = unsafe yaml_event_t()  // a C struct of zeroes
        let isRead = unsafe yaml_parser_parse(parser, &event)  // fills the event
        guard isRead == 1 else { throw problem() }
        defer { unsafe yaml_event_delete(&event) }  // frees its strings once they are copied
        return unsafe YAMLEvent(event)  // copies
    }

    private func problem() -> YAMLProblem {
        let failed = unsafe parser.pointee  // read only
        return unsafe YAMLProblem(  // C strings of static storage
            problem: failed.problem.map { unsafe String(cString: $0) } ?? "libyaml ran out of memory",
            mark: YAMLMark(failed.problem_mark),
            context: failed.context.map { unsafe String(cString: $0) },
            contextMark: YAMLMark(failed.context_mark))
    }
}

extension YAMLMark {
    fileprivate init(_ mark: yaml_mark_t) {
        self.init(line: mark.line, column: mark.column)
    }
}

extension YAMLEvent {
    /// Copies an event out of libyaml's memory.
    @unsafe fileprivate init(_ event: yaml_event_t) {
        unsafe self.init(
            kind: Self.kind(event), start: YAMLMark(event.start_mark), end: YAMLMark(event.end_mark))
    }

    /// The member of the union that is valid is the one the type names.
    @unsafe private static func kind(_ event: yaml_event_t) -> Kind {
        switch unsafe event.type {
        case YAML_STREAM_START_EVENT: return .streamStart
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_ALIAS_EVENT: return unsafe .alias(text(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let properties = unsafe properties(text(scalar.anchor), text(scalar.tag))
            return unsafe .scalar(
                text: String(decoding: bytes, as: UTF8.self), style: style(scalar.style), properties: properties)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            let properties = unsafe properties(text(start.anchor), text(start.tag))
            return unsafe .sequenceStart(isFlow: start.style == YAML_FLOW_SEQUENCE_STYLE, properties: properties)
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            let properties = unsafe properties(text(start.anchor), text(start.tag))
            return unsafe .mappingStart(isFlow: start.style == YAML_FLOW_MAPPING_STYLE, properties: properties)
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        default: return .streamEnd
        }
    }

    /// Returns nil if there is neither, so that most events need no allocation.
    private static func properties(_ anchor: String?, _ tag: String?) -> Properties? {
        anchor == nil && tag == nil ? nil : Properties(anchor: anchor, tag: tag)
    }

    /// A C string, or nil.
    @unsafe private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        unsafe pointer.map { unsafe String(cString: $0) }
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
        default: .plain
        }
    }
}
