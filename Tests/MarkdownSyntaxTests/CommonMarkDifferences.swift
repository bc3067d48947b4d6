/// The examples of CommonMark 0.30 that differ on purpose, each with its reason.
enum CommonMarkDifferences {
  static func reason(_ example: Int) -> String? {
    reasons.first { $0.examples.contains(example) }?.reason
  }

  private static let reasons: [(reason: String, examples: Set<Int>)] = [
    (
      "raw HTML is shown as text, never passed on",
      [
        21, 31, 148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 164, 165, 166, 167, 168,
        169, 170, 171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 185, 186, 187, 188, 189, 190,
        191, 201, 308, 309, 344, 474, 475, 476, 490, 493, 523, 535, 612, 613, 614, 615, 616,
        622, 624, 627, 628, 629, 630, 631, 642, 643,
      ]
    ),
    (
      "`---` on the first line opens front matter",
      [96, 98]
    ),
    (
      "schemes other than http, https and mailto are text",
      [595, 597, 598, 600]
    ),
    (
      "a colon before any slash is read as a scheme, even where browsers would not",
      [499]
    ),
    (
      "a backslash in a path is no destination: browsers read it as a slash",
      [202, 501, 602]
    ),
    (
      "bare addresses are links (GFM)",
      [601, 605, 607, 610, 611]
    ),
    (
      "`[[name]]` is a reference of ours",
      [547, 589]
    ),
    (
      "this cmark-gfm follows 0.29, in which a numeric reference may have eight digits",
      [28]
    ),
  ]
}
