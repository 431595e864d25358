package filbert.sharing.upload;

import java.net.InetAddress;

/** Somebody wants bytes of a file. */
record Ask(Conversation conversation, ServedFile file, RequestedRange range, String userAgent, boolean mayQueue) {
    InetAddress peer() {
        return conversation.peer();
    }
}
