package filbert.net;

import java.net.InetAddress;
import java.util.List;

/** The network interfaces of this machine. Asking may block for a moment: not for the owner or a loop. */
public interface Interfaces {
    /** Those of the interface of this name; none when there is no such interface, or it is down. */
    List<InetAddress> addresses(String name);
}
