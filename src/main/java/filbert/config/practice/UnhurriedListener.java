package filbert.config.practice;

import filbert.identity.HostAddress;
import filbert.net.Dialer;
import filbert.net.Listener;
import java.io.IOException;

/** Accepts links on which files leave slowly, so that a person can watch a download. */
record UnhurriedListener(Listener listener, int bytesPerSecond) implements Listener {
    @Override
    public Listening listen(HostAddress at, Dialer.Linked onAccepted) throws IOException {
        return listener.listen(at, link -> onAccepted.linked(new UnhurriedLink(link, bytesPerSecond)));
    }
}
