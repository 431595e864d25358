package filbert.sharing.upload;

import filbert.identity.HostAddress;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Somebody wants bytes of a file.
 *
 * @param id the place it says it has in our line
 * @param node where it can be called when its turn has come
 * @param lasting it would stay on its connection
 */
record Ask(
        Conversation conversation,
        ServedFile file,
        RequestedRange range,
        String userAgent,
        Queueing queueing,
        Optional<String> id,
        Optional<HostAddress> node,
        boolean lasting) {

    static Ask of(HttpRequest request, ServedFile file, RequestedRange range, Conversation conversation) {
        return new Ask(
                conversation,
                file,
                range,
                request.userAgent(),
                request.queueing(),
                request.placeId(),
                request.callable(conversation.link().remote().ip()),
                request.persistent());
    }

    InetAddress peer() {
        return conversation.peer();
    }

    HostAddress host() {
        return conversation.link().remote();
    }
}
