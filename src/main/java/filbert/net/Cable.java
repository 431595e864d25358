package filbert.net;

import java.net.InetAddress;

/** Sockets that use one network interface and no other, whatever routes say. */
public interface Cable {
    /** @param from an address of that interface */
    Dialer dialer(InetAddress from);

    Listener listener();

    Datagrams datagrams();

    /** Closes at once all that was opened by it. Any thread. */
    void cut();
}
