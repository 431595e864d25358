package filbert.net.netty;

import filbert.net.Cable;
import filbert.net.Datagrams;
import filbert.net.Dialer;
import filbert.net.Listener;
import java.net.InetAddress;
import java.util.Optional;

record NettyCable(IoLoops loops, Device device, Optional<Tls> tls) implements Cable {
    @Override
    public Dialer dialer(InetAddress from) {
        return new TcpDialer(loops, device, Optional.of(from), tls);
    }

    @Override
    public Listener listener() {
        return new TcpListener(loops, device, tls);
    }

    @Override
    public Datagrams datagrams() {
        return new UdpDatagrams(loops, device);
    }

    @Override
    public void cut() {
        device.cut();
    }
}
