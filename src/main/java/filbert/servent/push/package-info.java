/**
 * Pushes, both ways, and push proxies, both sides. Start with {@link filbert.servent.push.PushHouse}; downloads ask through
 * {@link filbert.servent.push.Pushes}, uploads answer through {@link filbert.servent.push.PushRequests} and pass requests on through
 * {@link filbert.servent.push.PushProxy}. Arrows: imports {@code routing}, {@code search}, {@code datagram}, {@code guard}, {@code topology}.
 * Implements 3-transfer, section 3.9, and 1-connect, 10.4.
 */
@NullMarked
package filbert.servent.push;

import org.jspecify.annotations.NullMarked;
