package filbert.simulation;

import filbert.identity.HostAddress;
import filbert.net.Datagrams;
import filbert.net.LocalNetwork;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The local network of all machines of a {@link VirtualNetwork}: whoever joined hears everybody else, and is announced to them a second later. */
public final class Neighbourhood {
    private static final Duration ANNOUNCED_AFTER = Duration.ofSeconds(1);

    private final VirtualNetwork net;
    private final List<Member> members = new ArrayList<>();
    private boolean works = true;
    private boolean announces = true;

    Neighbourhood(VirtualNetwork net) {
        this.net = net;
    }

    private record Member(HostAddress servent, String id, LocalNetwork.Hearer hearer, Datagrams.Socket socket) {}

    /** From now on nobody can join. */
    public void breakDown() {
        works = false;
    }

    /** Whoever tries from now on can join. */
    public void repair() {
        works = true;
    }

    /** From now on nobody is announced. */
    public void announceNobody() {
        announces = false;
    }

    LocalNetwork.Presence join(VirtualHost host, int port, String id, LocalNetwork.Hearer hearer) throws IOException {
        if (!works) {
            throw new IOException("eth0 does not take part in multicast");
        }
        var socket = host.datagrams().bind(host.at(0), hearer::heard);
        var member = new Member(host.at(port), id, hearer, socket);
        members.add(member);
        net.time().after(ANNOUNCED_AFTER, () -> announce(member));
        return new LocalNetwork.Presence() {
            @Override
            public void shout(ByteBuf datagram) {
                for (var other : List.copyOf(members)) {
                    net.time().execute(() -> other.hearer.heard(socket.local(), datagram.copy()));
                }
                net.time().execute(datagram::release);
            }

            @Override
            public void leave() {
                members.remove(member);
                socket.close();
            }
        };
    }

    private void announce(Member newcomer) {
        for (var other : announces && members.contains(newcomer) ? List.copyOf(members) : List.<Member>of()) {
            other.hearer.announced(newcomer.servent, newcomer.id);
            newcomer.hearer.announced(other.servent, other.id);
        }
    }

    public int members() {
        return members.size();
    }
}
