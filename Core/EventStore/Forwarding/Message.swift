package import Events

/// What the writer and other processes of one log say to each other.
package enum Message: Hashable {
    /// The first message in both directions; the writer's says which log it writes.
    case hello(Hello)
    /// An append to be committed, under a number that the answer repeats.
    case append(UInt64, Append)
    case result(UInt64, AppendResult)
    case error(UInt64, AppendError)
    /// The log has grown to here.
    case head(Position)
    /// Answered with the same.
    case ping
    /// What the writer's process is asked, under a number that the answer repeats.
    case question(UInt64, [UInt8])
    /// The answer; nil where the writer's process answers no questions.
    case answer(UInt64, [UInt8]?)

    package struct Hello: Hashable {
        static let version: Int64 = 2

        let log: UniqueID
        let generation: Int
        let epoch: Int
        let head: Position

        package init(log: UniqueID, generation: Int, epoch: Int, head: Position) {
            (self.log, self.generation) = (log, generation)
            (self.epoch, self.head) = (epoch, head)
        }
    }
}

// MARK: - Writing

extension Message {
    package var frame: Frame {
        var writer = ByteWriter()
        let kind = write(to: &writer)
        return Frame(kind: kind.rawValue, body: writer.bytes)
    }

    private enum Kind: UInt8 {
        case hello = 1
        case append, result, error, head, ping, question, answer
    }

    private func write(to writer: inout ByteWriter) -> Kind {
        switch self {
        case .hello(let hello):
            writer.integer(Hello.version)
            writer.bytes(hello.log.bytes)
            writer.integer(hello.generation)
            writer.integer(hello.epoch)
            writer.integer(hello.head.value)
            return .hello
        case .append(let number, let append):
            writer.integer(number)
            writer.append(append)
            return .append
        case .result(let number, let result):
            writer.integer(number)
            writer.result(result)
            return .result
        case .error(let number, let error):
            writer.integer(number)
            writer.error(error)
            return .error
        case .head(let position):
            writer.integer(position.value)
            return .head
        case .ping: return .ping
        case .question(let number, let question):
            writer.integer(number)
            writer.bytes(question)
            return .question
        case .answer(let number, let answer):
            writer.integer(number)
            writer.integer(answer == nil ? 0 : 1)
            writer.bytes(answer ?? [])
            return .answer
        }
    }
}

// MARK: - Reading

extension Message {
    package init(_ frame: Frame) throws(ByteReader.Malformed) {
        guard let kind = Kind(rawValue: frame.kind) else {
            throw ByteReader.Malformed(reason: "a message of kind \(frame.kind)")
        }
        var reader = ByteReader(frame.body)
        switch kind {
        case .hello: self = .hello(try Message.hello(&reader))
        case .append: self = .append(try reader.number(), try reader.append())
        case .result: self = .result(try reader.number(), try reader.result())
        case .error: self = .error(try reader.number(), try reader.error())
        case .head: self = .head(try reader.position())
        case .ping: self = .ping
        case .question: self = .question(try reader.number(), try reader.bytes())
        case .answer:
            let (number, isThere) = (try reader.number(), try reader.integer(in: 0...1) == 1)
            let bytes = try reader.bytes()
            self = .answer(number, isThere ? bytes : nil)
        }
        guard reader.isAtEnd else { throw ByteReader.Malformed(reason: "bytes are left over") }
    }

    private static func hello(_ reader: inout ByteReader) throws(ByteReader.Malformed) -> Hello {
        let version = try reader.integer()
        guard version == Hello.version else {
            throw ByteReader.Malformed(
                reason: "protocol \(version), this build speaks \(Hello.version)")
        }
        return Hello(
            log: try reader.bytes(UniqueID.init(bytes:)),
            generation: Int(try reader.integer(in: 0...Int64.max)),
            epoch: Int(try reader.integer(in: 0...Int64.max)), head: try reader.position())
    }
}

extension ByteReader {
    fileprivate mutating func number() throws(Malformed) -> UInt64 {
        UInt64(bitPattern: try integer())
    }
}
