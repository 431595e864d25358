package filbert.net.netty;

import filbert.net.Bandwidth;
import filbert.net.Cable;
import filbert.net.Datagrams;
import filbert.net.Dialer;
import filbert.net.Listener;
import java.net.InetAddress;
import java.util.Optional;

record NettyCable(IoLoops loops, Device device, Optional<Tls> tls, Bandwidth bandwidth) implements Cable {
    @Override
    public Dialer dialer(InetAddress from) {
        return new TcpDialer(loops, device, Optional.of(from), tls, bandwidth);
    }

    @Override
    public Listener listener() {
        return new TcpListener(loops, device, tls, bandwidth);
    }

    @Override
    public Datagrams datagrams() {
        return new UdpDatagrams(loops, device, bandwidth);
    }

    @Override
    public void cut() {
        device.cut();
    }
}
