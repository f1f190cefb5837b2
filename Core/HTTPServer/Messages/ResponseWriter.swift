/// Puts a response on the wire as HTTP/1.1.
enum ResponseWriter {
    /// What stands between the request and the form of its answer.
    struct Context {
        var isHead = false
        var keepsAlive = true
        /// The value of `Date`; nil where no clock is at hand.
        var date: String?
    }

    static let proceed = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

    static func bytes(_ response: HTTPResponse, _ context: Context) -> [UInt8] {
        let reason = HTTPResponse.reasons[response.status] ?? "Status"
        var head = "HTTP/1.1 \(response.status) \(reason)\r\n"
        for field in response.headers.fields where !isOurs(field.name) {
            head += "\(field.name.singleLine): \(field.value.singleLine)\r\n"
        }
        if let date = context.date { head += "Date: \(date)\r\n" }
        let isBodyless = response.status == 204 || response.status == 304
        if !isBodyless { head += "Content-Length: \(response.body.count)\r\n" }
        head += context.keepsAlive ? "\r\n" : "Connection: close\r\n\r\n"
        return Array(head.utf8) + (isBodyless || context.isHead ? [] : response.body)
    }

    private static func isOurs(_ name: String) -> Bool {
        ["Content-Length", "Transfer-Encoding", "Connection", "Date"].contains {
            $0.isSameName(as: name)
        }
    }
}

extension String {
    /// The text without anything that could end a header line.
    fileprivate var singleLine: String {
        guard utf8.contains(where: { $0 < 32 || $0 == 127 }) else { return self }
        return String(decoding: utf8.map { $0 < 32 || $0 == 127 ? 32 : $0 }, as: UTF8.self)
    }
}

/// The form of dates in headers: `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum HTTPDate {
    package static func text(secondsSince1970 seconds: Int64) -> String {
        let days = seconds / 86_400
        let (year, month, day) = civil(days)
        let time = seconds % 86_400
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][Int(days % 7)]
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        return "\(weekday), \(two(day)) \(months[month - 1]) \(year) "
            + "\(two(time / 3_600)):\(two(time / 60 % 60)):\(two(time % 60)) GMT"
    }

    private static func two(_ number: some BinaryInteger) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// The date of a day counted from 1970, by whole 400-year cycles that begin in March.
    private static func civil(_ days: Int64) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let ofCycle = shifted % 146_097
        let yearOfCycle =
            (ofCycle - ofCycle / 1_460 + ofCycle / 36_524 - ofCycle / 146_096) / 365
        let ofYear = ofCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let fromMarch = (5 * ofYear + 2) / 153
        let month = Int(fromMarch < 10 ? fromMarch + 3 : fromMarch - 9)
        let year = Int(yearOfCycle + shifted / 146_097 * 400) + (month <= 2 ? 1 : 0)
        return (year, month, Int(ofYear - (153 * fromMarch + 2) / 5 + 1))
    }
}
