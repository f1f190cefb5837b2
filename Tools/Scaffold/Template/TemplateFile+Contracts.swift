extension TemplateFile {
    /// Values that everybody may hold.
    static let contracts = [
        TemplateFile(
            "Products/{Product}/Contracts/Events/{Noun}Added.swift",
            #"""
            public import Events

            /// {A} {words} came in through the door, under the name that its sender gave it.
            public struct {Noun}Added: EventPayload {
                /// The stored name.
                public static let type = EventType(literal: "{stored}.{kebab}-added")

                /// The sender's own name for it.
                public let key: String
                /// What it is about.
                public let title: String

                /// Puts the fact together.
                public init(key: String, title: String) {
                    (self.key, self.title) = (key, title)
                }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Contracts/Events/{Noun}Checked.swift",
            #"""
            public import Events

            /// {A} {words} was looked at, a while after it came in.
            public struct {Noun}Checked: EventPayload {
                /// The stored name.
                public static let type = EventType(literal: "{stored}.{kebab}-checked")

                /// States the fact.
                public init() {}
            }
            """#),
        TemplateFile(
            "Products/{Product}/Contracts/Flows/{Product}Flows.swift",
            #"""
            public import Events
            public import Workflows

            /// The workflows of the product by name; whoever holds one can start it, not build it.
            public enum {Product}Flows {
                /// The queue whose slots its activities take.
                public static let queue = "{stored}"

                /// Looks at {a} {words} a while after it came in.
                public static let check = WorkflowReference<Check{Noun}Input, NoValue>(
                    "{stored}.check", queue: queue)

                /// The workflow id under which {a} {words} is checked: one at a time.
                public static func checkID(_ {noun}: {Noun}ID) -> String {
                    "{stored}.check:\({noun})"
                }
            }

            /// What the check of {a} {words} begins with; more fields need defaults.
            public struct Check{Noun}Input: Codable, Hashable, Sendable {
                /// Which one.
                public let {noun}: {Noun}ID

                /// Puts the input together.
                public init(_ {noun}: {Noun}ID) {
                    self.{noun} = {noun}
                }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Contracts/Limits.swift",
            #"""
            /// The bounds of what the product takes in, keeps and shows.
            public enum {Product}Limits {
                /// Bytes of a sender's key.
                public static let keyBytesMax = 255
                /// Characters of a title.
                public static let titleCharactersMax = 200
                /// Rows that one read answers with.
                public static let listRowsMax = 100
                /// How often a decision is made anew because others were faster.
                public static let decisionAttemptsMax = 10
                /// Events of a stream that are read at a time.
                public static let pageEvents = 100
                /// How long {a} {words} waits for its check.
                public static let checkDelay = Duration.seconds(60)
            }
            """#),
        TemplateFile(
            "Products/{Product}/Contracts/Reads/{Noun}.swift",
            #"""
            public import Events

            /// What marks the id of {a} {words}.
            public enum {Noun}Tag: Sendable {}

            /// The id of {a} {words}; it follows from the key that its sender gave it.
            public typealias {Noun}ID = Identifier<{Noun}Tag>

            /// {A} {words} as it stands.
            public struct {Noun}: Hashable, Sendable {
                /// Its id.
                public let id: {Noun}ID
                /// The sender's own name for it.
                public let key: String
                /// What it is about.
                public let title: String
                /// Whether it was looked at since it came in.
                public let isChecked: Bool

                /// Puts the read model together.
                public init(id: {Noun}ID, key: String, title: String, isChecked: Bool) {
                    (self.id, self.key, self.title, self.isChecked) = (id, key, title, isChecked)
                }
            }

            /// What became of a request, and where the log says so.
            public struct {Noun}Receipt: Hashable, Sendable {
                /// The id, also of one that was there before.
                public let id: {Noun}ID
                /// Whether the request brought something new.
                public let isNew: Bool
                /// Reads that are given this position see the answer.
                public let position: Position

                /// Puts the receipt together.
                public init(id: {Noun}ID, isNew: Bool, position: Position) {
                    (self.id, self.isNew, self.position) = (id, isNew, position)
                }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Contracts/Requests/Add{Noun}.swift",
            #"""
            /// Asks for {a} {words} to be taken in; the same key again is answered with the first one.
            public struct Add{Noun}: Hashable, Sendable {
                /// The sender's own name for it, 1 to `{Product}Limits.keyBytesMax` bytes.
                public let key: String
                /// What it is about, 1 to `{Product}Limits.titleCharactersMax` characters.
                public let title: String

                /// Puts the request together.
                public init(key: String, title: String) {
                    (self.key, self.title) = (key, title)
                }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Contracts/{Product}Error.swift",
            #"""
            public import Events

            /// Why the product did not do what it was asked; nothing was appended.
            public enum {Product}Error: Error, Hashable, Sendable {
                /// The key is empty or has too many bytes.
                case keyUnusable(bytes: Int, limit: Int)
                /// The title is blank.
                case titleBlank
                /// The title has too many characters.
                case titleTooLong(limit: Int, actual: Int)
                /// The key belongs to {a} {words} with another title.
                case keyReused(String)
                /// There is none with this id.
                case unknown({Noun}ID)
                /// Others kept changing it.
                case contended({Noun}ID)
                /// The log did not take what was decided.
                case log(AppendError)
                /// What is stored cannot be read.
                case unreadable(String)
                /// The engine refused what was to be started.
                case workflow(String)
            }

            extension {Product}Error: CustomStringConvertible {
                /// What is wrong, which one, and what to do next.
                public var description: String {
                    switch self {
                    case .keyUnusable(let bytes, let limit):
                        "the key has \(bytes) bytes: give it 1 to \(limit)"
                    case .titleBlank: "the title is blank: say what it is about"
                    case .titleTooLong(let limit, let actual):
                        "the title has \(actual) characters: cut it to \(limit)"
                    case .keyReused(let key):
                        "the key '\(key.prefix(80))' has another title: use a new key"
                    case .unknown(let id): "there is no {words} \(id): list those that are there"
                    case .contended(let id): "others kept changing \(id): try again"
                    case .log(let error): error.description
                    case .unreadable(let reason): reason
                    case .workflow(let reason): "the engine refused: \(reason)"
                    }
                }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Contracts/{Product}Outlet.swift", needsAdapters: true,
            #"""
            /// The port through which checked ones are made known to the world outside.
            public protocol {Product}Outlet: Sendable {
                /// Makes one known; the same id again changes nothing.
                func announce(_ {noun}: {Noun}ID) async throws
            }
            """#),
    ]
}
