/**
 * The ports of {@link filbert.net} over real threads and sockets. Start with {@link filbert.net.netty.IoLoops}, the few I/O threads that
 * own every socket and hand out dialer, listener and datagrams, and {@link filbert.net.netty.OwnerThread}, the one thread that owns the
 * engine's state. Epoll where Netty has its native part for the machine, NIO elsewhere. Knows no protocol.
 */
@NullMarked
package filbert.net.netty;

import org.jspecify.annotations.NullMarked;
