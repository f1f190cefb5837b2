/// Words that cannot name a product, or would hide what everybody means by them.
enum Keywords {
    static let all = words(
        """
        associatedtype class deinit enum extension fileprivate func import init inout internal let
        open operator private precedencegroup protocol public rethrows static struct subscript
        typealias var break case catch continue default defer do else fallthrough for guard if in
        repeat return throw switch where while any as await false is nil self super throws true try
        package actor async borrowing consuming each macro some view time random store client log
        registry host
        """)

    /// Types of the language and its libraries.
    static let types = words(
        """
        Actor Any Array Bool Bundle Character Clock Collection Comment Data Date Decoder Dictionary
        Double Duration Encoder Error Failure Float Host Int Issue Iterator Measurement Never
        Notification Operation Optional Point Port Process Progress Range Result Scanner Self
        Sequence Set Stream String Suite Tag Task Test Thread Timer Trait Type Unit URL Void
        """)

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
