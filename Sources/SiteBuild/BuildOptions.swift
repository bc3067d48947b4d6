/// What a build is asked to do.
public struct BuildOptions: Sendable {
  /// The folder of written and imported content.
  public var content: String
  /// The folder whose templates and assets stand in for the built-in ones, one by one; it need not exist.
  public var templates: String
  /// The folder that the site is written to.
  public var output: String
  /// Where the site will be served, without a slash at its end.
  public var baseURL: String?
  /// Whether links end in `index.html`, for `file://`.
  public var isOffline: Bool
  /// Whether anything that is wrong keeps the site from being written.
  public var isStrict: Bool
  /// The value of SOURCE_DATE_EPOCH, the one clock of a build; nil for the day of the newest release read.
  public var sourceDateEpoch: String?
  /// The program that makes the index for the search over texts; nil for no such index.
  public var fullText: FullTextProgram?
  /// What the folder of the assets is called; nil for a hash of their content. A fixed name is for what is looked at while
  /// it is written: a stylesheet changes there and its address stays.
  public var assetVersion: String?
  /// How many pages are rendered and written at once; nil for one for each processor.
  public var width: Int?

  /// Options with the defaults of the command.
  public init(
    content: String = "Content", templates: String = "Templates", output: String = "Output/site",
    baseURL: String? = nil, isOffline: Bool = false, isStrict: Bool = false, sourceDateEpoch: String? = nil,
    fullText: FullTextProgram? = nil, assetVersion: String? = nil, width: Int? = nil
  ) {
    self.content = content
    self.templates = templates
    self.output = output
    self.baseURL = baseURL
    self.isOffline = isOffline
    self.isStrict = isStrict
    self.sourceDateEpoch = sourceDateEpoch
    self.fullText = fullText
    self.assetVersion = assetVersion
    self.width = width
  }
}
