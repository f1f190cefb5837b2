package import Events

/// Something that workflows are asked to do, planned into the same commit as the events beside it.
public struct Intent: Sendable, Hashable {
    /// What is asked for.
    package enum Action: Sendable, Hashable {
        case start(StartIntent)
        case signal(SignalIntent)
        case signalWithStart(StartIntent, SignalIntent)
        case requestCancel(reason: String)
        case requestCancelIfOpen(reason: String)
        case terminate(reason: String)
        case update(UpdateIntent)
    }

    /// The workflow that is meant.
    public let workflow: String
    package let action: Action
    package let requestID: String?

    package init(workflow: String, action: Action, requestID: String?) {
        (self.workflow, self.action, self.requestID) = (workflow, action, requestID)
    }

    /// Starts a workflow.
    ///
    /// Repeating a request id answers with the first run instead of starting another.
    ///
    /// - Throws: `WorkflowError.invalid` when the input is not JSON.
    public static func start<Input, Output>(
        _ reference: WorkflowReference<Input, Output>, id: String, _ input: Input,
        options: StartOptions = StartOptions(), requestID: String? = nil
    ) throws(WorkflowError) -> Intent {
        Intent(
            workflow: id,
            action: .start(
                StartIntent(type: reference.type, input: try .of(input), options: options)),
            requestID: requestID)
    }

    /// Puts a letter into the mailbox of a workflow that runs.
    ///
    /// A repeated request id is answered without a second letter.
    ///
    /// - Throws: `WorkflowError.invalid` when the payload is not JSON.
    public static func signal<Payload>(
        _ reference: SignalReference<Payload>, id: String, _ payload: Payload,
        requestID: String? = nil
    ) throws(WorkflowError) -> Intent {
        Intent(
            workflow: id, action: .signal(try SignalIntent(reference, payload)),
            requestID: requestID)
    }

    /// Puts a letter into the mailbox of a workflow and starts it when it does not run.
    ///
    /// - Throws: `WorkflowError.invalid` when a value is not JSON.
    public static func signalWithStart<Input, Output, Payload>(
        _ reference: WorkflowReference<Input, Output>, id: String, _ input: Input,
        _ signal: SignalReference<Payload>, _ payload: Payload,
        options: StartOptions = StartOptions(), requestID: String? = nil
    ) throws(WorkflowError) -> Intent {
        Intent(
            workflow: id,
            action: .signalWithStart(
                StartIntent(type: reference.type, input: try .of(input), options: options),
                try SignalIntent(signal, payload)),
            requestID: requestID)
    }

    /// Asks a workflow to stop; its code may clean up first.
    public static func requestCancel(
        id: String, reason: String = "", requestID: String? = nil
    ) -> Intent {
        Intent(workflow: id, action: .requestCancel(reason: reason), requestID: requestID)
    }

    /// Asks a workflow to stop where it runs; where it does not, the commit expects that it stays so.
    public static func requestCancelIfOpen(id: String, reason: String = "") -> Intent {
        Intent(workflow: id, action: .requestCancelIfOpen(reason: reason), requestID: nil)
    }

    /// Ends a workflow at once, without its code.
    public static func terminate(id: String, reason: String) -> Intent {
        Intent(workflow: id, action: .terminate(reason: reason), requestID: nil)
    }
}

/// The start of a workflow without the types of its values.
package struct StartIntent: Sendable, Hashable {
    package let type: WorkflowType
    package let input: JSONValue
    package let options: StartOptions

    package init(type: WorkflowType, input: JSONValue, options: StartOptions) {
        (self.type, self.input, self.options) = (type, input, options)
    }
}

/// A letter without the type of its payload.
package struct SignalIntent: Sendable, Hashable {
    package let name: String
    package let payload: JSONValue
    package let mailbox: Mailbox?

    package init(name: String, payload: JSONValue, mailbox: Mailbox?) {
        (self.name, self.payload, self.mailbox) = (name, payload, mailbox)
    }

    fileprivate init<Payload>(
        _ reference: SignalReference<Payload>, _ payload: Payload
    ) throws(WorkflowError) {
        self.init(
            name: reference.name, payload: try .of(payload), mailbox: reference.mailbox)
    }
}

/// A request for an update without the types of its values.
package struct UpdateIntent: Sendable, Hashable {
    package let name: String
    package let update: String
    package let argument: JSONValue

    package init(name: String, update: String, argument: JSONValue) {
        (self.name, self.update, self.argument) = (name, update, argument)
    }
}

extension JSONValue {
    package static func of(_ value: some WorkflowValue) throws(WorkflowError) -> JSONValue {
        do {
            return try JSONValue(encoding: value)
        } catch {
            throw .invalid("a value cannot be stored as JSON: \(error)")
        }
    }
}
