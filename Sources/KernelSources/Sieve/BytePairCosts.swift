/// How often bytes stand in C source, for choosing what to search for.
enum BytePairCosts {
  /// Bytes from the commonest on, as counted over kernel sources.
  private static let byFrequency = Array(
    " _et\tir\nsnacdolufpm0E,)(C;*TSRAhgIbvPD-MLxNO=1Fk>2U.w/yGB#3H4\"{}8VX&6qK5W:[]Y<z79+|\\%!Qj@Z'J?~`^".utf8)

  /// Rough share of each byte, in ten-thousandths: a space is one in seven, the rest fall off by rank.
  private static let shares: [Double] = {
    var shares = [Double](repeating: 0.5, count: 256)
    for (rank, byte) in byFrequency.enumerated() {
      shares[Int(byte)] = rank == 0 ? 1_400 : 600 / (1 + Double(rank) / 8)
    }
    return shares
  }()

  /// Cost of searching for the pair, in processor cycles for each byte searched: the comparison, and the chance of a
  /// false find times what looking closer costs.
  static func cost(_ first: UInt8, _ second: UInt8) -> Double {
    let comparison = 0.06
    let chance = shares[Int(first)] * shares[Int(second)] * 1e-8
    return comparison + 100 * chance
  }
}
