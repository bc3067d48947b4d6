import HTMLInspection
import HTMLText
import Testing

@testable import Rendering

@Suite struct BarChartTests {
  private let chart = BarChart(
    title: "Fruit", unit: "piece", rowTitle: "Year", parts: ["pears", "plums"],
    rows: [.init(name: "first", counts: [3, 1]), .init(name: "second", counts: [0, 2])])

  private var tokens: [HTMLToken] { HTMLTokens.of(chart.html().bytes) }

  /// Attributes of the bars' parts, those of the legend (a height of 100 %) left out.
  private var parts: [[String: String]] {
    tokens.compactMap { token in
      if case .open("rect", let attributes) = token, attributes["height"] != "100%" { return attributes }
      return nil
    }
  }

  @Test func widthsAreSharesOfTheLongestRow() {
    // Four pieces are the whole width; parts of nothing are not drawn.
    #expect(parts.map { $0["width"] } == ["75%", "25%", "50%"])
    #expect(parts.map { $0["x"] } == ["0%", "75%", "0%"])
    #expect(parts.map { $0["class"] } == ["s0", "s1", "s1"])
  }

  @Test func theTableBehindHoldsEveryNumber() {
    let text = tokens.text
    for words in ["first: 4 pieces", "second: 2 pieces", "The numbers", "Yearpearsplums", "first314", "second022"] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test func pictureIsToldInWords() {
    #expect(
      tokens.values(of: "aria-label").first == "Fruit. first 4 and second 2. The numbers stand in the table below.")
  }

  @Test func nothingToCountDrawsNothing() {
    let empty = BarChart(title: "t", unit: "u", rowTitle: "r", parts: [""], rows: [.init(name: "n", counts: [0])])
    #expect(empty.html().bytes.isEmpty)
  }
}
