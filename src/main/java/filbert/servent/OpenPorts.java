package filbert.servent;

import filbert.identity.HostAddress;
import filbert.net.Datagrams;
import filbert.net.Dialer;
import filbert.net.Listener;
import filbert.net.Network;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** The port of a servent, TCP and UDP under one number, at one address or at one of each family. */
record OpenPorts(List<Listener.Listening> listening, Datagrams.Socket socket) {
    private static final int PORT_TRIES = 20;

    /** Opens it where the network's way leads, else at {@code at}. May block. @throws IOException when it is taken; nothing stays open then */
    static OpenPorts open(Network network, HostAddress at, Dialer.Linked onAccepted, Datagrams.Received onReceived) throws IOException {
        var tethered = network.way().addresses();
        var addresses = tethered.isEmpty() ? List.of(at.ip()) : tethered;
        for (var attempt = 1; ; attempt++) {
            try {
                return openAll(network, addresses, at.port(), onAccepted, onReceived);
            } catch (IOException taken) {
                if (at.port() != 0 || attempt == PORT_TRIES) {
                    throw taken;
                }
            }
        }
    }

    private static OpenPorts openAll(
            Network network, List<InetAddress> addresses, int wanted, Dialer.Linked onAccepted, Datagrams.Received onReceived) throws IOException {
        var listening = new ArrayList<Listener.Listening>();
        var sockets = new ArrayList<Datagrams.Socket>();
        try {
            var port = wanted;
            for (var ip : addresses) {
                var opened = network.listener().listen(new HostAddress(ip, port), onAccepted);
                listening.add(opened);
                port = opened.local().port(); // a free one has been found: it is looked for once
                sockets.add(network.datagrams().bind(new HostAddress(ip, port), onReceived));
            }
            return new OpenPorts(List.copyOf(listening), sockets.size() == 1 ? sockets.getFirst() : new BothFamilies(List.copyOf(sockets)));
        } catch (IOException taken) {
            listening.forEach(Listener.Listening::close);
            sockets.forEach(Datagrams.Socket::close);
            throw taken;
        }
    }

    HostAddress local() {
        return listening.getFirst().local();
    }

    void close() {
        listening.forEach(Listener.Listening::close);
        socket.close();
    }

    /** Sends by the socket of the receiver's family. */
    private record BothFamilies(List<Datagrams.Socket> sockets) implements Datagrams.Socket {
        @Override
        public HostAddress local() {
            return sockets.getFirst().local();
        }

        @Override
        public void send(HostAddress to, ByteBuf bytes) {
            for (var socket : sockets) {
                if (socket.local().isIpv4() == to.isIpv4()) {
                    socket.send(to, bytes);
                    return;
                }
            }
            bytes.release();
        }

        @Override
        public void close() {
            sockets.forEach(Datagrams.Socket::close);
        }
    }
}
