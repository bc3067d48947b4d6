internal import CGMime

/// One reference to a GLib object, given back when the last owner goes.
final class GLibObject<Instance> {
  /// The object itself, alive as long as this value.
  let pointer: UnsafeMutablePointer<Instance>

  /// Takes over the caller's reference.
  init?(_ pointer: UnsafeMutablePointer<Instance>?) {
    guard let pointer else { return nil }
    self.pointer = pointer
  }

  deinit { g_object_unref(pointer) }
}

/// Collects what GMime's parser warns of.
final class WarningSink {
  fileprivate(set) var warnings: [(offset: Int, message: String)] = []
}

/// Parser options that report into a sink; freed with their owner.
final class ParserOptions {
  /// The options, alive as long as this value.
  let pointer: OpaquePointer?
  private let sink: WarningSink

  init(reporting sink: WarningSink) {
    self.sink = sink
    pointer = g_mime_parser_options_new()
    let user = Unmanaged.passUnretained(sink).toOpaque()
    // The sink outlives the options, which hold it; the callback runs only while they are in use.
    kfuncdocs_gmime_set_warning_callback(
      pointer,
      { offset, code, _, user in
        guard let user, let words = ParserOptions.words(code) else { return }
        let sink = Unmanaged<WarningSink>.fromOpaque(user).takeUnretainedValue()
        if sink.warnings.count < 20 { sink.warnings.append((Int(offset), words)) }
      }, user)
  }

  deinit { g_mime_parser_options_free(pointer) }

  /// Words for a warning that a person can act on; nil for those that we find better ourselves.
  private static func words(_ code: GMimeParserWarning) -> String? {
    switch code {
    case GMIME_WARN_INVALID_CONTENT_TYPE: "the content type cannot be read"
    case GMIME_WARN_INVALID_RFC2047_HEADER_VALUE: "an encoded word of the header cannot be decoded"
    case GMIME_WARN_INVALID_PARAMETER: "a parameter of the header cannot be read"
    case GMIME_CRIT_INVALID_HEADER_NAME: "a header line has no name"
    case GMIME_CRIT_CONFLICTING_HEADER: "a header that may stand once stands twice, with other content"
    case GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY: "a multipart has no boundary"
    case GMIME_WARN_INVALID_ADDRESS_LIST: "a list of addresses cannot be read"
    default: nil
    }
  }
}
