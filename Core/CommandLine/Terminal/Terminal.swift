private import Glibc

/// What a stream can show: whether a person watches it, how wide it is, whether in colour.
public struct Terminal: Hashable, Sendable {
    /// Whether a person watches: a terminal rather than a file or a pipe.
    public let isInteractive: Bool
    /// Columns of one line.
    public let width: Int
    /// Whether colours are wanted: a terminal, no `NO_COLOR`, and not `TERM=dumb`.
    public let isColoured: Bool

    /// A terminal as described.
    public init(isInteractive: Bool, width: Int, isColoured: Bool) {
        (self.isInteractive, self.isColoured) = (isInteractive, isColoured)
        self.width = max(width, Limits.widthMin)
    }

    /// A file or a pipe: plain text.
    public static let plain = Terminal(
        isInteractive: false, width: Limits.widthDefault, isColoured: false)

    /// What stands behind a file descriptor.
    public static func detect(
        _ descriptor: Int32, environment: (String) -> String?
    ) -> Terminal {
        let isInteractive = isatty(descriptor) == 1
        var size = winsize()
        let answered = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        let columns = environment("COLUMNS").flatMap(Int.init)
        let isPlain = !(environment("NO_COLOR") ?? "").isEmpty || environment("TERM") == "dumb"
        return Terminal(
            isInteractive: isInteractive,
            width: answered ? Int(size.ws_col) : columns ?? Limits.widthDefault,
            isColoured: isInteractive && !isPlain)
    }

    /// The text in a style, or as it is where colours are not wanted.
    public func styled(_ text: String, _ style: TextStyle) -> String {
        isColoured ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}

/// A way to set text apart on a terminal; the meaning never rests on it alone.
public enum TextStyle: Int, Sendable {
    /// Headings and names.
    case bold = 1
    /// What may be passed over.
    case dim = 2
    /// Errors.
    case red = 31
    /// What went well.
    case green = 32
    /// What deserves a look.
    case yellow = 33
    /// What can be typed or opened.
    case cyan = 36
}
