package filbert.net.netty;

final class NioLinkTest extends NettyContract {
    NioLinkTest() {
        super(Transport.nio());
    }
}
