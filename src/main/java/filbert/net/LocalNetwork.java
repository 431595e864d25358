package filbert.net;

import filbert.identity.HostAddress;
import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** The machines of the local network, as far as they can be spoken to without being known. */
public interface LocalNetwork {
    /** Where nobody is spoken to. */
    LocalNetwork NONE = (_, _, _) -> {
        throw new IOException("the local network is not looked at");
    };

    /**
     * Begins to listen to datagrams for everybody, and announces a servent. May block for a moment.
     *
     * @param port where it can be called
     * @param id tells it from others: eight hex digits
     * @throws IOException when no network interface here takes part in such things; says why
     */
    Presence join(int port, String id, Hearer hearer) throws IOException;

    /** Told on any thread. */
    interface Hearer {
        /** To everybody or in answer to what we said to everybody. Owns the buffer. */
        void heard(HostAddress from, ByteBuf datagram);

        /** A servent announces that it can be called there. */
        void announced(HostAddress servent, String id);
    }

    /** Being there. Any thread. */
    interface Presence {
        /** Says something to everybody. Takes over the buffer; what cannot be sent is lost silently. */
        void shout(ByteBuf datagram);

        /** Withdraws the announcement. May block for a moment. */
        void leave();
    }
}
