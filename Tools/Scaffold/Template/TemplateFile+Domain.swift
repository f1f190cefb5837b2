extension TemplateFile {
    /// Rules without clock, randomness or I/O.
    static let domain = [
        TemplateFile(
            "Products/{Product}/Domain/{Noun}Decider.swift",
            #"""
            import Events
            package import {Product}Contracts

            /// What may be asked of {a} {words}.
            package enum {Noun}Command: Hashable, Sendable {
                case add(Add{Noun})
                case check({Noun}ID)
            }

            /// What the events of {a} {words} amount to.
            package struct {Noun}State: Hashable, Sendable {
                package var added: {Noun}Added?
                package var isChecked = false

                package init() {}
            }

            /// The rules of {a} {words}: commands become events, events become state.
            package enum {Noun}Decider: Decider {
                package static let initial = {Noun}State()

                package static func decide(
                    _ command: {Noun}Command, _ state: {Noun}State
                ) throws({Product}Error) -> [{Noun}Fact] {
                    switch command {
                    case .add(let request): try add(request, state)
                    case .check(let id): try check(id, state)
                    }
                }

                package static func evolve(
                    _ state: {Noun}State, _ fact: {Noun}Fact
                ) -> {Noun}State {
                    var state = state
                    switch fact {
                    case .added(let added): state.added = added
                    case .checked: state.isChecked = true
                    }
                    return state
                }

                /// The first one stands; the same key with another title is a mistake of the sender.
                private static func add(
                    _ request: Add{Noun}, _ state: {Noun}State
                ) throws({Product}Error) -> [{Noun}Fact] {
                    guard let known = state.added else {
                        return [.added({Noun}Added(key: request.key, title: request.title))]
                    }
                    guard known.title == request.title else { throw .keyReused(request.key) }
                    return []
                }

                private static func check(
                    _ id: {Noun}ID, _ state: {Noun}State
                ) throws({Product}Error) -> [{Noun}Fact] {
                    guard state.added != nil else { throw .unknown(id) }
                    return state.isChecked ? [] : [.checked({Noun}Checked())]
                }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Domain/{Noun}Fact.swift",
            #"""
            package import Events
            package import {Product}Contracts

            /// What may happen to {a} {words}: the closed set of payloads in its stream.
            package enum {Noun}Fact: Hashable, Sendable {
                case added({Noun}Added)
                case checked({Noun}Checked)

                /// Reads a recorded event; nil for a type that a newer build has added.
                package init?(_ event: RecordedEvent) throws(PayloadError) {
                    switch event.type {
                    case {Noun}Added.type: self = .added(try {Noun}Added(event))
                    case {Noun}Checked.type: self = .checked(try {Noun}Checked(event))
                    default: return nil
                    }
                }

                /// The payload as it is stored.
                package var payload: any EventPayload {
                    switch self {
                    case .added(let payload): payload
                    case .checked(let payload): payload
                    }
                }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Domain/{Noun}Gate.swift",
            #"""
            package import {Product}Contracts

            /// What is tested before anything is read: a request that fails here costs nothing.
            package enum {Noun}Gate {
                /// Lets a request pass that can be carried out in some state.
                package static func check(_ request: Add{Noun}) throws({Product}Error) {
                    let (bytes, bytesMax) = (request.key.utf8.count, {Product}Limits.keyBytesMax)
                    guard (1...bytesMax).contains(bytes) else {
                        throw .keyUnusable(bytes: bytes, limit: bytesMax)
                    }
                    guard !request.title.allSatisfy(\.isWhitespace) else { throw .titleBlank }
                    let (count, countMax) = (request.title.count, {Product}Limits.titleCharactersMax)
                    guard count <= countMax else {
                        throw .titleTooLong(limit: countMax, actual: count)
                    }
                }
            }
            """#),
        TemplateFile(
            "Products/{Product}/Domain/{Product}Identity.swift",
            #"""
            package import Events
            package import {Product}Contracts

            /// Ids and streams as functions of what they name: a repeated step writes the same ids.
            package enum {Product}Identity {
                /// The category of every stream here; it never changes.
                package static let category = named("{stored}.{snake}")

                /// The id that follows from a sender's key.
                package static func {noun}(key: String) -> {Noun}ID {
                    {Noun}ID(UniqueID.named("key\u{1F}\(key)", in: namespace))
                }

                /// The stream that holds what happened to {a} {words}.
                package static func stream(_ id: {Noun}ID) -> StreamName {
                    StreamName(category: category, text: "\(id)")
                }

                /// The id of an event, named by its place and content.
                package static func event(
                    in stream: StreamName, at revision: Revision, _ type: EventType, _ content: [UInt8]
                ) -> EventID {
                    let parts = ["event", "\(stream)", "\(revision)", "\(type)"]
                    let text = String(decoding: content, as: UTF8.self)
                    let name = (parts + [text]).joined(separator: "\u{1F}")
                    return EventID(UniqueID.named(name, in: namespace))
                }

                /// Version 5 of the DNS namespace and `{stored}.signalbox`.
                private static let namespace = UniqueID.named("{stored}.signalbox", in: dns)

                private static var dns: UniqueID {
                    guard let id = UniqueID("6ba7b810-9dad-11d1-80b4-00c04fd430c8") else {
                        preconditionFailure("the namespace of domain names is a UUID")
                    }
                    return id
                }

                private static func named(_ text: String) -> Category {
                    guard let category = Category(text) else {
                        preconditionFailure("malformed category: \(text)")
                    }
                    return category
                }
            }
            """#),
    ]
}
