package filbert.net;

import filbert.identity.HostAddress;
import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** Sends and receives datagrams. */
public interface Datagrams {
    /**
     * @param at address and port; port 0 takes a free one
     * @param onReceived called on a loop; owns the buffer
     * @throws IOException when the port is taken
     */
    Socket bind(HostAddress at, Received onReceived) throws IOException;

    interface Received {
        void received(HostAddress from, ByteBuf bytes);
    }

    /** An open socket. Any thread. */
    interface Socket {
        HostAddress local();

        /** Takes over the buffer; datagrams that cannot be sent are lost silently. */
        void send(HostAddress to, ByteBuf bytes);

        void close();
    }
}
