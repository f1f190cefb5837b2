/// Words that say nothing about the matter of a text.
enum StopWords {
    static func contains(_ word: String) -> Bool { all.contains(word) }

    private static let all = Set(
        """
        a an the i me my mine we our us you your yours he she it its they them their this that these
        those is am are was were be been being do does did doing done have has had having will would
        shall should can could may might must to of in on at for from by with about into as and or
        but if then than so just also too very really please hi hello hey thanks thank there here
        what which who whom any some all such only own same both each more most other s t d ll m re
        ve get got getting gotten go going ok okay want wanted need needed like know help tell let
        make made im ive id dont doesnt didnt isnt arent wasnt werent
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
