package filbert.net;

import filbert.identity.HostAddress;
import java.io.IOException;
import java.time.Duration;

/** Opens connections. The servent's dialer is always a {@link ScopedDialer}. */
public interface Dialer {
    /** One of the two callbacks is called, once, on a loop. The link delivers nothing before {@code onLinked} installed a handler. */
    void dial(HostAddress to, Duration timeout, Linked onLinked, Failed onFailed);

    interface Linked {
        void linked(Link link);
    }

    interface Failed {
        void failed(IOException cause);
    }
}
