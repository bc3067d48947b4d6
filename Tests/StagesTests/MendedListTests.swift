import Stages
import Testing

@Suite struct MendedListTests {
  private var list = MendedList<Int, Int>()

  /// Tens of numbers; which were asked for.
  private mutating func tens(of numbers: [Int]) -> (outputs: [Int], asked: [Int]) {
    var asked: [Int] = []
    let outputs = list.outputs(for: numbers) { number in
      asked.append(number)
      return number / 10
    }
    return (outputs, asked)
  }

  private static func storage(_ array: [Int]) -> UnsafeRawPointer? { array.withUnsafeBytes { $0.baseAddress } }

  @Test mutating func onlyWhatChangedIsMadeAgain() {
    #expect(tens(of: [10, 25, 31]) == ([1, 2, 3], [10, 25, 31]))
    #expect(tens(of: [10, 45, 31]) == ([1, 4, 3], [45]))
    #expect(tens(of: [10, 45, 31]) == ([1, 4, 3], []))
    #expect(tens(of: [45, 10]) == ([4, 1], [45, 10]))
    #expect(tens(of: []) == ([], []))
  }

  @Test mutating func theListIsTheSameWhereNothingMadeIsAnother() {
    let first = tens(of: [10, 25, 31]).outputs
    let second = tens(of: [11, 26, 31])
    #expect(second == ([1, 2, 3], [11, 26]))
    #expect(Self.storage(second.outputs) == Self.storage(first))
    let third = tens(of: [11, 26, 40]).outputs
    #expect(first == [1, 2, 3])
    #expect(third == [1, 2, 4])
  }
}
