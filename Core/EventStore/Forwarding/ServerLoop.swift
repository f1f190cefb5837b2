internal import Events
internal import Foundation

/// What the server's thread does; nobody else touches it.
final class ServerLoop {
    private struct Client {
        let id: Int
        var inbox: Inbox
        var outbox: Outbox
        var isGreeted = false
    }

    private let server: WriterServer
    private let listener: UnixSocket
    private let process: WriterProcess
    private var clients: [Client] = []
    private var nextClient = 0
    private var pushed = Position.start
    private var pushedAt: Int64 = 0
    private var seenCommits = -1
    private var isTidy = false

    init(_ server: WriterServer, _ listener: UnixSocket, _ process: WriterProcess) {
        (self.server, self.listener, self.process) = (server, listener, process)
    }

    /// Serves until it is told to stop.
    func run() {
        while round() {}
        finish()
    }

    private func round() -> Bool {
        var files = [
            pollfd(fd: server.watch.bell.file, events: Int16(POLLIN), revents: 0),
            pollfd(fd: listener.file, events: Int16(POLLIN), revents: 0),
        ]
        for client in clients {
            let events = client.outbox.isFull ? POLLIN | POLLOUT : POLLIN
            files.append(
                pollfd(fd: client.inbox.socket.file, events: Int16(events), revents: 0))
        }
        let isIdle = !pollFiles(&files, milliseconds: patience)
        server.watch.bell.silence()
        let mustStop = deliver()
        let ready = files.dropFirst(2).map { $0.revents != 0 }
        listen(to: ready)
        if files[1].revents != 0 { accept() }
        process.queue.leadIfIdle()
        _ = deliver()
        pushHead()
        if isIdle { tidyUp() }
        return !mustStop
    }

    /// How long to wait for something to do.
    private var patience: Int32 {
        if !clients.isEmpty, process.log.head > pushed { return 1 }
        return isTidy && seenCommits == server.watch.commits ? -1 : Limits.idleMilliseconds
    }

    // MARK: - Clients

    private func accept() {
        while let socket = listener.accepted() {
            // One too many is closed at once: it tries again, or becomes the writer later.
            guard clients.count < Limits.socketClientsMax else { continue }
            clients.append(
                Client(id: nextClient, inbox: Inbox(socket), outbox: Outbox(socket)))
            nextClient += 1
        }
    }

    private func listen(to ready: [Bool]) {
        var gone: Set<Int> = []
        for (index, isReady) in ready.enumerated() where isReady {
            guard clients[index].outbox.flush(), let messages = clients[index].inbox.receive(),
                messages.allSatisfy({ take($0, from: index) })
            else {
                gone.insert(clients[index].id)
                continue
            }
        }
        clients.removeAll { gone.contains($0.id) }
    }

    /// False for a client that does not keep to the protocol.
    private func take(_ message: Message, from index: Int) -> Bool {
        let client = clients[index]
        switch message {
        case .hello:
            clients[index].isGreeted = true
            let identity = process.log.identity
            return clients[index].outbox.send(
                .hello(
                    Message.Hello(
                        log: identity.log, generation: identity.generation, epoch: identity.epoch,
                        head: process.log.head)))
        case .append(let number, let append) where client.isGreeted:
            let forwarded = WriterServer.Forwarded(
                client: client.id, number: number, append: append)
            do {
                try AppendRules.check(append)
                server.enqueue(forwarded, process.queue)
                return true
            } catch {
                return clients[index].outbox.send(.error(number, error))
            }
        case .ping where client.isGreeted: return clients[index].outbox.send(.ping)
        case .question(let number, let bytes) where client.isGreeted:
            server.ask(WriterServer.Asked(client: client.id, number: number), bytes)
            return true
        default: return false
        }
    }

    /// Leads where this thread was asked to, and sends every answer; true when it is to stop.
    private func deliver() -> Bool {
        while true {
            let (replies, leads, mustStop) = server.collect()
            guard !replies.isEmpty || !leads.isEmpty else { return mustStop }
            let led = leads.map { $0.reply(process.queue.lead($0.append)) }
            var gone: Set<Int> = []
            for reply in replies + led {
                guard let index = clients.firstIndex(where: { $0.id == reply.client }) else {
                    continue
                }
                if !clients[index].outbox.send(reply.message) { gone.insert(reply.client) }
            }
            clients.removeAll { gone.contains($0.id) }
        }
    }

    /// Tells everybody how far the log reaches, at most once a millisecond.
    private func pushHead() {
        guard !clients.isEmpty else { return }
        let now = Bell.milliseconds()
        if now > pushedAt {
            server.watch.rearm()
            let head = process.log.head
            guard head > pushed else { return }
            (pushed, pushedAt) = (head, now)
            var gone: Set<Int> = []
            for index in clients.indices where clients[index].isGreeted {
                if !clients[index].outbox.send(.head(head)) { gone.insert(clients[index].id) }
            }
            clients.removeAll { gone.contains($0.id) }
        }
    }

    // MARK: - Housekeeping

    /// Checkpoints once nothing was committed for a while, and then sleeps until something is.
    private func tidyUp() {
        let commits = server.watch.commits
        guard commits == seenCommits else {
            (seenCommits, isTidy) = (commits, false)
            return
        }
        guard !isTidy else { return }
        process.log.withWriter { $0.checkpoint(over: Limits.idleCheckpointPages) }
        isTidy = true
        server.watch.rearm()
    }

    /// Gives the last answers a moment to leave.
    private func finish() {
        for _ in 0..<Limits.farewellRounds {
            _ = deliver()
            var files = clients.filter(\.outbox.isFull).map { client in
                pollfd(fd: client.outbox.socket.file, events: Int16(POLLOUT), revents: 0)
            }
            guard !files.isEmpty, pollFiles(&files, milliseconds: Limits.idleMilliseconds) else {
                return
            }
            clients = clients.filter { client in
                var client = client
                return client.outbox.flush()
            }
        }
    }
}
