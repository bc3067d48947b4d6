internal import CGMime
internal import Glibc

/// All that touches GMime and GLib. Objects live in `GLibObject`, strings in `take`: each is released on every path.
///
/// GMime is given headers alone, never a multipart body: its parser recurses, and a mail bomb would choose how deep.
/// Structure is found by ``MIMEStructure``; GMime decodes what headers say, transfer encodings and charset names.
enum GMimeLibrary {
  /// Initialised once, before the first use from any task.
  private static let isReady: Bool = {
    g_mime_init()
    return true
  }()

  /// The decoded fields of `bytes`, the fields of a ``HeaderBlock`` of a message (`isMessage`) or of a MIME part.
  static func headers(_ bytes: [UInt8], isMessage: Bool) -> MIMEHeaders {
    precondition(isReady)
    var result = MIMEHeaders()
    let input = bytes + [0x0a, 0x0a]
    let sink = WarningSink()
    let options = ParserOptions(reporting: sink)
    input.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        guard let stream = GLibObject(g_mime_stream_mem_new_with_buffer(characters.baseAddress, characters.count)),
          let parser = GLibObject(g_mime_parser_new_with_stream(stream.pointer))
        else { return }
        g_mime_parser_set_format(parser.pointer, GMIME_FORMAT_MESSAGE)
        if isMessage {
          guard let message = GLibObject(g_mime_parser_construct_message(parser.pointer, options.pointer)) else {
            return
          }
          readMessage(message.pointer, options, into: &result)
          if let part = g_mime_message_get_mime_part(message.pointer) { readPart(part, into: &result) }
        } else if let part = GLibObject(g_mime_parser_construct_part(parser.pointer, options.pointer)) {
          readPart(part.pointer, into: &result)
        }
      }
    }
    result.warnings = sink.warnings
    return result
  }

  /// `bytes` with the transfer encoding named by a `Content-Transfer-Encoding` undone; unknown names change nothing.
  static func decoded(_ bytes: ArraySlice<UInt8>, transferEncoding: String) -> [UInt8] {
    precondition(isReady)
    let kind = g_mime_content_encoding_from_string(transferEncoding)
    guard
      kind == GMIME_CONTENT_ENCODING_BASE64 || kind == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
        || kind == GMIME_CONTENT_ENCODING_UUENCODE
    else { return Array(bytes) }
    var state = GMimeEncoding()
    g_mime_encoding_init_decode(&state, kind)
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { input in
        let room = g_mime_encoding_outlen(&state, input.count) + 64
        return [UInt8](unsafeUninitializedCapacity: room) { output, count in
          output.withMemoryRebound(to: CChar.self) { characters in
            count = g_mime_encoding_flush(&state, input.baseAddress, input.count, characters.baseAddress)
          }
        }
      }
    }
  }

  /// `bytes` of `charset` as UTF-8, each byte that it does not hold as U+FFFD; nil for a charset that nobody knows.
  static func utf8(_ bytes: [UInt8], from charset: String) -> [UInt8]? {
    precondition(isReady)
    guard let converter = g_mime_iconv_open("UTF-8", charset), Int(bitPattern: converter) != -1 else { return nil }
    defer { g_mime_iconv_close(converter) }
    var input = bytes
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var chunk = [UInt8](repeating: 0, count: 16_384)
    input.withUnsafeMutableBufferPointer { source in
      source.withMemoryRebound(to: CChar.self) { characters in
        var next = characters.baseAddress
        var left = characters.count
        while left > 0 {
          let outcome = chunk.withUnsafeMutableBufferPointer { target in
            target.withMemoryRebound(to: CChar.self) { room in
              var to = room.baseAddress
              var free = room.count
              let converted = iconv(converter, &next, &left, &to, &free)
              return (failed: converted == -1, error: errno, written: room.count - free)
            }
          }
          result += chunk[..<outcome.written]
          guard outcome.failed, outcome.error != E2BIG else { continue }
          // EILSEQ and EINVAL: what stands here is no character of the charset.
          result += [0xef, 0xbf, 0xbd]
          next = next?.advanced(by: 1)
          left -= 1
        }
      }
    }
    return result
  }

  // MARK: - Fields

  private static func readMessage(
    _ message: UnsafeMutablePointer<GMimeMessage>, _ options: ParserOptions, into headers: inout MIMEHeaders
  ) {
    if let list = g_mime_message_get_from(message), internet_address_list_length(list) > 0,
      let first = internet_address_list_get_address(list, 0)
    {
      headers.authorName = text(internet_address_get_name(first))
      if headers.authorName?.isEmpty ?? true, isKind(first, internet_address_mailbox_get_type()) {
        // The local part alone: a name of last resort that is no address.
        let mailbox = UnsafeMutableRawPointer(first).assumingMemoryBound(to: InternetAddressMailbox.self)
        let address = text(internet_address_mailbox_get_addr(mailbox)) ?? ""
        headers.authorName = address.split(separator: "@").first.map(String.init)
      }
    }
    headers.subject = text(g_mime_message_get_subject(message))
    if let date = g_mime_message_get_date(message) { headers.date = moment(date) }
    headers.messageID = text(g_mime_message_get_message_id(message))
    let object = UnsafeMutableRawPointer(message).assumingMemoryBound(to: GMimeObject.self)
    headers.declaresDate = g_mime_object_get_header(object, "Date") != nil
    headers.references = identifiers(g_mime_object_get_header(object, "References"), options)
    headers.inReplyTo = identifiers(g_mime_object_get_header(object, "In-Reply-To"), options)
    headers.lists = listAddresses(object)
  }

  private static func readPart(_ part: UnsafeMutablePointer<GMimeObject>, into headers: inout MIMEHeaders) {
    headers.declaresType = g_mime_object_get_header(part, "Content-Type") != nil
    if let type = g_mime_object_get_content_type(part) {
      let media = text(g_mime_content_type_get_media_type(type)) ?? "text"
      let subtype = text(g_mime_content_type_get_media_subtype(type)) ?? "plain"
      headers.mediaType = "\(media)/\(subtype)".lowercased()
      headers.boundary = text(g_mime_content_type_get_parameter(type, "boundary")).map { Array($0.utf8) }
      headers.charset = text(g_mime_content_type_get_parameter(type, "charset"))
      headers.isFlowed = text(g_mime_content_type_get_parameter(type, "format"))?.lowercased() == "flowed"
      headers.deletesSpace = text(g_mime_content_type_get_parameter(type, "delsp"))?.lowercased() == "yes"
      headers.fileName = text(g_mime_content_type_get_parameter(type, "name"))
    }
    if let disposition = g_mime_object_get_content_disposition(part) {
      headers.isAttachment = g_mime_content_disposition_is_attachment(disposition) != 0
      if let name = text(g_mime_content_disposition_get_parameter(disposition, "filename")) {
        headers.fileName = name
      }
    }
    let encoding = text(g_mime_object_get_header(part, "Content-Transfer-Encoding")) ?? ""
    headers.transferEncoding = encoding.lowercased().filter { !$0.isWhitespace }
  }

  private static func listAddresses(_ object: UnsafeMutablePointer<GMimeObject>) -> [String] {
    var lists: [String] = []
    guard let all = g_mime_object_get_header_list(object) else { return [] }
    for index in 0..<min(g_mime_header_list_get_count(all), 2_000) {
      guard let header = g_mime_header_list_get_header_at(all, index),
        let name = text(g_mime_header_get_name(header))?.lowercased(), name == "list-id" || name == "list-post",
        let value = text(g_mime_header_get_value(header)), let open = value.lastIndex(of: "<")
      else { continue }
      let inner = value[value.index(after: open)...].prefix { $0 != ">" && $0 != "?" }
      if name == "list-post", inner.lowercased().hasPrefix("mailto:") {
        lists.append(inner.dropFirst(7).lowercased())
      } else if name == "list-id", let dot = inner.firstIndex(of: ".") {
        // RFC 2919: the local part is the first label of the identifier.
        lists.append("\(inner[..<dot])@\(inner[inner.index(after: dot)...])".lowercased())
      }
    }
    return lists
  }

  private static func identifiers(_ field: UnsafePointer<CChar>?, _ options: ParserOptions) -> [String] {
    guard let field, let list = g_mime_references_parse(options.pointer, field) else { return [] }
    defer { g_mime_references_free(list) }
    return (0..<min(g_mime_references_length(list), 2_000)).compactMap {
      text(g_mime_references_get_message_id(list, $0))
    }
  }

  private static func moment(_ date: OpaquePointer) -> MailDate {
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let offset = Int(g_date_time_get_utc_offset(date) / 60_000_000)
    let zone =
      offset == 0
      ? "Z" : "\(offset < 0 ? "-" : "+")\(two(Int32(abs(offset) / 60))):\(two(Int32(abs(offset) % 60)))"
    let year = String(g_date_time_get_year(date))
    let day = "\(two(g_date_time_get_month(date)))-\(two(g_date_time_get_day_of_month(date)))"
    let clock =
      "\(two(g_date_time_get_hour(date))):\(two(g_date_time_get_minute(date))):\(two(g_date_time_get_second(date)))"
    let padded = String(repeating: "0", count: max(0, 4 - year.count)) + year
    return MailDate(seconds: Int64(g_date_time_to_unix(date)), text: "\(padded)-\(day)T\(clock)\(zone)")
  }

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }

  private static func isKind(_ instance: UnsafeMutableRawPointer, _ type: GType) -> Bool {
    g_type_check_instance_is_a(instance.assumingMemoryBound(to: GTypeInstance.self), type) != 0
  }
}
