package filbert.net.netty;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class EpollLinkTest extends NettyContract {
    EpollLinkTest() {
        super(Transport.epoll());
    }
}
